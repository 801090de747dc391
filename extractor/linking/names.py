"""Names without titles, and what points to a country: its cities, its money."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extractor.lexicons import table, wordlist

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "’": "'"}
)
"""Letters that Unicode does not take apart."""
_SHORT = re.compile(r" \(([A-Z]{2,6})\)")
"""The short form of a name in brackets behind it."""


def untitled(name: str) -> str:
    """The name without the titles before it: `Mayor Ray Nagin`, `Finance Minister Ida Auken`; `Prime Minister` stays."""
    words = name.split()
    first = next((i for i, word in enumerate(words) if word not in _titles()), len(words))
    behind = (i for i in range(1, len(words)) if _titles().get(words[i - 1]) == "office" and words[i][:1].isupper())
    first = max(first, *behind, 0)
    named = first < len(words) and not words[first].islower()
    return " ".join(words[first:] if named else words)


@cache
def _titles() -> dict[str, str]:
    """Words before a person's name, each a title or an office, which may have words before it (`Finance Minister`)."""
    return {row["word"]: row["kind"] for row in table("titles")}


@cache
def _countries() -> dict[str, str]:
    """From ISO 3166-1 alpha-3 code to canonical name."""
    return {row["code"]: row["name"] for row in table("places") if row["code"]}


@cache
def _codes() -> dict[str, str]:
    """From canonical name to ISO 3166-1 alpha-3 code."""
    return {name: code for code, name in _countries().items()}


@cache
def cities() -> dict[str, str]:
    """From cities and regions, whose names are of one country alone, without accents, to the country's name."""
    return {row["name"]: _countries()[row["code"]] for row in table("cities")}


def country_of(name: str) -> str | None:
    """The country of a city or region, with accents or without, in capitals or not: `Tromsø` and `TROMSO` are Norway's."""
    if name.isupper():
        name = name.title()
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return cities().get(name)


def full_names(named: list[tuple[str, int]], text: str) -> dict[str, str]:
    """From the end of a longer name (`Landrieu`) to the first that ends with it (`Mitch Landrieu`), from its first word
    (`Braemoor`) where it was told before and one name alone begins so (`Braemoor Knitwear`), and from its initials in brackets behind it (`NSO`) to the
    name. Each name is given with where it ends in the text."""
    full: dict[str, str] = {}
    begun: dict[str, set[str]] = {}
    told: set[str] = set()
    for name, end in named:
        words = name.split()
        if len(words) > 1 and all(word[:1].isupper() for word in words) and not _whose(words):
            full.setdefault(words[-1], name)
            if words[0] not in told and not any(_is_place(word) for word in words[1:]):
                begun.setdefault(words[0], set()).add(name)
        told.add(name)
        short = _SHORT.match(text, end)
        if short is not None and short[1] == "".join(word[0] for word in words if word[0].isupper()):
            full[short[1]] = name
    return {first: min(names) for first, names in begun.items() if len(names) == 1} | full


def _whose(words: list[str]) -> bool:
    """Whether a name says whose, where or what: `Zanin's Lega`, `Wales Labour` and `Factory Lotniarz` do not stand for their last words."""
    return (
        _is_place(words[0])
        or words[0].lower() in wordlist("bodies")
        or any("'" in word or "’" in word for word in words[:-1])
    )


def _is_place(word: str) -> bool:
    return word in _codes() or country_of(word) is not None


@cache
def users() -> dict[str, frozenset[str]]:
    """From currency to the countries whose money it is, or was before a reform."""
    named = _countries()
    found: dict[str, set[str]] = {}
    for row in table("country_currencies"):
        if row["country"] in named:
            found.setdefault(row["currency"], set()).add(row["country"])
    for row in sorted(table("currency_reforms"), key=lambda row: row["until"], reverse=True):
        found.setdefault(row["former"], set()).update(found.get(row["code"], ()))
    return {currency: frozenset(named[code] for code in codes) for currency, codes in found.items()}


@cache
def tender() -> dict[str, str]:
    """From currency to the country that issues it: its only user, else the one whose code begins it (ISO 4217 on ISO 3166)."""
    found = {}
    for currency, mine in users().items():
        issuers = [name for name in mine if len(mine) == 1 or _codes()[name][:2] == currency[:2]]
        if len(issuers) == 1:
            found[currency] = issuers[0]
    return found
