"""The article held against itself: changes against levels, parts against wholes, shares against parts, amounts against rates.

Only what plainly speaks of the same thing is compared: same entity, partner, flow, goods and unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractor.reconcile.changes import change_against_levels
from extractor.reconcile.equivalents import judge_equivalents
from extractor.reconcile.finding import make
from extractor.reconcile.money import Converter, Rates, no_rates
from extractor.reconcile.telling import level, same_series, same_time, sure, told
from extractor.reconcile.tolerances import Tolerances
from extractor.reconcile.wholes import parts_against_whole, share_against_parts
from extractor.reconcile.words import of_claim
from extractor.schema import Claim, Finding

DEFAULT = Tolerances()


def consistency(
    claims: Sequence[Claim], *, rates: Rates = no_rates, tolerances: Tolerances = DEFAULT, today: date | None = None
) -> list[Finding]:
    """The consistency findings of one article's claims. `today` is the article's date, for the rate of the day."""
    convert = Converter(rates, tolerances, today)
    found: list[Finding] = []
    for claim in claims:
        if claim.kind == "change":
            found += change_against_levels(claim, claims, tolerances)
        if claim.kind == "share":
            found += share_against_parts(claim, claims, tolerances)
        found += judge_equivalents(claim, convert)
    found += _told_twice(claims, tolerances)
    found += parts_against_whole(claims, tolerances)
    return [finding.model_copy(update={"scope": "consistency"}) for finding in found]


def _told_twice(claims: Sequence[Claim], tolerances: Tolerances) -> Iterator[Finding]:
    """The same level of the same period, told with another figure: headline against body, or one paragraph against another."""
    levels = [c for c in claims if level(c) and sure(c, tolerances) and (c.direction is not None or c.currency)]
    for index, later in enumerate(levels):
        for earlier in levels[:index]:
            if not (same_series(later, earlier) and same_time(later, earlier) and later.measure == earlier.measure):
                continue
            if (later.currency, later.unit) != (earlier.currency, earlier.unit) or later.source != earlier.source:
                continue
            if of_claim(later, tolerances).meets(of_claim(earlier, tolerances)):
                continue
            text = f"The article gives {told(earlier)} and {told(later)} for what reads as the same figure."
            finding = make(later, "ambiguous", ("told_twice",), "same figure told twice", text, ())
            yield finding.model_copy(update={"against": (earlier.id,)})
            break
