"""From labels to gold: one JSON object for each claim, with the fields of CONTRACT.md and `optional`, `tags`, `split`, `hand`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from annotation import values
from annotation.interval import interval
from annotation.notation import Answers, Entry
from extractor.claims.ids import claim_id
from extractor.lexicons import table

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[–—-]*[A-Z0-9$€£])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|U\.S|U\.K|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Gen|Col|approx|ca|[A-Z]))\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end; a line break ends one."""
    starts = [0]
    for stop in _SENTENCE_END.finditer(text):
        if "\n" in stop.group() or not _ABBREVIATION.search(text[: stop.start() + 1][-12:]):
            starts.append(stop.end())
    return [(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if text[a:b].strip()]


def records(article: str, text: str, entries: Iterable[Entry], **more: Any) -> list[dict[str, Any]]:
    """The gold claims of one article. A field with several right answers holds the list of them, best first."""
    spans = sentences(text)
    starts = [a for a, _ in spans]
    found = []
    for entry in entries:
        if entry.kind:
            a, b = spans[max(0, bisect_right(starts, entry.start) - 1)]
            b = max(b, entry.end)
            found.append(_record(article, text, entry, (a, a + len(text[a:b].rstrip()))) | more)
    return found


def out_of_scope(article: str, entries: Iterable[Entry], **more: Any) -> list[dict[str, Any]]:
    """The numbers that are no claims, with the reason."""
    return [
        {"article": article, "start": entry.start, "end": entry.end, "text": entry.figure, "reason": entry.reason}
        | more
        for entry in entries
        if entry.reason
    ]


def _record(article: str, text: str, entry: Entry, sentence: tuple[int, int]) -> dict[str, Any]:
    value, low, high = _amounts(entry)
    bound = entry.first("bound") or "exact"
    if bound != "between" and value is not None and entry.kind != "absence":
        low, high = interval(entry.figure, value, bound)
    return {
        "id": claim_id(text, entry.start, entry.end),
        "article": article,
        "kind": entry.kind,
        **_place("entity", entry.all("entity")),
        **_place("partner", entry.all("partner")),
        "direction": _scalar(entry.all("direction")),
        "measure": _scalar(entry.all("measure")),
        "commodity": _scalar(entry.all("commodity")),
        "commodity_codes": [],
        "value": _scalar([None if a is None else values.number(a) for a in entry.all("value")] or [value]),
        "value_low": low,
        "value_high": high,
        "bound": _scalar(entry.all("bound") or ("exact",)),
        "currency": _scalar(entry.all("currency")),
        "unit": _scalar(entry.all("unit")),
        **_period(entry.all("period")),
        **{f"baseline_{end}": day for end, day in _days(entry.all("baseline")).items()},
        "trend": _scalar(entry.all("trend")),
        "equivalents": _equivalents(entry.first("equiv")),
        "source": _scalar(entry.all("source")),
        "via": _scalar(entry.all("via")),
        "asserted": entry.first("asserted") != "no",
        "sentence": text[slice(*sentence)],
        "start": entry.start,
        "end": entry.end,
        "grounding": grounding(text, entry, sentence),
        "optional": entry.first("optional") == "yes",
        "tags": values.tags(entry.first("tags") or ""),
    }


def _amounts(entry: Entry) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    low, high, value = (
        values.number(answer) if answer else None for answer in map(entry.first, ("low", "high", "value"))
    )
    if value is None and low is not None and high is not None:
        value = (low + high) / 2
    return value, low, high


def _scalar(answers: Sequence[Any]) -> Any:
    """Nothing, the one answer, or the list of several."""
    different = list(dict.fromkeys(answers))
    return different if len(different) > 1 else next(iter(different), None)


def _place(name: str, answers: Answers) -> dict[str, Any]:
    return {name: _scalar(answers), f"{name}_code": _scalar([values.codes().get(answer or "") for answer in answers])}


def _days(answers: Answers) -> dict[str, Any]:
    """First and last days; of several right answers, both lists in step."""
    periods = [values.period(answer) if answer else (None, None) for answer in answers]
    if len(periods) < 2:
        start, end = periods[0] if periods else (None, None)
        return {"start": start, "end": end}
    return {"start": [start for start, _ in periods], "end": [end for _, end in periods]}


def _period(answers: Answers) -> dict[str, Any]:
    periods = [values.period(answer) if answer else None for answer in answers]
    years = [span[0].year if span and span[0].year == span[1].year else None for span in periods]
    return {"year": _scalar(years)} | {f"period_{end}": day for end, day in _days(answers).items()}


def _equivalents(answer: str | None) -> list[dict[str, Any]]:
    found = values.equivalents(answer) if answer else []
    return [{"value": value, "currency": currency, "unit": unit} for value, currency, unit in found]


def grounding(text: str, entry: Entry, sentence: tuple[int, int]) -> dict[str, Any]:
    """The words behind names, where plain matching finds them: in the sentence, else nearest before it, else after."""
    found = {}
    for name in ("entity", "partner", "commodity", "measure", "source", "via"):
        answer = entry.first(name)
        place = _nearest(text, _surfaces(answer), sentence, entry.start) if answer else None
        if place:
            found[name] = {"text": text[slice(*place)], "start": place[0], "end": place[1]}
    return found


def _surfaces(answer: str) -> list[str]:
    for row in table("places"):
        if row["name"] == answer:
            return [answer, *filter(None, f"{row['aliases']};{row['demonyms']};{row['capital']}".split(";"))]
    return [answer]


def _nearest(text: str, surfaces: list[str], sentence: tuple[int, int], at: int) -> tuple[int, int] | None:
    words = "|".join(
        r"\s+".join(map(re.escape, surface.split())) for surface in sorted(surfaces, key=len, reverse=True)
    )
    places = [(m.start(), m.end()) for m in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)]
    within = [p for p in places if sentence[0] <= p[0] < sentence[1]]
    before = [p for p in places if p[0] < sentence[0]]
    return min(within, key=lambda p: abs(p[0] - at), default=None) or next(iter(before[-1:] or places), None)
