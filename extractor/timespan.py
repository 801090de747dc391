"""Spans of time as pairs of days, both inclusive, and the arithmetic that words of time ask for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """A period, both ends inclusive."""

    start: date
    end: date

    @property
    def year(self) -> int | None:
        """The calendar year in which it lies, null where it lies in two."""
        return self.start.year if self.start.year == self.end.year else None

    def shifted(self, *, years: int = 0, months: int = 0) -> Span:
        """The same stretch of months earlier or later; a single day stays a single day."""
        count = years * 12 + months
        start = _add_months(self.start, count)
        whole_months = self.start.day == 1 and self.end.day == monthrange(self.end.year, self.end.month)[1]
        end = _add_months(self.end, count)
        return Span(start, month(end.year, end.month).end if whole_months else end)


def _add_months(day: date, count: int) -> date:
    index = day.year * 12 + day.month - 1 + count
    year, month_index = divmod(index, 12)
    return date(year, month_index + 1, min(day.day, monthrange(year, month_index + 1)[1]))


def year(number: int) -> Span:
    """A calendar year."""
    return Span(date(number, 1, 1), date(number, 12, 31))


def month(of: int, number: int) -> Span:
    """A month of a year."""
    return Span(date(of, number, 1), date(of, number, monthrange(of, number)[1]))


def months(of: int, first: int, last: int) -> Span:
    """From the first of one month to the end of another; `last` before `first` lies in the year after."""
    return Span(date(of, first, 1), month(of if last >= first else of + 1, last).end)


def quarter(of: int, number: int) -> Span:
    """A quarter of a year."""
    return months(of, number * 3 - 2, number * 3)


def half(of: int, number: int) -> Span:
    """A half of a year."""
    return months(of, number * 6 - 5, number * 6)


def week_of(day: date) -> Span:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))
