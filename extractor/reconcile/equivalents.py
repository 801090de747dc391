"""An amount told in two currencies: the rate that it implies against the rate of the stated period or of the article's date."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, quotient, shown
from extractor.reconcile.money import Converter
from extractor.reconcile.words import half_unit, of_claim
from extractor.schema import Claim, Equivalent, Finding
from extractor.schema.query import Rate

_NEAR = Decimal("0.02")
"""How far a newspaper's rate of the day may lie from the central bank's."""
_SCALES = tuple(Decimal(10) ** power for power in (3, -3, 6, -6))
RULE = "equivalent against exchange rate"


def judge_equivalents(claim: Claim, convert: Converter) -> Iterator[Finding]:
    """One finding for each restatement in another currency."""
    for other in claim.equivalents:
        if claim.currency and other.currency and other.currency != claim.currency and claim.value and other.value:
            yield _judge(claim, other, claim.currency, other.currency, convert)


def _judge(claim: Claim, other: Equivalent, source: str, target: str, convert: Converter) -> Finding:
    implied = _implied(claim, other, convert)
    start, end, today = claim.period_start, claim.period_end, convert.today
    of_period = convert.rates(source, target, start, end) if start and end else None
    of_day = convert.rates(source, target, today, today) if today else None
    pair = f"{shown(claim.value)} {source} as {shown(other.value)} {target}"
    told = f"{pair}: a rate of {shown(implied.low, 4)} to {shown(implied.high, 4)}"
    if of_period is None and of_day is None:
        text = f"{told}; no official rate is known here."
        return make(claim, "uncovered", ("currency_unknown",), RULE, text, ())
    period_text = (
        f"mean of the stated period {shown(of_period.mean, 4)}" if of_period else "no rate of the stated period"
    )
    day_text = f"rate of the article's date {shown(of_day.mean, 4)}" if of_day else "no rate of the article's date"
    span = Interval(*convert.range(of_period, start, end)) if of_period and start and end else None
    verdict, reasons, tail = _verdict(implied, of_period, span, of_day)
    return make(claim, verdict, reasons, RULE, f"{told}; {period_text}, {day_text}: {tail}.", ())


def _implied(claim: Claim, other: Equivalent, convert: Converter) -> Interval:
    """The rate that the two printed amounts imply, each within its rounding."""
    words = of_claim(claim, convert.tolerances)
    if (claim.value or 0) < 0:
        words = words.times(Decimal(-1))
    value, half = abs(other.value), half_unit(other.value)
    low = quotient(value - half, words.high) if words.high else None
    high = quotient(value + half, words.low) if words.low and words.low > 0 else None
    return Interval(low, high)


_Ruling = tuple[str, tuple[str, ...], str]


def _verdict(implied: Interval, of_period: Rate | None, span: Interval | None, of_day: Rate | None) -> _Ruling:
    """Which rate it fits. It is wrong where it fits neither, and both are known."""
    near = implied.widened(_NEAR)
    if of_period is not None and implied.holds(of_period.mean) and not _nearer(implied, of_day, of_period):
        return "confirmed", (), "it fits the stated period"
    if of_day is not None and near.holds(of_day.mean):
        tail = "it was converted at the rate of the article's date, not of the stated period"
        return ("close", ("rate_of_article_date",), tail) if of_period else ("confirmed", ("rate_of_article_date",), "it fits the article's date")  # fmt: skip
    if span is not None and near.meets(span):
        return "close", ("exchange_rate",), "it fits a rate within the stated period"
    known = [rate for rate in (of_period, of_day) if rate is not None]
    slipped = any(near.times(scale).meets(Interval(rate.low, rate.high)) for rate in known for scale in _SCALES)
    reasons = ("conversion_wrong", "scale_slip") if slipped else ("conversion_wrong",)
    if of_period is None or of_day is None:
        return "ambiguous", reasons, "it does not fit, but only one of the two rates is known"
    return "contradicted", reasons, "it fits neither"


def _nearer(implied: Interval, of_day: Rate | None, of_period: Rate) -> bool:
    """Whether, of two rates that both fit round amounts, the day's is plainly the one that was used."""
    if of_day is None or implied.low is None or implied.high is None or not implied.holds(of_day.mean):
        return False
    middle = (implied.low + implied.high) / 2
    return abs(of_day.mean / middle - 1) < _NEAR < abs(of_period.mean / middle - 1)
