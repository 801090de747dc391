"""Digits as printed -> exact decimal and the unit of the last printed digit.

`245,000` is 245000 to the thousand, `8,836` to the one, `3.50` to the hundredth, `1 234 567` to the one, `3,5` is 3.5.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

NUMERAL = (
    r"\d+(?![\d.,’'\u00a0\u2009\u202f]| \d)"  # 42, where nothing that parts digits follows
    r"|\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)"  # 1,234,567.89  12,34,567
    r"|\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.111,11  1.234.567
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f’']\d{3})+(?![\d\w])(?:[.,]\d+(?!\d))?"  # 1 234 567  73 572,5
    r"|\d+\.\d+|(?<!\d,)\d+,\d+(?!,?\d)|\d+|\.\d+"  # 3.5  3,5  42  .08
)
WORD = r"[^\W\d_]+(?:[’'](?:s|t|re|ve|ll|d|S)\b)?"
ASCII_WORD = r"[A-Za-z]++(?![^\x00-&(-\x7f])"
"""A word of plain letters, with neither an apostrophe nor any other letter after it: most words, and quickly read."""
TOKEN = re.compile(rf"{ASCII_WORD}|{WORD}|(?=[.\d])(?:{NUMERAL})|\S")
"""A word, the digits of one numeral with what parts them, or a sign."""
_GROUP = re.compile(r"[ \u00a0\u2009\u202f’']")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
MAX_DIGITS = 20
"""Longer strings of digits are no figure."""
LARGEST = Decimal(10) ** 30
"""No figure is larger."""


@lru_cache(maxsize=4096)
def printed(token: str) -> tuple[Decimal, Decimal, Decimal] | None:
    """Value, step and rounding of a token of digits, or None where it has too many digits for a figure."""
    if len(token) > MAX_DIGITS * 2 or sum(map(str.isdecimal, token)) > MAX_DIGITS:
        return None
    value, step = numeral(token)
    return value, step, rounded_step(value, step)


def numeral(printed: str) -> tuple[Decimal, Decimal]:
    """Value and step (the unit of the last printed digit) of a token of digits."""
    digits = _GROUP.sub("", printed)
    if _DOT_GROUPS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(digits):
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(",", ".")
    value = Decimal(digits)
    return value, Decimal(1).scaleb(-len(digits.partition(".")[2]))


def rounded_step(value: Decimal, step: Decimal) -> Decimal:
    """The step of a whole number without a word of scale: zeros at its end are not printed digits from 100 on.

    `245,000` is to the thousand and `300` to the hundred (CONTRACT 1.2), `40` to the one.
    """
    if step != 1 or abs(value) < 100 or abs(value) >= LARGEST:
        return step
    while value % (step * 10) == 0:
        step *= 10
    return step
