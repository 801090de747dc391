"""How mentions stand to each other in the parse."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from extractor.linking.clauses import Clauses
from extractor.pipes.load import docs, pipeline
from extractor.read.text import article_of_text

TEXT = "Lidl sold 5 tonnes of sugar in Peru, while Chile bought 3 tonnes."


@pytest.fixture(scope="module")
def doc() -> Doc:
    ((_, made),) = docs(pipeline(linker="rules"), [article_of_text(TEXT, id="x")])
    return made


def relation(doc: Doc, figure: str, other: str) -> tuple[bool, ...]:
    (a, b), (c, d) = ((TEXT.index(words), TEXT.index(words) + len(words)) for words in (figure, other))
    return Clauses(doc).relation((a, b), (c, d))


@pytest.mark.parametrize(
    ("figure", "other", "wanted"),
    [
        ("5 tonnes", "Lidl", (True, True, False, False)),
        ("5 tonnes", "sugar", (True, False, True, False)),
        ("5 tonnes", "Chile", (False, False, False, False)),
        ("3 tonnes", "Chile", (True, True, False, False)),
        ("3 tonnes", "Lidl", (False, False, False, False)),
    ],
)
def test_same_verb_its_subject_under_the_figure_over_it(
    doc: Doc, figure: str, other: str, wanted: tuple[bool, ...]
) -> None:
    assert relation(doc, figure, other) == wanted
