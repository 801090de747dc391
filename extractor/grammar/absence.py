"""Absences (`no exports`, `stood at zero`, `did not import any`) and vague counts (`tens of thousands`, `millions of`)."""

from __future__ import annotations

from decimal import Decimal

from extractor.grammar.counted import noun_after
from extractor.grammar.draft import Draft
from extractor.grammar.number import Number
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MONEYS, NOUNS, NUMBERS, UNITS

ZERO = Decimal(0)
_ABSENT = frozenset(("no", "zero", "nil", "nought", "naught", "none", "nothing", "any", "not"))
_VAGUE = LISTS["plurals"] | {"tens", "hundreds", "thousands", "dozens", "scores", "millions", "billions"}
_FEW = frozenset(("several", "few", "many", "couple"))
WORDS = _ABSENT | _VAGUE | _FEW
"""What an absence or a vague count may start with."""


def _draft(s: Sentence, first: int, last: int, sort: str, value: Decimal | None) -> Draft:
    draft = Draft.of(s, Number(first, last, ZERO, Decimal(1), "words"))
    draft.value, draft.sort = value, sort
    return draft


def absence_at(s: Sentence, k: int) -> Draft | None:
    """The absence that starts at token k."""
    low = s.low[k]
    if low not in _ABSENT:
        return None
    if low == "no":
        return _no(s, k)
    if (
        low in ("zero", "nil", "nought", "naught")
        and s.low[k - 1] not in LISTS["before_zero"]
        and s.low[k + 1 + (s.raw[k + 1] == "-")] not in LISTS["no_zero"]
    ):
        if s.low[k + 1] == "point":
            return None
        noun = noun_after(s, k + 1)
        return _draft(s, k, noun[1] if noun and noun[1] == k + 2 else k + 1, "absence", ZERO)
    if low == "none" and s.low[k + 1] not in ("the", "other") and s.phrase(k + 1, k + 3) != "of the":
        return _draft(s, k, k + 1, "absence", None)
    if low == "nothing" and (_verb_near(s, k) or s.phrase(k - 2, k) in LISTS["to_nothing"]):
        return _draft(s, k, k + 1, "absence", None)
    if (
        low == "any"
        and s.low[k - 1] in LISTS["trade_verbs"]
        and any(w in ("not", "n't", "never") or w.endswith(("n't", "n’t")) for w in s.low[max(k - 4, 0) : k])
    ):
        named = s.low[k + 1] in NOUNS["absent"] or s.low[k + 1].endswith("s")
        return _draft(s, k, k + 1 + named, "absence", None)
    return _not_one(s, k) if low == "not" else None


def _not_one(s: Sentence, k: int) -> Draft | None:
    """`not a single box`, `not a tonne`, `not one`, `not one tablet`; not `not one but two`, `not a word`."""
    then = s.low[k + 2]
    if then == "single" and s.low[k + 1] in ("a", "one"):
        return _draft(s, k, k + 4 if s.low[k + 3].isalpha() else k + 3, "absence", None)
    measured = then in UNITS and UNITS[then].sort == "quantity"
    if s.low[k + 1] == "a":
        return _draft(s, k, k + 3, "absence", None) if measured else None
    if s.low[k + 1] != "one" or then in NUMBERS["scale"] or (then in FUNCTION and then not in _AFTER_NOT_ONE):
        return None
    return _draft(s, k, k + 3 if then.isalpha() and then not in FUNCTION else k + 2, "absence", None)


_AFTER_NOT_ONE = frozenset(("was", "were", "is", "has", "had", "of", "in"))


def _verb_near(s: Sentence, k: int) -> bool:
    near = s.low[max(k - 3, 0) : k] + s.low[k + 1 : k + 4]
    return any(word in LISTS["trade_verbs"] for word in near)


def _no(s: Sentence, k: int) -> Draft | None:
    """`no exports`, `no such imports`, `no wheat shipments`; not `no longer`, `no doubt`, `no more than`."""
    for at in range(k + 1, k + 4):
        word = s.low[at]
        if word in NOUNS["absent"]:
            last = at + 1 + (s.low[at + 1] in NOUNS["absent"])
            return _draft(s, k, last, "absence", None)
        if not word.isalpha() or word in FUNCTION:
            break
    return _not_done(s, k)


_WAS, _HAS = frozenset(("was", "were", "been")), frozenset(("has", "have", "had"))
FAR = 7
"""How many tokens may stand between a noun and what was not done with it."""


def _not_done(s: Sentence, k: int) -> Draft | None:
    """`no tonnes of fish were landed`, `no salmon has been imported`: nothing was traded of it; not `no fears were voiced`."""
    for at in range(k + 1, k + 1 + FAR):
        was = at + (s.low[at] in _HAS)
        if at > k + 1 and s.low[was] in _WAS:
            noun = noun_after(s, k + 1)
            last = min(noun[1] if noun else at, at)
            return _draft(s, k, last, "absence", None) if s.low[was + 1] in LISTS["traded"] else None
        if not s.low[at].isalpha():
            return None
    return None


def vague_at(s: Sentence, k: int) -> Draft | None:
    """`tens of thousands`, `hundreds of people`, `several million`, `a few hundred`, `millions`: no value."""
    low = s.low[k]
    if low not in _VAGUE and low not in _FEW:
        return None
    tens = low in ("tens", "hundreds", "thousands", "dozens", "scores", "millions", "billions")
    if tens and s.low[k + 1] == "of" and s.low[k + 2] in LISTS["plurals"]:
        last = k + 3
    elif low in LISTS["plurals"] and not s.is_number[k - 1]:
        last = k + 1
    elif low in _FEW and _scale_word(s, k + 1 + (s.low[k + 1] == "of")):
        last = k + 2 + (s.low[k + 1] == "of")
        if _scale_word(s, last):
            last += 1
    else:
        return None
    if low == "scores" and s.low[k + 1] != "of":
        return None
    draft = _draft(s, k, last, "vague", None)
    money = MONEYS.get(s.low[last]) or MONEYS.get(s.low[last + 1]) if s.low[last] == "of" else None
    if money:
        draft.codes = money.codes
    return draft


def _scale_word(s: Sentence, k: int) -> bool:
    words = NUMBERS
    return s.low[k] in words["scale"] or s.low[k] in words["hundred"] or s.low[k] in ("dozen",)
