"""Multiples: `doubled`, `halved`, `tenfold`, `a 12-fold rise`, `three times as much`, `1.5 times more`, `2.3 times fewer`."""

from __future__ import annotations

from decimal import Decimal

from extractor.grammar import hedge
from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.number import Number
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MONTHS, MOVEMENTS, MULTIPLES

_LESS = ("less", "fewer", "lower", "smaller", "cheaper", "below")
_PLACES = Decimal("0.0001")


def multiple_at(s: Sentence, k: int) -> Draft | None:
    """A word that multiplies, at token k: `doubled`, `threefold`, `twice as many`; `twice` alone is a frequency."""
    known = MULTIPLES.get(s.low[k])
    if known is None:
        return _parted(s, k) if s.low[k] == "in" else None
    value, trend = known
    draft = Draft.of(s, Number(k, k + 1, value, Decimal(1), "words"))
    draft.sort, draft.unit = "multiple", "x"
    if s.low[k] in ("twice", "thrice"):
        if s.low[k + 1] not in LISTS["multiple_tail"] and s.low[k + 1] not in ("this", "those", "these"):
            draft.sort, draft.unit = "frequency", None
            return draft
        less = s.low[k + 1] in _LESS
        trend = "down" if less else "up"
        draft.change = s.low[k + 1] in ("as", "more") or less or _earlier(s, k + 1)
        if less:
            draft.value, draft.step = Decimal("0.5"), Decimal("0.1")
    elif s.low[k] in ("double", "triple", "treble", "quadruple") and _adjective(s, k):
        draft.sort, draft.unit, draft.value = "unknown", None, None
        return draft
    else:
        draft.change = True
        if value > 1 and _falls(s, k):
            _invert(draft)
            trend = "down"
        elif value < 1:
            draft.step = Decimal("0.1")
    draft.trend, draft.trend_span = trend or None, (k, k + 1) if trend else None
    return draft


def _adjective(s: Sentence, k: int) -> bool:
    """`double taxation`, `a triple murder`, `double-digit`, `to triple digits`: no multiple; `double the amount`, `to double` are."""
    follower = s.low[k + 1]
    if s.raw[k + 1] in DASHES or follower in ("digit", "digits"):
        return True
    if (not follower.isalpha() and s.raw[k + 1] not in DASHES) or s.phrase(k - 1, k + 2) == "the double of":
        return s.low[k - 1] in ("a", "his", "her")
    if follower in FUNCTION and s.low[k - 1] not in ("a", "the", "his", "her"):
        return False
    to = s.low[k - 1] in LISTS["before_double"]
    return not (to or follower in LISTS["after_double"])


def _parted(s: Sentence, k: int) -> Draft | None:
    """`cut in half`, `reduced by half` stays a fraction; `in half` is 0.5 x."""
    if s.phrase(k, k + 2) == "in half" and s.low[k + 2] not in ("a", "an", "of"):
        draft = Draft.of(s, Number(k, k + 2, Decimal("0.5"), Decimal("0.1"), "words"))
        draft.sort, draft.unit, draft.change, draft.trend, draft.trend_span = "multiple", "x", True, "down", (k, k + 2)
        return draft
    return None


_AFTER_A_MULTIPLE = frozenset(("fold", "times", "x", "×"))
_BEFORE_A_MULTIPLE = frozenset(("of", "by"))


def read_times(d: Draft) -> None:
    """`three times as much`, `2.3 times fewer`, `10 times more`, `12-fold`, `6.5x`, `by a factor of three`."""
    s, k = d.s, d.number.last
    if (
        s.low[k] not in _AFTER_A_MULTIPLE
        and s.raw[k] not in DASHES
        and s.low[d.number.first - 1] not in _BEFORE_A_MULTIPLE
    ):
        return
    fold = s.low[k + (s.raw[k] in DASHES)] == "fold"
    if fold:
        last = k + 1 + (s.raw[k] in DASHES)
    elif (
        (s.low[k] == "times" and s.low[k + 1] in LISTS["multiple_tail"] and not d.money)
        or (s.low[k] in ("x", "×") and s.glued(k) and not s.is_number[k + 1])
        or (s.low[k] == "times" and not d.money and _grown(s, d))
    ):
        last = k + 1
    elif (s.low[d.number.first - 1] == "of" and s.low[d.number.first - 2] == "factor") or (
        s.low[d.number.first - 1] == "by" and s.low[d.number.first - 2].startswith("multipl")
    ):
        last = k
    else:
        return
    d.counted = d.counted_span = d.unit_span = None
    d.last, d.sort, d.unit = last, "multiple", "x"
    d.change = True
    d.trend, d.trend_span = "up", (k, last)
    if s.low[last] in _LESS or _falls(s, d.first):
        _invert(d)
    elif s.low[last] in ("the", "that", "what", "its", "their", "above", "over") and not _earlier(s, last):
        d.change, d.trend, d.trend_span = False, None, None


def _earlier(s: Sentence, k: int) -> bool:
    """Whether what follows a multiple lies earlier: `three times what it cost in 2004`, `twice last year's`."""
    rest = s.low[k : k + 6]
    return any(
        word in ("last", "ago", "earlier", "before", "previous")
        or (word.isdecimal() and len(word) == 4)
        or word in MONTHS
        for word in rest
    )


def _grown(s: Sentence, d: Draft) -> bool:
    """`grew 1.5 times`, `by almost 46 times`, `growth of sales in 14 times`, but `lifted 11 times`: a part of one, or a word of movement before it."""
    hedged = hedge.before(s, d.number.first)
    first = hedged[1] if hedged else d.number.first
    if s.raw[first - 1] in DASHES and s.is_number[first - 2]:
        first -= 2  # `5-6 times`
    before = s.low[first - 1]
    moved = before == "in" and any(word in MOVEMENTS for word in s.low[max(first - 6, 0) : first - 1])
    level = s.is_number[d.number.last + 1] or s.low[d.number.last + 1].endswith(("'s", "’s"))
    return before == "by" or moved or level or d.step < 1 or (before in MOVEMENTS and before not in LISTS["lifts"])


def _falls(s: Sentence, first: int) -> bool:
    """A word of falling just before: `fell threefold`, `decreased by 2.3 times`."""
    for word in s.low[max(first - 6, 0) : first]:
        movement = MOVEMENTS.get(word)
        if movement and movement.trend == "down" and movement.kind in ("verb", "noun"):
            return True
    return False


def _invert(d: Draft) -> None:
    """`2.3 times fewer` is 0.4348 x, to the rounding of 2.3."""
    if d.value is None or d.value <= d.step:
        return
    low, high = 1 / (d.value + d.step / 2), 1 / (d.value - d.step / 2)
    d.value = (1 / d.value).quantize(_PLACES)
    d.step = (high - low).quantize(_PLACES)
    d.trend = "down"
