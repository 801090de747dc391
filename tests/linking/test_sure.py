"""Where the words beside a figure decide a role: its period, the place of people counted, the whole trade of a country."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from spacy.language import Language

from extractor.linking.examples import examples
from extractor.linking.model import load
from extractor.linking.sure import decided
from extractor.pipes.load import docs, pipeline
from extractor.read import article_of_text

DECIDED = (
    (
        "Chad sold sesame for 9 million dollars (8 million euros) in 2022.",
        "9 million dollars",
        {"period": "2022-01-01..2022-12-31"},
    ),
    ("In 2022 Chad sold sesame for 9 million dollars, in 2023 for less.", "9 million dollars", {}),
    (
        "In 2022, Chad told us, sesame had fetched 9 million dollars.",
        "9 million dollars",
        {"period": "2022-01-01..2022-12-31"},
    ),
    ("Some 900 Nigerian refugees still lived in Chad.", "900", {"entity": "Chad"}),
    ("Some 900 refugees were killed in Chad.", "900 refugees", {}),
    ("Of the refugees nearly 960,000 people in Chad were children.", "960,000 people", {"entity": "Chad"}),
    (
        "Sesame sold well. In 2022 Chad's exports to Niger came to 9 million dollars.",
        "9 million dollars",
        {"commodity": None, "period": "2022-01-01..2022-12-31"},
    ),
    ("Sesame sold well. Its total imports came to 9 million dollars.", "9 million dollars", {"commodity": None}),
    ("Sesame sold well. Exports to Niger came to 9 million dollars.", "9 million dollars", {}),
    ("Chad's exports of sesame to Niger came to 9 million dollars.", "9 million dollars", {}),
)


@cache
def nlp() -> Language:
    return pipeline(linker="rules")


@pytest.mark.parametrize(("text", "printed", "wanted"), DECIDED)
def test_decided(text: str, printed: str, wanted: dict[str, Any]) -> None:
    linker = load()
    assert linker is not None
    (_, doc), *_ = docs(nlp(), [article_of_text(text, id="t", date="2024-05-02")])
    for example in examples(doc, linker.rules(doc), linker.tokenizer):
        for frame in example.frames:
            if text[frame.figure["start"] : frame.figure["end"]] == printed:
                found = decided(example, frame)
                assert {r: example.candidates[c].key if c >= 0 else None for r, c in found.items()} == wanted
                return
    pytest.fail(f"{printed}: no such figure")
