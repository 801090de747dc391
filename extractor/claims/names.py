"""Names of goods made alike: singular, British spelling, hyphens as spaces, so that one look-up finds all their forms."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicons import table

_IRREGULAR = {
    "mice": "mouse",
    "geese": "goose",
    "oxen": "ox",
    "knives": "knife",
    "loaves": "loaf",
    "leaves": "leaf",
    "calves": "calf",
    "wolves": "wolf",
    "gases": "gas",
    "buses": "bus",
    "lenses": "lens",
    "movies": "movie",
    "cookies": "cookie",
}

_SMALL_WORDS = frozenset({"of", "for", "from", "in", "the", "a", "an", "other", "their", "its", "with", "to"})


@cache
def _british() -> dict[str, str]:
    return {row["american"]: row["british"] for row in table("spelling")}


def words(name: str) -> list[str]:
    """The words of a name, lower case: `Second-hand "cars"` is `second`, `hand`, `cars`; possessives lose their `'s`."""
    plain = re.sub(r"['’]s?\b|(?<=s)['’]", "", name.casefold())
    return re.findall(r"[^\W_]+", plain)


@cache
def stem(word: str) -> str:
    """One form of a word: British and singular (`fertilizers` and `fertiliser`, `tires` and `tyre`)."""
    return _spelt(_singular(_british().get(word, word)))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _spelt(word: str) -> str:
    """`fertilizer` is `fertiliser`, `galvanized` is `galvanised`, `aluminum` is `aluminium`."""
    british = _british().get(word, word)
    return re.sub(r"(?<=[a-z]{4})iz(?=(?:e|ed|er|ing|ation)$)", "is", british)


def key(tokens: list[str]) -> tuple[str, ...]:
    """What two spellings of one name share, word by word."""
    return tuple(stem(token) for token in tokens)


def bag(tokens: list[str]) -> frozenset[str]:
    """What two orders of the same words share: `waste of plastics` and `plastic waste`, `rice, milled` and `milled rice`."""
    return frozenset(stem(token) for token in tokens if token not in _SMALL_WORDS)
