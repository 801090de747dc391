"""Trend and change, from the words of movement in a figure's own clause.

`rose 12 per cent` is a change up; `rose 12 per cent to 40 million` a change and a level up; in `rose from 30 to 40 million`
only the later figure has the trend; `5.4 billion, up from 3.1 billion` gives it to the first.
"""

from __future__ import annotations

import itertools

from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.lexicon import SCOPE, Movement, movement_at
from extractor.grammar.telling import pair, told_by
from extractor.grammar.words import FUNCTION, LISTS, MOVEMENTS, MULTIPLES, NOUNS

_MOVING = frozenset((*MOVEMENTS, *MULTIPLES, "above", "below"))
"""Without one of these a sentence gives no figure a trend, but by a sign."""
BACK = 14
"""How far back, in tokens, a verb of movement governs `to` or `by`."""


def read_movements(drafts: list[Draft]) -> None:
    """Fills trend, its words and the mark of change for the drafts of one sentence."""
    if _MOVING.isdisjoint(drafts[0].s.low) and not any(draft.trend or draft.number.signed for draft in drafts):
        return
    for position, draft in enumerate(drafts):
        if draft.sort in SCOPE and draft.trend is None:
            previous = drafts[position - 1] if position else None
            _after(draft) or _before(draft, previous) or _signed(draft) or _same_verb(draft, previous) or _restated(
                draft, previous
            )
    for a, b in itertools.pairwise(drafts):
        pair(a, b)
        told_by(a, b)


def _mark(d: Draft, movement: Movement, at: int, change: bool) -> bool:
    negative = movement.trend == "up" and d.s.low[at - 1] == "negative"  # `a negative growth of 2 per cent`
    d.trend, d.trend_span = "down" if negative else movement.trend, (at, at + 1)
    d.change = d.change or (change and movement.trend != "flat")
    return True


def _after(d: Draft) -> bool:
    """`12 per cent higher`, `a 5% fall`, `a 3-million-tonne drop`, `12% year-on-year growth`, `40 million more than`."""
    s, k = d.s, d.last
    comparative = movement_at(s, k, "comparative")
    share = d.sort in ("per_cent", "percentage_points", "fraction")
    alone = not s.low[k + 1].isalpha() or s.low[k] in ("less", "fewer") or s.low[k + 1] in ("than", "in", "on")
    if comparative and (share or alone):
        return _mark(d, comparative, k, True)
    if (
        share
        and s.low[k] in ("above", "below")
        and (s.low[k + 1] in ("the", "that", "last", "its", "those", "a", "their") or s.low[k + 1].isdecimal())
    ):
        return _mark(d, Movement("comparative", "up" if s.low[k] == "above" else "down", False), k, True)
    if (
        d.sort in ("per_cent", "percentage_points")
        and (adverb := movement_at(s, k, "adverb"))
        and (s.low[k + 1] in ("on", "from", "in", "year", "compared", "y") or not s.low[k + 1].isalpha())
    ):
        return _mark(d, adverb, k, True)
    if s.low[k] in FUNCTION and s.low[k] not in ("year", "annual"):
        return False
    article = s.low[d.first - 1] in LISTS["article"] or d.hedge is not None
    for at in range(k, min(k + 6, s.n)):
        noun = movement_at(s, at, "noun") or (movement_at(s, at, "verb") if s.low[at] in _BOTH else None)
        if noun and (article or d.sort in ("per_cent", "percentage_points")) and not noun.narrow:
            return _mark(d, noun, at, s.low[at - 1] not in ("economic", "gdp", "annual", "output"))
        if not (s.low[at].isalpha() or s.raw[at] in DASHES) or (
            s.low[at] in FUNCTION and s.low[at] not in ("on", "over")
        ):
            return False
    return False


def _before(d: Draft, previous: Draft | None) -> bool:
    """The words on the left: `rose 12 per cent`, `fell by 3 million tonnes`, `a fall of 12 per cent`, `increased … to 40 million`."""
    s = d.s
    k = (d.hedge[0] if d.hedge and d.hedge[1] <= d.first else d.first) - 1
    while k > 0 and s.low[k] in NOUNS["degree"]:
        k -= 1
    word = s.low[k]
    if word == "from" or k < 0:
        return False
    if word in ("was", "were", "is", "been") and d.unit in ("%", "pp"):
        return _told_noun(d, k)
    if word == "at" and s.low[k - 1] in ("estimated", "put", "valued", "calculated"):
        return False
    if word == "by" or (word == "on" and d.unit == "%"):
        return _governed(d, k, previous, True)
    if word in ("to", "at", "reaching", "totalling", "hitting", "reach") or (
        d.bound == "at_most" and s.low[d.first - 1] == "to"
    ):
        return _governed(d, k, previous, False)
    if word == "of":
        return _named_before(d, k)
    if (
        word in ("and", "or", ",")
        and previous
        and previous.trend
        and previous.last == k
        and previous.unit == d.unit
        and previous.codes == d.codes
    ):
        d.trend, d.trend_span, d.change = previous.trend, previous.trend_span, previous.change
        return True
    return _direct(d, k)


def _named_before(d: Draft, k: int) -> bool:
    """`a fall of 12 per cent`: the noun before the `of` at token k; `economic growth of` tells a rate."""
    s = d.s
    noun = movement_at(s, k - 1, "noun") or (movement_at(s, k - 1, "verb") if s.low[k - 1] in _BOTH else None)
    if noun is None or noun.narrow:
        return False
    return _mark(d, noun, k - 1, s.low[k - 2] not in ("economic", "gdp", "output", "annual"))


def _signed(d: Draft) -> bool:
    """`(+18.0%)`, `by minus 2%`: the sign is the word of movement, and what is left is how much it moved."""
    s = d.s
    if d.unit not in ("%", "pp") or not d.number.signed or d.value is None:
        return False
    before = s.low[d.first - 1]
    if d.number.signed == "-" and before in LISTS["stands"] and s.low[d.last] != "y":
        return False
    if d.number.signed == "-" and d.first == 0:
        return False
    d.trend, d.change = ("up" if d.number.signed == "+" else "down"), True
    d.trend_span = (d.number.first, d.number.first + 1)
    d.value = abs(d.value)
    return True


def _same_verb(d: Draft, previous: Draft | None) -> bool:
    """`exports slid 3 per cent and imports 5 per cent`, `rises of 8% in volume and 3% in value`: the word is said once."""
    if not previous or not previous.change or previous.unit != d.unit or d.unit not in ("%", "pp"):
        return False
    gap = d.s.low[previous.last : min(d.first, previous.last + 6)]
    if gap[:1] == ["in"]:
        gap = gap[2:]
    if gap[:1] not in (["and"], [","]) or len(gap) > 4:
        return False
    if any((word in FUNCTION and word != "and") or (not word.isalpha() and word != ",") for word in gap):
        return False
    d.trend, d.trend_span, d.change = previous.trend, previous.trend_span, True
    return True


def _restated(d: Draft, previous: Draft | None) -> bool:
    """`grew by 3 billion dollars, or 23.7 percent`: the change once more, in per cent."""
    if not previous or not previous.change or d.unit != "%":
        return False
    first = d.hedge[0] if d.hedge and d.hedge[1] <= d.first else d.first
    if [word for word in d.s.low[previous.last : first] if word not in (",", "(")] != ["or"]:
        return False
    d.trend, d.trend_span, d.change = previous.trend, previous.trend_span, True
    return True


def _told_noun(d: Draft, k: int) -> bool:
    """`the drop was 5.1 per cent`: the noun tells that it is a change; growth is a rate."""
    s = d.s
    for at in range(k - 1, max(k - 6, -1), -1):
        noun = movement_at(s, at, "noun") or (
            movement_at(s, at, "verb") if s.low[at] in _BOTH and s.low[at - 1] in ("the", "a", "this", "that") else None
        )
        if noun and not noun.narrow and s.low[at] != "growth":
            return _mark(d, noun, at, True)
        if not s.low[at].isalpha():
            return False
    return False


_BOTH = ("rise", "fall", "drop", "increase", "decrease", "decline", "cut", "jump")


def _direct(d: Draft, k: int) -> bool:
    """A verb or adverb right before the figure, adverbs between allowed: `rose sharply, 12 per cent`, `up 3%`, `grew 4%`."""
    s = d.s
    steps = 0
    while s.low[k] in LISTS["movement_adverb"] and s.low[k] not in ("by", "up") and steps < 4 and k > 0:
        if s.low[k] == "to":
            return False
        k, steps = k - 1, steps + 1
    movement = movement_at(s, k, "verb", "adverb")
    if movement is None or movement.trend == "flat":
        return (
            _mark(d, movement, k, False) if movement and movement.kind == "verb" and s.low[k + 1] in ("at",) else False
        )
    if s.phrase(k, k + 2) == "up to" or (s.low[k] == "up" and s.low[k - 1] in LISTS["made"]):
        return False
    percent = d.sort in ("per_cent", "percentage_points", "fraction", "multiple")
    if (movement.narrow and not percent) or (d.sort == "count" and movement.kind == "verb"):
        return False
    return _mark(d, movement, k, d.hedge is None or s.low[d.hedge[1] - 1] not in _PLACES)


_PLACES = ("above", "below", "beyond", "under")
"""After a verb of movement these name a level: `rose above 45 degrees`."""


def _governed(d: Draft, k: int, previous: Draft | None, change: bool) -> bool:
    """A movement further left that governs `by` or `to`: `rose by`, `rose … to`, `from 30 to 40`, `unchanged at`."""
    s = d.s
    for at in range(k, max(k - BACK, -1), -1):
        if s.raw[at] in (";", ":") or s.low[at] in ("which", "who", "while", "whereas", "but"):
            return False
        movement = movement_at(s, at, "verb", "noun", "adverb", "state")
        if movement and s.phrase(at, at + 2) != "up to" and not (s.low[at] == "down" and s.low[at + 1] in ("payment",)):
            if movement.trend == "flat" and s.low[k] not in ("at",):
                return False
            if s.low[at] in LISTS["holding"] and s.low[k] != "at":
                return False
            return _mark(d, movement, at, change)
        if s.low[at] in MULTIPLES and not change and (multiple := MULTIPLES[s.low[at]])[1]:
            d.trend, d.trend_span = multiple[1], (at, at + 1)
            return True
    return False
