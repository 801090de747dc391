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
    """The name without the title before it: `Mayor Ray Nagin`; `Prime Minister` stays."""
    words = name.split()
    while len(words) > 1 and words[0] in wordlist("titles") and words[1] not in wordlist("titles"):
        words = words[1:]
    return " ".join(words)


@cache
def _countries() -> dict[str, str]:
    """From ISO 3166-1 alpha-3 code to canonical name."""
    return {row["code"]: row["name"] for row in table("places") if row["code"]}


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
    """From the end of a longer name (`Landrieu`) to the first that ends with it (`Mitch Landrieu`), and from its initials in
    brackets behind it (`NSO`) to the name. Each name is given with where it ends in the text."""
    full: dict[str, str] = {}
    for name, end in named:
        words = name.split()
        if len(words) > 1 and all(word[:1].isupper() for word in words) and not _whose(words):
            full.setdefault(words[-1], name)
        short = _SHORT.match(text, end)
        if short is not None and short[1] == "".join(word[0] for word in words if word[0].isupper()):
            full[short[1]] = name
    return full


def _whose(words: list[str]) -> bool:
    """Whether a name says whose, where or what: `Zanin's Lega`, `Wales Labour` and `Factory Lotniarz` do not stand for their last words."""
    placed = words[0] in _countries().values() or country_of(words[0]) is not None
    return placed or words[0].lower() in wordlist("bodies") or any("'" in word or "’" in word for word in words[:-1])


@cache
def tender() -> dict[str, str]:
    """From currency to the country that issues it: its only user, else the one whose code begins it (ISO 4217 on ISO 3166)."""
    named = _countries()
    users: dict[str, list[str]] = {}
    for row in table("country_currencies"):
        if row["country"] in named:
            users.setdefault(row["currency"], []).append(row["country"])
    issuers = {
        currency: codes if len(codes) == 1 else [c for c in codes if c[:2] == currency[:2]]
        for currency, codes in users.items()
    }
    return {currency: named[codes[0]] for currency, codes in issuers.items() if len(codes) == 1}
