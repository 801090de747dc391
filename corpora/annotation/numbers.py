"""Which numbers a text prints, and whether a value can be what the printed words say.

A rough reading of our own, on purpose independent of the program's grammar: it guards the gold, so it must not share
the grammar's mistakes. Where it cannot tell, it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise, takewhile

from extractor.lexicons import table

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–—]\s?\d{1,2})?"
_YEAR = r"(?:1[5-9]|20)\d\d"
EXEMPT = re.compile(
    rf"^(?:DATE|URL):.*$"  # header lines
    rf"|\b{_DAY}\s(?:of\s)?{_MONTH}\b(?:,?\s{_YEAR}\b)?"  # 12 March 2021, 12th of March, 3-5 May
    rf"|\b{_MONTH}\s{_DAY}\b(?!\s?(?:per\s?cent|percent|%|million|billion))(?:,?\s{_YEAR}\b)?"  # March 12, Feb. 28, 2001
    rf"|\b{_YEAR}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./](?:{_YEAR}|\d\d)\b"  # 2021-03-12, 12.03.2021, 5/28/84
    rf"|(?<![$€£¥\d.,])\b{_YEAR}(?:\s?[/–—-]\s?\d\d(?:\d\d)?)?s?\b(?!\s?%|[.,]\d|\s\d{{3}}\b)"  # 2021, 2021/22, 1990s
    rf"|\b[QH][1-4]\b"  # Q3, H1
    rf"|\b(?:CO|NO|SO|PM|k?m)[23]\b",  # CO2, km2
    re.MULTILINE,
)
"""Numbers that need no line: header lines, full dates, plain years, quarters, formulas."""

_DIGITS = re.compile(r"\d+|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_MULTIPLES = (
    r"(?:doubl|tripl|trebl|quadrupl|quintupl)(?:ed|ing|es?)|hal(?:ved|ving|ves?)|twice|thrice"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|many|several)-?fold"
)
_FRACTIONS = r"(?<=\bone[ -])(?:{0})|(?<=\ba )(?:{0})|(?<=[a-z][ -])(?:{0})s".format(
    "third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth"
)
_PERIOD_HALF = re.compile(
    r"(?:first|second|latter|same|last|other|this|that|each|next|current|early)[\s-]$|\bby $", re.I
)
_NO_NUMBER = re.compile(
    r"\bno one\b|\bone another\b|\bsomeone\b|\bone-sided\b|\bmillionaires?\b|\bbillionaires?\b", re.I
)


@cache
def _words() -> re.Pattern[str]:
    kinds = ("unit", "teen", "tens", "zero", "hundred", "scale", "scale_plural", "dozen")
    rows = (row for row in table("number_words") if row["kind"] in kinds and len(row["word"]) > 2)
    words = sorted({row["word"] for row in rows if row["word"] not in ("score", "doz", "dozs", "dzs", "lac")}, key=len)
    numerals = "|".join(reversed([*words, "nil", "tens", "half", "halves"]))
    return re.compile(rf"\b(?:{numerals}|{_MULTIPLES}|{_FRACTIONS})\b", re.I)


def uncovered(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places of numbers, in digits or words, that lie in none of the spans and need a line of their own."""
    held = [
        *spans,
        *((m.start(), m.end()) for m in EXEMPT.finditer(text)),
        *((m.start(), m.end()) for m in _NO_NUMBER.finditer(text)),
    ]
    places = [(m.start(), m.end()) for m in _DIGITS.finditer(text)]
    places += [(m.start(), m.end()) for m in _words().finditer(text) if not _half_of_a_year(text, m)]
    free = sorted((a, b) for a, b in places if not any(c <= a and b <= d for c, d in held))
    while free:
        start, end = free.pop(0)
        while free and re.fullmatch(
            r"[\s.,'’-]?(?:and )?", text[end : free[0][0]]
        ):  # 9 million 375 thousand is one number
            end = free.pop(0)[1]
        yield start, end


def _half_of_a_year(text: str, match: re.Match[str]) -> bool:
    """`the first half of 2020`, `half-year results`: periods, which need no line."""
    if match.group().lower() not in ("half", "halves"):
        return False
    return bool(
        _PERIOD_HALF.search(text[: match.start()][-12:]) or re.match(r"[\s-]years?(?:ly)?\b", text[match.end() :])
    )


def header_lines(text: str) -> list[tuple[int, int]]:
    """Where the header lines lie in which no figure is looked for: DATE and URL."""
    return [(m.start(), m.end()) for m in re.finditer(r"^(?:DATE|URL):.*$", text, re.MULTILINE)]


# --- what the printed words can mean ---------------------------------------------------------------------------------

_TOKEN = re.compile(  # 1 234 567, but 50 787s are fifty aircraft
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!s\b)(?:[.,]\d+)?|\d[\d.,'’]*\d|\d|[A-Za-z]+|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
)
_STRAY_SPACES = re.compile(r"(?<=\d)\s?([.,])\s?(?=\d)")  # $ 1 , 350 and 1 , 9 tonnes
_SCALES = ("hundred", "scale", "scale_plural", "scale_short", "scale_letter", "dozen")


_UNJUDGED = re.compile(
    r"fold|half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[½⅓⅔¼¾⅕-⅞]"
    r"|\b(?:one|two|three)\b.*\b(?:in|of)\s(?:every\s)?\w+$"  # one Swiss watch in six, two of every three
    r"|\b(?:one|two|three|four|\d+) (?:in|of|out of) (?:every )?(?:[a-z]+|\d+)\b"  # three in four hospitals
    r"|\b\d/\d+\b"  # 1/4
    r"|\b(?:ten|hundred)-(?:thousand|million)",  # 16 ten-thousand 200 units
    re.IGNORECASE,
)


@cache
def _word_values() -> dict[str, tuple[str, Decimal]]:
    rows = [
        row
        for row in table("number_words")
        if row["kind"] in (*_SCALES, "unit", "teen", "tens", "zero") and row["word"] != "score"
    ]
    words = {row["word"].lower(): (row["kind"], Decimal(row["value"])) for row in reversed(rows)}
    return words | {"tens": ("hundred", Decimal(10))}


def consistent(printed: str, value: Decimal, unit: str | None) -> bool | None:
    """Whether a value can be what the printed words say; null where this rough reading cannot tell.

    Scales and units of measure may be carried over from elsewhere (`5, 7 and 9 million`), so a value may differ from
    what is printed by powers of ten: what is compared is its significant digits. Multiples and fractions are not judged.
    """
    if unit == "x" or _UNJUDGED.search(printed):
        return None
    readings = [*_readings(printed), *_readings(_STRAY_SPACES.sub(r"\1", printed))]
    if not readings:
        return None
    readings += [one + other / 100 for one, other in pairwise(readings)]  # three dollars ten
    readings += [reading * dozens for reading in readings for dozens in (12, 20)]
    return _significand(value) in map(_significand, readings)


def _significand(number: Decimal) -> str:
    return "".join(map(str, abs(number).normalize().as_tuple().digits))


def _readings(printed: str) -> Iterator[Decimal]:
    """Every number in the words, one by one and added up (`9 million 375 thousand`, `three tens eight`, `two thousand
    seven hundred million`), and those with spoken decimals (`five point four`)."""
    yield from _spoken_decimals(printed)
    total, current, seen, scaled = Decimal(0), Decimal(0), False, False
    for token in _TOKEN.findall(printed):
        kind, amount = _reading(token)
        if kind is None:
            if seen and token.lower() not in ("and", "a"):
                yield total + current
                total, current, seen = Decimal(0), Decimal(0), False
        elif kind in _SCALES:
            if amount == 100 and current >= 100:  # a hundred and seventy, hundred and eighty: two numbers
                yield total + current
                total, current, seen = Decimal(0), Decimal(0), False
            current, seen, scaled = current * amount if seen else amount, True, True
            if 0 < total < amount:  # two thousand seven hundred million: the greater word multiplies all before it
                total, current = (total + current / amount) * amount, Decimal(0)
            elif amount >= 1000:
                total, current = total + current, Decimal(0)
        else:
            if kind == "digits" and current and not scaled:
                yield total + current
                current = Decimal(0)
            current, seen, scaled = current + amount, True, False
            yield amount
    if seen:
        yield total + current


def _spoken_decimals(printed: str) -> Iterator[Decimal]:
    """`ten point seven` is 10.7, `two point one five billion` 2.15 (scales may be left out, as everywhere here)."""
    before, point, after = printed.lower().partition(" point ")
    if not point:
        return
    whole = list(_readings(before))
    decimals = takewhile(lambda kind_amount: kind_amount[0] in ("unit", "zero"), map(_reading, _TOKEN.findall(after)))
    digits = "".join(str(amount) for _, amount in decimals)
    if whole and digits:
        yield Decimal(f"{whole[-1]}.{digits}")


def _reading(token: str) -> tuple[str | None, Decimal]:
    if token[0].isdigit():
        digits = re.sub(r"[^\d.,]", "", token)
        last = max(digits.rfind("."), digits.rfind(","))
        decimals = digits[last + 1 :] if last >= 0 else ""
        whole = re.sub(r"[.,]", "", digits[:last] if last >= 0 else digits)
        return "digits", Decimal(f"{whole}.{decimals}" if decimals else whole)
    return _word_values().get(token.lower(), (None, Decimal(0)))


__all__ = ["EXEMPT", "consistent", "header_lines", "uncovered"]
