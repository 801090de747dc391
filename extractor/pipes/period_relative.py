"""Words of time that count from elsewhere: from the article's day (`last month`), or from a period named before (`a year earlier`).

Those that point back keep what they point to, for `period_context` to find: how many months away, and what sort of period.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extractor import timespan as calendar
from extractor.pipes.period_words import (
    COUNT,
    FULL,
    YEAR,
    Clock,
    Period,
    Row,
    count,
    month_number,
    period,
    row,
    year_named,
)
from extractor.timespan import Span

_MONTHS = {"year": 12, "yr": 12, "month": 1, "quarter": 3, "decade": 120, "season": 12, "week": 0, "vintage": 12, "crop": 12, "campaign": 12}  # fmt: skip
_UNIT = (
    r"(?:period|months?|quarter|half(?:[\s-]year)?|time|term|stretch|span|season|weeks?|interval|point|days?|year|date)"
)


def _relative(m: re.Match[str], clock: Clock) -> Period | None:
    """`last month`, `this quarter`."""
    grain = m["grain"].lower()
    shift = -1 if re.search("last|past|previous", m.group().lower()) else 0
    if clock.today is None:
        span = calendar.year(clock.settled + shift) if clock.settled and grain == "year" else None
        return period(m, span, grain=grain)
    today = clock.today
    if grain == "month":
        return period(m, calendar.month(today.year, today.month).shifted(months=shift), grain="month")
    if grain == "quarter":
        quarter = calendar.quarter(today.year, (today.month + 2) // 3)
        return period(m, quarter.shifted(months=3 * shift), grain="quarter")
    if grain == "week":
        return period(m, calendar.week_of(today + timedelta(weeks=shift)), grain="week")
    year = calendar.year(today.year + shift)
    rolling = Span(date(today.year - 1, today.month, 1), calendar.month(today.year, today.month).shifted(months=-1).end)
    return period(m, year, others=(rolling,) if "past" in m.group().lower() else ())


def _ago(m: re.Match[str], clock: Clock) -> Period | None:
    """`two years ago`: a calendar year before the article's, or the stretch before; `a year earlier`: the stretch before."""
    number = count(m["n"]) if m["n"] else 1
    if number is None:
        return None
    grain = m["grain"].lower().rstrip("s")
    months = _MONTHS[grain] * number
    if grain == "week" and clock.today is not None:
        day = clock.today - timedelta(weeks=number)
        return period(m, calendar.week_of(day), grain="week", anaphoric=True, others=(Span(day, day),))
    if m["how"].lower() in ("ago", "back") and clock.year is not None and months >= 12:
        month = (calendar.month(clock.today.year, clock.today.month).shifted(months=-months),) if clock.today else ()
        return period(m, calendar.year(clock.year - months // 12), months=-months, anaphoric=True, others=month)
    return period(m, None, months=-months, anaphoric=True)


def _before(m: re.Match[str], clock: Clock) -> Period:
    months = _MONTHS[m["grain"].lower()]
    later = re.search("following|after|next", m.group().lower())
    return period(m, None, months=months if later else -months, anaphoric=True, part=m["grain"].lower())


def _preceding(m: re.Match[str], clock: Clock) -> Period:
    """`less than in the preceding twelve`: as many months again before."""
    return period(m, None, months=-(count(m["n"]) or 12), anaphoric=True)


def _same(m: re.Match[str], clock: Clock) -> Period:
    """`the same period of 2021`, `the same month last year`: the stretch of the period before, in that year."""
    words = m["year"] or m.groupdict().get("before") or ""
    part = (m["unit"] or "period").lower().split("-")[0].split(" ")[0]
    earlier = re.search("earlier|ago|before|previous|preceding", words)
    year = None if earlier and not re.search(YEAR, words) else year_named(words, clock)
    if year is None:
        return period(m, None, months=-12 if earlier else 0, anaphoric=True, grain="same", part=part)
    return period(m, calendar.year(year), anaphoric=True, grain="same", part=part)


def _the(m: re.Match[str], clock: Clock) -> Period:
    """`in the half year`, `over the quarter`: the one named before, else the latest that has ended."""
    part = m["unit"].lower().split("-")[0].split(" ")[0]
    return period(m, _latest_ended(part, clock), anaphoric=True, grain="the", part=part)


def _latest_ended(part: str, clock: Clock) -> Span | None:
    if clock.today is None:
        return calendar.half(clock.settled, 1) if clock.settled and part == "half" else None
    year, month = clock.today.year, clock.today.month
    if part == "quarter":
        return calendar.quarter(year, (month + 2) // 3).shifted(months=-3)
    if part == "half":
        return calendar.half(year, 1) if month > 6 else calendar.half(year - 1, 2)
    if part == "month":
        return calendar.month(year, month).shifted(months=-1)
    if part == "week":
        return Span(clock.today - timedelta(days=7), clock.today)
    return None


def _nth(m: re.Match[str], clock: Clock) -> Period | None:
    """`720 dollars in the fourth quarter, from 954 in the second`."""
    number = count(m["n"])
    return period(m, None, anaphoric=True, grain="nth", part="quarter", number=number) if number else None


def _compared(m: re.Match[str], clock: Clock) -> Period:
    """`up 12 pct y/y`, `on the year`: what a change is compared with is the same stretch a year earlier."""
    months = 1 if re.search(r"month|m[/-]o?[/-]?m", m.group().lower()) else 12
    return replace(period(m, None, months=-months, anaphoric=True, grain="comparison"), alternative=True)


def _previous_month_named(m: re.Match[str], clock: Clock) -> Period | None:
    """`$2.28 in February, after a peak of $3.60 the previous May`; `in the October before that`: in the year before."""
    return period(m, None, anaphoric=True, grain="nth", part="month", number=month_number(m["m"]))


def _past_years(m: re.Match[str], clock: Clock) -> Period | None:
    """`over the past three years`, `for the last 18 months`."""
    number = count(m["n"])
    if clock.today is None or not number:
        return None
    grain = m["grain"].lower().rstrip("s")
    if grain == "month":
        end = calendar.month(clock.today.year, clock.today.month).shifted(months=-1)
        this = calendar.month(clock.today.year, clock.today.month)
        return period(m, Span(end.shifted(months=1 - number).start, end.end), grain="months",
                      others=(Span(this.shifted(months=1 - number).start, this.end),))  # fmt: skip
    number *= 10 if grain == "decade" else 1
    year = clock.today.year
    to_now = Span(date(year - number, 1, 1), date(year, 12, 31))
    rolling = Span(date(year - number, clock.today.month, 1), calendar.month(year, clock.today.month).end)
    return period(m, Span(date(year - number, 1, 1), date(year - 1, 12, 31)), grain="years", others=(to_now, rolling))


def rows() -> list[Row]:
    """The patterns, an example over each."""
    of_year = rf"(?P<year>{YEAR}|last year|the previous year|the year before|the preceding year|(?:a|one) (?:year|yr) (?:earlier|ago|before)|the year earlier|this year)"
    same = r"(?:same|corresponding|comparable|like|similar|equal|equivalent|analogous|those)"
    return [
        # the same period of 2021; the corresponding months a year earlier; in those months of 2020; last year same period
        row("same|corresponding|comparable|like|similar|equal|equivalent|analogous|those", rf"(?<!at the )\b(?:(?P<before>last[\s-]year(?:['’]s)?)\s+(?:in\s+)?(?:the\s+)?)?(?:the\s+)?(?<!at the ){same}[\s-]+(?:(?!of\b|in\b)\w+\s+)?(?P<unit>{_UNIT})\b(?:\s+(?:(?:of|in|for|the)\s+)*{of_year})?", _same),
        row("those of", rf"\b(?:in\s+)?those\s+of\s+(?P<unit>(?!))?(?P<year>{YEAR}|last year)\b", _same),
        # in the month same of the year past; the year-ago-time
        row("year-ago|year past", r"\b(?:the\s+)?(?P<unit>year|month)(?:-ago[\s-](?:period|time|quarter|month)|\s+same\s+of\s+the\s+year\s+past)(?P<year>(?!))?(?P<before>(?!))?", lambda m, clock: replace(_same(m, clock), shift_months=-12, part="period")),
        # two years ago; a year earlier; three months before; five years back; a yr ago; year ago
        row("ago|earlier|before|previously|back|prior", rf"\b(?:(?P<n>{COUNT}|few)\s+)?(?P<grain>years?|yrs?|months?|quarters?|decades?|seasons?|weeks?)\s+(?P<how>ago|earlier|before(?!\s+(?:it|he|they|the)\b)|previously|back|prior)\b", _ago),
        # the year before; the season after; month previous
        row("before|earlier|after|previous|prior", r"\b(?:the\s+)?(?P<grain>year|month|quarter|season|week)\s+(?:before(?!\s+(?:the|last|it|he|they))|earlier|after(?!\s+(?:the|it|he|they))|previous(?:ly)?|prior)\b", _before),
        # the previous year; the following month; the preceding vintage
        row("previous|preceding|prior|following|next", r"\b(?:the\s+|that\s+)?(?:previous|preceding|prior|following|next)\s+(?P<grain>year|month|quarter|season|vintage|crop|campaign)\b", _before),
        # less than in the preceding twelve
        row("preceding|previous", rf"\b(?:the\s+)?(?:preceding|previous)\s+(?P<n>{COUNT})(?:\s+months)?\b(?!\s+(?:years|quarters|weeks|days))", _preceding),
        # after a peak of $3.60 the previous May; in the October before that
        row("previous|before that|preceding", rf"\b(?:the\s+)?(?:(?:previous|preceding)\s+(?P<m>{FULL})\b)", _previous_month_named),
        row("before that", rf"\bthe\s+(?P<m>{FULL})\s+before\s+that\b", _previous_month_named),
        # last month; this quarter; the past year
        row("this|last|past|current|present|previous", r"\b(?:this|last|the past|the current|the present|past)\s+(?:calendar\s+)?(?P<grain>year|month|quarter|week)\b(?!['’]s\s+(?:end|start))", _relative),
        # in the half year; over the quarter; in the month; for the ended quarter; output over the period
        row("half|quarter|month|week|period", r"\b(?:in|for|over|during|of|that)\s+(?:the\s+)?(?:(?:same|ended|whole|full|entire)\s+)?(?P<unit>(?<=the )quarter|half[\s-]year|(?<=the )(?:half|month|week)|(?<=that )(?:month|quarter|half|week)|(?<=the )period(?!\s*[\d(]|\s+(?:from|of|between|under|January|February|March|April|May|June|July|August|September|October|November|December))|(?<=ended )quarter)\b(?![\s-]+(?:to|of|ended|ending|through|before|after|in|earlier|mid|from|same|past|cent)\b)", _the),
        # from 954 dollars in the second; in first 223
        row("first|second|third|fourth", r"\b(?:in|for)\s+(?:the\s+)?(?P<n>first|second|third|fourth)(?=\s*[.,;:)]|\s+(?:was|were|and|to|it|\d)|\s*$)", _nth),
        # over the past three years; in the last two decades; for 18 months
        row("past|last", rf"\b(?:past|last)\s+(?P<n>{COUNT})\s+(?P<grain>years|decades)\b", _past_years),
        row("months", r"\b(?:for|in)\s+(?P<n>1[2-9]|2\d|eighteen|twelve)\s+(?P<grain>months)\b", _past_years),
        # up 12 pct y/y; on the year; over twelve months; m/m
        row("year|y/y|yoy|y-o-y|month|m/m|twelve", r"\b(?:year[\s-](?:on|over)[\s-]year|month[\s-](?:on|over)[\s-]month|y[/-]o?[/-]?y|yoy|m[/-]o?[/-]?m|on[\s-](?:the[\s-])?(?:year|month)|over the year|same-month-year|(?:in|over) (?:twelve|12) months|in a year)\b", _compared),
    ]  # fmt: skip
