"""Intervals of exact numbers, an open end being null."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from extractor.schema import Claim

PRECISION = 28


@dataclass(frozen=True, slots=True)
class Interval:
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

    def widened(self, fraction: Decimal) -> Interval:
        """Each end moved outward by a fraction of itself."""
        return Interval(
            None if self.low is None else self.low - abs(self.low) * fraction,
            None if self.high is None else self.high + abs(self.high) * fraction,
        )

    def __str__(self) -> str:
        return f"{shown(self.low)} to {shown(self.high)}"


def shown(number: Decimal | None, digits: int = 6) -> str:
    """A number for a reader: `35,000,000`, `12.5`; `…` for an open end. At most `digits` significant digits after rounding."""
    if number is None:
        return "…"
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** 15:
        return f"{number:,.0f}"
    with localcontext() as context:
        context.prec = digits
        rounded = +number
    return f"{rounded:,f}".rstrip("0").rstrip(".") if "." in f"{rounded:,f}" else f"{rounded:,f}"


def quotient(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part over whole to six significant digits, null where the whole is zero."""
    if whole == 0:
        return None
    with localcontext() as context:
        context.prec = 6
        return part / whole


def of_claim(claim: Claim) -> Interval:
    """The interval that the words allow, its ends as CONTRACT has them; the figure itself where none is given."""
    if claim.value_low is None and claim.value_high is None:
        return Interval(claim.value, claim.value)
    return Interval(claim.value_low, claim.value_high)


def lenient(claim: Claim) -> Interval | None:
    """Of a bare round figure (`500`), half a unit of its last digit that is not zero; null where that adds nothing."""
    value = claim.value
    if value is None or value == 0 or claim.bound != "exact":
        return None
    exponent = int(value.normalize().as_tuple().exponent)
    half = Decimal(5).scaleb(exponent - 1)
    reading = Interval(value - half, value + half)
    strict = of_claim(claim)
    return (
        None if strict.low is not None and strict.high is not None and strict.high - strict.low >= 2 * half else reading
    )
