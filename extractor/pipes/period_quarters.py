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
    fiscal = [s for start, named_by_end in clock.fiscal if start != 1 and year
              for s in [_part_of_fiscal(year_named(year, clock), start, named_by_end, 3 * number - 3, 3)] if s]  # fmt: skip
    around = m.string[max(0, m.start() - 12) : m.end() + 16]
    return replace(made, others=tuple(fiscal)) if _BUDGET.search(around) else made


def _latest_only(clock: Clock) -> tuple[Span, ...]:
    span = latest(lambda year: calendar.quarter(year, 4), clock)
    return (span,) if span else ()


def _part_of_fiscal(year: int | None, start: int, named_by_end: int, skipped: int, length: int) -> Span | None:
    if year is None:
        return None
    first = Span(date(year - named_by_end, start, 1), calendar.month(year - named_by_end, start).end)
    opened = first.shifted(months=skipped)
    return Span(opened.start, opened.shifted(months=length - 1).end)


def _month_quarter(m: re.Match[str], clock: Clock) -> Period | None:
    """`the March quarter`: the three months that end with it, as Australia says."""
    last = month_number(m["m"])
    return named(m, clock, lambda year: Span(calendar.month(year, last).shifted(months=-2).start, calendar.month(year, last).end), "quarter")  # fmt: skip


def _half(m: re.Match[str], clock: Clock) -> Period | None:
    number = count(m["n"])
    if number not in (1, 2):
        return None
    made = named(m, clock, lambda year: calendar.half(year, number), "half")
    if made is None or "fiscal" not in m.group().lower() + m.string[m.end() : m.end() + 24].lower():
        return made
    spans = [latest(partial(_half_from, start, number), clock) for start, _ in clock.fiscal if start != 1]
    found = [span for span in spans if span]
    return replace(made, span=found[0], others=tuple(found[1:])) if found else made


def _half_from(start: int, number: int, year: int) -> Span:
    opened = calendar.month(year, start).shifted(months=6 * number - 6)
    return Span(opened.start, opened.shifted(months=5).end)


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
        row("q", rf"\bQ(?P<n>[1-4])(?:[\s-]*(?:of\s+)?(?:FY\s?)?(?P<year>{YEAR}|['’]?\d\d\b|{REL}))?", _quarter),
        row("q", r"\b(?P<n>[1-4])Q[\s-]?(?P<year>(?:20)?\d\d)?\b", _quarter),
        # the first half of 2022; the first half of the fiscal; H1 2022
        row("half", rf"\b(?P<n>first|second|1st|2nd)[\s-]half(?:[\s-]year)?(?!\s+of\s+(?:the\s+)?(?:month|{MONTH}\b|century|decade))(?:(?:\s+of)?(?:\s+the)?\s+(?P<year>{YEAR}|{REL}))?", _half),
        row("h1|h2", rf"\bH(?P<n>[12])\b(?:[\s-]*(?P<year>{YEAR}|['’]?\d\d\b))?", _half),
        # the first half of October; 2H June; the first fortnight of May
        row("half|fortnight", rf"\b(?P<n>first|second|1st|2nd)[\s-](?:half|fortnight)\s+of\s+(?P<m>{MONTH})\b{OF_YEAR}", _part_of_month),
        row("h ", rf"\b(?P<n>[12])H\s+(?P<m>{MONTH})\b{OF_YEAR}", _part_of_month),
    ]  # fmt: skip
