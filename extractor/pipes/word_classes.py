"""Parts of speech from tags: what spaCy's attribute ruler says of a word, asked once for each combination that its patterns tell apart.

Its patterns look at a word's tag, its relation and, for a hundred small words, at the word; matching them all over every sentence costs
more than the tagger. Patterns of two words (`there is`) are not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOLD, _ASKED = [TAG, POS, MORPH, LEMMA], [TAG, DEP, IS_SPACE, LOWER]


class WordClasses:
    """Sets tag, part of speech, morphology and the ruler's own lemmas."""

    def __init__(self, ruler: Any, vocab: Vocab) -> None:
        self.ruler, self.vocab = ruler, vocab
        patterns = [token for rule in ruler.patterns for pattern in rule["patterns"] for token in pattern]
        words = {word for token in patterns for word in _words(token.get("LOWER", ()))}
        self.words = np.array([vocab.strings.add(word) for word in sorted(words)], dtype="uint64")
        self.known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        asked: Any = doc.to_array(_ASKED)
        asked[~np.isin(asked[:, 3], self.words), 3] = 0
        told = [self.known.get(key) or self._ask(key) for key in map(tuple, asked.tolist())]
        values: Any = np.array(told, dtype="uint64")
        return doc.from_array(_TOLD, values)

    def _ask(self, key: tuple[int, ...]) -> tuple[int, ...]:
        tag, dep, space, lower = key
        word = " " if space else self.vocab.strings[lower] if lower else "x"
        doc = Doc(self.vocab, words=[word])
        given: Any = np.array([[tag, dep]], dtype="uint64")
        doc.from_array([TAG, DEP], given)
        told = tuple(int(value) for value in self.ruler(doc).to_array(_TOLD)[0])
        self.known[key] = told
        return told


def _words(wanted: str | dict[str, Iterable[str]] | Iterable[str]) -> Iterator[str]:
    """The words of a pattern's `LOWER`, which is one or `{"IN": […]}`."""
    if isinstance(wanted, str):
        yield wanted
    elif isinstance(wanted, dict):
        yield from wanted.get("IN", ())
