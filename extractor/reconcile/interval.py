"""Intervals of exact numbers, an open end being null."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache
from typing import NamedTuple

DIGITS = 12
"""Significant digits of a quotient: more than any newspaper or office prints."""
_ROUNDING = Context(prec=DIGITS)
_LONG = Decimal(10) ** 15
"""Whole numbers below it are shown with all their digits."""


class Interval(NamedTuple):
    """From `low` to `high`, both inside; null is without end."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies inside."""
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether they share a point."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            self.high is None or other.low is None or other.low <= self.high
        )

    def times(self, factor: Decimal) -> Interval:
        """Scaled by a factor of any sign."""
        ends = [None if end is None else end * factor for end in (self.low, self.high)]
        return Interval(*ends) if factor >= 0 else Interval(ends[1], ends[0])

    def plus(self, number: Decimal) -> Interval:
        """Both ends moved the same way."""
        return Interval(*(None if end is None else end + number for end in (self.low, self.high)))

    def widened(self, fraction: Decimal) -> Interval:
        """Each end moved outward by a fraction of itself."""
        return Interval(
            None if self.low is None else self.low - abs(self.low) * fraction,
            None if self.high is None else self.high + abs(self.high) * fraction,
        )

    def joined(self, other: Interval | None) -> Interval:
        """The shortest interval that holds both."""
        if other is None:
            return self
        lows, highs = (self.low, other.low), (self.high, other.high)
        return Interval(
            None if None in lows else min(low for low in lows if low is not None),
            None if None in highs else max(high for high in highs if high is not None),
        )

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return "any" if self.low == self.high else f"up to {shown(self.high)}" if self.low is None else f"{shown(self.low)} and more"  # fmt: skip
        return f"{shown(self.low)} to {shown(self.high)}"


def shown(number: Decimal | None, digits: int = 6) -> str:
    """A number for a reader: `35,000,000`, `12.5`; `…` for an open end. At most `digits` significant digits after rounding."""
    if number is None:
        return "…"
    if number == number.to_integral_value() and abs(number) < _LONG:
        return f"{number:,.0f}"
    told = f"{_to(digits).plus(number):,f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


@cache
def _to(digits: int) -> Context:
    return Context(prec=digits)


def quotient(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part over whole to twelve significant digits, null where the whole is zero."""
    if whole == 0:
        return None
    return _ROUNDING.divide(part, whole)
