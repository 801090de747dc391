"""Numbers in digits: mixed fractions, glyphs and powers of ten (`2 1/2`, `2½`, `1.3x10^6`, `1e10`)."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.grammar.numeral import LARGEST, MAX_DIGITS, numeral
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import NUMBERS

DOTTED = re.compile(r"\d{1,3}\.\d{3}")
"""A point that parts thousands, in a text whose decimals have a comma."""
DASHES = frozenset(("-", "–", "—", "‑", "‐", "−"))
MINUS = ("-", "−", "–")


def digits_at(s: Sentence, k: int) -> tuple[Decimal, Decimal, int] | None:
    """Digits with a mixed fraction or a power of ten: `2 1/2`, `2½`, `1.3x10^6`, `1e10`; value, step, next token."""
    glyphs = NUMBERS["glyph"]
    if s.raw[k] in glyphs:
        return glyphs[s.raw[k]], Decimal("0.01"), k + 1
    if not s.is_number[k] or len(s.raw[k]) > MAX_DIGITS * 2 or sum(map(str.isdecimal, s.raw[k])) > MAX_DIGITS:
        return None
    value, step = numeral(s.raw[k].replace(".", "") if s.dots and DOTTED.fullmatch(s.raw[k]) else s.raw[k])
    if s.raw[k + 1] in glyphs and step == 1:
        return value + glyphs[s.raw[k + 1]], Decimal("0.01"), k + 2
    if step == 1 and s.is_number[k + 1] and (part := slash(s, k + 1)) and not s.glued(k + 1):
        return value + part[0], Decimal("0.01"), part[1]
    if part := slash(s, k):
        return part[0], Decimal("0.01"), part[1]
    return power(s, k, value, step) or (value, step, k + 1)


def slash(s: Sentence, k: int) -> tuple[Decimal, int] | None:
    """`1/4`, `3 / 4`: a proper fraction of small whole numbers; no date, no season (`2020/21`), no `9/11`."""
    if s.raw[k + 1] != "/" or not s.is_number[k + 2] or not (s.raw[k] + s.raw[k + 2]).isdecimal():
        return None
    if len(s.raw[k]) > 3 or len(s.raw[k + 2]) > 3 or s.raw[k + 3] == "/" or s.raw[k - 1] == "/":
        return None
    top, bottom = Decimal(s.raw[k]), Decimal(s.raw[k + 2])
    if top >= bottom or top == 0 or (int(top), int(bottom)) == (9, 11) or (bottom - top == 1 and top > 9):
        return None
    return top / bottom, k + 3


def power(s: Sentence, k: int, value: Decimal, step: Decimal) -> tuple[Decimal, Decimal, int] | None:
    """`1e10`, `12.32e+14`, `2.48×10−5`, `1.3x10^6`, `1.1^23`: exponents up to 30."""
    at = k + 1
    if s.low[at] == "e" and s.glued(at):
        at += 1
    elif s.low[at] in ("x", "×") and s.raw[at + 1] in ("10", "2") and (s.raw[at + 1] == "10" or s.raw[at + 2] == "^"):
        if s.raw[at + 1] == "2":
            raised = _raised(s, at + 3, Decimal(2))
            return (value * raised[0], step, raised[2]) if raised else None
        at += 3 if s.raw[at + 2] == "^" else 2
    elif s.raw[at] == "^" and s.glued(at):
        return _raised(s, at + 1, value)
    else:
        return None
    sign = -1 if s.raw[at] in MINUS else 1
    at += s.raw[at] in (*MINUS, "+")
    if not s.raw[at].isdecimal() or not s.glued(at) or int(s.raw[at][:4]) > 30:
        return None
    shift = sign * int(s.raw[at])
    return value.scaleb(shift), step.scaleb(shift), at + 1


def _raised(s: Sentence, k: int, value: Decimal) -> tuple[Decimal, Decimal, int] | None:
    sign = 1
    while s.raw[k] in (*MINUS, "+"):
        sign = -sign if s.raw[k] in MINUS else sign
        k += 1
    if not s.raw[k].isdecimal() or int(s.raw[k][:4]) > 30 or value == 0:
        return None
    raised = value ** (sign * int(s.raw[k]))
    if abs(raised) > LARGEST:
        return None
    return raised, abs(raised).scaleb(-14), k + 1
