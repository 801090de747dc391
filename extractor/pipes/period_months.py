"""Months, and what is counted in months: `January-May 2022`, `the first nine months`, `by October`, `January 96`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

from extractor import timespan as calendar
from extractor.pipes.period_words import (
    COUNT,
    FULL,
    LASTING,
    MONTH,
    OF_YEAR,
    REL,
    SHORT,
    YEAR,
    Clock,
    Period,
    Row,
    count,
    latest,
    month_number,
    months_lasting,
    named,
    period,
    row,
    short_year,
    year_named,
)  # fmt: skip
from extractor.timespan import Span

_JOIN = (
    r"(?:\s*[-–—/]\s*(?:to\s*[-–—]\s*)?(?:mid[\s-])?|\s+(?:to|through|until|till|thru|up to)\s+"
    r"(?:the\s+end\s+of\s+|end[\s-]+(?:of\s+)?|mid[\s-])?)"
)
_OWN_YEAR = re.compile(
    r"\s+(?:of|in)\s+(?:the\s+|its\s+|this\s+)?(?:current\s+)?(?:fiscal|financial|FY|marketing|season|crop)",
    re.IGNORECASE,
)
"""What follows `the first nine months` where they are not those of the calendar."""


def _two_months(m: re.Match[str], clock: Clock) -> Period | None:
    first, last = month_number(m["a"]), month_number(m["b"])
    if m["ya"] and m["year"]:
        begun, year = year_named(m["ya"], clock), year_named(m["year"], clock)
        if not begun or not year or (year, last) < (begun, first):
            return None
        return period(m, Span(date(begun, first, 1), calendar.month(year, last).end), grain="months")
    begins_before = int(last < first)
    if (begun := _in_fiscal(m, clock, first)) is not None:
        return period(m, calendar.months(begun, first, last), grain="months")
    if m["ya"]:
        year = year_named(m["ya"], clock)
        return period(m, calendar.months(year, first, last) if year else None, grain="months")
    return named(m, clock, lambda year: calendar.months(year - begins_before, first, last), "months")


_FISCAL_BEHIND = re.compile(
    r"[-–—/](?P<second>\d\d)(?![\d%]|[.,]\d)|\s+(?:of\s+)?FY[\s-]?(?:20)?(?P<named>\d\d)(?:[-/](?P<end>\d\d))?\b"
)
"""The rest of a fiscal year behind months: `-24` of `July-March 2023-24`, `FY23` (by its end)."""
_COMMON_START = 4
"""The month in which most fiscal years begin that are told with months (India's), where the text points to no country."""


def _in_fiscal(m: re.Match[str], clock: Clock, month: int) -> int | None:
    """The calendar year of a month where a fiscal year is told behind it; null where none is."""
    behind, year = _FISCAL_BEHIND.match(m.string, m.end()), m.groupdict().get("year")
    if behind is None or (behind["second"] and not (year and year.isdecimal())):
        return None
    if behind["second"]:
        begins = int(year or 0)
        if (begins + 1) % 100 != int(behind["second"]):
            return None
    else:
        begins = 2000 + int(behind["named"]) - (behind["end"] is None)
    start = next((month for month, _ in clock.fiscal if month != 1), _COMMON_START)
    return begins if month >= start else begins + 1


def _listed_months(m: re.Match[str], clock: Clock) -> Period | None:
    """`in January and February`, of one figure: months that follow one another, as one stretch."""
    numbers = [month_number(word) for word in re.findall(MONTH, m["list"], re.IGNORECASE)]
    if any(after - before not in (1, -11) for before, after in pairwise(numbers)):
        return None
    wrapped = int(numbers[-1] < numbers[0])
    made = named(m, clock, lambda year: calendar.months(year - wrapped, numbers[0], numbers[-1]), "months")
    return replace(made, alternative=True) if made else None


def _first_months(m: re.Match[str], clock: Clock) -> Period | None:
    number = count(m["n"])
    if not number or number > 12:
        return None
    which = m["which"].lower()
    if which in ("last", "past") and not m["year"]:
        return period(m, _rolling(clock, number), grain="months")
    first = 13 - number if which in ("last", "final", "closing") else 1
    made = named(m, clock, lambda year: calendar.months(year, first, first + number - 1), "months")
    return _with_fiscal(made, clock, number, m) if made and first == 1 else made


def _with_fiscal(made: Period, clock: Clock, number: int, m: re.Match[str]) -> Period:
    """`the first nine months` may be those of a fiscal year."""
    starts = [month for month, _ in clock.fiscal if month != 1] + list(clock.crops)
    if not starts:
        return made
    year = year_named(m.groupdict().get("year"), clock)
    made_by = [partial(_stretch, start, number) for start in dict.fromkeys(starts)]
    spans = [span for make in made_by if (span := make(year) if year else latest(make, clock))]
    if spans and (re.match(r"[/–-]\d\d", m.string[m.end() :]) or _OWN_YEAR.match(m.string[m.end() :])):
        return replace(made, span=spans[0], others=(*spans[1:], *((made.span,) if made.span else ())))
    return replace(made, others=(*made.others, *spans))


def _stretch(start: int, number: int, year: int) -> Span:
    """So many months from a month of a year on."""
    first = calendar.month(year, start)
    return Span(first.start, first.shifted(months=number - 1).end)


def _rolling(clock: Clock, number: int) -> Span | None:
    """The months before the article's own."""
    if clock.today is None:
        return None
    end = calendar.month(clock.today.year, clock.today.month).shifted(months=-1).end
    return Span(calendar.month(end.year, end.month).shifted(months=1 - number).start, end)


def _n_months(m: re.Match[str], clock: Clock) -> Period | None:
    """`surplus of the ten months`, `Ten months: 14.0 Mt`: the first ten of the year."""
    number = count(m["n"])
    if not number or not 2 < number < 12:
        return None
    made = named(m, clock, lambda year: calendar.months(year, 1, number), "months", ended=True)
    rolling = _rolling(clock, number)
    return replace(made, others=(rolling,)) if made and rolling else made


def _months_to(m: re.Match[str], clock: Clock) -> Period | None:
    """`the 12 months to June`, `the season that ended in March`: they have ended when told; or June is meant (prices in a year)."""
    number = months_lasting(m)
    if not number:
        return None
    last = month_number(m["b"])

    def make(year: int) -> Span:
        end = calendar.month(year, last)
        return Span(end.shifted(months=1 - number).start, end.end)

    made = named(m, clock, make, "months", ended=True)
    if made is None or made.span is None or number != 12:
        return made
    return replace(made, others=(calendar.month(made.span.end.year, last),))


def _one_month(m: re.Match[str], clock: Clock) -> Period | None:
    number = month_number(m["m"])
    if (year := _in_fiscal(m, clock, number)) is not None:
        return period(m, calendar.month(year, number), grain="month")
    return named(m, clock, lambda year: calendar.month(year, number), "month")


def _short_dated_month(m: re.Match[str], clock: Clock) -> Period | None:
    """`January 96`: no day of a month is so late, so the number is a year."""
    digits = int(m["yy"])
    year = short_year(digits, clock)
    if clock.year is None or not clock.year - 30 < year <= clock.year + 1:
        return None
    return period(m, calendar.month(year, month_number(m["m"])), grain="month")


def _month_inside(m: re.Match[str], clock: Clock) -> Period | None:
    """`in March`, where the capital tells the month from the verb; the preposition is no part of it."""
    if not m["m"][0].isupper():
        return None
    number = month_number(m["m"])
    span = latest(lambda year: calendar.month(year, number), clock)
    return Period(m.start("m"), m.end("m"), m["m"], span, grain="month", yearless=True)


def _last_month_named(m: re.Match[str], clock: Clock) -> Period | None:
    """`last March`, in March itself the one of the year before; `higher than last October` may be so in December too."""
    number = month_number(m["m"])
    span = latest(lambda year: calendar.month(year, number), clock, ended=True)
    if span is None:
        return period(m, None, grain="month", yearless=True)
    return period(m, span, grain="month", yearless=True, others=(span.shifted(years=-1),))


def _by_month(m: re.Match[str], clock: Clock) -> Period | None:
    """`up to September`, `at the end of August 2016`: of a flow, all months of the year so far."""
    number = month_number(m["m"])
    if m["m"].lower() in ("may", "march") and not m["m"][0].isupper():
        return None
    made = named(m, clock, lambda year: calendar.month(year, number), "month")
    if made is None or made.span is None:
        return made
    so_far = Span(date(made.span.end.year, 1, 1), made.span.end)
    last_day = Span(made.span.end, made.span.end)
    if re.match(r"by|at|end", m["how"].lower()):
        return replace(made, others=(so_far, last_day))
    return replace(made, span=so_far, grain="months", others=(made.span,))


def rows() -> list[Row]:
    """The patterns, an example over each."""
    return [*_stretches(), *_single()]


def _stretches() -> list[Row]:
    stop = (
        r"(?!\s+(?:to|through|ended|ending|earlier|ago|before|up|later|of\s+(?:the\s+)?(?:fiscal|marketing|season))\b)"
    )
    return [
        # January-May 2022; from January 2021 to March 2022; Nov 94 – Oct 95; January to the end of October
        row("@", rf"\b(?P<a>{MONTH})(?:\s+(?:of\s+)?(?P<ya>{YEAR}))?{_JOIN}(?P<b>{MONTH})\b{OF_YEAR}", _two_months),
        row("@", rf"\b(?P<a>{MONTH})\s+(?P<ya>\d\d)\s*[-–—]\s*(?P<b>{MONTH})\s+(?P<year>\d\d)\b", _two_months),
        # between March and June
        row("between", rf"(?<=between )(?P<a>{MONTH})(?:\s+(?P<ya>{YEAR}))?\s+and\s+(?P<b>{MONTH})\b{OF_YEAR}", _two_months),
        # in January and February; the months of January, February and March of 2010
        row("@", rf"(?<!between )\b(?P<list>{MONTH}(?:,\s+{MONTH})*,?\s+and\s+{MONTH})\b{OF_YEAR}", _listed_months),
        # the first five months of 2022; the last three months
        row("month", rf"\b(?P<which>first|last|final|closing|past|opening)\s+(?P<n>{COUNT})[\s-]months?(?:\s+period)?{OF_YEAR}", _first_months),
        # in the nine months (of 2021); ten months: 14.0 Mt; in 11 mo.
        row("month", rf"\b(?:in|the|for|over|during|within)\s+(?:the\s+)?(?P<n>{COUNT})[\s-]months?{stop}{OF_YEAR}", _n_months),
        row("month", rf"(?:(?<=[.;]\s)|^)(?P<n>{COUNT})[\s-]months?(?=:|\s+\()", _n_months),
        row(" mo.", rf"\bin\s+(?P<n>{COUNT})\s+mo\.", _n_months),
        # in the five months to May; the 12 months through June 2021; the year to March
        row("month|year|quarter|half|season|campaign", rf"{LASTING}(?:(?:the\s+)?end[\s-](?:of\s+)?)?(?P<b>{MONTH})\b{OF_YEAR}", _months_to),
    ]  # fmt: skip


def _single() -> list[Row]:
    return [
        # at the end of August 2016; up to September; by October
        row("@", rf"\b(?P<how>at (?:the )?end of|end[\s-]of|end[\s-]|by (?:the )?end of|by|up to|until|till|through|as of end[\s-])\s*(?P<m>{FULL}){OF_YEAR}(?!\s+\d)\b", _by_month),
        # March 2022; March of last year; January 96
        row("@", rf"\b(?P<m>{MONTH})\s*,?\s+(?:of\s+|in\s+)?(?:the\s+)?(?P<year>{YEAR}\b|{REL}|['’]\d\d\b)", _one_month),
        row("@", rf"\b(?P<m>{MONTH})\s+(?P<yy>3[2-9]|[4-9]\d)\b(?![.,]?\d|\s*(?:million|billion|thousand|hundred|mln|per\s*cent|pct|%))", _short_dated_month),
        # last March; this January
        row("last|previous", rf"\b(?:last|the previous)\s+(?P<m>{FULL})\b", _last_month_named),
        # in March; a bare month; in Nov
        row("@", rf"\b(?:in|of|for|by|during|since|until|from|to|than|and|through|late|early|mid|end|at|this|month of)[\s-]+(?P<m>{FULL})\b", _month_inside),
        row("@", rf"\b(?P<m>{FULL.replace('march|', '').replace('may|', '').replace('|may', '')})\b", _one_month),
        # Through Myawaddy March exports were …; May alone was worse
        row("march|may", r"(?:(?<=[a-z,;:] )|(?<=\())(?P<m>March|May)\b(?!\s+[A-Z])", _month_inside, 0),
        row("may|march", r"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<m>March|May)(?=\s+(?:alone|exports?|imports?|output|sales|production|shipments|prices?|inflation|figures|data)\b|['’]s\b|:)", _month_inside, 0),
        # 3.37 in Nov; Sept 6.56 pct; (Aug 9.94)
        row("@", rf"(?P<m>\b{SHORT})\b\.?(?=\s*[,;:)!?]|\s+[a-z(+–-]|\s+(?:Rs|US|\$|€|£)|\.?\s*$|\s+\d+[.,]\d|\s+\d+\s*(?:pct|%|kt|Mt|k?b/d|mb))", _month_inside, 0),
    ]  # fmt: skip
