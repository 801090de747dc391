"""A finished draft -> the record: sort, which dollar it is, fractions as per cent, offsets of the text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import cast

from extractor.grammar import hedge, lexicon, outside
from extractor.grammar.counted import is_passing
from extractor.grammar.draft import Draft, Span
from extractor.grammar.tokens import Sentence
from extractor.schema.figure import Figure, Sort

HUNDRED = Decimal(100)
_THOUSANDTH = Decimal("0.001")
_DOLLARS = re.compile(r"\b(US|A|C|NZ|HK|S|NT)\$")
_SIGNS = {"A": "AUD", "C": "CAD", "NZ": "NZD", "HK": "HKD", "S": "SGD", "NT": "TWD"}


@cache
def _place_words() -> re.Pattern[str]:
    names = sorted(lexicon.places(), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE)


class Places:
    """Whose currency a bare word means: the caller's country, else the country named last before it, else the first after."""

    def __init__(self, text: str, country: str | None) -> None:
        self.text = text
        self.tender = _tender().get(country.upper()) if country else None
        self._named: list[tuple[int, str]] | None = None
        self._written: frozenset[str] | None = None

    def dollar(self) -> str | None:
        """The one dollar that the text writes out (`A$60 billion … a deficit of $18 billion`)."""
        if self._written is None:
            self._written = frozenset(_DOLLARS.findall(self.text))
        return _SIGNS.get(next(iter(self._written))) if len(self._written) == 1 else None

    def home(self, offset: int, quoted: str = "") -> str | None:
        """The money of the country named last before an offset (`the currency, at 28 to the dollar`), but for the one quoted."""
        near = [code for at, code in self.named() if at <= offset and code != quoted]
        return self.tender or (near[-1] if near else None)

    def named(self) -> list[tuple[int, str]]:
        """Offsets of the countries that the text names, each with its money; read once."""
        if self._named is None:
            self._named = [(m.start(), lexicon.places()[m.group().lower()]) for m in _place_words().finditer(self.text)]
        return self._named

    def choose(self, codes: tuple[str, ...], offset: int, quoted: str = "") -> str | None:
        """One of the candidate codes, or None where the text leaves it open; `quoted` is what a rate is quoted against."""
        if len(codes) == 1:
            return codes[0] or self.home(offset, quoted)
        if self.tender in codes:
            return self.tender
        if codes[0] == "USD" and (dollar := self.dollar()):
            return dollar
        if codes[0] in ("USD", "GBP", "EUR", "CNY", "JPY", "RUB") and codes[0] not in lexicon.word_list("open"):
            return codes[0]
        near = [code for at, code in self.named() if at <= offset and code in codes]
        later = [code for at, code in self.named() if at > offset and code in codes]
        return near[-1] if near else later[0] if later else None


@cache
def _tender() -> dict[str, str]:
    from extractor.lexicons import table

    return {row["country"]: row["currency"] for row in table("country_currencies")}


def sort_of(d: Draft) -> str:
    """The sort of a measured number; fills value and unit of a fraction on the way."""
    out = outside.sort_outside(d)
    if out:
        if out in ("year", "identifier", "rank"):
            _strip(d)
        return out
    if d.sort:
        return "passing" if d.sort == "count" and is_passing(d.s, d) else d.sort
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


_EARLIER = (
    "last year's",
    "the previous year's",
    "the year before's",
    "the level",
    "its level",
    "their level",
    "the year-earlier",
    "a year earlier",
    "what it was",
    "what they were",
    "what it had",
    "what was",
    "that of",
    "those of",
    "the amount of",
    "its 20",
    "its 19",
    "the 20",
    "the 19",
)


def _of_before(s: Sentence, k: int) -> bool:
    """Whether a fraction is one of an earlier figure: `of last year's`, `that of January`, `of what it was a year ago`."""
    rest = s.phrase(k + (s.low[k] == "of"), k + 6).replace("’", "'")
    if s.low[k] not in ("of", "that", "those", "what", "the", "last", "its") or not rest.startswith(_EARLIER):
        return s.low[k] == "of" and s.low[k + 1].endswith(("'s", "’s")) and s.low[k + 1][:-2] in lexicon.months()
    if rest.startswith(("that of", "those of")):
        return any(
            word in lexicon.word_list("times") or word in lexicon.months() or word.isdecimal()
            for word in s.low[k + 2 : k + 8]
        )
    return True


def figure(d: Draft, places: Places) -> Figure:
    """The record of a draft."""
    s = d.s
    hedge.interval(d)
    start, end = s.start[d.first], s.end[d.last - 1]
    return Figure(
        start=start,
        end=end,
        text=s.text[start:end],
        sort=cast(Sort, d.sort or "unknown"),
        value=_plain(d.value),
        value_low=_plain(d.low),
        value_high=_plain(d.high),
        bound=d.bound,
        bound_span=_span(d, d.hedge),
        number_span=_span(d, (d.number.first, d.number.last)),
        currency=places.choose(d.codes, start, (d.unit or "")[1:]) if d.codes else None,
        currencies=tuple(filter(None, d.codes)),
        currency_span=_span(d, d.money),
        unit=d.unit,
        unit_span=_span(d, d.unit_span),
        counted=d.counted,
        counted_span=_span(d, d.counted_span),
        trend=d.trend,
        trend_span=_span(d, d.trend_span),
        change=d.change,
        carried=d.carried,
    )


def _span(d: Draft, tokens: Span | None) -> tuple[int, int] | None:
    return (d.s.start[tokens[0]], d.s.end[tokens[1] - 1]) if tokens else None


def _plain(value: Decimal | None) -> Decimal | None:
    """Without exponent and trailing zeros: `3.5E+7` is 35000000."""
    if value is None or str(value).isdecimal():
        return value
    return Decimal(format(value.normalize(), "f")) if value else Decimal(0)
