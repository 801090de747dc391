"""Fractions and what is made of them: `a third`, `two-thirds`, `half a million`, `five and a half million`, `one in five`."""

from __future__ import annotations

from decimal import Decimal

from extractor.grammar.digits import DASHES, MINUS, slash
from extractor.grammar.number import ONE, SMALL, Number, cardinal, denominator_at, scale_at
from extractor.grammar.plain import plain_digits, plain_word
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MONEY_SYMBOLS, MONEYS, MOVEMENTS, NOUNS, NUMBERS, UNITS

TENTH = Decimal("0.1")
HUNDREDTH = Decimal("0.01")
_SIGN_WORDS = ("minus", "negative")
_SIGNS = frozenset((*_SIGN_WORDS, "plus", "+", *MINUS))
_LEADS = frozenset(("a", "an", "every", "each"))
FIRST_WORDS = frozenset((*_SIGNS, *_LEADS, *SMALL, "half", "quarter"))
FIRST_WORDS |= frozenset(word for kind in ("hundred", "scale", "zero", "glyph") for word in NUMBERS[kind])
"""Words and signs that a number may start with."""
_PLUS_PLACES = ("(", ",", "is", "was", "of")


def read_number(s: Sentence, k: int) -> Number | None:
    """The number that starts at token k, its sign included, or None."""
    if plain := plain_digits(s, k) if s.is_number[k] else plain_word(s, k):
        return _tail_part(s, plain)
    sign = _sign(s, k) if s.low[k] in _SIGNS else ""
    at = k + bool(sign)
    joined = s.low[k - 1] != "between"
    number = _part(s, at) or _with_half(s, cardinal(s, at, joined))
    if number is None:
        return None
    number = _tail_part(s, number)
    if sign:
        number.first, number.signed = k, sign
        if sign == "-":
            number.value = -number.value
    return number


def _sign(s: Sentence, k: int) -> str:
    """`-` or `+` where token k is a sign: `-2.3`, `− 5`, `minus five`, `+18.0%`."""
    if s.low[k] in _SIGN_WORDS:
        return "-"
    if s.low[k] == "plus" and s.is_number[k + 1] and s.low[k - 1] in _PLUS_PLACES:
        return "+"
    if s.raw[k] == "+" and s.is_number[k + 1] and s.glued(k + 1) and (not s.glued(k) or s.raw[k - 1] == "("):
        return "+"
    if (
        s.raw[k] not in MINUS
        or (k > 0 and s.is_number[k - 1])
        or not (s.is_number[k + 1] or s.raw[k + 1] in MONEY_SYMBOLS)
    ):
        return ""
    opens = k == 0 or s.raw[k - 1] in LISTS["before_minus"] or (s.start[k] > s.end(k - 1) and s.glued(k + 1))
    if not opens or (k > 0 and s.is_number[k - 1] and not s.glued(k + 1)):
        return ""
    return "-" if s.is_number[k + 1] else ""


_DENOMINATORS = ("s", "hundred", "thousand", "million", "half", "third", "quarter", "th")


def _part(s: Sentence, k: int) -> Number | None:
    """`half`, `a third`, `two-thirds`, `three quarters`, `1/4`, each with a scale after it (`half a million`)."""
    glyphs = NUMBERS["glyph"]
    if s.raw[k] in glyphs:
        return _scaled(s, Number(k, k + 1, glyphs[s.raw[k]], HUNDREDTH, "fraction"))
    if s.is_number[k] and (part := slash(s, k)):
        return _scaled(s, Number(k, part[1], part[0], HUNDREDTH, "fraction"))
    if s.low[k] not in _LEADS and not s.has_parts():
        return None
    if s.is_number[k] and not s.low[k + 1].endswith(_DENOMINATORS) and s.raw[k + 1] not in DASHES:
        return None
    if (every := _every(s, k)) is not None:
        return every
    article = s.low[k] in ("a", "an")
    top, at = ONE, k
    if article:
        at = k + 1
        if s.low[at] == "dozen":
            return Number(k, at + 1, Decimal(12), ONE, "words", Decimal(12))
        if s.low[at] in ("hundred", *NUMBERS["scale"]):
            number = cardinal(s, at)
            return _worded(s, k, number) if number else None
        single = _single(s, k)
        if single:
            return single
    elif not (s.low[k] in ("half", "quarter") and _bare_half(s, k)):
        number = cardinal(s, k)
        if number is None or number.step < 1 or number.value == 0:
            return None
        top, at = number.value, number.last
        if number.form == "digits" and s.raw[at] in DASHES:
            return None
    below = _split_denominator(s, k, at) or denominator_at(s, at)
    if below is None or (article and s.raw[at] in DASHES):
        return None
    if len(below) == 3:
        top = below[2]
    if not _is_fraction(s, k, top, below[1], article):
        return None
    return _scaled(s, Number(k, below[1], top / below[0], HUNDREDTH, "fraction"))


def _every(s: Sentence, k: int) -> Number | None:
    """`every second disk drive`, `each tenth`: one in so many; not `every second day`."""
    if s.low[k] not in ("every", "each"):
        return None
    words = NUMBERS
    below = words["denominator"].get(s.low[k + 1]) or (Decimal(2) if s.low[k + 1] == "second" else None)
    unit = UNITS.get(s.low[k + 2])
    if (
        below is None
        or below > 20
        or s.low[k + 1] in ("half", "quarter")
        or (unit and unit.sort == "duration")
        or s.low[k + 2] == "time"
    ):
        return None
    return Number(k, k + 2, ONE / below, HUNDREDTH, "fraction", parts=True)


def _single(s: Sentence, k: int) -> Number | None:
    """`a dollar`, `a gallon of beer`, `a penny`: one, where the noun stands alone; not `$5 a barrel`, `a euro area country`."""
    at, before = k + 1, s.low[k - 1]
    word = s.low[at]
    if (s.raw[k] == "A" and k > 0) or s.is_number[k - 1] or word.endswith("s") or word not in NOUNS["single"]:
        return None
    priced = before in UNITS or before in MONEYS or before in LISTS["before_a_price"]
    follows = s.low[at + 1]
    if priced or not (follows in LISTS["after_a_single"] or not follows.isalpha()) or s.raw[at + 1] in DASHES:
        return None
    return Number(k, at, ONE, ONE, "words")


def _worded(s: Sentence, k: int, number: Number) -> Number:
    """`a hundred thousand`, but a fraction in `a hundred thousand trillionths`."""
    below = denominator_at(s, number.last)
    if below and s.low[number.last].endswith("ths"):
        return Number(k, below[1], number.value / below[0], HUNDREDTH, "fraction")
    number.first = k
    return number


def _split_denominator(s: Sentence, k: int, at: int) -> tuple[Decimal, int, Decimal] | None:
    """`three | twenty firsts`, `one hundred | thirty fifths`: the tens belong to the denominator."""
    for before in (at - 1, at - 2):
        if before > k and s.low[before] in NUMBERS["tens"] and s.low[before - 1] not in ("and", "-"):
            below = denominator_at(s, before)
            top = cardinal(s, k)
            if below and top and below[1] > at:
                head = Sentence(s.text, s.start[k], s.end(before - 1))
                part = cardinal(head, 0)
                if part and part.last == head.n:
                    return below[0], below[1], part.value
    return None


def _bare_half(s: Sentence, k: int) -> bool:
    """`half` without a numerator, but not `first half`, `half-year`, `half past`; `quarter million`."""
    if s.low[k] == "quarter":
        return scale_at(s, k + 1) is not None
    if s.low[k - 1] in LISTS["half_of_period"]:
        return False
    if s.raw[k + 1] in DASHES or s.low[k + 1] in ("past", "year", "yearly", "time", "way"):
        return scale_at(s, k + 2) is not None
    return True


def _is_fraction(s: Sentence, k: int, top: Decimal, last: int, article: bool) -> bool:
    """Whether it is no ordinal: `a third of`, not `a third country`; `one fifth`, not `three quarters in a row`."""
    word = s.low[last - 1]
    if word in ("half", "halves"):
        return s.low[last] not in ("hour", "year", "marathon", "brother", "time")
    if word in ("second", "seconds"):
        return False
    if top != 1 and not word.endswith("s"):
        return False
    if word in ("quarter", "quarters"):
        lead = s.low[k - 1] in LISTS["before_quarters_of_a_year"]
        return not (top != 1 and lead) and s.low[last] not in ("point", "points", "century", "final", "finals", "ended")
    if article and top == 1:
        then = s.low[last]
        if s.raw[last] in DASHES or (then in ("one", "of") and s.low[last + 1] in ("a",)):
            return then == "of"
        return (
            not then.isalpha()
            or then in FUNCTION
            or then in MOVEMENTS
            or (then.endswith("er") and then not in ("quarter", "member", "order", "number", "driver", "player"))
        )
    return True


def _scaled(s: Sentence, number: Number) -> Number:
    """A word of scale after a fraction: `half a million`, `quarter million`, `two thirds of a million`, `half a dozen`."""
    at = number.last
    if s.low[at] == "of" and s.low[at + 1] in ("a", "one"):
        at += 2
    elif s.low[at] in ("a", "of"):
        at += 1
    scale = scale_at(s, at) or NUMBERS["dozen"].get(s.low[at])
    if scale is None or s.low[at] == "score" or (s.low[at - 1] == "of" and scale_at(s, at) is None):
        return number
    step = TENTH if number.value == Decimal("0.5") else HUNDREDTH
    return Number(number.first, at + 1, number.value * scale, step * scale, "words", scale)


def _with_half(s: Sentence, number: Number | None) -> Number | None:
    """`five and a half (million)`, `one million and a half`, `thirteen and three quarters`."""
    if number is None or s.low[number.last] not in ("and", "&"):
        return number
    if s.low[number.last + 1] == "half" and number.scale == 1 and (scale := scale_at(s, number.last + 2)):
        return Number(
            number.first, number.last + 3, (number.value + Decimal("0.5")) * scale, TENTH * scale, number.form, scale
        )
    part = _part(s, number.last + 1)
    if part is None:
        return number
    if part.form != "fraction":
        whole = number.scale > 1 and part.scale < number.scale and s.low[number.last + 1] in ("a", "half", "three")
        if number.scale == 1 and s.low[number.last + 1] in ("a", "one", "three", "two") and part.value < part.scale:
            value = number.value * part.scale + part.value
        elif whole and part.value < part.scale:
            value = number.value + part.value
        else:
            return number
        return Number(number.first, part.last, value, part.step, "words", part.scale)
    if part.value >= 1 or s.low[part.last] == "of":
        return number
    tenth = TENTH if part.value == Decimal("0.5") else HUNDREDTH
    return Number(
        number.first,
        part.last,
        number.value + part.value * number.scale,
        tenth * number.scale,
        number.form,
        number.scale,
    )


def _noun_in(s: Sentence, k: int) -> int | None:
    """The `in` or `out of` of `one farm in three`, `four phones out of five`: at most three words after the number."""
    for at in range(k, k + 4):
        if s.low[at] in ("in", "out"):
            then = at + 1 + (s.low[at] == "out")
            value = NUMBERS["unit"].get(s.low[then]) or NUMBERS["teen"].get(s.low[then])
            plain = (s.low[then + 1] not in UNITS and not s.low[then + 1].isalpha()) or s.low[then + 1] in FUNCTION
            return at if at > k and value and plain and s.low[then + 1] not in ("of",) else None
        if not s.low[at].isalpha() or s.low[at] in FUNCTION:
            return None
    return None


def _hundred_at(s: Sentence, k: int) -> bool:
    """`in a hundred`, `in every 100`."""
    k += s.low[k] in _LEADS
    return s.low[k] in ("100", "hundred")


def _tail_part(s: Sentence, number: Number) -> Number:
    """`one in five`, `two out of three`, `one over three`: a fraction of two numbers."""
    at = number.last
    if number.form == "fraction" or not s.low[at].isalpha() or not number.whole:
        return number
    if number.step != 1 and number.value > 1000:
        return number
    if number.value <= 20 and s.low[at].isalpha() and (noun := _noun_in(s, at)):
        at = noun
    if s.low[at] == "out" and s.low[at + 1] in ("of",):
        then = at + 2
    elif (
        (s.low[at] == "of" and s.low[at + 1] in ("every", "each"))
        or (s.low[at] == "in" and (number.value <= 10 or _hundred_at(s, at + 1)))
        or (s.low[at] == "over" and number.value == 1)
    ):
        then = at + 1
    else:
        return number
    then += s.low[then] in _LEADS
    below = cardinal(s, then)
    if below is None or not below.whole or below.value <= number.value or below.value > 100000:
        return number
    if s.low[at] == "in" and (below.value > 100 or s.low[below.last] in UNITS or s.raw[below.last] in (*DASHES, "%")):
        return number
    hundreds = s.low[below.last] == "hundreds"
    below.value *= 100 if hundreds else 1
    return Number(number.first, below.last + hundreds, number.value / below.value, HUNDREDTH, "fraction", parts=True)
