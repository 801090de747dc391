"""Which of several comparable series to hold a claim against first: the source that the article names, the vintage of its day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extractor.reconcile.measures import names_place
from extractor.reconcile.question import narrow_codes
from extractor.reconcile.series import Series, fixed, identity
from extractor.schema import Claim, Observation

_COMMON = frozenset(
    [
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
        "statistics",
        "statistical",
        "trade",
        "official",
        "figures",
        "government",
        "department",
        "republic",
        "central",
        "by",
        "country",
        "customs",
        "federal",
        "bank",
        "board",
        "authority",
        "administration",
        "general",
        "public",
        "institute",
        "un",
        "united",
        "nations",
        "world",
        "union",
    ]
)
"""Words that name no one office; two offices may share several of them."""
_STATUSES = ("final", "provisional", "estimated", "confidential")


def speaks(o: Observation, claim: Claim) -> bool:
    """Whether the article names this observation's source as its own: by name (`Eurostat`), or by country (`Russian customs`)."""
    if not claim.source:
        return False
    named, published = _words(claim.source), _words(o.source)
    if (named & published) - _COMMON or names_place(claim.source, o.reporter_code):
        return True
    general = len(named & published) >= 2 and not named - published - _COMMON
    return general and o.reporter_code is not None and o.reporter_code == claim.entity_code


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", re.sub(r"[’']s\b", "", text.lower())))


def ordered(series: list[Series], claim: Claim, today: date | None) -> list[Series]:
    """Best first; the order in which they came does not matter."""
    if len(series) < 2:
        return series
    codes = narrow_codes(claim)

    def key(s: Series) -> tuple[object, ...]:
        o = s.observation
        place = codes.index(o.commodity_code) if o.commodity_code in codes else len(codes)
        later, newest = _lateness(o, today)
        return (
            not speaks(o, claim), o.value is None, s.derived != "codes", len(s.doubts), place,
            o.currency != claim.currency, later, _STATUSES.index(o.status), newest, fixed(o),
        )  # fmt: skip

    return sorted(series, key=key)


def vintages(series: list[Series]) -> list[list[Series]]:
    """Series told apart by what they measure, each with its vintages and its other currencies in the order given."""
    groups: dict[tuple[str, ...], list[Series]] = {}
    for s in series:
        groups.setdefault((*identity(s.observation), s.derived or ""), []).append(s)
    return list(groups.values())


def _lateness(o: Observation, today: date | None) -> tuple[bool, str]:
    """A vintage published by the article's day comes before later ones, and of these the newest; else the newest of all."""
    vintage = o.vintage or (o.retrieved.isoformat() if o.retrieved else "")
    later = today is not None and vintage[:10] > today.isoformat()
    inverted = "".join(chr(0x10FFFF - ord(c)) for c in vintage)
    return later, vintage if later else inverted
