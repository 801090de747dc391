"""The windows of a Doc that the trained linker reads: word pieces, figures, candidates and features.

The same code makes examples for training and for use. Of the text only the opening, sentences with figures and their neighbours
are read. A window holds up to 512 word pieces; a figure lies in the window that gives it most of what went before, and later
windows begin with the headline. The places and goods that a text names most often are candidates in all of its windows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc
from tokenizers import Tokenizer

from extractor.linking.candidates import Candidate, candidates
from extractor.linking.clauses import Clauses
from extractor.linking.features import Array, Standings, figure_features, pairs, standings
from extractor.linking.frame import Frame
from extractor.linking.layout import QUESTION, Layout

WINDOW, STRIDE, LEFT, TITLE = 510, 256, 200, 40
"""Word pieces of a window; from one window to the next; least that goes before a figure; of the headline."""
OPENING, BEFORE, AFTER = 2, 1, 0
"""Sentences that are read at the beginning of the text, and before and after one with a figure."""
LOOK_BACK = 6
"""Sentences to look back for one that asks, names a good or a place."""
_TOLD_MOST = {"place": 3, "good": 2}
"""Of each type, how many of the most frequent keys are candidates where the window does not name them."""
_VAGUE = frozenset(("joined", "chunk", "body"))
"""Forms of candidates that are not counted there: they are often no names of goods and places."""


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
    layout = Layout(doc)
    encoding = tokenizer.encode(layout.text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    kept = _kept(doc, layout, frames, offsets)
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


def _leads(doc: Doc, text: str) -> Iterator[list[int]]:
    """Where questions end and where goods and places are named: what is said of a figure sentences before it (`Kiwis?`)."""
    yield [mark.start() for mark in QUESTION.finditer(text)]
    yield [good["start"] for good in doc._.goods if good["lexicon"] is not None]
    yield [place["start"] for place in doc._.places]


def _kept(doc: Doc, layout: Layout, frames: list[Frame], offsets: Array) -> Array:
    """Which word pieces are read: those of the headline, the opening, of sentences with figures and beside them, and of
    the last ones before that ask, name a good, name a place."""
    opening = int(np.searchsorted(layout.sentences, doc._.title_end)) + OPENING
    chosen = np.zeros(len(layout.sentences), dtype=bool)
    chosen[:opening] = True
    owns = layout.sentence([frame.figure["start"] for frame in frames])
    for own in owns:
        chosen[max(0, own - BEFORE) : own + AFTER + 1] = True
    for marks in _leads(doc, layout.text):
        told = np.array([0, *np.unique(layout.sentence(marks))], dtype=np.int64)  # the first is read in any case
        nearest = told[np.searchsorted(told, owns, side="right") - 1]
        chosen[nearest[(nearest <= owns) & (nearest >= owns - LOOK_BACK)]] = True
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
    inside = [*_elsewhere(read, inside), *inside]
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


def _elsewhere(read: _Read, inside: list[Candidate]) -> Iterator[Candidate]:
    """What the text names most often and the window does not, and the article's year, at the word piece that begins it."""
    here = {(c.type, c.key) for c in inside}
    for kind, most in _TOLD_MOST.items():
        first = {c.key: c for c in reversed(read.candidates) if c.type == kind and _VAGUE.isdisjoint(c.forms)}
        told = Counter(c.key for c in read.candidates if c.type == kind and c.key in first)
        for key, times in told.most_common(most):
            if times > 1 and (kind, key) not in here:
                yield replace(first[key], tokens=(0, 1), forms=(*first[key].forms, "article"))
    for c in read.candidates:
        if c.type == "period" and "article" in c.forms and (c.type, c.key) not in here:
            yield replace(c, tokens=(0, 1))
