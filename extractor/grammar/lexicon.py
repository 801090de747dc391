"""The grammar's word lists, read once from `extractor/lexicons`, in the shape in which the grammar asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.grammar.numeral import TOKEN
from extractor.lexicons import table

if TYPE_CHECKING:
    from extractor.grammar.tokens import Sentence


SCOPE = ("money", "quantity", "count", "per_cent", "percentage_points", "fraction", "price", "rate", "multiple")
"""Sorts that may have a trend."""


DIGITS = 80
"""Precision of the arithmetic: more than any figure has digits."""
OIL = "oil"
"""Stands before the symbols that mean barrels only where a text speaks of oil (`13.8 mb`)."""


class Unit(NamedTuple):
    """What a unit's words stand for: its code, the factor to that code, the sort of figure that it makes."""

    code: str
    factor: Decimal
    sort: str


class Money(NamedTuple):
    """What a currency's words stand for: ISO 4217 codes, likeliest first, and the factor (0.01 of cents)."""

    codes: tuple[str, ...]
    factor: Decimal


class Movement(NamedTuple):
    """A word of change: verb, noun, comparative, adverb or state; up, down or flat; `narrow` as in movements.csv."""

    kind: str
    trend: str
    narrow: bool


@cache
def number_words() -> dict[str, dict[str, Decimal]]:
    """Kind of number word (`unit`, `tens`, `scale`, `denominator`, …) -> word -> value."""
    kinds: dict[str, dict[str, Decimal]] = defaultdict(dict)
    with localcontext(prec=DIGITS):
        for row in table("number_words"):
            top, _, bottom = row["value"].partition("/")
            kinds[row["kind"]][row["word"]] = Decimal(top) / Decimal(bottom or 1)
    return kinds


@cache
def figure_words() -> frozenset[str]:
    """Words, lower case, without one of which a sentence that has no digit holds no figure."""
    words = {word for kind, rows in number_words().items() if kind not in ("scale_letter", "glyph") for word in rows}
    words |= set(multiples()) | {"no", "none", "nil", "nothing", "any", "once", "several", "dozens", "scores", "fold"}
    words |= {word + "s" for word in number_words()["tens"]}
    return frozenset(words | nouns("single"))


@cache
def part_words() -> frozenset[str]:
    """Words that a fraction's denominator may end with: `third`, `halves`, `firsts`."""
    words = number_words()
    return frozenset((*words["denominator"], *words["denominators"], *words["ordinal"]))


@cache
def after_article() -> frozenset[str]:
    """What follows an article in a figure: `a hundred`, `a third`, `a few thousand`, `a dollar`, `every second`."""
    kinds = ("hundred", "scale", "dozen", "denominator", "tens")
    words = {word for kind in kinds for word in number_words()[kind]}
    return frozenset(words | nouns("single") | {"few", "couple", "second"})


@cache
def starts() -> frozenset[str]:
    """Tokens, lower case, that a figure may start with; one that is glued to a number may too."""
    words = {word for kind, rows in number_words().items() if kind != "scale_letter" for word in rows}
    words |= set(multiples()) | nouns("month") | nouns("start") | set("+-−–(’'")
    return frozenset(words)


@cache
def _units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for row in table("units"):
        into = words if row["kind"] == "word" else symbols
        of_oil = f"{OIL} " if row["kind"] == "oil" else ""
        into[of_oil + _spaced(row["surface"])] = Unit(row["unit"], Decimal(row["factor"]), row["sort"])
    return words, symbols


@cache
def _moneys() -> tuple[dict[str, Money], dict[str, Money]]:
    words: dict[str, Money] = {}
    symbols: dict[str, Money] = {}
    for row in table("currencies"):
        money = Money(tuple(row["codes"].split()), Decimal(row["factor"]))
        surface = _spaced(row["surface"])
        if row["kind"] == "word":
            words[surface] = money
        else:
            symbols[surface] = money
            if surface in word_list("printed_small"):
                words.setdefault(surface.lower(), money)
    return words, symbols


def _spaced(surface: str) -> str:
    """A surface as its tokens joined by blanks: `sq. km` is `sq . km`."""
    return " ".join(match.group() for match in TOKEN.finditer(surface))


def _lengths(surfaces: Iterable[str], edge: int = 0) -> dict[str, tuple[int, ...]]:
    """First (or last) token of each surface -> how many tokens such surfaces have, the most first."""
    found: dict[str, set[int]] = defaultdict(set)
    for surface in surfaces:
        tokens = surface.split(" ")
        found[tokens[edge]].add(len(tokens))
    return {token: tuple(sorted(lengths, reverse=True)) for token, lengths in found.items()}


@cache
def unit_starts() -> dict[str, tuple[int, ...]]:
    """First tokens of the units, as printed or in lower case -> lengths, 1 among them: most tokens start none."""
    words, symbols = _units()
    lengths = _lengths((*words, *symbols))
    return {token: known if known[-1] == 1 else (*known, 1) for token, known in lengths.items()}


@cache
def money_starts() -> dict[str, tuple[int, ...]]:
    """First tokens of names, codes and symbols of money, as printed or in lower case -> lengths."""
    words, symbols = _moneys()
    return _lengths((*words, *symbols))


@cache
def hedge_edges(place: str) -> dict[str, tuple[int, ...]]:
    """Last tokens of the hedges before a figure, first tokens of those after it -> lengths."""
    return _lengths(bounds(place), -1 if place == "before" else 0)


def unit_words() -> dict[str, Unit]:
    """Words of units, lower case -> unit."""
    return _units()[0]


def unit_symbols() -> dict[str, Unit]:
    """Symbols of units in their exact case -> unit."""
    return _units()[1]


def money_words() -> dict[str, Money]:
    """Names and codes of currencies, lower case -> money."""
    return _moneys()[0]


def money_symbols() -> dict[str, Money]:
    """Symbols and codes of currencies in their exact case -> money."""
    return _moneys()[1]


@cache
def _money_ends() -> frozenset[str]:
    ends = {surface.split(" ")[-1].lower() for surface in money_symbols()}
    return frozenset(ends | {code.lower() for code in word_list("printed_small")} | {"dollar", "euro"})


@lru_cache(maxsize=4096)
def may_end_money(token: str) -> bool:
    """Whether a symbol or code of money may end with this token, a letter of scale before a code included (`MEUR`)."""
    low = token.lower()
    return low in _money_ends() or low[1:] in _money_ends()


@cache
def bounds(place: str) -> dict[str, str]:
    """Hedges that stand `before` or `after` a figure -> bound."""
    return {_spaced(row["phrase"]): row["bound"] for row in table("bounds") if row["place"] == place}


@cache
def movements() -> dict[str, Movement]:
    """Words of change, every form of them."""
    return {row["word"]: Movement(row["class"], row["trend"], bool(row["narrow"])) for row in table("movements")}


@cache
def multiples() -> dict[str, tuple[Decimal, str]]:
    """Verbs and adverbs that multiply (`doubled`, `threefold`) -> (multiple, trend)."""
    return {row["word"]: (Decimal(row["value"]), row["trend"]) for row in table("multiples")}


@cache
def nouns(group: str) -> frozenset[str]:
    """Nouns of `figure_nouns.csv` of one group: `person`, `passing`, `irregular`, `identifier`, …"""
    found = {row["word"] for row in table("figure_nouns") if row["group"] == group}
    return frozenset(found | _peoples() if group == "person" else found)


def _peoples() -> set[str]:
    """Names of peoples in the plural: `Colombians`, `Bosnians`."""
    named = {name for row in table("places") for name in row["demonyms"].lower().split(";")}
    return {f"{name}s" for name in named if name and not name.endswith(("ese", "ish", "s", "ch"))}


@cache
def word_list(group: str) -> frozenset[str]:
    """Words of `figure_words.csv` of one group, named after the rule that asks for it: `link`, `telling`, `anaphor`, …"""
    return frozenset(row["word"] for row in table("figure_words") if row["group"] == group)


@cache
def months() -> frozenset[str]:
    """Names of months and their short forms."""
    return nouns("month")


@cache
def places() -> dict[str, str]:
    """Names and demonyms of countries, lower case -> the currency that is legal tender there."""
    tender = {row["country"]: row["currency"] for row in table("country_currencies")}
    found: dict[str, str] = {}
    for row in table("places"):
        if row["code"] in tender:
            for name in (row["name"], *row["demonyms"].split(";"), row["capital"], *row["aliases"].split(";")):
                if name:
                    found.setdefault(name.lower(), tender[row["code"]])
    return found


def movement_at(s: Sentence, k: int, *kinds: str) -> Movement | None:
    """The word of change at token k, where it is of one of these kinds."""
    if k < 0 or (movement := movements().get(s.low[k])) is None:
        return None
    return movement if movement.kind in kinds else None
