"""Names with numbers, which are no figures: `A320`, `Covid-19`, `G7`, `flight 714`, `Boeing 747`, `the CSI 300`, `(1)`."""

from __future__ import annotations

import itertools

from extractor.grammar import lexicon, money
from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MONEY_SYMBOLS, MONTHS, NOUNS, NUMBERS


def glued_identifier(s: Sentence, k: int) -> int | None:
    """The token after `A320`, `F-16`, `Covid-19`, `G7`, `5G`, `H1N1`, `7-Eleven` where one starts at k."""
    if s.is_number[k] and s.raw[k + 1] == "-" and s.glued(k + 1) and s.glued(k + 2) and s.raw[k + 2][:1].isupper():
        words = NUMBERS
        if s.low[k + 2] in words["unit"] or s.low[k + 2] in words["teen"]:
            return k + 3
    if s.raw[k].isalpha() and not s.is_number[k]:
        at = k + 1
        if s.raw[at] in DASHES and s.glued(at) and s.glued(at + 1) and s.is_number[at + 1]:
            if (
                s.low[k] in LISTS["glued_words"]
                or s.low[k] in NUMBERS["unit"]
                or s.low[k] in MONTHS
                or not (s.raw[k][:1].isupper() or (len(s.raw[k]) < 6 and s.low[k] not in FUNCTION))
            ):
                return None
            at += 1
        if not (s.is_number[at] and s.glued(at)) or _money_prefix(s, k):
            return None
    elif s.is_number[k] and s.raw[k + 1].isalpha() and s.glued(k + 1) and _product(s, k):
        at = k + 1
    else:
        return None
    at += 1
    while (
        at < s.n
        and s.glued(at)
        and (
            s.is_number[at]
            or (s.raw[at].isalpha() and len(s.raw[at]) < 4)
            or (s.raw[at] in DASHES and s.glued(at + 1) and s.is_number[at + 1])
        )
    ):
        at += 1
    return at


def _money_prefix(s: Sentence, k: int) -> bool:
    raw = s.raw[k]
    if raw in money.LETTERS:
        return money.letter_money(s, k + 1)
    return raw in MONEY_SYMBOLS or raw.upper() in LISTS["printed_small"] or s.low[k] in ("c", "ca", "approx")


def _product(s: Sentence, k: int) -> bool:
    """`5G`, `3D`, `4x4`, `24703L202`: digits and a letter that is neither unit, scale nor suffix."""
    follower = s.raw[k + 1]
    if follower in ("G", "D") and len(s.raw[k]) == 1 and not s.glued(k + 2):
        return True
    return (
        len(follower) == 1
        and s.is_number[k + 2]
        and s.glued(k + 2)
        and follower not in ("e", "x")
        and not (follower == "m" and s.raw[k + 2] in ("2", "3"))
    )


_NAMING = NOUNS["identifier"] | {"#", "(", ".", ":", "°", "p", "of"}
"""What stands before the number of a name, but for capitals (`the CSI 300`)."""


def is_identifier(s: Sentence, d: Draft) -> bool:
    """`flight 714`, `Article 5`, `Boeing 747`, `Resolution No. 12`, `the Group of 20`, `the S&P 500`."""
    first = d.number.first
    if first and s.low[first - 1] not in _NAMING and not s.raw[first - 1].isupper():
        return False
    if (
        d.number.form != "digits"
        or d.number.scale != 1
        or d.sort in ("per_cent", "quantity", "percentage_points")
        or d.number.signed == "+"
    ):
        return False
    before = first - 1
    if s.raw[before] in (".", ":", "#", "°") and before > 0:
        before -= 1
    if (
        _item(s, d)
        or s.raw[first - 1] == "#"
        or (s.low[first - 1] == "p" and s.phrase(first - 3, first) == "s & p")
        or _enumerator(s, d)
        or _index(s, d)
    ):
        return True
    word = s.low[before]
    if word in ("number", "numbers", "no") and (s.raw[first - 1] == ":" or "," in s.raw[first]):
        return False
    if s.raw[first - 1] == "." and "," in s.raw[first]:  # a new sentence: `on this line. 406,000 bags`
        return False
    if word in NOUNS["identifier"]:
        named = s.raw[before][:1].isupper() or word in NOUNS["numbered"]
        return named and not (word == "no" and s.raw[first - 1] != ".")
    return word == "of" and s.low[before - 1] in ("group", "fortune") and s.raw[before - 1][:1].isupper()


def _item(s: Sentence, d: Draft) -> bool:
    """`12.` alone: the number of an item of a list."""
    alone = d.first == 0 and d.number.first == 0 and s.raw[d.last] == "." and s.n == d.last + 1
    return alone and d.number.whole and d.number.value < 100 and len(s.raw[0]) < 3 and d.bare


def _enumerator(s: Sentence, d: Draft) -> bool:
    """`: (1) prices, (2) wages`: a number in parentheses that counts the points of a text."""
    first, last = d.number.first, d.number.last
    if s.raw[first - 1] != "(" or s.raw[last] != ")" or not d.number.whole or d.number.value > 20:
        return False
    return first < 2 or not s.raw[first - 2].isalnum() or s.low[first - 2] in ("and", "or")


def _index(s: Sentence, d: Draft) -> bool:
    """`the CSI 300`, `the ASX 200`: capitals before two or three digits, with no unit and no noun after them."""
    name = s.raw[d.number.first - 1]
    capitals = 2 < len(name) < 7 and name.isupper() and name.isalpha() and name.lower() not in lexicon.places()
    return (
        capitals
        and d.number.whole
        and 10 < d.number.value < 1000
        and d.last == d.number.last
        and d.bare
        and s.low[d.number.last] not in NOUNS["casualty"]
    )


def listed(drafts: list[Draft]) -> None:
    """`Rows 3, 4 and 5`, `Articles 10 to 12`: what follows an identifier in a list is one too."""
    for a, b in itertools.pairwise(drafts):
        gap = a.s.phrase(a.last, b.first)
        listed_on = a.sort == "identifier" and a.value is not None and gap in _LIST
        if listed_on and b.sort == "count" and b.number.whole and not b.counted and abs(b.number.value) < 10000:
            b.sort, b.unit = "identifier", None


_LIST = (",", "and", "or", "to", "-", "–", ", and", "&")
