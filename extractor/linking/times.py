"""When: the period of a figure and, of a change, what it is compared with.

A figure takes the words of time beside it, else those that open its clause or sentence, else the period that the text has set.
"""

from __future__ import annotations

import re
from datetime import date

from extractor.linking.frame import Mention
from extractor.linking.scene import Scene
from extractor.timespan import Span

_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|comparison (?:with|to)|against|versus|vs\.?|than|relative to|up from|down from|(?:rose|fell|grew|up|down|increased|"
    r"decreased|dropped|jumped|climbed|declined) (?:on|over|from)|from|over|on|since|more than|less than|above|below)"
    r"\s+(?:that\s+|those\s+|the\s+(?:level|one|figure|result|total)s?\s+|levels\s+|what\s+it\s+was\s+)?(?:\w+ed\s+)?(?:(?:in|of|for|during)\s+)?(?:a|the)?\s*$",
    re.IGNORECASE,
)
"""Words before a period that make it what something is compared with: `than in 2020`, `from a year earlier`."""

_RECORD = re.compile(
    r"\b(?:first|lowest|highest|largest|biggest|smallest|weakest|strongest|best|worst|most|fewest|least|record|steepest|fastest|slowest)\b"
    r"[^,;.]{0,30}$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|as against|versus|vs\.?|down from|up from|(?:rose|risen|rise|fell|fallen|fall|grew|grown|growth|increased|increase|"
    r"decreased|dropped|drop|jumped|climbed|declined|decline|went up|went down|widened|narrowed|slid|shrank|sank|passed)\s+from)"
    r"\s+(?:just |only |about |some |nearly |over |a |an )?(?:[A-Z]{2,3}\s?|[$€£¥]|Rs\.?\s?)?$",
    re.IGNORECASE,
)
"""Words before a figure that make it the earlier one of two: `7 million tonnes against 5 million`."""

YEAR_ON_YEAR = re.compile(
    r"year[\s-]on[\s-]year|year[\s-]over[\s-]year|\by[/-]o[/-]?y\b|\by/y\b|\byoy\b|on the year|from a year|than a year|annual(?:ly)? (?:rate|basis)"
    r"|in annual terms|on an annual basis",
    re.IGNORECASE,
)
MONTH_ON_MONTH = re.compile(
    r"month[\s-]on[\s-]month|month[\s-]over[\s-]month|\bm[/-]o[/-]?m\b|\bm/m\b|on the month", re.IGNORECASE
)


def counted(period: Mention, context: Span | None, today: date | None) -> Span | None:
    """The days of words beside a figure: `a year earlier` counts from the period of the figure before, where there is one."""
    from_today = re.search(r"\b(?:ago|back)\b", period["text"].lower()) is not None
    if (
        context is not None
        and period["anaphoric"]
        and period["shift_months"]
        and period["grain"] == "year"
        and not from_today
    ):
        return context.shifted(months=period["shift_months"])
    return span_of(period, context, today)


def span_of(period: Mention, context: Span | None, today: date | None) -> Span | None:
    """The days that words of time stand for; `context` is the period set before, from which `a year earlier` counts."""
    own = _own(period)
    if period["grain"] == "same":
        year = own.start.year if own else None
        if context is None:
            return own
        if year is not None:
            return context.shifted(years=year - context.end.year)
        return context.shifted(months=period["shift_months"])
    if own is not None:
        return own
    if period["anaphoric"]:
        anchor = context or (_year_of(today) if today else None)
        return anchor.shifted(months=period["shift_months"]) if anchor else None
    return None


def _own(period: Mention) -> Span | None:
    if period["period_start"] is None:
        return None
    return Span(date.fromisoformat(period["period_start"]), date.fromisoformat(period["period_end"]))


def _year_of(day: date) -> Span:
    return Span(date(day.year, 1, 1), date(day.year, 12, 31))


def is_baseline(scene: Scene, period: Mention) -> bool:
    """Whether the words before make it a comparison: `more than in 2020`; not `from 30 million in 2020`."""
    if period["grain"] == "comparison":
        return True
    before = scene.article[max(scene.start, period["start"] - 45) : period["start"]]
    return bool(_COMPARED.search(before)) or _since_record(before, period)


def _since_record(before: str, period: Mention) -> bool:
    """`the lowest since 1999`: not told of the years since, but of one figure that is lower than theirs."""
    return period["text"].lower().startswith("since") and bool(_RECORD.search(before))


def beside(scene: Scene, figure: Mention) -> Mention | None:
    """The period that belongs to this figure by place: after it before the next figure, else before it after the last one."""
    figures = sorted(f["start"] for f in scene.figures)
    following = next((s for s in figures if s > figure["start"]), scene.end)
    preceding = max((f["end"] for f in scene.figures if f["end"] <= figure["start"]), default=scene.start)
    usable = [p for p in scene.times if not is_baseline(scene, p)]
    right = [p for p in usable if figure["end"] <= p["start"] < following and _near(scene, figure["end"], p["start"])]
    left = [p for p in usable if preceding <= p["start"] and p["end"] <= figure["start"]]
    left = [p for p in left if not _belongs_to_previous(scene, figure, p, preceding)]
    if right and not (left and _opens_next(scene, right[0], following)):
        return right[0]
    return left[-1] if left else None


def _near(scene: Scene, left: int, right: int) -> bool:
    gap = scene.text(left, right)
    return len(gap) < 60 and ";" not in gap and " while " not in gap and " but " not in gap


def _opens_next(scene: Scene, period: Mention, following: int) -> bool:
    """`35 million in 2021, in 2022 already 75 million`: the second period opens the next figure's clause."""
    before, after = (
        scene.text(period["start"] - 8, period["start"]),
        scene.text(period["end"], min(following, scene.end)),
    )
    return following < scene.end and bool(re.search(r"[,;]\s*(?:and\s+)?(?:in\s+)?$", before)) and "," not in after


def _belongs_to_previous(scene: Scene, figure: Mention, period: Mention, preceding: int) -> bool:
    """`35 million in 2021 and 75 million …`: what follows a figure at once is its own period, not the next one's."""
    if preceding == scene.start:
        return False
    gap = scene.text(preceding, period["start"])
    return (
        len(gap) < 16
        and not re.search(r"[,;:]", gap)
        and re.fullmatch(r"\s*(?:\(?\s*(?:in|for|during|at the end of)?\s*(?:the\s+)?)", gap) is not None
    )


def is_earlier(scene: Scene, figure: Mention) -> bool:
    """Whether the words before make the figure the one that another is compared with."""
    return bool(_AGAINST.search(scene.article[max(scene.start, figure["start"] - 40) : figure["start"]]))


def opening(scene: Scene) -> Mention | None:
    """The period that opens the sentence or stands in it alone, for all its figures."""
    usable = [p for p in scene.times if not is_baseline(scene, p)]
    first = min((f["start"] for f in scene.figures), default=scene.end)
    before = [p for p in usable if p["end"] <= first]
    if before:
        run = before[0]
        for period in before[1:]:
            if period["start"] - run["end"] > 3:
                break
            run = period  # `in the current fiscal, April-July`: the narrower one
        return run
    return usable[0] if len(usable) == 1 else None


def baseline(
    scene: Scene, figure: Mention, period: Span | None, today: date | None
) -> tuple[Span, Mention | None] | None:
    """What a change is compared with, where the sentence says it."""
    for words in scene.times:
        if (
            words["start"] > figure["start"]
            and is_baseline(scene, words)
            and _near(scene, figure["end"], words["start"])
        ):
            span = span_of(words, period, today)
            if span is not None:
                return span, words
    tail = scene.article[figure["start"] : min(scene.end, figure["end"] + 60)]
    if period is not None and YEAR_ON_YEAR.search(tail):
        return period.shifted(years=-1), None
    if period is not None and MONTH_ON_MONTH.search(tail):
        return period.shifted(months=-1), None
    return None
