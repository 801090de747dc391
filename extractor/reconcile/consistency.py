"""The article held against itself: changes against levels, parts against their whole, restated amounts against exchange rates.

Only what plainly speaks of the same thing is compared: same entity, partner, flow, goods and unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractor.reconcile.equivalents import judge_equivalents
from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, of_claim, quotient, shown
from extractor.reconcile.money import Rates, no_rates
from extractor.reconcile.question import baseline
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Finding

DEFAULT = Tolerances()


def consistency(
    claims: Sequence[Claim], *, rates: Rates = no_rates, tolerances: Tolerances = DEFAULT, today: date | None = None
) -> list[Finding]:
    """The consistency findings of one article's claims. `today` is the article's date, for the rate of the day."""
    found: list[Finding] = []
    for claim in claims:
        if claim.kind == "change" and claim.unit in ("%", "x"):
            found += _change_against_levels(claim, claims)
        found += judge_equivalents(claim, rates, today)
    found += _told_twice(claims)
    found += _parts_and_wholes(claims, tolerances)
    return [finding.model_copy(update={"scope": "consistency"}) for finding in found]


def _same_series(one: Claim, other: Claim) -> bool:
    return (one.entity, one.partner, one.direction, one.commodity) == (
        other.entity,
        other.partner,
        other.direction,
        other.commodity,
    ) and (one.direction is not None or one.measure == other.measure)


def _change_against_levels(change: Claim, claims: Sequence[Claim]) -> Iterator[Finding]:
    """`more than doubled` beside 35 and 75 million: the levels' ratio as an interval, against the words'."""
    levels = [
        c for c in claims if c.kind == "level" and c.value and _same_series(change, c) and c.period_start is not None
    ]
    before = baseline(change)
    for now in levels:
        if change.period_start is not None and (now.period_start, now.period_end) != (
            change.period_start,
            change.period_end,
        ):
            continue
        for then in levels:
            if then.id == now.id or (then.currency, then.unit) != (now.currency, now.unit):
                continue
            if before is None or (then.period_start, then.period_end) != before:
                continue
            yield _held(change, now, then)
            return


def _held(change: Claim, now: Claim, then: Claim) -> Finding:
    follows = _growth(change, now, then)
    words = of_claim(change)
    if change.trend == "down" and change.unit == "%":
        words = Interval(None if words.high is None else -words.high, None if words.low is None else -words.low)
    fits = words.meets(follows)
    unit = "times" if change.unit == "x" else "%"
    text = (
        f"The article's own levels, {_told(then)} and {_told(now)}, make {shown(follows.low, 4)} to {shown(follows.high, 4)} {unit}; "
        f"the change that it states {'follows' if fits else 'does not follow'} from them ({words} {unit})."
    )
    finding = make(
        change,
        "confirmed" if fits else "contradicted",
        () if fits else ("does_not_follow",),
        "change against levels",
        text,
        (),
    )
    return finding.model_copy(update={"against": (then.id, now.id)})


def _growth(change: Claim, now: Claim, then: Claim) -> Interval:
    upper, lower = of_claim(now), of_claim(then)
    low = quotient(upper.low, lower.high) if upper.low is not None and lower.high is not None else None
    high = quotient(upper.high, lower.low) if upper.high is not None and lower.low is not None else None
    if change.unit == "x":
        return Interval(low, high)
    return Interval(None if low is None else (low - 1) * 100, None if high is None else (high - 1) * 100)


def _told(claim: Claim) -> str:
    return " ".join(
        filter(None, (shown(claim.value), claim.currency or claim.unit, f"({claim.year})" if claim.year else ""))
    )


def _told_twice(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The same level of the same period, told with another figure: headline against body, or one paragraph against another."""
    levels = [
        c
        for c in claims
        if c.kind == "level" and c.value and c.direction is not None and c.period_start and "period" in c.grounding
    ]
    for index, later in enumerate(levels):
        for earlier in levels[:index]:
            same = _same_series(later, earlier) and (later.period_start, later.period_end) == (
                earlier.period_start,
                earlier.period_end,
            )
            if (
                not same
                or (later.currency, later.unit) != (earlier.currency, earlier.unit)
                or later.source != earlier.source
            ):
                continue
            if of_claim(later).meets(of_claim(earlier)) or later.measure != earlier.measure:
                continue
            text = f"The article gives {_told(earlier)} and {_told(later)} for what reads as the same figure."
            finding = make(later, "ambiguous", ("told_twice",), "same figure told twice", text, ())
            yield finding.model_copy(update={"against": (earlier.id,)})
            break


def _parts_and_wholes(claims: Sequence[Claim], tolerances: Tolerances) -> Iterator[Finding]:
    """A part that is more than its whole: exports to one country above all exports of the same goods and time."""
    for part in claims:
        if (
            part.kind != "level"
            or not part.value
            or not part.partner
            or part.direction not in ("import", "export", "re-export")
        ):
            continue
        whole_of = part.model_copy(update={"partner": None, "partner_code": None})
        for whole in claims:
            same = (
                whole.kind == "level"
                and whole.value
                and _same_series(whole_of, whole)
                and whole.period_start == part.period_start
            )
            if not same or (whole.period_end, whole.currency, whole.unit) != (
                part.period_end,
                part.currency,
                part.unit,
            ):
                continue
            high, low = of_claim(whole).high, of_claim(part).low
            if high is not None and low is not None and low > high * (1 + tolerances.same):
                text = f"The part, {_told(part)} with {part.partner}, is more than the whole, {_told(whole)}."
                yield make(
                    part, "contradicted", ("part_exceeds_whole",), "parts against the whole", text, ()
                ).model_copy(update={"against": (whole.id,)})
                break
