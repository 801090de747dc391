"""Quarters and halves, of a year and of a month: `the third quarter of 2022`, `Q3 FY13`, `the first half of the fiscal`, `2H June`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial

from extractor import timespan as calendar
from extractor.pipes.period_words import (
    FULL,
    MONTH,
    OF_YEAR,
    REL,
    YEAR,
    Clock,
    Period,
    Row,
    count,
    latest,
    month_number,
    named,
    period,
    row,
    year_named,
)  # fmt: skip
from extractor.timespan import Span

_BUDGET = re.compile(r"fiscal|financial|FY", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


IN_SHORT = rf"(?:[\s-]*(?:of\s+)?(?:FY[\s-]?)?(?P<year>{YEAR}|(?<!\s)\d\d|(?<=FY\s)\d\d|['’]\d\d|{REL}))?\b"
"""The year behind a short form: `Q1FY22`, `1H22`, `H2 of last year`."""


def _quarter(m: re.Match[str], clock: Clock) -> Period | None:
    word = m["n"].lower()
    number = _ROMAN.get(word) or count(word)
    if not number or number > 4:
        return None
    year = m.groupdict().get("year")
    if word == "last" and not year and clock.today:
        ended = calendar.quarter(clock.today.year, (clock.today.month + 2) // 3).shifted(months=-3)
        return period(m, ended, grain="quarter", yearless=True, others=_latest_only(clock))
    made = named(m, clock, lambda year: calendar.quarter(year, number), "quarter")
    if made is None:
        return None
    fiscal = _parts_of_fiscal(year, clock, 3 * number - 3, 3)
    if fiscal and _BUDGET.search(m.group()):
        return replace(made, span=fiscal[0], others=(*fiscal[1:], *([made.span] if made.span else [])))
    around = m.string[max(0, m.start() - 12) : m.end() + 16]
    return replace(made, others=tuple(fiscal)) if _BUDGET.search(around) else made


def _first_quarters(m: re.Match[str], clock: Clock) -> Period | None:
    last = 3 * (count(m["n"]) or 0)
    return named(m, clock, lambda year: calendar.months(year, 1, last), "months", ended=True)


def _latest_only(clock: Clock) -> tuple[Span, ...]:
    span = latest(lambda year: calendar.quarter(year, 4), clock)
    return (span,) if span else ()


def _parts_of_fiscal(words: str | None, clock: Clock, skipped: int, length: int) -> list[Span]:
    """So many months of the fiscal years that the words name (`Q1FY22`, `1HFY21`), after those skipped; those of the calendar left out."""
    year = year_named(words, clock)
    if year is None:
        return []
    opened = [
        calendar.month(year - by_end, start).shifted(months=skipped) for start, by_end in clock.fiscal if start != 1
    ]
    return [Span(first.start, first.shifted(months=length - 1).end) for first in opened]


def _month_quarter(m: re.Match[str], clock: Clock) -> Period | None:
    """`the March quarter`: the three months that end with it, as Australia says."""
    last = month_number(m["m"])
    return named(m, clock, lambda year: Span(calendar.month(year, last).shifted(months=-2).start, calendar.month(year, last).end), "quarter")  # fmt: skip


def _half(m: re.Match[str], clock: Clock) -> Period | None:
    number = count(m["n"])
    if number not in (1, 2):
        return None
    made = named(m, clock, lambda year: calendar.half(year, number), "half")
    if made is None or not _BUDGET.search(m.group() + m.string[m.end() : m.end() + 24]):
        return made
    spans = [latest(partial(_half_from, start, number), clock) for start, _ in clock.fiscal if start != 1]
    found = _parts_of_fiscal(m["year"], clock, 6 * number - 6, 6) or [span for span in spans if span]
    return replace(made, span=found[0], others=tuple(found[1:])) if found else made


def _half_from(start: int, number: int, year: int) -> Span:
    opened = calendar.month(year, start).shifted(months=6 * number - 6)
    return Span(opened.start, opened.shifted(months=5).end)


def _first_m(m: re.Match[str], clock: Clock) -> Period | None:
    """So many months of a year, from its first."""
    number = int(m["n"])
    made = named(m, clock, lambda year: calendar.months(year, 1, number), "months")
    fiscal = _parts_of_fiscal(m["year"], clock, 0, number) if m["fy"] else []
    return replace(made, span=fiscal[0], others=tuple(fiscal[1:])) if made and fiscal else made


def _part_of_month(m: re.Match[str], clock: Clock) -> Period | None:
    """`the first half of October`, `2H June`, `the first fortnight of May`, `mid-November`."""
    number = month_number(m["m"])
    second = m["n"].lower() in ("second", "2nd", "2")

    def make(year: int) -> Span:
        whole = calendar.month(year, number)
        return Span(date(year, number, 16), whole.end) if second else Span(whole.start, date(year, number, 15))

    return named(m, clock, make, "day")


def rows() -> list[Row]:
    """The patterns, an example over each."""
    return [
        # the third quarter of 2022; first-quarter; IV quarter; the March quarter
        row("quarter|trimester", rf"\b(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th|I{{1,3}}|IV)[\s-](?:quarter|trimester){OF_YEAR}", _quarter),
        row("quarter", rf"\b(?P<m>{FULL})\s+quarter{OF_YEAR}", _month_quarter),
        # the first three quarters of 2015
        row("quarters", rf"\bfirst\s+(?P<n>two|three|2|3)\s+quarters{OF_YEAR}", _first_quarters),
        row("q", rf"\bQ(?P<n>[1-4]){IN_SHORT}", _quarter),
        row("q", rf"\b(?P<n>[1-4])Q{IN_SHORT}", _quarter),
        # the first half of 2022; the first half of the fiscal; H1 2022
        row("half", rf"\b(?P<n>first|second|1st|2nd)[\s-]half(?:[\s-]year)?(?!\s+of\s+(?:the\s+)?(?:month|{MONTH}\b|century|decade))(?:(?:\s+of)?(?:\s+the)?\s+(?P<year>{YEAR}|{REL}))?", _half),
        row("h1|h2", rf"\bH(?P<n>[12]){IN_SHORT}", _half),
        # 9M22; 9MFY23; 9M 2022
        row("m", r"\b(?P<n>[3-9]|1[01])(?-i:M)[\s-]?(?:(?P<fy>FY)[\s-]?)?(?P<year>20\d\d|(?<=[MY])\d\d)\b", _first_m),
        row("1h|2h", rf"\b(?P<n>[12])(?-i:H)(?!\s+{MONTH}){IN_SHORT}", _half),
        # the first half of October; 2H June; the first fortnight of May
        row("half|fortnight", rf"\b(?P<n>first|second|1st|2nd)[\s-](?:half|fortnight)\s+of\s+(?P<m>{MONTH})\b{OF_YEAR}", _part_of_month),
        row("h ", rf"\b(?P<n>[12])H\s+(?P<m>{MONTH})\b{OF_YEAR}", _part_of_month),
    ]  # fmt: skip
