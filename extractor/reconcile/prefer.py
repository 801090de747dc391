"""Which of several comparable series to hold a claim against first: the source that the article names, final data, the vintage of its day."""

from __future__ import annotations

import re
from datetime import date

from extractor.reconcile.question import narrow_codes
from extractor.reconcile.series import Series
from extractor.schema import Claim, Observation

_COMMON = frozenset(
    (
        "the",
        "of",
        "for",
        "and",
        "national",
        "office",
        "bureau",
        "agency",
        "ministry",
        "state",
        "data",
        "committee",
        "service",
    )
)


def speaks(o: Observation, claim: Claim) -> bool:
    """Whether the article names this observation's source as its own."""
    if not claim.source:
        return False
    named = set(re.findall(r"\w+", claim.source.lower()))
    published = set(re.findall(r"\w+", o.source.lower()))
    shared = named & published
    return bool(shared - _COMMON) or len(shared) >= 2


def ordered(series: list[Series], claim: Claim, today: date | None) -> list[Series]:
    """Best first; the order in which they came does not matter."""
    codes = narrow_codes(claim)

    def key(s: Series) -> tuple[object, ...]:
        o = s.observation
        place = codes.index(o.commodity_code) if o.commodity_code in codes else len(codes)
        return (
            not speaks(o, claim),
            o.value is None,
            place,
            ("final", "provisional", "estimated", "confidential").index(o.status),
            _lateness(o, today),
            o.currency != claim.currency,
            o.to_json(),
        )

    return sorted(series, key=key)


def _lateness(o: Observation, today: date | None) -> tuple[bool, str]:
    """A vintage published by the article's day comes before later ones, and of these the newest; else the newest of all."""
    vintage = o.vintage or (o.retrieved.isoformat() if o.retrieved else "")
    later = today is not None and vintage[:10] > today.isoformat()
    inverted = "".join(chr(0x10FFFF - ord(c)) for c in vintage)
    return later, vintage if later else inverted
