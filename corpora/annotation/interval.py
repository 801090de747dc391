"""The interval of values that a printed figure allows (CONTRACT 1.2)."""

from __future__ import annotations

import re
from decimal import Context, Decimal

Interval = tuple[Decimal | None, Decimal | None]

_SIX_DIGITS = Context(prec=6)
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d[\d.,'’]*\d|\d")


def interval(printed: str, value: Decimal, bound: str) -> Interval:
    """Low and high end for a figure as printed, its value in base units and its hedge; null where open.

    `35 million` is 34.5 to 35.5 million, `245,000` is 244,500 to 245,500, `8,836` is 8,835.5 to 8,836.5.
    Of `between` the ends are given, not computed.
    """
    half = step(printed, value) / 2
    if bound in ("over", "at_least"):
        return value, None
    if bound in ("under", "at_most"):
        return None, value
    if bound == "about":
        half = max(half, abs(value) / 10)
    half = _SIX_DIGITS.plus(half)
    return value - half, value + half


def step(printed: str, value: Decimal) -> Decimal:
    """One unit of the last digit that counts.

    Of a whole number of 100 or more without a word of scale, zeros at the end do not count: `245,000` is to the
    thousand, `300` to the hundred, `40` and `40 million` to the one and the million. Words without digits are read
    to the one (`a third`), those below one to the tenth (`halved`).
    """
    found = _NUMBER.findall(printed)
    if len(found) == 1 and (read := _read(found[0]))[0] and value:
        number, decimals = read
        scale = abs(value) / number
        return scale * (Decimal(1).scaleb(-decimals) if decimals or scale != 1 else _last_digit(number))
    if value != value.to_integral_value():
        return Decimal(1) if abs(value) > 1 else Decimal("0.1")
    unit = Decimal(1)
    while value and value % (unit * 1000) == 0:
        unit *= 1000
    return unit if unit > 1 else _last_digit(abs(value))


def _last_digit(number: Decimal) -> Decimal:
    unit = Decimal(1)
    while number >= 100 and number % (unit * 10) == 0:
        unit *= 10
    return unit


def _read(printed: str) -> tuple[Decimal, int]:
    """The number and how many decimals it has; a lone separator before three digits groups thousands."""
    digits = re.sub(r"[^\d.,]", "", printed)
    last = max(digits.rfind("."), digits.rfind(","))
    after = digits[last + 1 :] if last >= 0 else ""
    is_group = len(after) == 3 and (digits.count(digits[last]) > 1 or (digits[last] == "," and len(digits) > 4))
    whole = re.sub(r"[.,]", "", digits[:last] if last >= 0 else digits)
    if not after or is_group:
        return Decimal(whole + after), 0
    return Decimal(f"{whole}.{after}"), len(after)
