"""The windows of a Doc that the trained linker reads: word pieces, figures, candidates and features.

The same code makes examples for training and for use. Of the text only the opening, sentences with figures and their neighbours
are read. A window holds up to 512 word pieces; a figure lies in the window that gives it most of what went before, and later
windows begin with the headline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc
from tokenizers import Tokenizer

from extractor.linking.candidates import Candidate, candidates
from extractor.linking.clauses import Clauses
from extractor.linking.features import Array, Standings, figure_features, pairs, standings
from extractor.linking.frame import Frame
from extractor.linking.layout import Layout

WINDOW, STRIDE, LEFT, TITLE = 510, 256, 200, 40
"""Word pieces of a window; from one window to the next; least that goes before a figure; of the headline."""
OPENING, BEFORE, AFTER = 2, 1, 0
"""Sentences that are read at the beginning of the text, and before and after one with a figure."""


@dataclass(slots=True)
class Example:
    """One window: word pieces, the frames of the rule linker, candidates, and features; and how its text is laid out."""

    layout: Layout
    ids: Array
    frames: list[Frame]
    figure_tokens: Array
    figure_features: Array
    candidates: list[Candidate]
    candidate_tokens: Array
    pair_features: Array
    """figures × candidates × PAIR_FEATURES"""


@dataclass(slots=True)
class _Read:
    """What is read of a text: word pieces and their offsets, figures and where they are among the pieces, candidates."""

    doc: Doc
    layout: Layout
    clauses: Clauses
    ids: Array
    offsets: Array
    frames: list[Frame]
    positions: list[tuple[int, int]]
    features: Array
    candidates: list[Candidate]
    standings: Standings
    title: tuple[int, int]


def examples(doc: Doc, frames: list[Frame], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of a Doc that hold figures; `frames` are the rule linker's, in and out of scope."""
    if not frames:
        return
    encoding = tokenizer.encode(doc.text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    layout = Layout(doc)
    kept = _kept(layout, doc._.title_end, frames, offsets)
    offsets, found = offsets[kept], candidates(doc, frames)
    positions = [_pieces(offsets, f.figure["start"], f.figure["end"]) for f in frames]
    last = int(np.searchsorted(offsets[:, 0], doc._.title_end))
    read = _Read(doc, layout, Clauses(doc), np.array(encoding.ids)[kept], offsets, frames, positions, figure_features(layout, frames),
                 found, standings(doc, found), (max(0, last - TITLE), last))  # fmt: skip
    windows: dict[int, list[int]] = {}
    for index, (first, _) in enumerate(positions):
        windows.setdefault(max(0, (first - LEFT) // STRIDE) * STRIDE, []).append(index)
    for start in sorted(windows):
        yield _example(read, start, windows[start])


def _kept(layout: Layout, title_end: int, frames: list[Frame], offsets: Array) -> Array:
    """Which word pieces are read: those of the headline, the opening, and of sentences with figures and beside them."""
    opening = int(np.searchsorted(layout.sentences, title_end)) + OPENING
    chosen = np.zeros(len(layout.sentences), dtype=bool)
    chosen[:opening] = True
    for own in layout.sentence([frame.figure["start"] for frame in frames]):
        chosen[max(0, own - BEFORE) : own + AFTER + 1] = True
    kept: Array = chosen[np.maximum(layout.sentence(offsets[:, 0]), 0)]
    for frame in frames:  # a figure that runs over the end of a sentence
        first, last = _pieces(offsets, frame.figure["start"], frame.figure["end"])
        kept[first:last] = True
    return kept


def _pieces(offsets: Array, start: int, end: int) -> tuple[int, int]:
    """The word pieces that a stretch of characters touches; at least one."""
    first = int(np.searchsorted(offsets[:, 1], start, side="right"))
    last = int(np.searchsorted(offsets[:, 0], end, side="left"))
    return first, max(last, first + 1)


def _example(read: _Read, start: int, chosen: list[int]) -> Example:
    title = read.title
    stop = min(len(read.ids), start + WINDOW - (title[1] - title[0] if start else 0))
    head = list(range(*title)) if start > title[1] else []
    kept = head + list(range(start, stop))
    place = {piece: index + 1 for index, piece in enumerate(kept)}
    inside = list(_inside(read, place))
    mine = [read.frames[i] for i in chosen]
    where = [read.positions[i] for i in chosen]
    tokens = [(place[first], place.get(last - 1, place[first]) + 1) for first, last in where]
    return Example(
        layout=read.layout,
        ids=np.array([101, *(read.ids[i] for i in kept), 102], dtype=np.int64),
        frames=mine,
        figure_tokens=np.array(tokens, dtype=np.int64),
        figure_features=read.features[chosen],
        candidates=inside,
        candidate_tokens=np.array([c.tokens for c in inside], dtype=np.int64).reshape(-1, 2),
        pair_features=pairs(read.doc, read.layout, read.clauses, mine, tokens, inside, read.standings),
    )


def _inside(read: _Read, place: dict[int, int]) -> Iterator[Candidate]:
    """The candidates whose words stand in the window, with their places there."""
    for c in read.candidates:
        first, last = _pieces(read.offsets, c.start, c.end)
        if first >= len(read.offsets) or read.offsets[first, 0] >= c.end:
            continue  # in a sentence that is not read
        if first in place and last - 1 in place and place[last - 1] - place[first] == last - 1 - first:
            tokens = (place[first], place[last - 1] + 1)
            yield Candidate(c.type, c.key, c.value, c.start, c.end, tokens, c.marker, c.forms)
