"""Rates: a bare number quoted in another money, so many per 100,000, so many a day."""

from __future__ import annotations

from extractor.grammar.draft import Draft
from extractor.grammar.measure import NEAR, THEN, TIME, exchange
from extractor.grammar.number import cardinal
from extractor.grammar.words import MONEYS, NOUNS

QUOTED = ("to", "for", "against", "per")
LEADS = ("per", "in", "for")
"""What leads from a number to the base of its rate."""
_BASES = (100, 1000, 10000, 100000, 1000000)


def read_exchange(d: Draft) -> None:
    """`the shekel, at 3.75 to the dollar`, `weakened to 6.65 to the euro`: a bare number quoted in the money named before it."""
    s, k = d.s, d.number.last
    if s.low[k] not in QUOTED:
        return
    shift = s.low[k + 1] in ("its", "our") and s.low[k + 2] in ("american", "us")
    over = ("USD", k + 4, False) if shift else exchange(s, k)
    if over is None:
        return
    d.unit, d.unit_span, d.sort = f"/{over[0]}", (k, over[1]), "rate"
    d.reach(d.first, over[1])
    for at in range(d.first - 1, max(d.first - NEAR, -1), -1):
        money = MONEYS.get(s.low[at])
        if money and money.codes[0] != over[0] and money.factor == 1:
            d.codes = money.codes
            return
    d.codes = ("",)


def read_rate(d: Draft) -> None:
    """`4.5 deaths per 100,000 inhabitants`, `12 per 1,000 births`: a rate, its base under the stroke."""
    s, k = d.s, d.last
    if (
        s.low[k] not in LEADS
        or d.money
        or d.sort not in ("", "count")
        or (s.low[k] != "per" and s.low[k + 1] != "every")
    ):
        return
    base = cardinal(s, k + 1 + (s.low[k + 1] == "every"))
    if base and base.value in _BASES:
        d.unit, d.sort = f"{d.unit or ''}/{base.value:f}", "rate"
        d.last = base.last + (s.low[base.last] in NOUNS["person"])


def read_flow(d: Draft) -> None:
    """`40 vans a day`, `2,000 people a week`: a count carries its time."""
    s, k = d.s, d.last
    if d.sort != "count" or not d.unit or d.counted_span is None or d.counted_span[1] != k:
        return
    if s.low[k] in ("a", "per", "each", "every", "/") and s.low[k + 1] in TIME and s.low[k + 2] not in THEN:
        d.unit, d.last = f"{d.unit}/{TIME[s.low[k + 1]]}", k + 2
