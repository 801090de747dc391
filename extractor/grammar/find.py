"""The main path: text -> sentences -> drafts -> figures, in the order of the text."""

from __future__ import annotations

from decimal import Context, getcontext, setcontext
from itertools import chain

from extractor.grammar import (
    absence,
    calendar,
    carry,
    counted,
    hedge,
    lexicon,
    measure,
    money,
    movement,
    multiple,
    names,
    outside,
    quoted,
    ranges,
    rate,
    resolve,
    words,
)
from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.fraction import FIRST_WORDS, read_number
from extractor.grammar.number import ONE, Number
from extractor.grammar.tokens import Sentence, sentences
from extractor.grammar.words import MONTHS
from extractor.schema.figure import Figure

_EXACT = Context(prec=lexicon.DIGITS)
"""The arithmetic of figures, whatever that of the caller is."""


def figures(text: str, *, country: str | None = None) -> list[Figure]:
    """Every figure of a text, in its order, those out of scope included, each with its `sort`.

    `country` (ISO 3166-1 alpha-3) settles whose dollar, rupee or pound a bare word means. Never raises.
    """
    spoken = sentences(text)
    first = next(spoken, None)
    if first is None:
        return []
    found: list[Figure] = []
    places = resolve.Places(text, country)
    before: list[Draft] = []
    previous: list[Draft] = []
    outer = getcontext()
    setcontext(_EXACT)
    try:
        for sentence in chain((first,), spoken):
            drafts = read(sentence)
            if drafts:
                _complete(drafts, before, previous)
                found += [resolve.figure(draft, places) for draft in drafts]
                if any(d.number.scale > 1 and not d.bare_number for d in drafts):
                    before = drafts
            previous = drafts
    finally:
        setcontext(outer)
    return found


def _complete(drafts: list[Draft], before: list[Draft], previous: list[Draft]) -> None:
    """What the drafts of one sentence say of one another: unit and scale carried over, trends, prices."""
    if len(drafts) > 1:
        quoted.read_shared(drafts)
    carry.carry(drafts, before, previous)
    movement.read_movements(drafts)
    quoted.read_prices(drafts)


def read(s: Sentence) -> list[Draft]:
    """The drafts of one sentence, ranges joined, before anything is carried over."""
    drafts: list[Draft] = []
    for k in _candidates(s):
        if k < s.taken:
            continue
        draft = _at_digits(s, k) if s.is_number[k] else _at_word(s, k)
        if draft is not None:
            drafts.append(draft)
            s.taken = max(draft.last, k + 1)
    if len(drafts) < 2:
        return drafts
    names.listed(drafts)
    return ranges.join(drafts)


def _may_start(s: Sentence, k: int) -> bool:
    """Whether a frequent word or sign has beside it what a figure needs: `a third`, `(800)`, `in half`, `not a single`, `import any`."""
    low = s.low[k]
    if low in _LEAD_PARTS:
        return s.low[k + 1] in _AFTER_ARTICLE
    if low == "in":
        return s.low[k + 1] == "half"
    if low == "not":
        return s.low[k + 1] in _ONE
    if low == "any":
        return s.low[k - 1] in words.LISTS["trade_verbs"]
    return s.is_number[k + 1]


def _candidates(s: Sentence) -> list[int]:
    """The tokens that a figure may start at, in order: numbers, words of number, what is glued to a number (`A320`, `F-16`)."""
    worded = [k for k, low in enumerate(s.low) if low in _STARTS and (low not in _FREQUENT or _may_start(s, k))]
    glued: list[int] = []
    for k in s.numbers:
        if s.glued(k):
            glued += [at for at in ((k - 1, k - 2) if s.glued(k - 1) else (k - 1,)) if s.raw[at].isalpha()]
    return sorted({*s.numbers, *worded, *glued}) if worded or glued else s.numbers


def _at_digits(s: Sentence, k: int) -> Draft | None:
    """The draft whose number starts with the digits at token k."""
    if calendar.may_go_on(s, k) and (plain := calendar.calendar_at(s, k)):
        return _sorted(s, k, *plain)
    if s.glued(k + 1) and (name := names.glued_identifier(s, k)):
        return _sorted(s, k, "identifier", name)
    return _numbered(s, k)


def _at_word(s: Sentence, k: int) -> Draft | None:
    """The draft whose number, or name with a number, starts with the word or sign at token k."""
    low = s.low[k]
    if (low[:3] in _DATE_HEADS or low in _SIGNS) and (plain := calendar.calendar_at(s, k)):
        return _sorted(s, k, *plain)
    if (s.is_number[k + 1] or s.is_number[k + 2]) and s.glued(k + 1) and (name := names.glued_identifier(s, k)):
        return _sorted(s, k, "identifier", name)
    if low not in _STARTS:
        return None
    if low in _SPECIAL:
        special = absence.absence_at(s, k) or multiple.multiple_at(s, k) or absence.vague_at(s, k)
        if special:
            hedge.read_hedge(special)
            return special
    return _numbered(s, k)


def _numbered(s: Sentence, k: int) -> Draft | None:
    """The number at token k with what stands beside it, or the ordinal or rank there."""
    number = read_number(s, k) if s.is_number[k] or s.low[k] in FIRST_WORDS else None
    ordinal = s.low[k + 1] in outside.SUFFIX if s.is_number[k] else s.low[k] in outside.ORDINALS
    rank = outside.ordinal_at(s, k) if ordinal and (number is None or number.form != "fraction") else None
    if number is None:
        return _sorted(s, k, *rank) if rank else None
    if rank and rank[1] >= number.last and rank[1] > k + 1:
        return _sorted(s, k, *rank)
    return _measured(Draft.of(s, number))


_STARTS = lexicon.starts()
_LEAD_PARTS = frozenset(("a", "an", "each", "every"))
_FREQUENT = frozenset((*_LEAD_PARTS, "in", "not", "any", *"-–(’'"))
_ONE = frozenset(("a", "one"))
_SPECIAL = frozenset((*absence.WORDS, *words.MULTIPLES, "in"))
"""Words of absence, of a vague number or of a multiple."""
_AFTER_ARTICLE = lexicon.after_article()
_DATE_HEADS = MONTHS | {"htt", "www"}
_SIGNS = frozenset("+(’'")


def _sorted(s: Sentence, k: int, sort: str, last: int) -> Draft:
    """A draft out of scope, without a value."""
    draft = Draft.of(s, Number(k, last, absence.ZERO, ONE, "words"))
    draft.value, draft.sort = None, sort
    return draft


_TOUCHING = frozenset((*words.MONEY_STARTS, *words.UNIT_STARTS, *words.SCALE_LETTERS, *DASHES, *rate.QUOTED))
_TOUCHING |= frozenset((*lexicon.hedge_edges("after"), *"+±([{<", "p", "c", "ct"))
"""What after a number is, or may lead to, its money, unit, letter of scale, margin or hedge."""


def _alone(d: Draft) -> bool:
    """Whether nothing right beside a number is money, unit, margin or hedge after it, so that only a noun may follow.

    What follows `71 of every 100` (`pesos`) says what is shared out, not in what it is counted.
    """
    s, k = d.s, d.number.last
    follower = s.raw[k]
    return d.number.parts or (
        follower not in _TOUCHING
        and s.low[k] not in _TOUCHING
        and not (len(follower) == 4 and follower[0] in "Mm")
        and (follower != "." or d.number.scale == 1)
        and d.number.form != "fraction"
        and s.low[k - 1] != "half"
        and not money.may_stand_before(s, d.number.first)
    )


def _measured(d: Draft) -> Draft:
    """Money, unit, counted noun, hedge and sort of a number."""
    s = d.s
    if not _alone(d):
        hedge.read_margin(d)
        money.read_money(d)
        if d.bare:
            money.lone_letter(d)
        d.look = hedge.behind(d)
        measure.read_unit(d)
        if d.bare and d.number.form == "digits":
            rate.read_exchange(d)
    if d.number.form != "fraction" and d.bare:
        counted.read_counted(d)
    if d.sort == "count":
        rate.read_flow(d)
    if s.low[d.last] in rate.LEADS:
        rate.read_rate(d)
    multiple.read_times(d)
    hedge.read_hedge(d)
    d.sort = resolve.sort_of(d)
    if d.sort == "quantity" and s.low[d.number.first] in ("a", "an") and d.value == 1:
        d.sort = "reference"
    return d
