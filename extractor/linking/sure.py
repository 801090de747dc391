"""Where the words beside a figure decide a role by themselves, whatever the trained linker makes of the rest.

`9 billion dollars (8 billion euros) in 2022`: words of time right behind a figure are its period. `nearly 960,000 in Poland`: so is the
place behind a count of people its entity. `Its imports from China came to 11 billion dollars`: a flow with its owner beside it, in a
sentence without any good, is the whole trade, not that of the good of the paragraph before.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.linking.examples import Example
from extractor.linking.frame import Frame

_BEHIND = r"\s*(?:\([^()]{1,60}\)\s*)?"
_WHEN = re.compile(_BEHIND + r"(?:in|for|during)\s+(?:the\s+(?:year\s+)?)?", re.IGNORECASE)
_WHERE = re.compile(_BEHIND + r"(?:in|across|inside)\s+", re.IGNORECASE)
_OWNED = re.compile(r"(?:\b(?:its|their|our|overall|total|all)|[’']s?)\s+(?:\w+\s+)?$", re.IGNORECASE)
_FLOWS = {"import", "export", "turnover", "balance"}


def decided(text: str, sentences: list[int], example: Example, frame: Frame) -> dict[str, int]:
    """From role to the column of its filler, -1 for none; `sentences` are the offsets at which sentences begin."""
    figure = frame.figure
    found: dict[str, int] = {}
    for column, candidate in enumerate(example.candidates):
        if candidate.start < figure["end"] or not {"alternative", "article", "joined", "city"}.isdisjoint(
            candidate.forms
        ):
            continue
        gap = text[figure["end"] : candidate.start]
        if candidate.type == "period" and _WHEN.fullmatch(gap):
            found.setdefault("period", column)
        if candidate.type == "place" and figure["unit"] == "people" and _WHERE.fullmatch(gap):
            found.setdefault("entity", column)
    if figure["currency"] and _whole_trade(text, sentences, example, figure["start"]):
        found["commodity"] = -1
    return found


def _whole_trade(text: str, sentences: list[int], example: Example, figure: int) -> bool:
    """Whether the sentence has a flow before the figure that an owner stands beside, and no good."""
    index = bisect_right(sentences, figure)
    start, end = sentences[index - 1], sentences[index] if index < len(sentences) else len(text)
    inside = [c for c in example.candidates if start <= c.start < end]
    if any(c.type == "good" and {"lexicon", "phrase"} & set(c.forms) for c in inside):
        return False
    flows = [
        c for c in inside if c.type == "measure" and "flow" in c.forms and _FLOWS & set(c.forms) and c.start < figure
    ]
    owners = {c.end for c in inside if c.type == "place" and "demonym" in c.forms}
    return any(_OWNED.search(text[start : flow.start]) or {flow.start - 1, flow.start - 2} & owners for flow in flows)
