"""Where the words beside a figure decide a role by themselves, whatever the trained linker makes of the rest.

`9 billion dollars (8 billion euros) in 2022`: words of time right behind a figure are its period, and so are those that open its
sentence and are the only ones there. `nearly 960,000 in Poland`, `a million refugees lived in Germany`: the place behind a count of
people is its entity. `Its imports from China came to 11 billion dollars`: a flow with its owner beside it, in a
sentence without any good, is the whole trade, not that of the good of the paragraph before.
"""

from __future__ import annotations

import re

from extractor.lexicons import wordlist
from extractor.linking.candidates import Candidate
from extractor.linking.examples import Example
from extractor.linking.frame import Frame

_BEHIND = r"\s*(?:\([^()]{1,60}\)\s*)?"
_WHEN = re.compile(_BEHIND + r"(?:in|for|during)\s+(?:the\s+(?:year\s+)?)?", re.IGNORECASE)
_WHERE = re.compile(_BEHIND + r"(?:in|across|inside)\s+", re.IGNORECASE)
_STAYING = re.compile(r"(?:\s+[\w’'-]+){0,4}\s+(\w+)\s+(?:in|across|inside)\s+", re.IGNORECASE)
_OPENING = 4
"""Characters that may stand before the words of time that open a sentence (`In 2021, …`)."""
_OWNED = re.compile(r"(?:\b(?:its|their|our|overall|total|all)|[’']s?)\s+(?:\w+\s+)?$", re.IGNORECASE)
_FLOWS = {"import", "export", "turnover", "balance"}


def decided(example: Example, frame: Frame) -> dict[str, int]:
    """From role to the column of its filler, -1 for none."""
    figure, text = frame.figure, example.layout.text
    found: dict[str, int] = {}
    for column, candidate in enumerate(example.candidates):
        if candidate.start < figure["end"] or not {"alternative", "article", "joined", "city"}.isdisjoint(
            candidate.forms
        ):
            continue
        gap = text[figure["end"] : candidate.start]
        if candidate.type == "period" and _WHEN.fullmatch(gap):
            found.setdefault("period", column)
        if (
            candidate.type == "place"
            and figure["unit"] == "people"
            and (_WHERE.fullmatch(gap) or _stays(candidate, gap))
        ):
            found.setdefault("entity", column)
    opening = _opening(example, figure["start"])
    if opening is not None:
        found.setdefault("period", opening)
    if figure["currency"] and _whole_trade(example, figure["start"]):
        found["commodity"] = -1
    return found


def _stays(place: Candidate, gap: str) -> bool:
    """Whether a word of staying and few others stand between a count of people and a place: `Syrian refugees now lived in`."""
    words = _STAYING.fullmatch(gap)
    return words is not None and "demonym" not in place.forms and words[1].lower() in wordlist("staying")


def _opening(example: Example, figure: int) -> int | None:
    """The column of the words of time that open the figure's sentence, where it has no others."""
    text, (start, end) = example.layout.text, example.layout.bounds(figure)
    times = ((i, c) for i, c in enumerate(example.candidates) if c.type == "period" and "article" not in c.forms)
    inside = [(i, c) for i, c in times if start <= c.start < end]
    if len({(c.start, c.key) for _, c in inside}) != 1:
        return None
    column, only = inside[0]
    opens = only.start - start <= _OPENING and only.start < figure and text[only.end : only.end + 1] in (",", " ")
    return column if opens and not _COUNTED & set(only.forms) else None


_COUNTED = {"anaphoric", "baseline", "yearless", "alternative"}
"""Words of time that may count from another period than the article's date says."""


def _whole_trade(example: Example, figure: int) -> bool:
    """Whether the sentence has a flow before the figure that an owner stands beside, and no good."""
    text, (start, end) = example.layout.text, example.layout.bounds(figure)
    inside = [c for c in example.candidates if start <= c.start < end]
    if any(c.type == "good" and {"lexicon", "phrase"} & set(c.forms) for c in inside):
        return False
    flows = [
        c for c in inside if c.type == "measure" and "flow" in c.forms and _FLOWS & set(c.forms) and c.start < figure
    ]
    owners = {c.end for c in inside if c.type == "place" and "demonym" in c.forms}
    return any(_OWNED.search(text[start : flow.start]) or {flow.start - 1, flow.start - 2} & owners for flow in flows)
