"""A figure: one number as a text prints it, read by the grammar alone, before anyone knows what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Sort = Literal[
    "money",  # 35 million dollars
    "quantity",  # 4.2 mln t, 600 barrels a day
    "count",  # 245,000 people, 8,836 vehicles, 300
    "per_cent",  # 12.5 per cent
    "percentage_points",  # two percentage points, 25 basis points
    "multiple",  # doubled, tenfold, 1.5 times more
    "fraction",  # a third of
    "price",  # $226 a tonne
    "rate",  # exchange rates, 4.5 per 100,000
    "absence",  # no exports, zero, none
    "vague",  # tens of thousands, millions of
    "year",
    "date",
    "time",
    "duration",
    "age",
    "rank",
    "ordinal",
    "score",
    "identifier",  # article 5, flight 714, telephone numbers, A320, Covid-19
    "frequency",  # 11 times
    "passing",  # the two countries, three daughters
    "pronoun",  # one of the
    "reference",  # a 50-kg bag
    "unknown",  # a unit or notation that is not understood
]
"""What a figure is; the first nine and `absence` may be claims, the others are never."""

IN_SCOPE: frozenset[str] = frozenset(
    ("money", "quantity", "count", "per_cent", "percentage_points", "multiple", "fraction", "price", "rate", "absence")
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in a text. Offsets are characters of the text, end exclusive.

    `start`, `end` span number, scale, and the currency, unit or counted noun where adjacent (`35 million dollars`,
    `$75m`, `8,836 tonnes`, `doubled`), without hedges (`over`); of a range, the whole of it.
    `text[start:end]` is `text`. Values are in base units: `75 million` is 75000000, `12 per cent` is 12.
    """

    start: int
    end: int
    text: str
    sort: Sort
    value: Decimal | None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    bound: str = "exact"
    """One of the bounds of a claim: exact about over under at_least at_most between."""
    bound_span: tuple[int, int] | None = None
    """Where the hedge stands (`more than`, `exceeded`)."""
    number_span: tuple[int, int] | None = None
    """Where the bare number with its scale stands (`35 million` of `35 million dollars`)."""
    currency: str | None = None
    """ISO 4217, where the figure itself or what is carried over to it says so."""
    currencies: tuple[str, ...] = ()
    """Candidates where the word leaves it open (`dollars`, `rupees`, `$`), likeliest first."""
    currency_span: tuple[int, int] | None = None
    unit: str | None = None
    """As in a claim: UCUM or plain English; for counted things the thing, in the plural (`people`)."""
    unit_span: tuple[int, int] | None = None
    counted: str | None = None
    """The counted noun as printed, lower case (`refugees` of `245,000 refugees`)."""
    counted_span: tuple[int, int] | None = None
    trend: str | None = None
    """up, down or flat, where a word of movement governs the figure (`rose 12 per cent`, `a 5% fall`)."""
    trend_span: tuple[int, int] | None = None
    change: bool = False
    """True where the words make it an amount of change (`rose 12 per cent`, `rose by 3 million`, `doubled`), not a level."""
    carried: bool = False
    """True where scale, currency or unit were carried over from a neighbouring figure."""

    @property
    def in_scope(self) -> bool:
        """False for dates, ages, ranks and all else that no statistic confirms."""
        return self.sort in IN_SCOPE
