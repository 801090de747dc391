"""Editions of the Harmonized System: whether a heading existed in a claim's period, and whether it kept its scope."""

from __future__ import annotations

from functools import cache

from extractor.lexicons import table
from extractor.reconcile.question import baseline, narrow_codes
from extractor.schema import Claim


@cache
def _created() -> dict[str, tuple[int, str, str]]:
    """From each code that an edition created to the first year, the codes before, and a note; changes of scope alone left out."""
    return {
        row["code"]: (int(row["edition_to"]), row["was"], row["note"])
        for row in table("hs_changes")
        if row["code"] not in row["was"].split(";") and "no change" not in row["note"]
    }


@cache
def _moved() -> dict[str, int]:
    """From each code of which goods left or to which they came to the year of the edition that moved them."""
    return {row["code"]: int(row["edition_to"]) for row in table("hs_changes") if row["note"].startswith("scope")}


def missing_edition(claim: Claim) -> tuple[str, int, str] | None:
    """The code, its first year and the codes before, where what the commodity means had no heading of its own in the period.

    A change is also not comparable where its baseline lies before the edition.
    """
    first_year = _first_year(claim)
    best = narrow_codes(claim)[:1]
    if claim.direction is None or first_year is None or not best or best[0] not in _created():
        return None
    edition, was, _ = _created()[best[0]]
    return (best[0], edition, was.replace(";", ", ")) if first_year < edition else None


def moved_between(claim: Claim) -> bool:
    """Whether a change spans an edition that moved goods into or out of the heading."""
    first_year = _first_year(claim)
    if first_year is None or claim.period_end is None:
        return False
    return any(first_year < _moved().get(code, 0) <= claim.period_end.year for code in narrow_codes(claim))


def _first_year(claim: Claim) -> int | None:
    """The earliest year that the claim speaks of."""
    before = baseline(claim) if claim.kind == "change" else None
    days = [day for day in (claim.period_start, before[0] if before else None) if day is not None]
    return min(day.year for day in days) if days else None
