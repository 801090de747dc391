"""A level that takes its trend from the change told after it: `5.4 billion, up from 3.1 billion`, `€412m, which is 17 per cent less`."""

from __future__ import annotations

from extractor.grammar.draft import Draft
from extractor.grammar.lexicon import SCOPE, movement_at
from extractor.grammar.words import LISTS, MONTHS, MOVEMENTS

NEAR = 12
"""How many tokens may stand between a level and the change that tells its trend."""


def told_by(a: Draft, b: Draft) -> None:
    """`€412m, which is 17.6 per cent less`, `$300m, or 34 per cent more`: a level takes the trend of the change that follows it."""
    if a.trend is not None or a.change or not b.change or b.trend not in ("up", "down") or a.sort not in SCOPE:
        return
    if b.first - a.last > NEAR:
        return
    gap = a.s.low[a.last : b.first]
    if not gap or len(gap) > NEAR or a.sort == "multiple" or a.s.low[a.first - 1] in ("from", "against"):
        return
    told = gap[0] in (",", "(", "or", "which", "is", "was", "were") or (
        gap[0] in ("in", "for", "during") and any(w in (",", "was", "is", "were") for w in gap)
    )
    plain = all(word in LISTS["telling"] or word.isdecimal() or word in MONTHS or word in MOVEMENTS for word in gap)
    if told and plain and gap[-1] != "and" and "and" not in gap[:2]:
        a.trend, a.trend_span = b.trend, b.trend_span


def pair(a: Draft, b: Draft) -> None:
    """`5.4 billion, up from 3.1 billion` and `40 million, up 12 per cent`: the first figure takes the trend."""
    s = a.s
    if a.sort not in SCOPE or a.trend is not None or b.sort not in SCOPE:
        return
    at = a.last
    while (
        s.low[at] in (",", "(", ")", "in", "last", "year", "this")
        or (s.low[at].isdecimal() and len(s.low[at]) == 4)
        or s.low[at] in MONTHS
    ):
        at += 1
    movement = movement_at(s, at, "adverb", "verb") or (
        movement_at(s, at + 1, "noun") if s.low[at] in ("a", "an") else None
    )
    if movement and at < b.first and (s.low[at].endswith("ing") or movement.kind != "verb") and b.first - at < 6:
        if s.phrase(at, at + 2) == "up to":
            return
        a.trend, a.trend_span = movement.trend, (at, at + 1)
