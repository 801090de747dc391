"""A figure in the making: the number, and what the words around it have added so far."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.grammar.number import Number
from extractor.grammar.tokens import Sentence

Span = tuple[int, int]
"""Tokens, end exclusive."""


@dataclass(slots=True)
class Draft:
    """Spans count tokens of the sentence `s`, end exclusive; values are in base units."""

    s: Sentence
    number: Number
    first: int
    last: int
    value: Decimal | None
    step: Decimal
    sort: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = "exact"
    hedge: Span | None = None
    codes: tuple[str, ...] = ()
    money: Span | None = None
    unit: str | None = None
    unit_span: Span | None = None
    counted: str | None = None
    counted_span: Span | None = None
    trend: str | None = None
    trend_span: Span | None = None
    change: bool = False
    carried: bool = False
    factor: Decimal = Decimal(1)
    """What the unit or the part of a currency multiplied the number by (cents 0.01, kt 1000)."""
    origin: Draft | None = None
    """The figure that first printed the unit or money carried over to this one."""
    look: int = 0
    """Where the unit or noun is looked for: after the number, after a hedge behind it (`20-plus members`)."""

    @classmethod
    def of(cls, s: Sentence, number: Number) -> Draft:
        """A draft that spans the bare number."""
        return cls(s, number, number.first, number.last, number.value, number.step, look=number.last)

    @property
    def bare(self) -> bool:
        """Whether neither money nor unit nor counted noun has been found."""
        return not self.codes and self.unit is None and self.counted is None and not self.sort

    @property
    def bare_number(self) -> bool:
        """Whether no money, unit or counted noun has been found, whatever the sort."""
        return not self.codes and self.unit is None and self.counted is None

    def times(self, factor: Decimal) -> None:
        """Multiplies value and step (a scale or a unit's factor)."""
        if self.value is not None:
            self.value *= factor
        self.step *= factor
        if self.low is not None and self.high is not None:
            self.low, self.high = self.low * factor, self.high * factor

    def reach(self, first: int, last: int) -> None:
        """Widens the span over these tokens."""
        self.first, self.last = min(self.first, first), max(self.last, last)
