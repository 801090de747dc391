"""Years and what is longer or begins elsewhere: fiscal and marketing years, seasons, decades, `between 2015 and 2020`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractor import timespan as calendar
from extractor.lexicons import table
from extractor.pipes.period_words import REL, YEAR, Clock, Period, Row, named, period, row, short_year, year_named
from extractor.timespan import Span

_CROP = re.compile(r"season|crop|harvest|marketing|campaign|\bMY\b|\bSY\b|zafra|vintage|pool", re.IGNORECASE)
_BUDGET = re.compile(r"fiscal|financial|\bFY|budget", re.IGNORECASE)
_TENS = ("fifties", "sixties", "seventies", "eighties", "nineties")


def twelve_months(year: int, month: int) -> Span:
    """The twelve months that begin in a month of a year."""
    first = calendar.month(year, month)
    return Span(first.start, first.shifted(months=11).end)


def _split_year(m: re.Match[str], clock: Clock) -> Period | None:
    """`fiscal 2014/15`, `the 2015/16 season`: by the calendar of the country or the good, else its two calendar years."""
    first = int(m["a"])
    last = first // 100 * 100 + int(m["b"]) if len(m["b"]) == 2 else int(m["b"])
    if last != first + 1 and not (first % 100 == 99 and last % 100 == 0):
        return _years(m, clock) if len(m["b"]) == 4 or " " not in m.group() else None  # `in 2013 - 56 billion`
    return _between(m, first, clock)


def _short_split_year(m: re.Match[str], clock: Clock) -> Period | None:
    """`a record 11 Mt in 21/22`."""
    first, last = int(m["a"]), int(m["b"])
    return _between(m, short_year(first, clock), clock) if last == first + 1 else None


def _between(m: re.Match[str], first: int, clock: Clock) -> Period:
    around = m.string[max(0, m.start() - 28) : m.end() + 18]
    fiscal = [month for month, _ in clock.fiscal if month != 1]
    both = Span(date(first, 1, 1), date(first + 1, 12, 31))
    if _BUDGET.search(around):
        months = [*fiscal, *clock.crops]
    elif _CROP.search(around) or clock.crops:
        months = [*clock.crops, *fiscal, 7]
    else:
        months = [*fiscal, 7]
    spans = [twelve_months(first, month) for month in dict.fromkeys(months or [7])]
    return period(m, spans[0], grain="fiscal", others=(*spans[1:], both))


def _fiscal_year(m: re.Match[str], clock: Clock) -> Period | None:
    """`fiscal 2022`, `FY22`: named by the year in which it ends in most countries, by that in which it begins in Japan."""
    made = named(m, clock, calendar.year, "fiscal")
    year = year_named(m["year"], clock)
    if made is None or year is None:
        return made
    spans = [twelve_months(year - by_end, start) for start, by_end in clock.fiscal if start != 1]
    spans += [twelve_months(year - 1 + by_end, start) for start, by_end in clock.fiscal if start != 1]
    return replace(made, span=spans[0], others=(*spans[1:], calendar.year(year))) if spans else made


def _relative_fiscal(m: re.Match[str], clock: Clock) -> Period | None:
    """`in the last fiscal year`, `this season`: the twelve months that ended, or run, on the day of the article."""
    if clock.year is None:
        return period(m, None)
    back = int(re.search("last|previous|past|preceding", m.group().lower()) is not None)
    crop = _CROP.search(m["grain"]) is not None
    months = [*(clock.crops if crop else ()), *(month for month, _ in clock.fiscal), *((7,) if crop else ())]
    day = clock.today or date(clock.year, 12, 31)
    spans = [twelve_months(day.year - (day.month < month) - back, month) for month in dict.fromkeys(months)]
    plain = calendar.year(clock.year - back)
    return period(m, spans[0] if spans else plain, grain="fiscal", others=(*spans[1:], plain) if spans else ())


def _years(m: re.Match[str], clock: Clock) -> Period | None:
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    return period(m, Span(date(first, 1, 1), date(last, 12, 31)), grain="years") if last > first else None


def _two_years(m: re.Match[str], clock: Clock) -> Period | None:
    """`from 2,100 to 6,200 between 2020 and 2022`: the stretch, or each of its ends."""
    made = _years(m, clock)
    return replace(made, others=(calendar.year(int(m["a"])), calendar.year(int(m["b"])))) if made else None


def _short_year(m: re.Match[str], clock: Clock) -> Period:
    """`in '93`: of the century that lies behind the article."""
    return period(m, calendar.year(short_year(int(m["short"]), clock)))


def _decade(m: re.Match[str], clock: Clock) -> Period | None:
    """`the 1960s`, `the nineties`."""
    words = m.groupdict()
    first = int(words["decade"]) if words["decade"] else 1950 + 10 * _TENS.index(words["tens"].lower())
    return period(m, Span(date(first, 1, 1), date(first + 9, 12, 31)), grain="years")


def _decade_start(m: re.Match[str], clock: Clock) -> Period | None:
    """`began the decade employing 22,000`: its first year."""
    return period(m, calendar.year(clock.year // 10 * 10)) if clock.year else None


def _season(m: re.Match[str], clock: Clock) -> Period | None:
    """`last autumn`, `in the winter of 2009/10`: three months of the northern year; winter begins in December."""
    entry = next(e for e in table("seasons") if e["word"] == m["season"].lower())
    start = int(entry["month"])
    crossing = int(start == 12)

    def make(year: int) -> Span:
        return Span(date(year - crossing, start, 1), calendar.month(year - crossing, start).shifted(months=2).end)

    year = year_named(m["year"], clock)
    if year is not None and m["next"]:
        year += 1
    if year is not None:
        return period(m, make(year), grain="season")
    made = named(m, clock, make, "season", ended=bool(re.match("last", m.group(), re.IGNORECASE)))
    return replace(made, yearless=True) if made else None


def _years_total(m: re.Match[str], clock: Clock) -> Period | None:
    """`lifted the year's total to`: the year named before, else the article's."""
    return period(m, None, anaphoric=True, grain="the", part="year")


def rows() -> list[Row]:
    """The patterns, an example over each."""
    seasons = "|".join(entry["word"] for entry in table("seasons"))
    return [
        # fiscal 2021/22; the 2015/16 season; 2021-22
        row("#", r"\b(?P<a>(?:19|20)\d\d)\s?[/–-]\s?(?P<b>(?:19|20)?\d\d)\b(?![-/]\d)", _split_year),
        row("/", r"(?<![\d/.,-])(?P<a>\d\d)/(?P<b>\d\d)\b(?![/.,-]?\d)(?=\s*[a-z.,;:)]|\s*$)", _short_split_year),
        # between 2015 and 2020; from 2015 to 2020; 2015-2020
        row("#", rf"\b(?:between|from)\s+(?P<a>{YEAR})\s+(?:and|to|until|through)\s+(?P<b>{YEAR})\b", _two_years),
        row("#", r"\b(?P<a>(?:19|20)\d\d)\s?[–—-]\s?(?P<b>(?:19|20)\d\d)\b", _years),
        # fiscal 2022; FY22
        row("fiscal|financial|fy", rf"\b(?:fiscal(?:\s+year)?|financial year|FY)\s?(?P<year>{YEAR}|['’]?\d\d\b)(?![/–-]\d)", _fiscal_year),
        # in the last fiscal year; the current fiscal; this season; last marketing year
        row("fiscal|financial|season|crop|marketing", r"\b(?:this|(?:the\s+)?(?:last|past|current|present|previous|preceding))\s+(?P<grain>(?:fiscal|financial)(?:\s+year)?|season|(?:crop|marketing|campaign)\s+year)\b", _relative_fiscal),
        # in '93
        row("'|’|‘", r"(?<=\s)['’‘](?P<short>\d\d)\b(?!['’])", _short_year),
        row("#", r"\b(?:in|of|all of)\s+(?P<short>[5-9]\d)(?=\s*[!.,;)](?!\d)|\s*$)", _short_year),
        # the 1960s; the nineties
        row("0", r"\b(?:the\s+)?(?:early\s+|late\s+|mid-)?(?P<decade>(?:19|20)\d0)['’]?s\b", _decade),
        row("ties", rf"\b(?:the\s+)?(?P<decade>(?!))?(?P<tens>{'|'.join(_TENS)})\b", _decade),
        row("decade", r"\b(?:began|started|at the (?:start|beginning) of) the decade\b", _decade_start),
        # last autumn; in the spring of 2021; autumn 2017; the winter of 2009/10
        row(seasons, rf"\b(?:in|since|at|by|last|this|the|of|previous)\s+(?:the\s+|last\s+|this\s+|previous\s+)*(?P<season>{seasons})\b(?!\s+(?:wheat|barley|rape\w*|crops?|sowing|tyres?|grains?|onions?))(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR}|{REL})(?P<next>[/–-]\d\d)?)?", _season),
        # lifted the year's total to
        row("year", r"\bthe\s+year['’]s\b(?!\s+(?:end|start|first|last))", _years_total),
        # in 2021; 2014's output
        row("#", rf"\b(?<![.,/\d$€£])(?P<year>{YEAR})(?:['’]s)?\b(?![.,]\d|[/%\d]|s\b)", lambda m, clock: period(m, calendar.year(int(m["year"])))),
    ]  # fmt: skip
