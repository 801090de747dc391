"""Every tolerance of judging, in one settings record; each finding names those that it used."""

from __future__ import annotations

from decimal import Decimal

from extractor.schema.base import Exact, Record


class Tolerances(Record):
    """Fractions unless said otherwise. Sources of the rules stand beside them."""

    about: Exact = Decimal("0.10")
    """`about 75 million` either way, or its rounding where that is wider (Williams & Power 2013)."""
    lenient: Exact = Decimal("0.25")
    """A bare round figure (`500`) may be rounded to its last digit that is not zero, up to this far from it."""
    lenient_ratio: Exact = Decimal("0.10")
    """The same of percentages and multiples: `a third`, `doubled`, `20 per cent`."""
    mirror_low: Exact = Decimal("0.90")
    mirror_high: Exact = Decimal("1.20")
    """Importer's over exporter's figure where both may be right: CIF over FOB is 1.06 (IMF, OECD) to 1.20 (WITS)."""
    provisional: Exact = Decimal("0.05")
    """How far provisional or estimated figures move when they are revised."""
    nearly: Exact = Decimal("0.90")
    """`nearly 2 million` is said from this part of the figure up to it."""
    hedge: Exact = Decimal("0.10")
    """Right size on the wrong side of `over` or `nearly`: up to this far from the figure (Vlachos & Riedel 2015)."""
    understated: Exact = Decimal("1.5")
    """`over 75 million` understates what is this many times as much."""
    absurd: Exact = Decimal("100")
    """`over 9 million` does not confirm what is this many times as much, nor `under 9 billion` so small a part."""
    rate_range: Exact = Decimal("0.10")
    """How far rates lie from a yearly mean where only the mean is known (EUR/USD in 2022: 9 per cent either way)."""
    both_rounded: Exact = Decimal("0.005")
    """How far each of the two figures may be rounded from which a newspaper works out a change or share."""
    growth: Exact = Decimal("0.25")
    """How far growth in two currencies may lie apart, where no rates are known to work it out in both."""
    same: Exact = Decimal("0.02")
    """How near two figures are that a slip is to explain, and parts and their whole in an article."""
    chance: float = 0.25
    """Another partner's figure names a slip where fewer than so many partners are expected to fit by chance."""
    sure_code: Exact = Decimal("0.6")
    """A commodity whose best code scores less may mean something else, and is never called contradicted."""
    lowest_confidence: float = 0.5
    """Below it a claim is likelier misread than not in one of its fields, and is never called contradicted."""
