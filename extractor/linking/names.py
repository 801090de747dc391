"""Names without titles, and what points to a country: its cities, its money."""

from __future__ import annotations

from functools import cache

from extractor.lexicons import table, wordlist


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
    """From cities and regions, whose names are of one country alone, to the country's name."""
    return {row["name"]: _countries()[row["code"]] for row in table("cities")}


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
