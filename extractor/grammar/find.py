"""The main path: text -> sentences -> drafts -> figures, in the order of the text."""

from __future__ import annotations

import re
from decimal import localcontext

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
)
from extractor.grammar.draft import Draft
from extractor.grammar.fraction import read_number
from extractor.grammar.number import Number
from extractor.grammar.tokens import Sentence, sentences
from extractor.schema.figure import Figure

_EMPTY_LINE = re.compile(r"\n\s*\n")
DIGITS = 80
"""Precision of the arithmetic: more than any figure has digits."""


def figures(text: str, *, country: str | None = None) -> list[Figure]:
    """Every figure of a text, in its order, those out of scope included, each with its `sort`.

    `country` (ISO 3166-1 alpha-3) settles whose dollar, rupee or pound a bare word means. Never raises.
    """
    found: list[Figure] = []
    places = resolve.Places(text, country)
    before: list[Draft] = []
    previous: list[Draft] = []
    with localcontext(prec=DIGITS):
        for sentence in sentences(text):
            drafts = read(sentence)
            quoted.read_shared(drafts)
            carry.carry(drafts, before, _adjoining(previous, sentence))
            previous = drafts
            movement.read_movements(drafts)
            quoted.read_prices(drafts)
            found += [resolve.figure(draft, places) for draft in drafts]
            if any(d.number.scale > 1 and not d.bare_number for d in drafts):
                before = drafts
    return found


def _adjoining(previous: list[Draft], s: Sentence) -> list[Draft]:
    """The drafts of the sentence before, where no empty line parts the two."""
    if previous and s.n and _EMPTY_LINE.search(s.text, previous[-1].s.start[0], s.start[0]):
        return []
    return previous


def read(s: Sentence) -> list[Draft]:
    """The drafts of one sentence, ranges joined, before anything is carried over."""
    drafts: list[Draft] = []
    for k in _candidates(s):
        if k < s.taken:
            continue
        draft = _at(s, k)
        if draft is not None:
            drafts.append(draft)
            s.taken = max(draft.last, k + 1)
    names.listed(drafts)
    return ranges.join(drafts)


def _may_start(s: Sentence, k: int) -> bool:
    """Whether a frequent little word has what a figure needs after it: `a third`, `each tenth`, `(800)`, `in half`."""
    follower = s.low[k + 1]
    if s.low[k] in ("a", "an", "each", "every"):
        return follower in lexicon.after_article()
    if s.low[k] == "in":
        return follower == "half"
    return s.low[k].isalpha() or s.is_number[k + 1] or s.raw[k] not in "-–(’'"


def _candidates(s: Sentence) -> list[int]:
    """The tokens that a figure may start at, in order: numbers, words of number, what is glued to a number (`A320`, `F-16`)."""
    starts = lexicon.starts()
    found = {k for k, low in enumerate(s.low) if low in starts and _may_start(s, k)}
    for k, number in enumerate(s.is_number):
        if number:
            found.add(k)
            if s.glued(k):
                found.add(k - 1)
                if s.glued(k - 1):
                    found.add(k - 2)
    return sorted(found)


def _at(s: Sentence, k: int) -> Draft | None:
    """The draft whose number starts at token k."""
    plain = calendar.calendar_at(s, k)
    if plain:
        return _sorted(s, k, *plain)
    name = names.glued_identifier(s, k)
    if name:
        return _sorted(s, k, "identifier", name)
    special = absence.absence_at(s, k) or multiple.multiple_at(s, k) or absence.vague_at(s, k)
    if special:
        hedge.read_hedge(special)
        return special
    number = read_number(s, k)
    if number is None:
        rank = outside.ordinal_at(s, k)
        return _sorted(s, k, *rank) if rank else None
    if number.form != "fraction":
        rank = outside.ordinal_at(s, k)
        if rank and rank[1] >= number.last and rank[1] > k + 1:
            return _sorted(s, k, *rank)
    return _measured(Draft.of(s, number))


def _sorted(s: Sentence, k: int, sort: str, last: int) -> Draft:
    """A draft out of scope, without a value."""
    from decimal import Decimal

    draft = Draft.of(s, Number(k, last, Decimal(0), Decimal(1), "words"))
    draft.value, draft.sort = None, sort
    return draft


def _measured(d: Draft) -> Draft:
    """Money, unit, counted noun, hedge and sort of a number."""
    hedge.read_margin(d)
    money.read_money(d)
    if d.bare:
        money.lone_letter(d)
    d.look = hedge.behind(d)
    measure.read_unit(d)
    if d.bare and d.number.form == "digits":
        rate.read_exchange(d)
    if d.bare and d.number.form != "fraction":
        counted.read_counted(d)
    rate.read_flow(d)
    rate.read_rate(d)
    multiple.read_times(d)
    hedge.read_hedge(d)
    d.sort = resolve.sort_of(d)
    if d.sort == "quantity" and d.s.low[d.number.first] in ("a", "an") and d.value == 1:
        d.sort = "reference"
    return d
