"""Numbers in digits, words and mixes of both: `35 million`, `two hundred and six`, `half a million`, `3,5`, `12 crore`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.grammar.digits import DASHES, digits_at
from extractor.grammar.numeral import rounded_step
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import NUMBERS

Form = Literal["digits", "words", "fraction", "vague", "ordinal"]
ONE = Decimal(1)
SMALL = {**NUMBERS["unit"], **NUMBERS["teen"], **NUMBERS["tens"]}
SCALES = {**NUMBERS["scale_short"], **NUMBERS["scale"]}
HUNDREDS = NUMBERS["hundred"]
PARTS = {**NUMBERS["denominators"], **NUMBERS["denominator"]}
LARGEST_SCALE = Decimal(10) ** 12
"""No further word of scale is read after one as large (`three lakh crore` is below it)."""


@dataclass(slots=True)
class Number:
    """Tokens `first` to `last` (exclusive) read as one number.

    `step` is the unit of its last printed digit; `scale` what a word of scale multiplied it by (1: none).
    A fraction's `value` is the ratio (`a third` is 1/3).
    """

    first: int
    last: int
    value: Decimal
    step: Decimal
    form: Form
    scale: Decimal = ONE
    signed: str = ""
    parts: bool = False
    """True of `one in five`, `two out of three`."""

    @property
    def whole(self) -> bool:
        """Whether it is a whole number without sign, scale or decimals."""
        return not self.signed and self.scale == 1 and self.step >= 1 and self.form in ("digits", "words")


def small(s: Sentence, k: int) -> Decimal | None:
    """The value of a word below a hundred (`seven`, `seventeen`, `seventy`)."""
    return SMALL.get(s.low[k])


def scale_at(s: Sentence, k: int) -> Decimal | None:
    """The value of a word of scale; short forms (`mln`, `bn`) as well, single letters not."""
    return SCALES.get(s.low[k])


def _tens(s: Sentence, k: int) -> tuple[Decimal, int] | None:
    """`seven`, `twenty`, `twenty-one`, `twenty one`, `fifty - two`."""
    value = SMALL.get(s.low[k])
    if value is None:
        return None
    if s.low[k] in NUMBERS["tens"]:
        then = k + 2 if s.raw[k + 1] in DASHES else k + 1
        unit = NUMBERS["unit"].get(s.low[then])
        if unit is not None:
            return value + unit, then + 1
    return value, k + 1


def words_below_scale(s: Sentence, k: int, joined: bool = True) -> tuple[Decimal, int] | None:
    """`two hundred and six`, `a hundred`, `ninety-five hundred`; `joined` False forbids the `and`."""
    hundreds = HUNDREDS
    if s.low[k] in hundreds:
        value, at = ONE, k
    else:
        start = _tens(s, k)
        if start is None:
            return None
        value, at = start
    skip = 1 if s.raw[at] in DASHES and s.low[at + 1] in hundreds else 0
    if s.low[at + skip] not in hundreds:
        return value, at
    value, at = value * 100, at + skip + 1
    then = at + 1 if s.low[at] in ("and", "&") else at
    if then == at or joined:
        rest = _tens(s, then)
        if rest and s.low[rest[1]] not in hundreds and not _fraction_tail(s, then, rest[1]):
            return value + rest[0], rest[1]
    return value, at


def _fraction_tail(s: Sentence, first: int, k: int) -> bool:
    """Whether small words up to k are the numerator of a proper fraction: `three` of `one hundred and three quarters`."""
    below = denominator_at(s, k)
    top = _tens(s, first)
    return below is not None and top is not None and top[1] == k and top[0] < below[0]


def denominator_at(s: Sentence, k: int) -> tuple[Decimal, int] | None:
    """`third`, `thirds`, `- thirds`, `twenty-fifths`: its value and the token after it."""
    if s.raw[k] in DASHES:
        k += 1
    part = PARTS.get(s.low[k])
    if part is not None:
        return part, k + 1
    tens = NUMBERS["tens"].get(s.low[k])
    if tens is not None and s.has_parts():
        then = k + 2 if s.raw[k + 1] in DASHES else k + 1
        for kind in ("denominator", "denominators", "ordinal"):
            unit = NUMBERS[kind].get(s.low[then])
            if unit is not None and 0 < unit < 10 and s.low[then] not in ("half", "quarter", "quarters", "halves"):
                return tens + unit, then + 1
    return None


def cardinal(s: Sentence, k: int, joined: bool = True) -> Number | None:
    """A number in digits or words with its words of scale: `35 million`, `4 thousand 3 hundred and 21`, `three lakh crore`."""
    total = Decimal(0)
    limit: Decimal | None = None
    scale = step = ONE
    at, form, digits = k, "words", False
    while True:
        group = _group(s, at, joined)
        if group is None and limit is None and s.low[at] in NUMBERS["scale"] and not s.is_number[at - 1]:
            group = (ONE, ONE, at, False)
        if group is None or (limit is not None and group[0] * (scale_at(s, group[2]) or 1) >= limit):
            break
        value, step, then, is_digits = group
        digits = digits or is_digits
        form = "digits" if digits else "words"
        scale = ONE
        while scale < LARGEST_SCALE and (scaled := _scale_after(s, then)) is not None:
            scale, then = scale * scaled[0], scaled[1]
        total += value * scale
        step *= scale
        limit, at = (scale if scale > 1 else None), then
        if limit is None:
            break
        more = _continues(s, at, digits, joined)
        if more is None:
            break
        at = more
    if at == k:
        return None
    if scale == 1:
        step = rounded_step(total, step)
    return Number(k, _trim(s, at), total, step, "digits" if form == "digits" else "words", scale)


def _trim(s: Sentence, at: int) -> int:
    """Steps back over an `and` that led nowhere."""
    while s.low[at - 1] in ("and", "&"):
        at -= 1
    return at


def _group(s: Sentence, k: int, joined: bool) -> tuple[Decimal, Decimal, int, bool] | None:
    """What stands before a word of scale: value, step, next token, whether in digits."""
    digits = digits_at(s, k)
    if digits:
        value, step, at = digits
        if s.low[at] == "hundred":
            value, step, at = value * 100, step * 100, at + 1
            rest = _tens_or_digits(s, at + 1) if joined and s.low[at] == "and" else None
            if rest and s.low[rest[1]] not in ("hundred", "million", "thousand"):
                return value + rest[0], ONE, rest[1], True
        return _pointed(s, value, step, at, True) or (value, step, at, True)
    words = words_below_scale(s, k, joined)
    if words is None:
        zero = NUMBERS["zero"].get(s.low[k])
        return _pointed(s, zero, ONE, k + 1, False) if zero is not None else None
    return _pointed(s, words[0], ONE, words[1], False) or (words[0], ONE, words[1], False)


def _tens_or_digits(s: Sentence, k: int) -> tuple[Decimal, int] | None:
    """`21` or `one` of `3 hundred and 21`, `3 hundred and one`."""
    if s.raw[k].isdecimal() and len(s.raw[k]) < 3 and int(s.raw[k]) > 0:
        return Decimal(s.raw[k]), k + 1
    return _tens(s, k)


def _pointed(
    s: Sentence, value: Decimal, step: Decimal, at: int, digits: bool
) -> tuple[Decimal, Decimal, int, bool] | None:
    """`40-point-six`, `two hundred point zero three`, `five point five`."""
    dash = s.raw[at] in DASHES
    at += dash
    if s.low[at] != "point" or step != 1:
        return None
    at += 1 + (s.raw[at + 1] in DASHES)
    words = NUMBERS
    printed = ""
    while True:
        if s.is_number[at] and s.raw[at].isdecimal() and not printed:
            return value + Decimal("0." + s.raw[at]), Decimal(1).scaleb(-len(s.raw[at])), at + 1, digits
        figure = words["unit"].get(s.low[at], words["zero"].get(s.low[at]))
        if figure is None:
            two = _tens(s, at) if not printed else None
            if two is None:
                break
            printed, at = f"{two[0]:f}", two[1]
            break
        printed, at = printed + f"{figure:f}", at + 1
    if not printed:
        return None
    return value + Decimal("0." + printed), Decimal(1).scaleb(-len(printed)), at, digits


SCALES_ON = {"ten", *SCALES, *NUMBERS["scale_plural"], *NUMBERS["dozen"]}
"""Words that may multiply the number before them."""


def _scale_after(s: Sentence, k: int) -> tuple[Decimal, int] | None:
    """A word of scale at k, after a hyphen or with the full stop of its short form: `40-million`, `5 mln.`, `dozen`."""
    low = s.low[k]
    if low not in SCALES_ON and low != "odd" and s.raw[k] not in DASHES:
        return None
    if low == "ten" and s.raw[k + 1] in DASHES and s.low[k + 2] == "thousand" and s.is_number[k - 1]:
        return Decimal(10000), k + 3
    if s.is_number[k - 1] and low in NUMBERS["scale_plural"] and low != "hundreds":
        return NUMBERS["scale_plural"][low], k + 1
    skip = 1 if s.raw[k] in DASHES and s.glued(k) else 0
    if s.low[k + skip] == "odd" and (value := scale_at(s, k + skip + 1)) is not None:  # 30-odd thousand
        return value, k + skip + 2
    value = scale_at(s, k + skip)
    if value is None:
        value = NUMBERS["dozen"].get(s.low[k + skip])
        if value is None or s.low[k + skip] == "score":
            return None
        return value, k + skip + 1
    return value, k + skip + 1


def _thousands(s: Sentence, at: int, then: int) -> bool:
    """`3 thousand 650 dollars`, `16 ten-thousand 200 units`: what is left below the thousand."""
    plain = s.raw[then].isdecimal() and len(s.raw[then]) <= 3 and s.low[then + 1] not in ("per", "%", "percent")
    return s.low[at - 1] == "thousand" and plain and len(s.raw[then]) >= 2


def _continues(s: Sentence, at: int, digits: bool, joined: bool) -> int | None:
    """Where a number goes on after a word of scale: `two thousand | and two hundred`, `4 thousand | 3 hundred`."""
    if s.raw[at] == "," and not digits:
        part = words_below_scale(s, at + 1)
        hundreds = part is not None and "hundred" in s.low[at + 1 : part[1]] and part[0] % 100 > 0
        return at + 1 if hundreds and scale_at(s, part[1] if part else at) != scale_at(s, at - 1) else None
    and_ = s.low[at] in ("and", "&")
    if and_ and not joined:
        return None
    then = at + and_
    rest = _group(s, then, True)
    if rest is None:
        return None
    if digits:
        below, above = scale_at(s, rest[2]), scale_at(s, at - 1)
        if not and_ and below is None and s.is_number[then] and _thousands(s, at, then):
            return then
        if not and_ and below is not None and above is not None and below < above and s.is_number[then]:
            return then
        large = s.low[then + 1] in ("hundred", "thousand", "lakh") or (rest[0] >= 100 and not s.is_number[then])
        return then if large else None
    if s.is_number[then] or _fraction_tail(s, then, rest[2]):
        return None
    if and_ and rest[0] < 100 and scale_at(s, at - 1) != 1000 and scale_at(s, rest[2]) is None:
        return None
    return then
