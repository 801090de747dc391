"""The interval of values that a printed figure allows (CONTRACT 1.2)."""

from __future__ import annotations

import re
from decimal import Decimal

Interval = tuple[Decimal | None, Decimal | None]

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
    return value - half, value + half


def step(printed: str, value: Decimal) -> Decimal:
    """One unit of the last digit that counts: groups of three zeros at the end of a whole number count as its scale."""
    found = _NUMBER.findall(printed)
    number, decimals = _read(found[0]) if len(found) == 1 else (abs(value), max(0, -int(value.as_tuple().exponent)))
    if not number or not value:
        return Decimal(1)
    unit = Decimal(1).scaleb(-decimals)
    while not decimals and number % (unit * 1000) == 0:
        unit *= 1000
    return unit * abs(value) / number


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
