"""Names of places exchanged, so that the linker learns how a place stands in a text and not which countries news is about.

All mentions of one place in a window become another place, form by form (name, demonym, capital) and with as many word pieces;
a place for which no other fits keeps its name. What is right stays right, since candidates keep their places.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from extractor.lexicons import table

Forms = dict[tuple[str, int], list[int]]
"""From form and number of word pieces to the pieces of a name."""


class Exchange:
    """Exchanges names in windows."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.places: list[Forms] = []
        self.form_of: dict[tuple[int, ...], str] = {}
        for row in table("places"):
            forms: Forms = {}
            for form, words in (("name", row["name"]), ("demonym", row["demonyms"]), ("capital", row["capital"])):
                for word in filter(None, words.split(";")):
                    pieces = tokenizer.encode(word, add_special_tokens=False).ids
                    forms.setdefault((form, len(pieces)), pieces)
                    self.form_of.setdefault(tuple(pieces), form)
            self.places.append(forms)

    def __call__(self, row: Any) -> Any:
        """The word pieces of a window with its places exchanged."""
        ids = np.array(row.ids)
        mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for kind, key, (start, end) in zip(row.candidate_types, row.candidate_keys, row.candidate_tokens, strict=True):
            form = self.form_of.get(tuple(int(i) for i in ids[start:end]))
            if kind == "place" and form is not None:
                mentions[key].append((int(start), int(end), form))
        others = random.sample(self.places, len(self.places))
        for spans in mentions.values():
            needed = {(form, end - start) for start, end, form in spans}
            other = next((o for o in others if needed <= o.keys()), None)
            if other is not None:
                others.remove(other)
                for start, end, form in spans:
                    ids[start:end] = other[form, end - start]
        return ids
