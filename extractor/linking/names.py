"""Names of whom a figure may be about beside countries, and what points to a country: its cities, its money."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from extractor.lexicons import table, wordlist
from extractor.linking.frame import Mention
from extractor.linking.scene import Scene


def names(scene: Scene) -> list[Mention]:
    """Capitalised names that entity recognition does not have: regions, ports, companies in sentences that are not parsed."""
    taken = [(m["start"], m["end"]) for m in (*scene.places, *scene.bodies, *scene.periods)]
    found: list[Mention] = []
    run: list[Token] = []
    for token in (*scene.sentence, None):
        if token is not None and _goes_on(token, run):
            run.append(token)
            continue
        while run and run[-1].text == "-":
            run.pop()
        if run and not (len(run) == 1 and run[0].is_sent_start):
            start, end = run[0].idx, run[-1].idx + len(run[-1].text)
            if not any(a < end and start < b for a, b in taken):
                found.append({"start": start, "end": end, "name": scene.article[start:end], "form": "named"})
        run = []
    return found


def _goes_on(token: Token, run: list[Token]) -> bool:
    """Whether a word begins or goes on with a name: `Kaupthing Bank`, `Take-Two`; not `The`."""
    if token.text == "-":
        return bool(run) and not run[-1].whitespace_ and not token.whitespace_
    named = token.text[:1].isupper() and token.is_alpha and len(token.text) > 1
    return named and (bool(run) or not token.is_stop)


def untitled(name: str, person: bool) -> str:
    """The name without the title before it: `Mayor Ray Nagin`; `Prime Minister` and `Speaker Corporation` stay."""
    words = name.split()
    while len(words) > (1 if person else 2) and words[0] in wordlist("titles"):
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
