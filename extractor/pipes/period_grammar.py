"""Words of time in a text, each with the span of time that it stands for.

What follows from the words alone (`January-May 2022`) is absolute; what is counted from the day of the article (`last year`,
`in March`) is resolved against it and stays open where it is unknown; what is counted from a period named before
(`a year earlier`, `the same period`) keeps its shift, for the linker to resolve.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extractor import timespan as calendar
from extractor.lexicons import table
from extractor.timespan import Span


@dataclass(frozen=True, slots=True)
class Period:
    """Words of time. Offsets are characters, end exclusive."""

    start: int
    end: int
    text: str
    span: Span | None
    """Null where it needs what is not known: the article's date, or (with a shift) the period it counts from."""
    shift_years: int = 0
    shift_months: int = 0
    anaphoric: bool = False
    """True for `a year earlier`, `the same period`: counted from a period named before."""
    grain: str = "year"
    """year, half, quarter, months, month, day, fiscal, years."""
    yearless: bool = False
    """True for `in March`, `the first quarter`, whose year the words leave out."""


Maker = Callable[[re.Match[str], date | None], Period | None]

_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_JOIN = r"(?:\s*[-–—/]\s*|\s+(?:to|through|until|till|thru)\s+)"
_REL = r"(?:this|last|the previous|the same|the current|the preceding|that|the past|the)\s+year"


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["number"]) for row in table("months")}


@cache
def _counts() -> dict[str, int]:
    return {row["word"]: int(row["number"]) for row in table("counting")}


def _count(word: str) -> int | None:
    word = word.lower()
    return int(word) if word.isdigit() else _counts().get(word)


def _month(word: str) -> int:
    return _months()[word.lower().rstrip(".")]


def _when(words: str | None, today: date | None) -> int | None:
    """The year that `2022`, `last year`, `this year` names; null where it is left out or cannot be known."""
    if not words:
        return None
    if number := re.search(_YEAR, words):
        return int(number.group())
    if short := re.fullmatch(r"['’]?(\d\d)", words.strip()):
        return 2000 + int(short.group(1))
    if today is None:
        return None
    return today.year - 1 if re.search("last|previous|preceding|past", words) else today.year


def _latest(make: Callable[[int], Span], today: date | None, ended: bool = False) -> Span | None:
    """The latest such span that has begun, or ended, by the day of the article: `in March` printed in May is of this year."""
    if today is None:
        return None
    span = make(today.year)
    return span if (span.end if ended else span.start) <= today else make(today.year - 1)


def _named(
    m: re.Match[str], today: date | None, make: Callable[[int], Span], grain: str, ended: bool = False
) -> Period:
    words = m.groupdict().get("year")
    year = _when(words, today)
    if year is not None:
        try:
            return _period(m, make(year), grain=grain)
        except ValueError:
            return _period(m, None, grain=grain)
    try:
        return _period(m, None if words else _latest(make, today, ended), grain=grain, yearless=not words)
    except ValueError:
        return _period(m, None, grain=grain)


def _period(m: re.Match[str], span: Span | None, *, grain: str = "year", yearless: bool = False, years: int = 0,
            months: int = 0, anaphoric: bool = False) -> Period:  # fmt: skip
    return Period(m.start(), m.end(), m.group(), span, years, months, anaphoric, grain, yearless)


def _two_months(m: re.Match[str], today: date | None) -> Period:
    first, last = _month(m["a"]), _month(m["b"])
    if m["ya"] and m["year"]:
        start, end = int(m["ya"]), _when(m["year"], today)
        span = (
            Span(date(start, first, 1), calendar.month(end, last).end)
            if end and (end, last) >= (start, first)
            else None
        )
        return _period(m, span, grain="months")
    if last < first:
        return _named(m, today, lambda year: calendar.months(year - 1, first, last), "months")
    return _named(m, today, lambda year: calendar.months(year, first, last), "months")


def _first_months(m: re.Match[str], today: date | None) -> Period | None:
    number = _count(m["n"])
    if not number or number > 12:
        return None
    first = 13 - number if m["which"].lower() in ("last", "final", "closing") else 1
    if m["which"].lower() == "last" and not m["year"]:
        return _rolling(m, today, number)
    return _named(m, today, lambda year: calendar.months(year, first, first + number - 1), "months")


def _n_months(m: re.Match[str], today: date | None) -> Period | None:
    """`surplus of the ten months`: the first ten of the year."""
    number = _count(m["n"])
    if not number or not 2 < number < 12:
        return None
    return _named(m, today, lambda year: calendar.months(year, 1, number), "months", ended=True)


def _rolling(m: re.Match[str], today: date | None, number: int) -> Period:
    if today is None:
        return _period(m, None, grain="months")
    end = calendar.month(today.year, today.month).shifted(months=-1).end
    return _period(m, Span(calendar.month(end.year, end.month).shifted(months=1 - number).start, end), grain="months")


def _months_to(m: re.Match[str], today: date | None) -> Period | None:
    """`the 12 months to June`: they have ended when they are told."""
    number = _count(m["n"]) if m["n"] else 12
    if not number:
        return None
    last = _month(m["b"])

    def make(year: int) -> Span:
        end = calendar.month(year, last)
        return Span(end.shifted(months=1 - number).start, end.end)

    return _named(m, today, make, "months", ended=True)


def _quarter(m: re.Match[str], today: date | None) -> Period | None:
    number = _count(m["n"])
    if not number or number > 4:
        return None
    return _named(m, today, lambda year: calendar.quarter(year, number), "quarter")


def _half(m: re.Match[str], today: date | None) -> Period | None:
    number = _count(m["n"])
    if number not in (1, 2):
        return None
    return _named(m, today, lambda year: calendar.half(year, number), "half")


def _fiscal(m: re.Match[str], today: date | None) -> Period | None:
    first = int(m["a"])
    last = first // 100 * 100 + int(m["b"]) if len(m["b"]) == 2 else int(m["b"])
    if last != first + 1 and not (first % 100 == 99 and last % 100 == 0):
        return None
    return _period(m, Span(date(first, 7, 1), date(first + 1, 6, 30)), grain="fiscal")


def _day(m: re.Match[str], today: date | None) -> Period | None:
    number, day = _month(m["m"]), int(m["d"])
    try:
        return _named(m, today, lambda year: Span(date(year, number, day), date(year, number, day)), "day")
    except ValueError:
        return None


def _iso_day(m: re.Match[str], today: date | None) -> Period | None:
    try:
        day = date(int(m["y"]), int(m["m"]), int(m["d"]))
    except ValueError:
        return None
    return _period(m, Span(day, day), grain="day")


def _one_month(m: re.Match[str], today: date | None) -> Period:
    number = _month(m["m"])
    return _named(m, today, lambda year: calendar.month(year, number), "month")


def _last_month_named(m: re.Match[str], today: date | None) -> Period:
    number = _month(m["m"])
    return _period(m, _latest(lambda year: calendar.month(year, number), today), grain="month", yearless=True)


def _years(m: re.Match[str], today: date | None) -> Period | None:
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    return _period(m, Span(date(first, 1, 1), date(last, 12, 31)), grain="years") if last > first else None


def _short_year(m: re.Match[str], today: date | None) -> Period:
    """`in '93`: of the century that lies behind the article."""
    number = 2000 + int(m["short"])
    return _period(m, calendar.year(number if number <= (today.year if today else 2030) else number - 100))


def _relative(m: re.Match[str], today: date | None) -> Period | None:
    words = m.group().lower()
    shift = -1 if re.search("last|past", words) else 0
    if today is None:
        return _period(m, None, grain=m["grain"].lower())
    if m["grain"].lower() == "month":
        return _period(m, calendar.month(today.year, today.month).shifted(months=shift), grain="month")
    if m["grain"].lower() == "quarter":
        return _period(
            m, calendar.quarter(today.year, (today.month + 2) // 3).shifted(months=3 * shift), grain="quarter"
        )
    if m["grain"].lower() == "week":
        return _period(m, calendar.week_of(today + timedelta(weeks=shift)), grain="week")
    if m["grain"].lower() == "decade":
        return None
    return _period(m, calendar.year(today.year + shift))


def _so_far(m: re.Match[str], today: date | None) -> Period:
    return _period(m, Span(date(today.year, 1, 1), today) if today else None, grain="months")


def _named_day(m: re.Match[str], today: date | None) -> Period:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    word = m["day"].lower()
    if today is None:
        return _period(m, None, grain="day")
    if word in days:
        day = today - timedelta(days=(today.weekday() - days.index(word)) % 7)
    else:
        day = today - timedelta(days=1 if word == "yesterday" else 0)
    return _period(m, Span(day, day), grain="day")


def _ago(m: re.Match[str], today: date | None) -> Period | None:
    number = _count(m["n"])
    if number is None:
        return None
    months = {"year": 12, "month": 1, "quarter": 3, "decade": 120}[m["grain"].lower().rstrip("s")] * number
    if m["how"].lower() == "ago" and today is not None and m["grain"].lower().startswith(("year", "decade")):
        years = months // 12
        return _period(m, calendar.year(today.year - years), years=-years, anaphoric=True)
    return _period(m, None, months=-months, anaphoric=True)


def _before(m: re.Match[str], today: date | None) -> Period:
    months = {"year": 12, "month": 1, "quarter": 3, "season": 12}[m["grain"].lower()]
    later = re.search("following|after|next", m.group().lower())
    return _period(m, None, months=months if later else -months, anaphoric=True)


def _same(m: re.Match[str], today: date | None) -> Period:
    """`the same period of 2021`, `the same month last year`: the stretch of the period before, in that year."""
    words = m["year"] or ""
    year = _when(words, today)
    earlier = re.search("earlier|ago|before|previous|preceding", words)
    if earlier or (year is None and not words):
        return _period(m, None, months=-12 if earlier else 0, anaphoric=True, grain="same")
    span = calendar.year(year) if year else None
    return _period(m, span, anaphoric=True, grain="same")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Maker], ...]:
    month = "(?:" + "|".join(sorted((w for w in _months()), key=len, reverse=True)) + r")\.?"
    full = (
        "(?:"
        + "|".join(sorted((w for w in _months() if len(w) > 4 or w in ("may", "june", "july")), key=len, reverse=True))
        + ")"
    )
    n = "(?:" + "|".join(sorted(_counts(), key=len, reverse=True)) + r"|\d{1,2})"
    opt_year = rf"(?:,?\s+(?:of\s+|in\s+)?(?P<year>{_YEAR}|{_REL}))?"
    rows: list[tuple[str, Maker]] = [
        # January-May 2022; from January 2021 to March 2022; between March and June
        (rf"\b(?P<a>{month})(?:\s+(?P<ya>{_YEAR}))?{_JOIN}(?P<b>{month})\b{opt_year}", _two_months),
        (rf"(?<=between )(?P<a>{month})(?:\s+(?P<ya>{_YEAR}))?\s+and\s+(?P<b>{month})\b{opt_year}", _two_months),
        # the first five months of 2022; the last three months
        (rf"\b(?P<which>first|last|final|closing|past|opening)\s+(?P<n>{n})[\s-]months?{opt_year}", _first_months),
        # in the nine months (of 2021); ten-month
        (
            rf"\b(?:in|the|for|over|during)\s+(?:the\s+)?(?P<n>{n})[\s-]months?(?!\s+(?:to|through|ended|ending|earlier|ago|before|up)\b){opt_year}",
            _n_months,
        ),
        # in the five months to May; the 12 months through June 2021; the year to March
        (
            rf"\b(?:(?P<n>{n})[\s-]+months?(?:\s+period)?|(?:the\s+)?year)\s+(?:to|through|ended|ending|up to|ending in)\s+(?:end[\s-])?(?P<b>{month})\b{opt_year}",
            _months_to,
        ),
        # the third quarter of 2022; first-quarter
        (
            rf"\b(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[\s-](?:quarter|trimester){opt_year}",
            _quarter,
        ),
        (rf"\bQ(?P<n>[1-4])(?:[\s-]*(?:of\s+)?(?P<year>{_YEAR}|['’]?\d\d\b|{_REL}))?", _quarter),
        (r"\b(?P<n>[1-4])Q[\s-]?(?P<year>(?:20)?\d\d)?\b", _quarter),
        # the first half of 2022; H1 2022
        (
            rf"\b(?P<n>first|second|1st|2nd)[\s-]half(?!\s+of\s+(?:the\s+)?(?:month|{month}|century))(?:\s+of\s+(?P<year>{_YEAR}|{_REL}))?",
            _half,
        ),
        (rf"\bH(?P<n>[12])(?:[\s-]*(?P<year>{_YEAR}|['’]?\d\d\b))?", _half),
        # fiscal 2021/22; the 2015/16 season; 2021-22
        (
            r"\b(?P<a>(?:19|20)\d\d)\s?[/–-]\s?(?P<b>(?:19|20)?\d\d)\b(?![-/]\d)",
            lambda m, t: _fiscal(m, t) or _years(m, t),
        ),
        # 12 March 2022; March 12, 2022; 12 March
        (rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{month})\b(?:,?\s+(?P<year>{_YEAR}))?", _day),
        (
            rf"\b(?P<m>{month})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]?\d|\s*(?:million|billion|per\s*cent|%))(?:,?\s+(?P<year>{_YEAR}))?",
            _day,
        ),
        (r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso_day),
        (r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)\b", _iso_day),
        # March 2022; March of last year
        (rf"\b(?P<m>{month})\s*,?\s+(?:of\s+|in\s+)?(?P<year>{_YEAR}|{_REL})", _one_month),
        (rf"\blast\s+(?P<m>{full})\b", _last_month_named),
        # between 2015 and 2020; from 2015 to 2020; 2015-2020
        (rf"\b(?:between|from)\s+(?P<a>{_YEAR})\s+(?:and|to|until|through)\s+(?P<b>{_YEAR})\b", _years),
        (r"\b(?P<a>(?:19|20)\d\d)\s?[–—-]\s?(?P<b>(?:19|20)\d\d)\b", _years),
        # the same period of 2021; the corresponding months a year earlier
        (
            rf"\b(?:the\s+)?(?:same|corresponding|comparable|like|similar)\s+(?:\w+\s+)?(?:period|months?|quarter|half|time|term|stretch|span|season|weeks?|interval)(?:\s+(?:of|in|for|the)*\s*(?P<year>{_YEAR}|last year|the previous year|the year before|the preceding year|a year (?:earlier|ago|before)|the year earlier|this year))?",
            _same,
        ),
        (
            rf"\b(?P<n>{n}|few)\s+(?P<grain>years?|months?|quarters?|decades?)\s+(?P<how>ago|earlier|before|previously)\b",
            _ago,
        ),
        (
            r"\b(?:the\s+)?(?P<grain>year|month|quarter|season)\s+(?:before(?!\s+(?:the|last|it|he|they))|earlier|after(?!\s+(?:the|it|he|they))|previous(?:ly)?)\b",
            _before,
        ),
        (
            r"\b(?:the\s+|that\s+)?(?:previous|preceding|prior|following|next)\s+(?P<grain>year|month|quarter|season)\b",
            _before,
        ),
        # so far this year; year to date; since the start of the year
        (
            r"\b(?:so far this year|year[\s-]to[\s-]date|since the (?:start|beginning) of (?:the|this) year|YTD)\b",
            _so_far,
        ),
        (
            r"\b(?:this|last|the past|the current|the present|past)\s+(?:calendar\s+|fiscal\s+|financial\s+|crop\s+)?(?P<grain>year|month|quarter|week|season)\b(?!['’]s\s+(?:end|start))",
            _relative,
        ),
        (r"\b(?:on\s+)?(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b", _named_day),
        (r"\b(?P<day>yesterday|today)\b", _named_day),
        # in March; a bare month
        (
            rf"\b(?:in|of|for|by|during|since|until|from|to|than|and|through|late|early|mid|end)[\s-]+(?P<m>{full})\b",
            _one_month_inside,
        ),
        (rf"\b(?P<m>{full.replace('march|', '').replace('may|', '').replace('|may', '')})\b", _one_month),
        # in '93
        (r"(?<=\s)['’‘](?P<short>\d\d)\b(?!['’])", _short_year),
        # fiscal 2022; FY22
        (
            rf"\b(?:fiscal(?:\s+year)?|financial year|FY)\s?(?P<year>{_YEAR}|['’]?\d\d\b)(?![/–-]\d)",
            lambda m, t: _named(m, t, calendar.year, "fiscal"),
        ),
        (
            rf"\b(?<![.,/\d$€£])(?P<year>{_YEAR})\b(?![.,]\d|[/%\d]|['’]?s\b)",
            lambda m, t: _period(m, calendar.year(int(m["year"]))),
        ),
    ]
    return tuple((re.compile(pattern, re.IGNORECASE), maker) for pattern, maker in rows)


def _one_month_inside(m: re.Match[str], today: date | None) -> Period | None:
    """`in March`, where the capital tells the month from the verb; the preposition is no part of it."""
    if not m["m"][0].isupper():
        return None
    period = _one_month(m, today)
    start = m.start("m")
    return Period(start, m.end(), m["m"], period.span, grain="month", yearless=True)


_HINT = re.compile(r"\d{2}|quarter|half|month|year|trimester|day|Q[1-4]|H[12]|week|season|YTD|same|period|time|today|"
                   r"January|February|March|April|May|June|July|August|September|October|November|December|"
                   r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec", re.IGNORECASE)  # fmt: skip


def periods(text: str, today: date | None, offset: int = 0) -> list[Period]:
    """The words of time of one sentence, in order, none overlapping; the longer reading wins, then the earlier pattern."""
    if not _HINT.search(text):
        return []
    found = sorted(_all(text, today), key=lambda p: (p.start - p.end, p.start))
    taken: list[Period] = []
    for period in found:
        if all(period.end <= other.start or other.end <= period.start for other in taken):
            taken.append(period)
    taken.sort(key=lambda p: p.start)
    return [
        Period(
            p.start + offset,
            p.end + offset,
            p.text,
            p.span,
            p.shift_years,
            p.shift_months,
            p.anaphoric,
            p.grain,
            p.yearless,
        )
        for p in taken
    ]


def _all(text: str, today: date | None) -> Iterator[Period]:
    for pattern, maker in _patterns():
        for match in pattern.finditer(text):
            period = maker(match, today)
            if period is not None:
                yield period
