"""Editions of the Harmonized System: whether a heading existed in a claim's period."""

from __future__ import annotations

from functools import cache

from extractor.lexicons import table
from extractor.reconcile.question import narrow_codes
from extractor.schema import Claim


@cache
def _created() -> dict[str, tuple[int, str, str]]:
    """From each code that an edition created to the first year, the codes before, and a note; changes of scope alone left out."""
    return {
        row["code"]: (int(row["edition_to"]), row["was"], row["note"])
        for row in table("hs_changes")
        if row["code"] not in row["was"].split(";") and "no change" not in row["note"]
    }


def missing_edition(claim: Claim) -> tuple[str, int, str] | None:
    """The code, its first year and the codes before, where what the commodity means had no heading of its own in the period.

    A change is also not comparable where its baseline lies before the edition.
    """
    if claim.direction is None or claim.period_start is None:
        return None
    starts = [day.year for day in (claim.period_start, claim.baseline_start) if day is not None]
    if claim.kind == "change" and claim.baseline_start is None:
        starts.append(claim.period_start.year - 1)
    best = narrow_codes(claim)[:1]
    for code in best:
        if code in _created():
            first, was, _ = _created()[code]
            if min(starts) < first:
                return code, first, was.replace(";", ", ")
    return None
