"""How two mentions stand to each other in the parse of a sentence: under one verb, one of them its subject, one under the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, POS
from spacy.tokens import Doc

RELATIONS = 4
Relation = tuple[bool, bool, bool, bool]
_VERBS, _SUBJECTS = ("VERB", "AUX"), ("nsubj", "nsubjpass")


class Clauses:
    """The heads of all words of a Doc, by character."""

    def __init__(self, doc: Doc) -> None:
        verbs, subjects = ([doc.vocab.strings[word] for word in words] for words in (_VERBS, _SUBJECTS))
        start, head, pos, dep = doc.to_array([IDX, HEAD, POS, DEP]).astype(np.int64).T
        self.starts: list[int] = start.tolist()
        self.heads: list[int] = (np.arange(len(doc)) + head).tolist()
        self.verbs: list[bool] = np.isin(pos, verbs).tolist()
        self.subjects: list[bool] = np.isin(dep, subjects).tolist()
        self.known: dict[tuple[int, int], list[int]] = {}

    def line(self, start: int, end: int) -> list[int]:
        """The word that the others of a mention hang on, the word that it hangs on itself, and so on up to the root."""
        if (start, end) not in self.known:
            first, last = max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end)
            inside = range(first, max(last, first + 1))
            word = next((i for i in inside if self.heads[i] == i or self.heads[i] not in inside), first)
            line = [word]
            while self.heads[word] != word:
                word = self.heads[word]
                line.append(word)
            self.known[start, end] = line
        return self.known[start, end]

    def relation(self, figure: tuple[int, int], other: tuple[int, int]) -> Relation:
        """Whether the nearest verb over both is the same; the other is its subject; the other hangs on the figure; the reverse."""
        ours, theirs = self.line(*figure), self.line(*other)
        verb = self._verb(theirs)
        same = verb is not None and verb == self._verb(ours)
        return same, same and self.subjects[theirs[0]], ours[0] in theirs, theirs[0] in ours

    def _verb(self, line: list[int]) -> int | None:
        return next((word for word in line if self.verbs[word]), None)
