"""Official money in the claim's currency: at the period's mean rate, with the range that the rate had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.reconcile.interval import Interval, shown
from extractor.schema import Observation
from extractor.schema.query import Rate

Rates = Callable[[str, str, date, date], Rate | None]
"""From currency, to currency, first and last day to the rate, null where none is known."""


def no_rates(source: str, target: str, start: date, end: date) -> Rate | None:
    """Knows no rate."""
    return None


@dataclass(frozen=True, slots=True)
class Amount:
    """An official value in the unit of the claim."""

    value: Decimal
    spread: Interval
    """All that it may be, at the lowest and highest rate of the period; the value itself where nothing was converted."""
    step: str | None = None
    """How it was converted, for a person."""


def official(o: Observation, currency: str | None, rates: Rates) -> Amount | None:
    """The observation's value in a currency; null where it has none, or no rate is known."""
    if o.value is None:
        return None
    if currency is None or o.currency is None or o.currency == currency:
        return Amount(o.value, Interval(o.value, o.value))
    rate = rates(o.currency, currency, o.period_start, o.period_end)
    if rate is None:
        return None
    ends = sorted((o.value * rate.low, o.value * rate.high))
    value = o.value * rate.mean
    step = (
        f"{shown(o.value)} {o.currency} × {shown(rate.mean)} = {shown(value)} {currency} "
        f"({rate.source}; rates from {shown(rate.low)} to {shown(rate.high)})"
    )
    return Amount(value, Interval(ends[0], ends[1]), step)
