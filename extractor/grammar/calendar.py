"""Dates, years and clock times, which are no figures: `12 March 2021`, `2023-05-19`, `the 1990s`, `2013-14`, `2 pm`."""

from __future__ import annotations

import re

from extractor.grammar.tokens import Sentence
from extractor.grammar.words import MONTHS

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?(?:%|per\s?cent|million|billion))"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
DATE = re.compile(
    rf"\d{{4}}-\d\d?-\d\d?(?:T\d\d:\d\d\S*)?(?!\d)|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)(?![\d/]|\.\d)|\d{{4}}[/.]\d\d?[/.]\d\d?(?!\d)"  # 2023-05-19
    rf"|{_DAY}\s?(?:[-–—‑]|and|to|,)\s?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"  # 12-14 March
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR})?"  # 12 March 2021
    rf"|{_MONTH}\s*{_DAY}(?:\s?(?:[-–—‑]|and|to)\s?{_DAY})?(?!\s?(?:{_MONTH}|tonnes|people|percent))(?:,?\s+{_YEAR})?"  # March 12, 2021
    rf"|{_MONTH}(?:\s?[-–—‑]\s?{_MONTH})?,?\s+(?:of\s+)?{_YEAR}(?:[-–—‑/]\d\d(?![\d%]|[.,]\d))?"  # May 2020, April-June 2019-20
)
TIME = re.compile(
    r"\d{1,2}(?:[:.]\d\d){0,2}\s?(?:[ap]\.\s?m\.|[ap]m\b|[AP]\.M\.|[AP]M\b|o[’']clock|noon\b|hours GMT|(?:GMT|UTC|CET|CEST|EST|EDT|BST|PST|PDT|MSK)\b)"
    r"|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?![\d:])|\d{4}\s?(?:GMT|UTC|CET|EST|EDT|BST|hrs)\b"
)
YEARS = re.compile(
    r"(?:1[5-9]|20)\d0[’']?s\b|[’']\d0s\b|\d0s\b|(?:1[5-9]|20)\d\d(?:\s?[-–—‑/]\s?(?:1[5-9]|20)\d\d|[-–—‑/]\d\d)(?![\d%]|[.,]\d|\s?(?:tonnes|million|people))"
    r"|(?:[1-4]Q|[12]H)(?:[\s-]?(?:FY[\s-]?)?(?:20)?\d\d)?\b|\d{1,2}M[\s-]?FY[\s-]?(?:20)?\d\d\b|(?<![$€£\d])(?:[3-9]|1[01])M(?:\d\d|[\s-]?20\d\d)\b"  # 2Q22, 1HFY21
)
OTHER = re.compile(
    r"(?P<identifier>https?://\S+|www\.\S+|(?!\d{1,3}(?:\.\d{3}){2,}(?!\d))\d{1,4}(?:\.\d{1,4}){2,}(?![\d,%])(?!\s?(?:million|billion))|\+\d{1,3}[- (]\(?\d[\d() /-]{5,}\d|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|1-\d{3}-\d{3}-\d{4}|9/11|24/7|\d{3}-\d{4}(?!\d))"
)


_AFTER_DIGITS = frozenset(
    (
        *("-", "–", "—", "‑", "/", ":", ",", "'", "’", *(f".{digit}" for digit in "0123456789")),
        *("q", "h", "m", "qf", "hf", "mf"),
        *(word[:2] for word in ("and", "to", "of", "st", "nd", "rd", "th", "s", "s'", "s’", "a", "p", "am", "pm", "o")),
        *(word[:2] for word in ("noon", "hours", "hrs", "gmt", "utc", "cet", "est", "edt", "bst", "pst", "pdt", "msk")),
        *(month[:2] for month in MONTHS),
    )
)
"""What the token after the digits of a date, a time, a season or a telephone number starts with."""


_BEFORE_DIGITS = (",", "and", "to")
"""What goes on with a date only before digits: `12, 14 and 16 March`."""


def may_go_on(s: Sentence, k: int) -> bool:
    """Whether the token after the digits at token k may be of a date, a time, a season or a telephone number."""
    follower = s.low[k + 1]
    return follower[:2] in _AFTER_DIGITS and (s.is_number[k + 2] or follower not in _BEFORE_DIGITS)


def calendar_at(s: Sentence, k: int) -> tuple[str, int] | None:
    """The sort (`date`, `time`, `year`, `identifier`) of what starts at token k, and the token after it."""
    offset = s.start[k]
    for sort, pattern in (("date", DATE), ("time", TIME), ("year", YEARS)):
        match = pattern.match(s.text, offset, s.end(s.n - 1))
        if match and not (sort == "time" and _amount(s, k, match.end())):
            return sort, max(s.at(match.end()), k + 1)
    if (last := season_at(s, k)) is not None:
        return "year", last
    match = OTHER.match(s.text, offset, s.end(s.n - 1))
    if match:
        return "identifier", max(s.at(match.end()), k + 1)
    return None


def _amount(s: Sentence, k: int, end: int) -> bool:
    """`2.123 am` and `$5 pm` are no times of day."""
    return "." in s.raw[k] and len(s.raw[k].partition(".")[2]) != 2


SEASON = re.compile(r"(\d\d)/(\d\d)(?![\d/%])|(?<![\w])[’'](\d\d)(?!\d|[’']?s)")
"""`22/23`, `in '05`: a season of two years, a year without its century."""


def season_at(s: Sentence, k: int) -> int | None:
    """The token after a season or a short year that starts at token k."""
    match = SEASON.match(s.text, s.start[k])
    if match is None or (match[1] and (int(match[1]) + 1) % 100 != int(match[2])):
        return None
    if match[1] and k and s.glued(k):
        return None
    return max(s.at(match.end()), k + 1)


def is_year(s: Sentence, k: int) -> bool:
    """Whether digits at token k read as a year: four of them, 1500 to 2100, without a separator."""
    return len(s.raw[k]) == 4 and s.raw[k].isdecimal() and 1500 <= int(s.raw[k]) <= 2100
