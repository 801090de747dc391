"""A finished draft -> the record: sort, which dollar it is, fractions as per cent, offsets of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields, make_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, cast

from extractor.grammar import hedge, lexicon, outside
from extractor.grammar.counted import is_passing
from extractor.grammar.draft import Draft, Span
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import LISTS, MONTHS
from extractor.lexicons import table
from extractor.schema.figure import Figure

HUNDRED = Decimal(100)
_THOUSANDTH = Decimal("0.001")
_DOLLARS = re.compile(r"\b(US|A|C|NZ|HK|S|NT)\$")
_EUROS = re.compile(r"€|\b[Ee]uros?\b|\bEUR\b")
_DOLLAR_WORDS = re.compile(r"\$|\b[Dd]ollars?\b|\bUSD\b")
_SIGNS = {"A": "AUD", "C": "CAD", "NZ": "NZD", "HK": "HKD", "S": "SGD", "NT": "TWD"}


_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]\w*")


@cache
def _place_words() -> dict[str, re.Pattern[str]]:
    """First word of a place's name, lower case -> the names that start with it, the longest first."""
    first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(lexicon.places(), key=lambda name: (-len(name), name)):
        if head := _CAPITAL.match(name.capitalize()):
            first[head.group().lower()].append(re.escape(name))
    return {head: re.compile(rf"(?:{'|'.join(names)})\b", re.IGNORECASE) for head, names in first.items()}


def _named_in(text: str) -> Iterator[tuple[int, str]]:
    """Offsets of the countries, peoples and capitals that a text names, each with its money."""
    known = _place_words()
    for word in _CAPITAL.finditer(text):
        names = known.get(word.group().lower())
        match = names.match(text, word.start()) if names else None
        if match and (code := lexicon.places().get(match.group().lower())):
            yield match.start(), code


class Places:
    """Whose currency a bare word means: the caller's country, else the country that the text names most often."""

    def __init__(self, text: str, country: str | None) -> None:
        self.text = text
        self.tender = _tender().get(country.upper()) if country else None
        self._named: list[tuple[int, str]] | None = None
        self._written: frozenset[str] | None = None
        self._cent: str | None = ""
        self._dollar: str | None = None

    def dollar(self) -> str | None:
        """The one dollar that the text writes out (`A$60 billion … a deficit of $18 billion`)."""
        if self._written is None:
            self._written = frozenset(_DOLLARS.findall(self.text))
            self._dollar = self._body() if not self._written - {"US"} else None
            if len(self._written) == 1:
                self._dollar = _SIGNS.get(next(iter(self._written)))
        return self._dollar

    def _body(self) -> str | None:
        """The dollar of the one country whose statisticians or central bank the text quotes (`Statistics Canada`)."""
        quoted = {row["currency"] for row in table("dollar_bodies") if row["phrase"] in self.text}
        return next(iter(quoted)) if len(quoted) == 1 else None

    def cent(self) -> str | None:
        """`cents` of a text that writes of euros and not of dollars."""
        if self._cent == "":
            self._cent = "EUR" if _EUROS.search(self.text) and not _DOLLAR_WORDS.search(self.text) else None
        return self._cent

    def _pound(self, codes: tuple[str, ...]) -> str | None:
        """The pound of the one country that has one, where the text does not speak of Britain."""
        named = {code for _, code in self.named() if code in codes}
        return next(iter(named)) if len(named) == 1 else None

    def home(self, offset: int, quoted: str = "") -> str | None:
        """The money of the country named last before an offset (`the currency, at 28 to the dollar`), but for the one quoted."""
        near = [code for at, code in self.named() if at <= offset and code != quoted]
        return self.tender or (near[-1] if near else None)

    def named(self) -> list[tuple[int, str]]:
        """Offsets of the countries that the text names, each with its money; read once."""
        if self._named is None:
            self._named = list(_named_in(self.text))
        return self._named

    def choose(self, codes: tuple[str, ...], offset: int, quoted: str = "") -> str | None:
        """One of the candidate codes, or None where the text leaves it open; `quoted` is what a rate is quoted against."""
        if len(codes) == 1:
            return codes[0] or self.home(offset, quoted)
        if self.tender in codes:
            return self.tender
        if {"USD", "EUR"} <= set(codes) and (cent := self.cent()):
            return cent
        if codes[0] == "GBP" and (pound := self._pound(codes)):
            return pound
        if codes[0] == "USD" and (dollar := self.dollar()):
            return dollar
        if codes[0] in ("USD", "GBP", "EUR", "CNY", "JPY", "RUB") and codes[0] not in LISTS["open_codes"]:
            return codes[0]
        named = [code for _, code in self.named() if code in codes]
        near = [code for at, code in self.named() if at <= offset and code in codes]
        often = Counter(named).most_common(2)
        if len(often) == 2 and often[0][1] == often[1][1]:
            return near[-1] if near else named[0]
        return often[0][0] if often else codes[0] if codes[0] in LISTS["gone_codes"] else None


@cache
def _tender() -> dict[str, str]:
    return {row["country"]: row["currency"] for row in table("country_currencies")}


def sort_of(d: Draft) -> str:
    """The sort of a measured number; fills value and unit of a fraction on the way."""
    out = outside.sort_outside(d)
    if out:
        if out in ("year", "identifier", "rank"):
            _strip(d)
        return out
    if d.sort:
        return "passing" if d.counted and d.sort == "count" and is_passing(d.s, d) else d.sort
    if d.number.form == "fraction":
        return _fraction(d)
    if d.number.form == "words" and d.number.scale == 1 and d.value is not None and abs(d.value) < 13:
        return "pronoun" if d.value == 1 else "passing"
    return "count"


def _strip(d: Draft) -> None:
    d.unit = d.counted = d.unit_span = d.counted_span = None
    d.first, d.last = d.number.first, d.number.last
    while (
        d.sort != "year"
        and d.last < d.s.n
        and d.s.glued(d.last)
        and (d.s.raw[d.last].isalnum() or (d.s.raw[d.last] == "-" and d.s.glued(d.last + 1)))
    ):
        d.last += 1


def _fraction(d: Draft) -> str:
    """`a third` is 33.333 %; `a quarter of last year's` is 0.25 x."""
    s, k = d.s, d.number.last
    if d.value is None:
        return "fraction"
    if _of_before(s, k):
        d.unit, d.step, d.change, d.trend = "x", Decimal("0.1"), True, "down"
        d.value = d.value.quantize(Decimal("0.0001"))
        return "multiple"
    d.value = (d.value * HUNDRED).quantize(_THOUSANDTH).normalize() + 0
    d.step, d.unit = Decimal(1), "%"
    return "fraction"


_AHEAD = 8
"""How many tokens after a fraction tell what it is a fraction of."""


def _of_before(s: Sentence, k: int) -> bool:
    """Whether a fraction is one of an earlier figure: `of last year's`, `that of January`, `half the 3.8 of 2001`, `as much as before`."""
    rest = s.low[k + (s.low[k] == "of") : k + _AHEAD]
    stop = next((at for at, word in enumerate(rest) if word in (",", ";", ".", "(", ")", ":", "–")), len(rest))
    rest = rest[:stop]
    if not rest or s.low[k] not in LISTS["fraction_of"]:
        return False
    if rest[0].endswith(("'s", "’s")) and rest[0][:-2] in MONTHS:
        return True
    if s.low[k] == "as":
        return rest[1:2] in (["much"], ["many"])
    earlier = any(word in LISTS["past"] for word in rest)
    dated = earlier or any(word in LISTS["earlier_period"] or word in MONTHS or _dated(word) for word in rest)
    head = rest[1] if rest[0] in ("the", "its", "their", "that") and len(rest) > 1 else rest[0]
    if rest[0] == "what":
        return True
    if rest[0] in ("that", "those") or head in ("level", "pace", "amount"):
        return dated or head in ("level", "pace")
    if s.is_number[k + (s.low[k] == "of") + (head != rest[0])] or head in ("$", "€", "£"):
        return dated and (earlier or not _dated(head))
    return rest[0] in ("last", "the", "its", "their") and earlier and (rest[0] == "last" or head in _PAST_HEADS)


_PAST_HEADS = ("previous", "year", "preceding", "stock", "number", "figure", "total", "volume", "last")


def _dated(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and word[:2] in ("18", "19", "20")


def figure(d: Draft, places: Places) -> Figure:
    """The record of a draft."""
    s, number = d.s, d.number
    hedge.interval(d)
    start, end = span = _characters(s, (d.first, d.last))
    record = _Open(
        start,
        end,
        s.text[start:end],
        d.sort or "unknown",
        None if d.value is None else _plain(d.value),
        None if d.low is None else _plain(d.low),
        None if d.high is None else _plain(d.high),
        d.bound,
        d.hedge and _characters(s, d.hedge),
        span if number.first == d.first and number.last == d.last else _characters(s, (number.first, number.last)),
        places.choose(d.codes, start, (d.unit or "")[1:]) if d.codes else None,
        tuple(filter(None, d.codes)),
        d.money and _characters(s, d.money),
        d.unit,
        d.unit_span and _characters(s, d.unit_span),
        d.counted,
        d.counted_span and _characters(s, d.counted_span),
        d.trend,
        d.trend_span and _characters(s, d.trend_span),
        d.change,
        d.carried,
    )
    record.__class__ = Figure
    return cast(Figure, record)


def _characters(s: Sentence, span: Span) -> Span:
    """The offsets in the text of a span of tokens."""
    last = span[1] - 1
    return s.start[span[0]], s.start[last] + len(s.raw[last])


_Open: Any = make_dataclass("_Open", [(column.name, Any) for column in fields(Figure)], slots=True)
"""A figure while it is filled. `Figure` is frozen, and a frozen record is filled field by field through `object.__setattr__`,
which takes longer than reading the number; the same slots are filled here at once, and the record is closed by its class."""


def _plain(value: Decimal) -> Decimal:
    """Without exponent and trailing zeros: `3.5E+7` is 35000000."""
    if str(value).isdecimal():
        return value
    if not value:
        return Decimal(0)
    shortest = value.normalize()
    return Decimal(format(shortest, "f")) if "E" in str(shortest) else shortest
