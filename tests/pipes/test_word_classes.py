"""Parts of speech as spaCy's own attribute ruler gives them."""

from __future__ import annotations

import pytest
from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes.weights import load_weights
from extractor.pipes.word_classes import WordClasses

TEXTS = (
    "The ministry said that it had sold 35 million dollars' worth of chips, but the buyers didn't say what they did.",
    "If exports fall while imports are rising, somebody will be unhappy; has anyone asked those who've been buying?",
    "Its  deliveries were 5,000 t.\n\nHaving done so, Oslo does not export to Peru once the tariffs are in force.",
)


@pytest.fixture(scope="module")
def english() -> Language:
    return load_weights(None, blank("en").vocab)


def read(english: Language, text: str, ours: bool) -> Doc:
    doc = english.make_doc(text)
    classes = WordClasses(english.get_pipe("attribute_ruler"), english.vocab)
    for name, component in english.pipeline:
        if name != "lemmatizer":
            doc = classes(doc) if ours and name == "attribute_ruler" else component(doc)
    return doc


@pytest.mark.parametrize("text", TEXTS)
def test_as_the_ruler_says(english: Language, text: str) -> None:
    told, wanted = ([(t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.lemma_) for t in read(english, text, ours)] for ours in (True, False))  # fmt: skip
    assert told == wanted
