"""Words of time in a text, each with the span of time that it stands for.

What follows from the words alone (`January-May 2022`) is absolute; what is counted from the day of the article (`last year`,
`in March`) is resolved against it and stays open where it is unknown; what is counted from a period named before
(`a year earlier`, `the same period`) keeps its shift, for `period_context` to resolve.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from extractor.pipes import period_days, period_months, period_quarters, period_relative, period_years
from extractor.pipes.period_words import SHORT, Clock, Period, Row

_DIGIT = re.compile(r"\d")
_MONTH = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|" + SHORT, re.IGNORECASE
)


@cache
def _rows() -> tuple[Row, ...]:
    return (
        *period_months.rows(),
        *period_quarters.rows(),
        *period_days.rows(),
        *period_relative.rows(),
        *period_years.rows(),
    )


def periods(text: str, clock: Clock | date | None, offset: int = 0) -> list[Period]:
    """The words of time of one sentence, in order, none overlapping but for alternatives; the longer reading wins, then the
    earlier pattern. `offset` is where the sentence begins in its text."""
    clock = clock if isinstance(clock, Clock) else Clock(clock)
    found = sorted(_all(text, clock), key=lambda p: (p.start - p.end, p.start))
    taken: list[Period] = []
    for period in found:
        if period.alternative or all(period.end <= other.start or other.end <= period.start for other in taken if not other.alternative):  # fmt: skip
            taken.append(period)
    taken.sort(key=lambda p: (p.start, not p.alternative))
    return [replace(p, start=p.start + offset, end=p.end + offset) for p in taken] if offset else taken


def _all(text: str, clock: Clock) -> Iterator[Period]:
    lower = text.lower()
    cues = {"#": _DIGIT.search(text) is not None, "@": _MONTH.search(text) is not None}
    for row in _rows():
        if not any(cues.get(cue, cue in lower) for cue in row.cues):
            continue
        for match in row.pattern.finditer(text):
            period = row.make(match, clock)
            if period is not None:
                yield period
