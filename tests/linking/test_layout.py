"""What lies between a figure and a mention, and how a mention stands by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from extractor.linking.layout import Layout
from extractor.pipes.load import docs, pipeline
from extractor.read.text import article_of_text

TEXT = """Coffee: 584 tonnes (Peru 30 tonnes, Chile 20) in 2008; and in 2010, though late, 40 tonnes.

Tea? Sold to Mali."""


@pytest.fixture(scope="module")
def doc() -> Doc:
    ((_, made),) = docs(pipeline(linker="rules"), [article_of_text(TEXT, id="x")])
    return made


def spans(*words: str) -> tuple[Any, Any]:
    starts = np.array([TEXT.index(w) for w in words])
    return starts, starts + np.array([len(w) for w in words])


@pytest.mark.parametrize(
    ("figure", "other", "wanted"),
    [  # break, colon, question, paragraph; commas none, one, more; joining words none, one, more; brackets alike, around it, around the figure
        ("584 tonnes", "Coffee", [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0]),
        ("584 tonnes", "Peru", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0]),
        ("30 tonnes", "Peru", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1]),
        ("30 tonnes", "Chile", [0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1]),
        ("584 tonnes", "2010", [1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]),
        ("40 tonnes", "2010", [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0]),
        ("40 tonnes", "Mali", [0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0]),
    ],
)
def test_between(doc: Doc, figure: str, other: str, wanted: list[int]) -> None:
    (start,), (end,) = spans(figure)
    assert Layout(doc).between(start, end, *spans(other)).tolist() == [wanted]


def test_beside(doc: Doc) -> None:
    """A label; first in the sentence, last there, first in the paragraph."""
    names = ("Coffee", "Peru", "Chile", "Tea", "Mali")
    rows = Layout(doc).beside(["good", "place", "place", "good", "place"], *spans(*names))
    wanted = {
        "Coffee": [1, 1, 1, 1],
        "Peru": [0, 1, 0, 1],
        "Chile": [0, 0, 1, 0],
        "Tea": [0, 1, 1, 1],
        "Mali": [0, 1, 1, 1],
    }
    assert dict(zip(names, rows.tolist(), strict=True)) == wanted


def test_a_bracket_that_is_never_closed_holds_nothing() -> None:
    text = "It sold 5 tonnes (of tea to Peru in 2008. Chile sold 3 tonnes)."
    ((_, made),) = docs(pipeline(linker="rules"), [article_of_text(text, id="x")])
    start = text.index("5 tonnes")
    row = Layout(made).between(start, start + 8, np.array([text.index("Chile")]), np.array([text.index("Chile") + 5]))
    assert row[0, -3:].tolist() == [0, 0, 0]
