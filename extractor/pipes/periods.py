"""Words of time as a component: `doc._.periods`, resolved against the article's date; see `period_grammar`, `period_context`.

Words that may stand for several spans are several mentions of one place: one to take first, the others marked `alternative`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extractor.lexicons import table
from extractor.pipes.attributes import Mention
from extractor.pipes.period_context import Context
from extractor.pipes.period_grammar import periods
from extractor.pipes.period_words import FULL, YEAR, Clock, Period

_DATED = re.compile(
    rf"\b(?:{FULL}|quarter|half|months?)(?:\s+\d{{1,2}})?,?\s+(?:of\s+)?(?P<year>{YEAR})\b", re.IGNORECASE
)
_YEAR = re.compile(rf"(?<![\d.,/$€£-])({YEAR})(?![\d/%]|[.,-]\d)")
_AHEAD = re.compile(
    r"\b(?:by|until|till|target|plan\w*|forecast\w*|expect\w*|project\w*|aims?)\b[^.]{0,25}$", re.IGNORECASE
)


@Language.factory(
    "extractor_periods",
    requires=["token.is_sent_start", "doc._.figures", "doc._.places", "doc._.goods"],
    assigns=["doc._.periods"],
)
def make_periods(nlp: Language, name: str) -> Periods:
    """Entry in the registry of spaCy."""
    return Periods()


class Periods:
    """Reads the words of time, sentence by sentence, leaving out what the figure grammar reads as an amount."""

    def __call__(self, doc: Doc) -> Doc:
        clock = _clock(doc)
        context = Context(clock)
        amounts = [f for f in doc._.figures if f["in_scope"]]
        found: list[Mention] = []
        for sentence in doc.sents:
            text, offset = sentence.text, sentence.start_char
            read = [
                p
                for p in periods(text, clock)
                if not any(a["start"] <= p.start + offset and p.end + offset <= a["end"] for a in amounts)
            ]
            found += [_mention(p, offset) for p in context.resolve(text, read)]
        doc._.periods = found
        return doc


def _clock(doc: Doc) -> Clock:
    day = doc._.article_date
    return Clock(
        date.fromisoformat(day) if day else None,
        None if day else settled_year(doc.text, doc._.title_end),
        _fiscal_years(doc),
        _crop_years(doc),
    )


def settled_year(text: str, title_end: int) -> int | None:
    """The year of which an undated text speaks: that of its headline, else the latest that a month or quarter names, else
    the latest that it names; none that lies ahead (`by 2030`)."""
    if title := [int(y) for y in _YEAR.findall(text[:title_end])]:
        return max(title)
    dated = [int(m["year"]) for m in _DATED.finditer(text) if not _AHEAD.search(text[: m.start()][-60:])]
    plain = [int(m[1]) for m in _YEAR.finditer(text) if not _AHEAD.search(text[: m.start()][-60:])]
    return max(dated or plain, default=None)


@cache
def _fiscal_table() -> dict[str, tuple[int, int]]:
    return {row["country"]: (int(row["month"]), int(row["named_by"] == "end")) for row in table("fiscal_years")}


@cache
def _crop_table() -> dict[str, int]:
    return {row["good"]: int(row["month"]) for row in table("crop_years")}


def _fiscal_years(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The fiscal years of the countries named, the one named most first."""
    counted = Counter(place["code"] for place in doc._.places if place.get("code") in _fiscal_table())
    return tuple(dict.fromkeys(_fiscal_table()[code] for code, _ in counted.most_common(3)))


def _crop_years(doc: Doc) -> tuple[int, ...]:
    """The marketing years of the goods named, the one named most first; `durum wheat` has that of wheat."""
    months = (_crop_table().get(n, _crop_table().get(n.rpartition(" ")[2])) for n in (g["name"] for g in doc._.goods))
    return tuple(month for month, _ in Counter(m for m in months if m).most_common(3))


def _mention(period: Period, offset: int) -> Mention:
    span = period.span
    return {
        "start": period.start + offset,
        "end": period.end + offset,
        "text": period.text,
        "shift_months": period.shift_months,
        "anaphoric": period.anaphoric,
        "grain": period.grain,
        "yearless": period.yearless,
        "alternative": period.alternative,
        "period_start": span.start.isoformat() if span else None,
        "period_end": span.end.isoformat() if span else None,
    }
