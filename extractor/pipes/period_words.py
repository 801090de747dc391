"""What words of time are made of: the period that they name, the clock that it is counted from, and shared parts of patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

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
    shift_months: int = 0
    anaphoric: bool = False
    """True for `a year earlier`, `the same period`: counted from a period named before."""
    grain: str = "year"
    """year, half, quarter, months, month, week, day, fiscal, years, same, the, nth, comparison."""
    yearless: bool = False
    """True for `in March`, `the first quarter`, whose year the words leave out."""
    others: tuple[Span, ...] = ()
    """What the same words may stand for besides: `by October` is the month, and all months of the year up to it."""
    alternative: bool = False
    """True of a reading that stands beside another one of the same words, which a rule would take first."""
    part: str = ""
    """Of a word that points back (`the same quarter`, `on the 11th`): what sort of period it points to."""
    number: int = 0
    """Of an ordinal without its noun (`from 954 in the second`): which one."""


@dataclass(frozen=True, slots=True)
class Clock:
    """From where relative words count: the day of the article, else the year that its text settles; and its fiscal years."""

    today: date | None = None
    settled: int | None = None
    fiscal: tuple[tuple[int, int], ...] = ()
    """Months in which fiscal years begin, the likeliest first, each with 1 where a year is named by its end, else 0."""
    crops: tuple[int, ...] = ()
    """Months in which the marketing years of the goods of the text begin, the likeliest first."""

    @property
    def year(self) -> int | None:
        """The calendar year of the article, null where nothing tells it."""
        return self.today.year if self.today else self.settled


Maker = Callable[[re.Match[str], Clock], "Period | None"]


@dataclass(frozen=True, slots=True)
class Row:
    """A pattern with what makes its period, and the cues of which a text must hold one for the pattern to be tried."""

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    make: Maker


def row(cues: str, pattern: str, make: Maker, flags: int = re.IGNORECASE) -> Row:
    """A row; cues are parted by `|`: `#` any digit, `@` a month's name, other text as it stands in lower case."""
    return Row(tuple(cues.split("|")), re.compile(pattern, flags), make)


@cache
def months() -> dict[str, int]:
    """Names of months and their short forms, lower case."""
    return {entry["word"]: int(entry["number"]) for entry in table("months")}


@cache
def counts() -> dict[str, int]:
    """Counting words."""
    return {entry["word"]: int(entry["number"]) for entry in table("counting")}


def _either(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
REL = r"(?:this|last|the\s+previous|the\s+same|the\s+current|the\s+preceding|that|the\s+past|the)\s+year"
MONTH = rf"(?:{_either(list(months()))})\.?"
FULL = rf"(?:{_either([w for w in months() if len(w) > 4 or w in ('may', 'june', 'july')])})"
SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
COUNT = rf"(?:{_either(list(counts()))}|\d{{1,2}})"
OF_YEAR = rf"(?:,?\s+(?:period\s+)?(?:of\s+|in\s+)?(?:the\s+)?(?P<year>{YEAR}\b|{REL}|['’]\d\d\b))?"
LASTING = (
    rf"\b(?:(?P<n>{COUNT})[\s-]+months?(?:\s+period)?|(?P<unit>(?:(?:marketing|crop|fiscal|financial|business|milling)\s+)?year"
    r"|season|campaign|quarter|half(?:[\s-]year)?))\s+(?:that\s+)?(?:to|through|ended|ending|closed|up to)\s+(?:(?:in|on|last)\s+)?"
)
"""A stretch whose end is told: `the year to`, `the 12 months through`, `the quarter that ended on`."""


def count(word: str) -> int | None:
    """The number that a figure or counting word says."""
    word = word.lower()
    return int(word) if word.isdigit() else counts().get(word)


def months_lasting(m: re.Match[str]) -> int | None:
    """How many months a stretch of LASTING has."""
    if m["n"]:
        return count(m["n"])
    return {"quarter": 3, "half": 6}.get(re.split(r"[\s-]", m["unit"].lower())[0], 12)


def month_number(word: str) -> int:
    """January is 1."""
    return months()[word.lower().rstrip(".")]


def short_year(digits: int, clock: Clock) -> int:
    """`'93`, `96`: of the century that lies behind the article."""
    return 2000 + digits if 2000 + digits <= (clock.year or 2030) + 2 else 1900 + digits


def year_named(words: str | None, clock: Clock) -> int | None:
    """The year that `2022`, `last year`, `this year` names; null where it is left out or cannot be known."""
    if not words:
        return None
    if number := re.search(YEAR, words):
        return int(number.group())
    if short := re.fullmatch(r"['’]?(\d\d)", words.strip()):
        return short_year(int(short.group(1)), clock)
    if clock.year is None:
        return None
    return clock.year - 1 if re.search("last|previous|preceding|past", words.lower()) else clock.year


def latest(make: Callable[[int], Span], clock: Clock, ended: bool = False) -> Span | None:
    """The latest such span whose last month has begun, or that has ended, by the day of the article."""
    if clock.today is None:
        return make(clock.settled) if clock.settled else None
    span = make(clock.today.year)
    mark = span.end if ended else max(span.start, span.end.replace(day=1))
    return span if mark <= clock.today else make(clock.today.year - 1)


def period(m: re.Match[str], span: Span | None, *, grain: str = "year", yearless: bool = False, months: int = 0,
           anaphoric: bool = False, others: tuple[Span, ...] = (), part: str = "", number: int = 0) -> Period:  # fmt: skip
    """A period at the place of a match."""
    return Period(m.start(), m.end(), m.group(), span, months, anaphoric, grain, yearless, others, False, part, number)


def named(
    m: re.Match[str], clock: Clock, make: Callable[[int], Span], grain: str, ended: bool = False
) -> Period | None:
    """The span of the year that the words name, or of the latest year that fits; null where the calendar has no such day."""
    words = m.groupdict().get("year")
    year = year_named(words, clock)
    try:
        if year is not None:
            return period(m, make(year), grain=grain)
        return period(m, None if words else latest(make, clock, ended), grain=grain, yearless=not words)
    except ValueError:
        return None
