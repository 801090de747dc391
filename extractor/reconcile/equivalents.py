"""Amounts restated in another currency: which day's exchange rate they fit, that of the stated period or of the article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, of_claim, quotient, shown
from extractor.reconcile.money import Rates
from extractor.schema import Claim, Equivalent, Finding
from extractor.schema.query import Rate

_NEAR = Decimal("0.02")
"""How far a newspaper's rate of the day may lie from the central bank's."""


def judge_equivalents(claim: Claim, rates: Rates, today: date | None) -> Iterator[Finding]:
    """One finding for each restatement in another currency."""
    for equivalent in claim.equivalents:
        if claim.currency and equivalent.currency and equivalent.currency != claim.currency and claim.value:
            yield _judge(claim, equivalent, rates, today)


def _judge(claim: Claim, other: Equivalent, rates: Rates, today: date | None) -> Finding:
    assert claim.currency is not None
    assert other.currency is not None
    implied = _implied(claim, other)
    of_period = (
        rates(claim.currency, other.currency, claim.period_start, claim.period_end)
        if claim.period_start and claim.period_end
        else None
    )
    of_day = rates(claim.currency, other.currency, today, today) if today else None
    pair = f"{shown(claim.value)} {claim.currency} as {shown(other.value)} {other.currency}"
    told = f"{pair}: a rate of {shown(implied.low, 4)} to {shown(implied.high, 4)}"
    if of_period is None and of_day is None:
        return make(
            claim,
            "uncovered",
            ("currency_unknown",),
            "equivalent against exchange rate",
            f"{told}; no official rate is known here.",
            (),
        )
    period_text = (
        f"mean of the stated period {shown(of_period.mean, 4)}" if of_period else "no rate of the stated period"
    )
    day_text = f"rate of the article's date {shown(of_day.mean, 4)}" if of_day else "no rate of the article's date"
    verdict, reasons, tail = _verdict(implied, of_period, of_day)
    return make(
        claim, verdict, reasons, "equivalent against exchange rate", f"{told}; {period_text}, {day_text}: {tail}.", ()
    )


def _implied(claim: Claim, other: Equivalent) -> Interval:
    """The rate that the two printed amounts imply, each within its rounding."""
    words = of_claim(claim)
    half = _half_unit(other)
    low = quotient(other.value - half, words.high) if words.high else None
    high = quotient(other.value + half, words.low) if words.low else None
    return Interval(low, high)


def _half_unit(other: Equivalent) -> Decimal:
    exponent = int(other.value.normalize().as_tuple().exponent)
    return Decimal(5).scaleb(exponent - 1)


def _verdict(implied: Interval, of_period: Rate | None, of_day: Rate | None) -> tuple[str, tuple[str, ...], str]:
    if of_period is not None and implied.holds(of_period.mean):
        return "confirmed", (), "it fits the stated period"
    if of_day is not None and implied.holds(of_day.mean):
        return (
            "close",
            ("rate_of_article_date",),
            "it was converted at the rate of the article's date, not of the stated period",
        )
    near = Interval(implied.low, implied.high).widened(_NEAR)
    if of_day is not None and near.holds(of_day.mean):
        return (
            "close",
            ("rate_of_article_date",),
            "it fits the rate of the article's days within 2%, not that of the stated period",
        )
    if of_period is not None and near.meets(Interval(of_period.low, of_period.high)):
        return "close", ("exchange_rate",), "it fits a rate within the stated period"
    return "contradicted", ("conversion_wrong",), "it fits neither"
