"""Days, weeks and stretches of days: `12 March 2022`, `between 9 and 25 February`, `since 24 February`, `the week to 9 December`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extractor import timespan as calendar
from extractor.pipes.period_words import (
    COUNT,
    LASTING,
    MONTH,
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
    year_named,
)  # fmt: skip
from extractor.timespan import Span

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_WEEKS = ("first", "second", "third", "fourth")
_DAY = r"(?:[0-2]?\d|3[01])"
_ST = r"(?:st|nd|rd|th)?"
_NOT_AMOUNT = r"(?![.,]?\d|\s*(?:million|billion|thousand|thous|hundred|mln|bln|bn|crore|lakh|per\s*cent|pct|%|tons?\b|tonnes?\b))"


def _number(word: str) -> int | None:
    words = _ORDINALS.split("|")
    return words.index(word.lower()) + 1 if word.lower() in words else count(re.sub(r"(?<=\d)\D+$", "", word))


def _day(m: re.Match[str], clock: Clock) -> Period | None:
    month, day = month_number(m["m"]), _number(m["d"])
    if not day:
        return None
    return named(m, clock, lambda year: Span(date(year, month, day), date(year, month, day)), "day")


def _iso_day(m: re.Match[str], clock: Clock) -> Period | None:
    try:
        day = date(int(m["y"]), int(m["m"]), int(m["d"]))
    except ValueError:
        return None
    return period(m, Span(day, day), grain="day")


def _days(m: re.Match[str], clock: Clock) -> Period | None:
    """`from 9 to 25 February`, `between 28 August and 15 October`, `1 Oct to 21 Apr`."""
    last_month = month_number(m["mb"])
    first_month = month_number(m["ma"]) if m["ma"] else last_month
    first, last = int(m["da"]), int(m["db"])
    before = int((first_month, first) > (last_month, last))
    return named(
        m, clock, lambda year: Span(date(year - before, first_month, first), date(year, last_month, last)), "days"
    )


def _first_days(m: re.Match[str], clock: Clock) -> Period | None:
    """`the first twenty days of July`."""
    number, month = count(m["n"]), month_number(m["m"])
    if not number or not 1 < number < 31:
        return None
    return named(m, clock, lambda year: Span(date(year, month, 1), date(year, month, number)), "days")


def _first_days_of_this(m: re.Match[str], clock: Clock) -> Period | None:
    """`the first eleven days of the month`: of the article's own."""
    number = 14 if m["n"].lower() == "fortnight" else count(m["n"].split()[0].split("-")[0])
    if clock.today is None or not number or not 1 < number < 31:
        return None
    whole = calendar.month(clock.today.year, clock.today.month)
    return period(m, Span(whole.start, whole.start.replace(day=min(number, whole.end.day))), grain="days")


def _last_days(m: re.Match[str], clock: Clock) -> Period | None:
    """`in the last 30 days`, `in the 20 days to date`, `in the past three weeks`."""
    number = count(m["n"])
    if clock.today is None or not number:
        return None
    length = number * (7 if m["grain"].lower().startswith("week") else 1)
    return period(m, Span(clock.today - timedelta(days=length), clock.today), grain="days",
                  others=(Span(clock.today - timedelta(days=length - 1), clock.today),))  # fmt: skip


def _named_day(m: re.Match[str], clock: Clock) -> Period:
    word = m["day"].lower()
    if clock.today is None:
        return period(m, None, grain="day")
    if word not in _DAYS:
        day = clock.today - timedelta(days=1 if word == "yesterday" else 0)
        return period(m, Span(day, day), grain="day")
    day = clock.today - timedelta(days=(clock.today.weekday() - _DAYS.index(word)) % 7)
    if "last" in m.group().lower() and day == clock.today:
        day -= timedelta(days=7)
    return period(m, Span(day, day), grain="day", others=(Span(day - timedelta(days=7), day - timedelta(days=7)),) if "last" in m.group().lower() else ())  # fmt: skip


def _week_to(m: re.Match[str], clock: Clock) -> Period | None:
    """`w/e 9 Dec`, `the week ending 4 May`, `the four weeks to 1 Feb`."""
    month, day, number = month_number(m["m"]), int(m["d"]), count(m["n"] or "one")
    if not number:
        return None

    def make(year: int) -> Span:
        end = date(year, month, day)
        return Span(end - timedelta(days=7 * number - 1), end)

    return named(m, clock, make, "week")


def _months_to_day(m: re.Match[str], clock: Clock) -> Period | None:
    """`the year ended 30 June`, `the 12 months to 20 March`, `the quarter that ended on September 30`: they have ended when told."""
    number = months_lasting(m)
    month, day = month_number(m["m"]), int(m["d"])
    if not number:
        return None

    def make(year: int) -> Span:
        end = date(year, month, day)
        after = end + timedelta(days=1)
        first = calendar.month(after.year, after.month).shifted(months=-number).start
        return Span(first.replace(day=after.day), end)

    return named(m, clock, make, "months", ended=True)


def _week_of_month(m: re.Match[str], clock: Clock) -> Period | None:
    """`the first week of April`: its first seven days; `the last week of April`."""
    month, which = month_number(m["m"]), m["which"].lower()

    def make(year: int) -> Span:
        whole = calendar.month(year, month)
        first = (
            whole.end - timedelta(days=6) if which == "last" else whole.start + timedelta(days=7 * _WEEKS.index(which))
        )
        return Span(first, first + timedelta(days=6))

    return named(m, clock, make, "week")


def _since(m: re.Match[str], clock: Clock) -> Period | None:
    """`since January`, `since 24 February 2022`, `since Friday`: until the article; a month until the end of its own month."""
    begun = _start_of(m, clock)
    if begun is None or clock.today is None or begun.start > clock.today:
        return None
    month_end = calendar.month(clock.today.year, clock.today.month).end
    to_day, to_month = Span(begun.start, clock.today), Span(begun.start, month_end)
    to_year = Span(begun.start, date(clock.today.year, 12, 31))
    whole = begun.end - begun.start
    if whole.days < 8:
        return period(m, to_day, grain="days", others=(to_month, begun))
    if whole.days < 32 and re.match(r"since\s+last", m.group(), re.IGNORECASE):
        return period(m, to_month, grain="months", others=(to_day, begun, begun.shifted(years=-1)))
    if whole.days < 32:
        ended = calendar.month(clock.today.year, clock.today.month).shifted(months=-1).end
        past = (Span(begun.start, ended),) if ended > begun.start else ()
        return period(m, to_month, grain="months", others=(to_day, *past, begun))
    return period(m, to_year, grain="years", others=(to_day, to_month, begun))


def _start_of(m: re.Match[str], clock: Clock) -> Span | None:
    """The period with which it begins."""
    words = m.groupdict()
    if words["day"] is not None:
        return _named_day(m, clock).span
    year = year_named(words["year"], clock)
    if words["m"] is None:
        return calendar.year(year) if year else None
    if words["m"].lower() in ("march", "may") and not words["m"][0].isupper():
        return None
    number, day = month_number(words["m"]), int(words["d"] or words["e"] or 0)

    def make(of: int) -> Span:
        return Span(date(of, number, day), date(of, number, day)) if day else calendar.month(of, number)

    try:
        return make(year) if year else latest(make, clock)
    except ValueError:
        return None


def _so_far(m: re.Match[str], clock: Clock) -> Period | None:
    if clock.today is None:
        return period(m, None, grain="months")
    if (told := re.search(YEAR, m.group())) and int(told.group()) != clock.today.year:
        return None
    to_day = Span(date(clock.today.year, 1, 1), clock.today)
    to_month = calendar.months(clock.today.year, 1, clock.today.month)
    ended = (calendar.months(clock.today.year, 1, clock.today.month - 1),) if clock.today.month > 1 else ()
    return period(m, to_day, grain="months", others=(to_month, *ended))


def _nth_day(m: re.Match[str], clock: Clock) -> Period | None:
    """`on the 11th`: of the month named before, else of the article's."""
    number = _number(m["d"])
    return period(m, None, anaphoric=True, grain="nth", part="day", number=number) if number else None


def _new_year(m: re.Match[str], clock: Clock) -> Period | None:
    """`at New Year`, `at Christmas`."""
    month, day = (1, 1) if "year" in m.group().lower() else (12, 25)
    made = named(m, clock, lambda year: Span(date(year, month, day), date(year, month, day)), "day")
    if made is None or made.span is None:
        return made
    return replace(made, others=(calendar.month(made.span.start.year, month),))


def _stretches(opt_year: str) -> list[Row]:
    """Weeks and months that end on a day."""
    return [
        # the year ended 30 June 2022; the 12 months to 20 March; the quarter that ended on September 30
        row("month|year|quarter|half|season|campaign", rf"{LASTING}(?:the\s+)?(?P<d>{_DAY}){_ST}\s+(?:of\s+)?(?P<m>{MONTH})\b{opt_year}", _months_to_day),
        row("month|year|quarter|half|season|campaign", rf"{LASTING}(?P<m>{MONTH})\s+(?P<d>{_DAY})\b{_NOT_AMOUNT}{opt_year}", _months_to_day),
        # the first week of April this year
        row("week", rf"\b(?P<which>{'|'.join(_WEEKS)}|last)\s+week\s+(?:of|in)\s+(?P<m>{MONTH})\b{opt_year}", _week_of_month),
        # w/e 9 Dec; the week ending 4 May; the four weeks to 1 Feb; four-week average to 1 Feb
        row("week|w/e", rf"\b(?:w/e|(?:(?P<n>{COUNT})[\s-]+)?weeks?(?:\s+average)?\s+(?:ended|ending|to|through|up to))\s+(?:on\s+)?(?:the\s+)?(?P<d>{_DAY}){_ST}\s+(?:of\s+)?(?P<m>{MONTH})\b{opt_year}", _week_to),
        row("week|w/e", rf"\b(?:w/e|(?:(?P<n>{COUNT})[\s-]+)?weeks?(?:\s+average)?\s+(?:ended|ending|to|through|up to))\s+(?:on\s+)?(?P<m>{MONTH})\s+(?P<d>{_DAY})\b{_NOT_AMOUNT}{opt_year}", _week_to),
    ]  # fmt: skip


def rows() -> list[Row]:
    """The patterns, an example over each."""
    opt_year = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR}|this year|last year))?"
    days = "|".join(day.title() for day in _DAYS)
    return [
        *_stretches(opt_year),
        # from 9 to 25 February; between 28 August and 15 October; 29-30 June; from 1 Oct to 21 Apr
        row("@", rf"(?<![/.,\d])\b(?:(?:from|between)\s+)?(?P<da>{_DAY}){_ST}(?:\s+(?:of\s+)?(?P<ma>{MONTH}))?(?:\s+(?:to|and|until|till|through)\s+|\s*[-–—]\s*)(?P<db>{_DAY}){_ST}\s+(?:of\s+)?(?P<mb>{MONTH})\b{opt_year}", _days),
        row("@", rf"\b(?:(?:from|between)\s+)?(?P<ma>{MONTH})\s+(?P<da>{_DAY}){_ST}(?:\s+(?:to|and|until|till|through)\s+|\s*[-–—]\s*)(?P<mb>{MONTH})\s+(?P<db>{_DAY})\b{_NOT_AMOUNT}{opt_year}", _days),
        # since January; since 24 February 2022; since the start of 2020; since Friday; from March of last year
        row("since", rf"\bsince\s+(?:the\s+(?:beginning|start|end|middle)\s+of\s+|early\s+|late\s+|mid-?|last\s+)?(?:(?P<day>{days})|(?:(?P<d>{_DAY}){_ST}\s+(?:of\s+)?)?(?P<m>{MONTH})(?:\s+(?P<e>{_DAY})(?!\d))?\b(?:,?\s+(?:of\s+|in\s+)?(?:the\s+)?(?P<year>{YEAR}|last year|this year))?)\b", _since),
        row("since", rf"\bsince\s+(?:the\s+(?:beginning|start)\s+of\s+|early\s+|late\s+|mid-?)?(?P<year>{YEAR}|last year)\b(?P<day>(?!))?(?P<m>(?!))?", _since),
        # the first twenty days of July; the first eleven days of the month
        row("days", rf"\bfirst\s+(?P<n>{COUNT})\s+days\s+of\s+(?P<m>{MONTH})\b{opt_year}", _first_days),
        row("of the month|of this month|fortnight", rf"\bfirst\s+(?P<n>{COUNT}\s+days|fortnight)(?:\s+of\s+(?:the|this)\s+(?:current\s+)?month)?\b(?!\s+of)", _first_days_of_this),
        # in the last 30 days; in the past three weeks; the 20 days to date
        row("days|weeks", rf"\b(?:last|past|previous)\s+(?P<n>{COUNT})\s+(?P<grain>days|weeks)\b", _last_days),
        row("to date", rf"\b(?P<n>{COUNT})\s+(?P<grain>days|weeks)\s+to\s+date\b", _last_days),
        # 12 March 2022; March 12, 2022; 12 March; fifth of August
        row("@", rf"\b(?P<d>{_DAY}){_ST}\s+(?:of\s+)?(?P<m>{MONTH})\b{opt_year}", _day),
        row("@", rf"\b(?P<m>{MONTH})\s+(?P<d>{_DAY}){_ST}\b{_NOT_AMOUNT}{opt_year}", _day),
        row("@", rf"\b(?P<d>{_ORDINALS})\s+(?:of\s+)?(?P<m>{MONTH})\b{opt_year}", _day),
        row("-", r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso_day),
        row("#", r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)\b", _iso_day),
        # so far this year; year to date; since the start of the year; from the start of year; to date this year
        row("year|ytd|so far", r"\b(?:so far this year|so far in (?:20\d\d)|this year so far|(?:this )?year[\s-]to[\s-]date|(?:since|from) (?:the )?(?:start|beginning) of (?:the |this )?year|YTD|(?:this|the) year (?:until|till|up to) now)\b", _so_far),
        # on Monday; last Friday; yesterday
        row("day", rf"\b(?:on\s+)?(?:last\s+)?(?P<day>{days})\b", _named_day),
        row("yesterday|today", r"\b(?P<day>yesterday|today)\b", _named_day),
        # 2,100 on the 11th
        row("the ", rf"\b(?:on|since|of|by)\s+the\s+(?P<d>{_DAY}(?:st|nd|rd|th)|{_ORDINALS})(?=[\s]*[.,;:)\"”]|\s+(?:and|to|it|of the month)\b|\s*$)", _nth_day),
        # at New Year; at Christmas
        row("new year|christmas", r"\b(?:New Year(?!['’]?s? (?:resolution|deal))|Christmas)\b", _new_year),
    ]  # fmt: skip
