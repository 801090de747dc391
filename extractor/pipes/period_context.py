"""What words of time mean beside others: `a year earlier`, `the same month`, `in the second`, and other readings of a year or month.

A resolved word keeps its place; a reading that stands beside another is marked as an alternative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractor import timespan as calendar
from extractor.pipes.period_words import Clock, Period
from extractor.timespan import Span

_POINTS_BACK = ("same", "the", "nth", "comparison")
_FROM = re.compile(
    r"\b(?:from|on|than|against|with|to|over|vs\.?|versus|below|above|behind)\s+(?:in\s+|during\s+|that of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_PART = {"day": ("month", "day"), "month": ("month",), "quarter": ("quarter",), "half": ("half",), "week": ("week",), "year": ("year",)}  # fmt: skip
_WEEK = timedelta(days=7)
_BACK = 12
"""How many periods a word may reach back over."""


class Context:
    """The periods that a text has named so far."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.named: list[Period] = []
        self.day: date | None = None
        """The end of the month or day named last: of what `on the 11th` is a day."""

    def resolve(self, text: str, found: list[Period]) -> Iterator[Period]:
        """The periods of one sentence, those that point back resolved, each followed by its alternatives."""
        for index, period in enumerate(found):
            following = [p for p in found[index + 1 :] if _anchors(p)]
            before = text[max(0, period.start - 30) : period.start]
            main, *others = self._readings(period, following, before)
            seen = {main.span}
            for span in (*(o for o in period.others), *others):
                if span is not None and span not in seen:
                    seen.add(span)
                    yield replace(main, span=span, alternative=True, anaphoric=True, grain=_grain(main.grain))
            yield main
            if _anchors(main):
                self.named.append(main)
            if main.span is not None and main.grain in ("month", "day", "days"):
                self.day = main.span.end

    def _readings(
        self, period: Period, following: list[Period], before: str
    ) -> tuple[Period, *tuple[Span | None, ...]]:
        if period.grain in _POINTS_BACK or period.anaphoric:
            spans = list(dict.fromkeys(s for s in self._pointed(period, following, before) if s is not None))
            if not spans:
                return (period,)
            own = period.span is not None and period.grain not in _POINTS_BACK
            main = period if own else replace(period, span=spans[0], grain=_grain(period.grain))
            return main, *spans[:4]
        return period, *self._years_beside(period, following)

    def _years_beside(self, period: Period, following: list[Period]) -> Iterator[Span]:
        """`against 588,000 in 2021`, told of January-September; `in March`, told in a passage about 2019; `March and May 2019`."""
        if period.span is None:
            return
        if period.grain == "year" and self.named and period.span.start.day == 1:
            context = next((p for p in self.named[:-4:-1] if p.grain in ("months", "half", "quarter", "season")), None)
            if context is not None and context.span is not None and context.span.end.year != period.span.end.year:
                yield context.span.shifted(years=period.span.end.year - context.span.end.year)
        if period.yearless and period.grain in ("month", "months", "quarter", "half", "season"):
            beside = (*self.named[:-4:-1], *(p for p in following[:1] if p.start - period.end < 8))
            for year in dict.fromkeys(p.span.end.year for p in beside if p.span is not None and not p.yearless):
                if 0 < abs(year - period.span.end.year) < 30:
                    yield period.span.shifted(years=year - period.span.end.year)

    def _pointed(self, period: Period, following: list[Period], before: str) -> Iterator[Span | None]:
        """What it may point to, the likeliest first."""
        if period.grain == "nth":
            yield from self._ordinal(period)
            return
        if period.grain == "the":
            yield from (a.span for a in self._anchors(period.part, [])[:2])
            yield period.span
            return
        anchors = self._anchors(period.part if period.grain == "same" else "", following)
        if period.grain == "same":
            yield from _same(period, anchors, _FROM.search(before) is not None)
            return
        if period.part == "week":
            yield from (Span(a.span.start - _WEEK, a.span.end - _WEEK) for a in self._anchors("week", []) if a.span)
        elif period.grain == "comparison" and period.shift_months == -1:
            yield from (a.span.shifted(months=-1) for a in anchors if a.span and a.grain == "month")
        elif period.shift_months:
            yield from (a.span.shifted(months=period.shift_months) for a in anchors[:3] if a.span)
            if self.clock.year is not None and period.span is None:
                yield calendar.year(self.clock.year).shifted(months=period.shift_months)

    def _anchors(self, part: str, following: list[Period]) -> list[Period]:
        """Periods to count from, nearest before first, then those after in the sentence; days only where nothing else is."""
        reach = [*self.named[: -_BACK - 1 : -1]]
        pool = [*reach[:2], *following, *reach[2:]]
        grains = _PART.get(part, ("months", "month", "quarter", "half", "year", "season", "fiscal", "years", "days"))
        fit = [p for p in pool if p.grain in grains]
        if part and part != "year":
            fit += [
                p for p in pool if p.grain in ("months", "month", "quarter", "half", "season", "days") and p not in fit
            ]
        return list({p.span: p for p in fit}.values())

    def _ordinal(self, period: Period) -> Iterator[Span | None]:
        """`in the second`: of the year of the quarter before; `on the 11th`: of the month before, else of the article's."""
        if period.part == "quarter":
            context = next((p for p in reversed(self.named) if p.grain == "quarter" and p.span), None)
            if context is not None and context.span is not None:
                yield calendar.quarter(context.span.end.year, period.number)
            return
        today = self.clock.today
        if period.part == "month":
            context = next((p for p in reversed(self.named) if p.grain == "month" and p.span), None)
            end = context.span.end if context and context.span else today
            if end is not None:
                year = end.year - (period.number >= end.month)
                yield calendar.month(year, period.number)
            return
        for end in (self.day, today):
            if end is not None and period.number <= calendar.month(end.year, end.month).end.day:
                day = date(end.year, end.month, period.number)
                if "since" in period.text.lower() and today and day < today:
                    yield Span(day, today)
                yield Span(day, day)


def _anchors(period: Period) -> bool:
    return not period.anaphoric and not period.alternative and period.span is not None and period.grain != "day"


def _grain(grain: str) -> str:
    return "part" if grain in ("same", "the", "nth") else grain


def _same(period: Period, anchors: list[Period], compared: bool) -> Iterator[Span | None]:
    """`the same period of 2021` lies in that year; `on the same period` without a year lies in the one before.

    `The same month of last year`, told in January of a December that was last year's, is the one before that.
    """
    spans = [a.span for a in anchors if a.span is not None]
    if period.span is not None:
        year = period.span.end.year
        none = -1 if "last" in period.text.lower() else 0
        yield from (s.shifted(years=year - s.end.year or none) for s in spans[:3])
        yield period.span
    elif period.shift_months:
        yield from (s.shifted(months=period.shift_months) for s in spans[:3])
    else:
        for span in spans[:2]:
            earlier = span.shifted(years=-1)
            yield from (earlier, span) if compared else (span, earlier)
