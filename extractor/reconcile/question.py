"""A claim as questions to the statistics: the series itself, what a change is compared with, the whole of a share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractor.schema import Claim
from extractor.schema.query import SeriesQuery

NARROW = 0.45
"""From this score on a code counts as what the commodity means, below it as a wider alternative."""


def narrow_codes(claim: Claim) -> tuple[str, ...]:
    """The codes that the commodity stands for."""
    return tuple([code.code for code in claim.commodity_codes if code.score >= NARROW])


def wider_codes(claim: Claim) -> tuple[str, ...]:
    """Codes that hold the commodity and more."""
    return tuple([code.code for code in claim.commodity_codes if code.score < NARROW])


def questions(claim: Claim, other_codes: tuple[str, ...] = ()) -> tuple[SeriesQuery, ...]:
    """The queries of a claim, the main one first; none where it lacks place or period.

    `other_codes` are those that its goods had in other editions of the nomenclature (`editions.asked`).
    """
    if claim.entity is None or claim.period_start is None or claim.period_end is None:
        return ()
    main = _main(claim, other_codes)
    asked = [main]
    if claim.kind == "change" and (before := baseline(claim)) is not None:
        asked.append(replace(main, period_start=before[0], period_end=before[1]))
    if claim.kind == "share":
        asked.append(replace(main, partner_code=None, partner=None))
        asked.append(replace(main, total=True, commodity_codes=(), wider_codes=(), commodity=None))
    return tuple(asked)


def _main(claim: Claim, other_codes: tuple[str, ...]) -> SeriesQuery:
    relative = claim.kind in ("change", "share") and claim.unit in ("%", "pp", "x")
    return SeriesQuery(
        reporter_code=claim.entity_code,
        partner_code=claim.partner_code,
        direction=claim.direction,
        measure=claim.measure,
        commodity_codes=narrow_codes(claim),
        wider_codes=tuple(dict.fromkeys((*wider_codes(claim), *other_codes))),
        period_start=claim.period_start,
        period_end=claim.period_end,
        currency=claim.currency,
        unit=None if relative else claim.unit,
        total=claim.commodity is None,
        commodity=claim.commodity,
        reporter=claim.entity,
        partner=claim.partner,
    )


def baseline(claim: Claim) -> tuple[date, date] | None:
    """What a change is compared with: what the claim says, else the same stretch a year earlier."""
    if claim.baseline_start is not None and claim.baseline_end is not None:
        return claim.baseline_start, claim.baseline_end
    if claim.period_start is None or claim.period_end is None:
        return None
    return _year_before(claim.period_start), _year_before(claim.period_end)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
