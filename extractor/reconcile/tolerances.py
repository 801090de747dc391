"""Every tolerance of judging, in one settings record; each finding names those that it used."""

from __future__ import annotations

from decimal import Decimal

from extractor.schema.base import Exact, Record


class Tolerances(Record):
    """Fractions unless said otherwise. Sources of the rules stand beside them."""

    mirror_low: Exact = Decimal("0.90")
    mirror_high: Exact = Decimal("1.20")
    """Importer's over exporter's figure where both may be right: CIF over FOB is 1.06 (IMF, OECD) to 1.20 (WITS)."""
    provisional: Exact = Decimal("0.05")
    """How far provisional or estimated figures move when they are revised."""
    nearly: Exact = Decimal("0.90")
    """`nearly 2 million` is said from this part of the figure up to it."""
    hedge: Exact = Decimal("0.10")
    """Right size on the wrong side of `over` or `nearly`: up to this far from the figure."""
    understated: Exact = Decimal("1.5")
    """`over 75 million` understates what is this many times as much."""
    same: Exact = Decimal("0.02")
    """How near two figures are that a slip is to explain, and parts and their whole in an article."""
    lowest_confidence: float = 0.3
    """Below it a claim may have been misread, and is never called contradicted."""
