"""Goods to codes of the Harmonized System: the lexicon of everyday names first, the words of the labels as last resort."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractor.claims.label_search import headings
from extractor.claims.names import bag, key, stem, words
from extractor.lexicons import table
from extractor.schema import CommodityCode

SYSTEM = "HS2022"

_NARROW, _WIDER, _FALLBACK = 0.9, 0.4, 0.35
"""Scores of a name's own code, of its wider alternative and of a guess; the codes that follow in each weigh less."""

_LEAST_OWN = 0.5
"""Each code of a name's own set scores at least this: the fiftieth of `battlefield goods` belongs to it as the first does."""

_UNSURE = 0.59
"""The most that a code scores where a part of the name was not understood: `kabuli` in `kabuli chickpeas`."""

_MOST, _MOST_OWN = 8, 60
"""How many codes a commodity gets at most beside its own, and of its own: a set that is cut short is no set."""

_JOINT = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b|\bas well as\b)\s*", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s+(?:for|from|with|without|over|under|above|below|in|made|used|including|such|by|to)\s+")
_OF = re.compile(r"\s+of\s+")


@dataclass
class _Meaning:
    """Codes of a name: its own, wider ones, guesses; `sure` where every word of it was understood."""

    narrow: list[str] = field(default_factory=list)
    wider: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    sure: bool = True


@lru_cache(maxsize=4096)
def codes(commodity: str | None, row: int | None) -> tuple[CommodityCode, ...]:
    """The codes that a commodity may stand for, best first; none for people, services, money, and what is not understood.

    `row` is the lexicon's row found in the text, null where the phrase came from grammar alone. The phrase itself is looked up
    first, in all its forms, since it may hold more than that row's name.
    """
    if commodity is None:
        return ()
    meaning = _meaning(" ".join(commodity.casefold().split()), row)
    return tuple(
        CommodityCode(system=SYSTEM, code=code, label=_labels().get(code, ""), score=round(score, 3))
        for code, score in _scored(meaning)
    )


def _scored(meaning: _Meaning) -> list[tuple[str, float]]:
    """Each code once, with its best score, best first; its own whole set, of the others the best."""
    scores: dict[str, float] = {}
    kinds = ((meaning.narrow, _NARROW, _LEAST_OWN), (meaning.wider, _WIDER, 0.0), (meaning.guesses, _FALLBACK, 0.0))
    for group, top, least in kinds:
        most = 1.0 if meaning.sure else _UNSURE
        for place, code in enumerate(dict.fromkeys(code for code in group if code not in scores)):
            scores[code] = min(most, max(least, top / (1 + place / 4)))
    own = len(set(meaning.narrow))
    return sorted(scores.items(), key=lambda pair: -pair[1])[: min(own, _MOST_OWN) + max(_MOST - own, 0)]


def _meaning(name: str, row: int | None) -> _Meaning:
    whole = _lookup(words(name))
    parts = [part for part in _JOINT.split(name) if words(part)]
    if whole is None and len(parts) > 1:
        return _joined(parts)
    return _single(name, row)


def _single(name: str, row: int | None) -> _Meaning:
    """A name of one good: as it stands, without words of state, by its ending, by the words of labels."""
    whole = _lookup(words(name))
    if whole is not None:
        return _of_row(whole)
    tokens = _ordered(name)
    if not tokens or _no_good(tokens) or all(_says_nothing(token) for token in tokens):
        return _Meaning()
    telling = _telling(tokens)
    found = _lookup(telling)
    if found is not None and not any(_is_worked(token) for token in tokens):
        return _of_row(found)
    if found is None:
        found = _by_ending(tokens) if not _is_generic(tokens[-1]) else row
    if found is None:
        found = row
    if found is not None:
        meaning = _of_row(found)
        meaning.sure = False
        meaning.guesses = headings(tokens)
        return meaning
    return _guess(tokens)


def _guess(tokens: list[str]) -> _Meaning:
    """Nothing that the lexicon holds at its end: labels, then the good before a general word (`sunflower products`)."""
    while tokens and _is_generic(tokens[-1]):
        tokens = tokens[:-1]
    guesses = headings(tokens)
    found = _by_ending(tokens)
    if found is not None:
        guesses = [*_split(found, "codes"), *guesses]
    return _Meaning(guesses=guesses)


def _joined(parts: list[str]) -> _Meaning:
    """`wheat and barley`: the codes of each in turn; `chemical and pharmaceutical products` share their last word.

    Where one of them has no codes, those of the others are not sure to be all.
    """
    meanings = [_shared(part, parts[-1]) or _single(part, None) for part in parts]
    return _Meaning(
        narrow=_in_turn([meaning.narrow for meaning in meanings]),
        wider=_in_turn([meaning.wider for meaning in meanings]),
        guesses=_in_turn([meaning.guesses for meaning in meanings if not meaning.narrow]),
        sure=all(meaning.sure and meaning.narrow for meaning in meanings),
    )


def _shared(part: str, last: str) -> _Meaning | None:
    """`copper` in `copper and molybdenum concentrates`, with the last word of all; not `fish` in `fish and fish products`."""
    own, others = words(part), words(last)
    if part == last or len(others) < 2 or stem(own[-1]) != own[-1] or set(own) & set(others):
        return None
    row = _lookup([*own, others[-1]])
    return _of_row(row) if row is not None else None


def _in_turn(lists: list[list[str]]) -> list[str]:
    longest = max(map(len, lists), default=0)
    return [codes[place] for place in range(longest) for codes in lists if place < len(codes)]


def _ordered(name: str) -> list[str]:
    """The words with the head last: `waste of plastics` as `plastics waste`, `cars over 2,000 cc` as `cars`."""
    head, *rest = _OF.split(_PREPOSITION.split(name, maxsplit=1)[0])
    return [word for part in reversed([head, *rest]) for word in words(part)]


def _by_ending(tokens: list[str]) -> int | None:
    """The longest ending that is a name: `frozen chicken legs` by `chicken legs`."""
    for start in range(len(tokens)):
        found = _lookup(tokens[start:])
        if found is not None:
            return found
    return None


def _lookup(tokens: list[str]) -> int | None:
    """The row of a name: as printed, in another number or spelling, written as one word or two, in another order."""
    if not tokens:
        return None
    exact, alike, together, unordered = _indexes()
    singular = key(tokens)
    for index, form in ((exact, tuple(tokens)), (alike, singular)):
        if form in index:
            return index[form]
    if "".join(singular) in together:
        return together["".join(singular)]
    return unordered.get(bag(tokens)) if len(tokens) > 1 else None


@cache
def _indexes() -> tuple[
    dict[tuple[str, ...], int], dict[tuple[str, ...], int], dict[str, int], dict[frozenset[str], int]
]:
    """The lexicon's rows by printed words, by singular words, by letters without spaces, by words in any order."""
    exact: dict[tuple[str, ...], int] = {}
    alike: dict[tuple[str, ...], int] = {}
    together: dict[str, int] = {}
    unordered: dict[frozenset[str], int] = {}
    for index, row in enumerate(table("goods")):
        tokens = words(row["name"])
        exact.setdefault(tuple(tokens), index)
        alike.setdefault(key(tokens), index)
        together.setdefault("".join(key(tokens)), index)
        if len(bag(tokens)) > 1:
            unordered.setdefault(bag(tokens), index)
    return exact, alike, together, unordered


def _of_row(index: int) -> _Meaning:
    return _Meaning(narrow=_split(index, "codes"), wider=_split(index, "wider"))


def _split(index: int, column: str) -> list[str]:
    return [code for code in table("goods")[index][column].split(";") if code]


@cache
def _labels() -> dict[str, str]:
    return {row["code"]: row["label"] for row in table("hs")}


@cache
def _states() -> dict[str, str]:
    """Words that say in what state, how good, how big or whence a thing is, and leave it what it is, with their sort."""
    return {row["word"].replace("-", " "): row["note"] for name in ("modifiers", "good_states") for row in table(name)}


def _telling(tokens: list[str]) -> list[str]:
    """The words without those of state: `second hand wooden doors` as `wooden doors`."""
    text = f" {' '.join(token for token in tokens if token not in _states())} "
    for state in _long_states():
        text = text.replace(f" {state} ", " ")
    return text.split()


@cache
def _long_states() -> tuple[str, ...]:
    return tuple(state for state in _states() if " " in state)


@cache
def _general_words() -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in table("generic_goods"))


@cache
def _services() -> frozenset[str]:
    """People, services, money and what else no customs officer sees, by the word that names them."""
    people = [row["word"] for row in table("figure_nouns") if row["group"] == "person"]
    money = [row["surface"] for row in table("currencies") if row["kind"] == "word"]
    others = [row["word"] for row in table("not_goods")]
    return frozenset(stem(name.casefold()) for name in (*people, *money, *others))


def _no_good(tokens: list[str]) -> bool:
    """Whether the head, numbers left aside (`covid-19`), names no good: `steel workers`, `transport services`."""
    return next((stem(token) in _services() for token in reversed(tokens) if not token.isdigit()), False)


def _is_generic(word: str) -> bool:
    return stem(word) in _general_words()


def _is_worked(word: str) -> bool:
    """Whether a word tells a state that may put the good in another heading: dried, salted, refined."""
    return _states().get(word) == "state"


def _says_nothing(word: str) -> bool:
    return word in _states() or _is_generic(word)
