"""How a text is laid out: sentences, paragraphs, marks, brackets, joining words, and what of these lies between a figure and a mention."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX, POS, SENT_START
from spacy.tokens import Doc

Array = NDArray[Any]

BETWEEN, BESIDE = 13, 4
"""Features of a pair, and of a mention by itself."""
_BREAK = re.compile(r"[;…]|\s[–—-]{1,2}\s|—")
_COLON = re.compile(r":(?!\d)")
_COMMA = re.compile(r",(?!\d)")
_LABEL = re.compile(r"\s*:(?!\d)")
QUESTION = re.compile(r"\?")
_JOINING = ("CCONJ", "SCONJ")


class Layout:
    """Offsets of a Doc, each kind in order."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self.paragraphs = _found(re.compile("\n\n"), self.text)
        self.breaks, self.colons, self.commas = (_found(mark, self.text) for mark in (_BREAK, _COLON, _COMMA))
        start, pos, opens = doc.to_array([IDX, POS, SENT_START]).astype(np.int64).T
        self.sentences = start[opens == 1]
        self.joining = start[np.isin(pos, [doc.vocab.strings[word] for word in _JOINING])]
        self.questions = _found(QUESTION, self.text)
        self.opened, self.closed = _found(re.compile(r"[(\[]"), self.text), _found(re.compile(r"[)\]]"), self.text)

    def sentence(self, offsets: Any) -> Array:
        """The number of the sentence in which each offset lies, from 0."""
        return np.asarray(np.searchsorted(self.sentences, offsets, side="right") - 1)

    def bounds(self, offset: int) -> tuple[int, int]:
        """Where the sentence of a character begins, and where the next one does or the text ends."""
        index = int(self.sentence(offset))
        later = index + 1 < len(self.sentences)
        return int(self.sentences[index]), int(self.sentences[index + 1]) if later else len(self.text)

    def paragraph(self, offsets: Any) -> Array:
        """The number of the paragraph in which each offset lies."""
        return np.asarray(np.searchsorted(self.paragraphs, offsets))

    def between(self, start: int, end: int, starts: Array, ends: Array) -> Array:
        """mentions × BETWEEN: a break, a colon, the end of a question, one end of a paragraph, no comma or one or more, no joining
        word or one or more, and brackets: around both alike, around the mention, around the figure (at `start` to `end`)."""
        before = starts < start
        low, high = np.where(before, ends, end), np.where(before, start, starts)

        def count(marks: Array) -> Array:
            return np.asarray(np.maximum(np.searchsorted(marks, high) - np.searchsorted(marks, low), 0))

        three = np.eye(3, dtype=np.float32)
        ours, theirs = self._bracket(np.array([start]))[0], self._bracket(starts)
        flags = [count(self.breaks) > 0, count(self.colons) > 0, count(self.questions) > 0, count(self.paragraphs) == 1]
        brackets = [(theirs == ours) & (ours >= 0), theirs >= 0, np.full(len(starts), ours >= 0)]
        commas, joining = (three[np.minimum(count(marks), 2)] for marks in (self.commas, self.joining))
        return np.concatenate([np.stack(flags, 1), commas, joining, np.stack(brackets, 1)], 1).astype(np.float32)

    def _bracket(self, offsets: Array) -> Array:
        """Which bracket each offset lies in, -1 for none; one that is not closed in its sentence holds nothing."""
        index = np.searchsorted(self.opened, offsets) - 1
        if not len(self.opened) or not len(self.closed):
            return np.full(len(offsets), -1)
        opening = self.opened[np.maximum(index, 0)]
        closing = np.searchsorted(self.closed, opening)
        end = np.append(self.closed, -1)[closing]
        inside = (index >= 0) & (offsets < end) & (self.sentence(opening) == self.sentence(end))
        return np.where(inside, index, -1)

    def beside(self, kinds: list[str], starts: Array, ends: Array) -> Array:
        """mentions × BESIDE: a label before a colon; first of its kind in the sentence, last there, first in the paragraph."""
        rows = np.zeros((len(kinds), BESIDE), dtype=np.float32)
        rows[:, 0] = [_LABEL.match(self.text, end) is not None for end in ends]
        sentences, paragraphs = self.sentence(starts), self.paragraph(starts)
        first: dict[tuple[str, int], int] = {}
        last: dict[tuple[str, int], int] = {}
        opening: dict[tuple[str, int], int] = {}
        for kind, sentence, paragraph, start in zip(kinds, sentences, paragraphs, starts, strict=True):
            first.setdefault((kind, sentence), start)
            last[kind, sentence] = start
            opening.setdefault((kind, paragraph), start)
        for row, kind, sentence, paragraph, start in zip(rows, kinds, sentences, paragraphs, starts, strict=True):
            row[1:] = (
                first[kind, sentence] == start, last[kind, sentence] == start, opening[kind, paragraph] == start
            )  # fmt: skip
        return rows


def _found(mark: re.Pattern[str], text: str) -> Array:
    return np.array([match.start() for match in mark.finditer(text)], dtype=np.int64)
