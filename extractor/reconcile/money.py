"""Official figures in the claim's currency and unit: at the period's mean rate, with the range that the rate had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractor.lexicons import table
from extractor.reconcile.interval import Interval, quotient, shown
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Observation
from extractor.schema.query import Rate

Rates = Callable[[str, str, date, date], Rate | None]
"""From currency, to currency, first and last day to the rate, null where none is known."""


_PIECES = ("items", "pieces", "units", "number", "u")
"""What statistics call the supplementary unit of goods that are counted."""


def no_rates(source: str, target: str, start: date, end: date) -> Rate | None:
    """Knows no rate."""
    return None


class Amount(NamedTuple):
    """An official value in the unit of the claim."""

    value: Decimal
    spread: Interval
    """All that it may be, at the lowest and highest rate of the period; the value itself where nothing was converted."""
    step: Callable[[], str] | None = None
    """How it was converted, told to a person who asks; null where nothing was."""
    of_day: Decimal | None = None
    """What it is at the rate of the article's date."""
    revised: Interval | None = None
    """Of provisional and estimated figures, all that they may become."""
    spread_rule: str = "range of the period's exchange rate"
    spread_reason: str = "exchange_rate"

    def turned(self, sign: int) -> Amount:
        """With the other sign where `sign` is -1."""
        if sign == 1:
            return self
        return self._replace(
            value=-self.value,
            spread=self.spread.times(Decimal(-1)),
            of_day=None if self.of_day is None else -self.of_day,
            revised=None if self.revised is None else self.revised.times(Decimal(-1)),
        )


@dataclass(frozen=True, slots=True)
class Converter:
    """What it takes to convert: rates, tolerances, and the article's date."""

    rates: Rates
    tolerances: Tolerances
    today: date | None = None

    def of(self, o: Observation, claim: Claim) -> Amount | None:
        """The observation's value in the claim's currency and unit; null where it has none, or no rate is known."""
        return self.to(o, claim.currency, claim.unit)

    def to(self, o: Observation, currency: str | None, unit: str | None) -> Amount | None:
        """The observation's value in a currency and unit, null of either being the observation's own."""
        number = _in_unit(o, unit)
        if number is None:
            return None
        amount = self._money(o, number, currency)
        if amount is not None and o.status in ("provisional", "estimated"):
            return amount._replace(revised=amount.spread.widened(self.tolerances.provisional))
        return amount

    def mean(self, o: Observation, currency: str, unit: str | None) -> Decimal | None:
        """The same at the mean rate, and nothing else of it."""
        number = _in_unit(o, unit)
        if number is None or o.currency is None or o.currency == currency:
            return number
        rate = self.rates(o.currency, currency, o.period_start, o.period_end)
        return None if rate is None else number * rate.mean

    def _money(self, o: Observation, number: Decimal, currency: str | None) -> Amount | None:
        if currency is None or o.currency is None or o.currency == currency:
            return Amount(number, Interval(number, number))
        rate = self.rates(o.currency, currency, o.period_start, o.period_end)
        if rate is None:
            return None
        low, high = self.range(rate, o.period_start, o.period_end)
        ends = sorted((number * low, number * high))
        value = number * rate.mean

        def step() -> str:
            return (
                f"{shown(number)} {o.currency} × {shown(rate.mean)} = {shown(value)} {currency} "
                f"({rate.source}; rates from {shown(low)} to {shown(high)})"
            )

        day = self.rates(o.currency, currency, self.today, self.today) if self.today else None
        return Amount(value, Interval(ends[0], ends[1]), step, None if day is None else number * day.mean)

    def range(self, rate: Rate, start: date, end: date) -> tuple[Decimal, Decimal]:
        """The lowest and highest rate of a period, by tolerance where only its mean is known."""
        if rate.low == rate.high and (end - start).days > 0:
            return rate.mean * (1 - self.tolerances.rate_range), rate.mean * (1 + self.tolerances.rate_range)
        return rate.low, rate.high


def _in_unit(o: Observation, unit: str | None) -> Decimal | None:
    """The observation's number in a unit, null where it has none or its unit does not convert."""
    if o.value is None or unit is None or o.unit is None or o.unit == unit:
        return o.value
    factor = unit_factor(o.unit, unit)
    return None if factor is None else o.value * factor


def unit_factor(unit: str, wanted: str) -> Decimal | None:
    """How many of the wanted unit one unit is (`t` in `kg`: 1000; `/kg` in `/t`: 1000), null where they do not convert."""
    if unit == wanted:
        return Decimal(1)
    if unit.startswith("/") and wanted.startswith("/"):
        return unit_factor(wanted[1:], unit[1:])
    if unit in _PIECES and wanted not in _physical():
        return Decimal(1)  # a count of goods: the article names them, the statistic says `items`
    one, other = _factors().get(unit), _factors().get(wanted)
    return quotient(one[1], other[1]) if one and other and one[0] == other[0] else None


@cache
def _physical() -> frozenset[str]:
    return frozenset(row["unit"] for row in table("units"))


@cache
def _factors() -> dict[str, tuple[str, Decimal]]:
    return {row["unit"]: (row["base"], Decimal(row["factor"])) for row in table("unit_factors")}
