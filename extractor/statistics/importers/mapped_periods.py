"""SQL for the periods of a mapped table: names of months, years that begin in another month, parts of years, days for months."""

from __future__ import annotations

import calendar
import re
from datetime import date as Date

from extractor.errors import BadTable
from extractor.statistics.grid import Grid
from extractor.statistics.mapping import Mapping, Values
from extractor.statistics.period_names import PAIR, follows, part_name, period_name, period_names
from extractor.statistics.reading import cases, text
from extractor.statistics.source_file import SourceFile

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?")
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def column_periods(mapping: Mapping, grid: Grid, source: SourceFile, expression: str) -> str:
    """SQL for the period in the form that the store reads, given SQL for the text that is printed. Raises BadTable."""
    printed = grid.texts(expression)
    named = period_names(printed, mapping.year_begins)
    for each in printed:
        _refuse_unclear(each, named.get(each), source)
    days = [match for name in named.values() if (match := DAY.fullmatch(name))]
    if mapping.frequency not in (None, "day"):
        named = {each: _around(name, MONTHS[mapping.frequency]) for each, name in named.items()}
    elif mapping.frequency is None and len(days) > 1 and _regular(days):
        raise BadTable(
            f"{source.name}: {days[0][0]}, {days[1][0]} and so on, all days alike: say what they stand for, "
            "frequency: month, quarter or year, or day"
        )
    return cases(expression, dict(named), other=expression)


def column_parts(grid: Grid, expression: str) -> str:
    """SQL for the part of a year that a column says, behind the year."""
    named = {each: part_name(each) for each in grid.texts(expression)}
    return f"coalesce({cases(expression, {each: name for each, name in named.items() if name}, other=expression)}, '')"


def value_period(
    mapping: Mapping, value: Values, row: str | None, part_of_row: str | None, source: SourceFile
) -> str | None:
    """SQL for the period of a column of values, null where its own says nothing; given SQL for that of its row, and for a
    part of the year that stands in the row. Raises BadTable."""
    if value.part is not None:
        part = part_name(value.part)
        if part is None or row is None:
            raise BadTable(
                f"{source.name}: `{value.column}`: the part {value.part!r} is no month, quarter or half of a year in the row"
            )
        return f"{row} || {text(part)}"
    if value.period is None:
        return None
    name = period_name(value.period, mapping.year_begins)
    _refuse_unclear(value.period, name, source)
    if name is None:
        raise BadTable(
            f"{source.name}: `{value.column}`: {value.period!r} is no period such as 2022, 2022-03 or 2022-Q1"
        )
    if part_of_row is not None and re.fullmatch(r"\d{4}", name):
        return f"{text(name)} || {part_of_row}"
    return text(_around(name, MONTHS[mapping.frequency]) if mapping.frequency not in (None, "day") else name)


def _refuse_unclear(printed: str, name: str | None, source: SourceFile) -> None:
    if name is None and (pair := PAIR.search(printed)) and follows(pair):
        raise BadTable(
            f"{source.name}: the period {printed!r} spans two years: say in which month it begins, as year_begins: 4"
            + (
                f", or codes: {{period: {{{printed}: {pair[1]}M{int(pair[2]):02}}}}} for a month"
                if int(pair[2]) <= 12
                else ""
            )
        )


def _regular(days: list[re.Match[str]]) -> bool:
    """Whether all days are the first, or the last, of months."""
    found = [Date(int(day[1]), int(day[2]), int(day[3])) for day in days]
    return all(day.day == 1 for day in found) or all(
        day.day == calendar.monthrange(day.year, day.month)[1] for day in found
    )


def _around(name: str, months: int) -> str:
    """The month, quarter or year that a day lies in; other periods as they are."""
    if (day := DAY.fullmatch(name)) is None:
        return name
    year, month = day[1], int(day[2])
    return {1: f"{year}-{month:02}", 3: f"{year}-Q{(month + 2) // 3}", 12: year}[months]
