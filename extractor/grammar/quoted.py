"""Prices whose unit stands before the amount, and amounts that go on with the price before them.

`A tonne brought about $9,600`, `a kilo of beans at EUR 13.40`, `one dollar was worth P51.10`;
`urea at $490 a tonne, against $262`, `the dollar has gone from 78 yen to 98`.
"""

from __future__ import annotations

import itertools
from decimal import Decimal

from extractor.grammar.draft import Draft
from extractor.grammar.measure import unit_at
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import LISTS, MONEYS

FAR = 14
"""How many tokens may stand between `a tonne` and its price."""
ALIKE = Decimal(6)
"""Two amounts of which neither is more than six times the other may be prices of one thing."""


def read_prices(drafts: list[Draft]) -> None:
    """Gives the money of one sentence the unit that it is the price of."""
    last: Draft | None = None
    for d in drafts:
        if d.sort == "money" and d.unit is None and d.number.scale == 1 and not d.change:
            if (unit := _before(d.s, d)) is not None:
                _price(d, unit)
            elif last is not None and _like(d, last):
                _price(d, last.unit or "")
        if d.sort in ("price", "rate") and d.codes and d.unit:
            last = d


def read_shared(drafts: list[Draft]) -> None:
    """Gives the first of two ends the unit of the second."""
    for a, b in itertools.pairwise(drafts):
        _shared(a, b)


def _shared(a: Draft, b: Draft) -> None:
    """`from 45 to 90 dollars a tonne`, `from $383 to $998/t`, `113 to 94 to the dollar`: the unit is said once."""
    if b.sort not in ("price", "rate") or not b.codes or not b.unit or a.number.scale > 1 or a.value is None:
        return
    if a.s.phrase(a.last, b.first) not in ("to", "and", "or", "against") or a.s.low[a.first - 1] == "by":
        return
    if a.bare_number and a.sort == "count" and b.value:
        a.times(b.value / b.number.value if b.number.value else Decimal(1))
        a.codes, a.unit, a.sort, a.carried, a.origin = b.codes, b.unit, b.sort, True, b
    elif a.sort == "money" and a.unit is None and a.codes[:1] == b.codes[:1]:
        a.unit, a.sort = b.unit, b.sort


def _price(d: Draft, unit: str) -> None:
    code = unit.removeprefix("/")
    d.unit, d.sort = unit, "rate" if len(code) == 3 and code.isupper() and code != "TEU" else "price"


def _like(d: Draft, giver: Draft) -> bool:
    """Whether an amount may be a price of what the one before was a price of: the same money, alike in size."""
    if d.codes[:1] != giver.codes[:1] or not d.value or not giver.value or giver.sort == "rate":
        return False
    ratio = abs(d.value / giver.value)
    return 1 / ALIKE <= ratio <= ALIKE and d.first - giver.last <= 2 * FAR


def _before(s: Sentence, d: Draft) -> str | None:
    """The unit of `a tonne … $9,600`: an article, the unit in the singular, a word of price, and no other figure between."""
    k, priced = d.first - 1, False
    for at in range(k, max(k - FAR, -1), -1):
        word = s.low[at]
        if s.is_number[at] or s.raw[at] in (";", ":"):
            return None
        priced = priced or word in LISTS["price"]
        if priced and word in ("a", "an", "one", "the", "each", "per") and (unit := _unit(s, at + 1, d)):
            return unit
    return None


def _unit(s: Sentence, k: int, d: Draft) -> str | None:
    """The unit that a price is told for at token k: `/t` of `tonne`, `/USD` of `American dollar`."""
    for n in (3, 2, 1):
        money = MONEYS.get(s.phrase(k, k + n))
        if money and money.factor == 1 and not s.low[k + n - 1].endswith("s"):
            return None if money.codes[0] in d.codes[:1] or s.low[k] == "pound" else f"/{money.codes[0]}"
    unit = unit_at(s, k)
    if (
        unit
        and unit[0].sort == "quantity"
        and unit[0].factor >= Decimal("0.001")
        and not s.low[unit[1] - 1].endswith("s")
    ):
        return f"/{unit[0].code}"
    return None
