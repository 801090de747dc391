"""Headings by the words of their labels: the last resort, for names that the lexicon of everyday names lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from math import log

from extractor.claims.names import bag, stem, words
from extractor.lexicons import table

_EXCLUSION = re.compile(r"\b(?:excluding|excl|other than|except|not of|not elsewhere|n\.e\.c|whether or not)\b[^;]*")
"""`Vegetables; n.e.c. in chapter 07`, `Nuts (excluding coconuts)`: what a label leaves out says nothing of what it holds."""

_NAMED, _MENTIONED = 1.0, 0.5
"""Weight of a word by where it stands: in what a label begins with (`Sugar confectionery` of `Sugar confectionery
(including white chocolate)`) or as the last word of an everyday name, and anywhere else."""

_LEAST, _LEAST_ALONE = 0.45, 0.6
"""The part of a name's weight that a heading has to cover, and that of a name of one word."""


@cache
def _index() -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """From each word to the headings that hold it with its weight there, and how telling each word is."""
    found: dict[str, dict[str, float]] = defaultdict(dict)

    def add(tokens: Iterable[str], heading: str, weight: float) -> None:
        for word in tokens:
            found[word][heading] = max(weight, found[word].get(heading, 0.0))

    for row in table("hs"):
        if len(row["code"]) >= 4:
            label = _EXCLUSION.sub("", row["label"].casefold())
            add(bag(words(label)), row["code"][:4], _MENTIONED)
            if len(row["code"]) == 4:
                add(bag(words(re.split(r"[;,(]", label, maxsplit=1)[0])), row["code"], _NAMED)
    for row in table("goods"):
        codes = row["codes"].split(";")
        if len(codes[0]) >= 4 and len(codes) < 3:
            tokens = words(row["name"])
            add(bag(tokens), codes[0][:4], _MENTIONED)
            add([stem(tokens[-1])], codes[0][:4], _NAMED)
    count = len({heading for places in found.values() for heading in places})
    return dict(found), {word: log(1 + count / len(places)) for word, places in found.items()}


def headings(tokens: list[str], most: int = 5) -> list[str]:
    """The headings whose labels hold most of a name's words, best first; the last word, the head, counts double.

    Words that no label knows count as the rarest ones do, so that a name of which little is understood finds nothing.
    """
    found, telling = _index()
    if not tokens or not telling:
        return []
    rarest = max(telling.values())
    head = stem(tokens[-1])
    wanted = {word: telling.get(word, rarest) * (2 if word == head else 1) for word in bag(tokens)}
    whole = sum(wanted.values())
    scores: dict[str, float] = defaultdict(float)
    for word, weight in wanted.items():
        for heading, place in found.get(word, {}).items():
            scores[heading] += weight * place / whole
    least = _LEAST if len(wanted) > 1 else _LEAST_ALONE
    best = sorted((-score, heading) for heading, score in scores.items() if score >= least)
    return [heading for _, heading in best[:most]]
