"""Tagging and parsing of the sentences that hold figures, and of no others; lemmas of their verbs.

The sentences are copied into small docs, run through spaCy's English components in batches over all articles at hand,
and written back; a sentence without figures stays a flat string of tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.pipes.word_classes import WordClasses

_ATTRIBUTES = [HEAD, DEP, TAG, POS, LEMMA]


@Language.factory(
    "extractor_parse",
    requires=["doc._.figures", "token.is_sent_start"],
    assigns=["token.dep", "token.head", "token.tag", "token.pos", "token.lemma"],
)
def make_parse(nlp: Language, name: str, weights: str | None = None) -> Parse:
    """Entry in the registry of spaCy. `weights`: the English package to use; null takes the best that is installed."""
    from extractor.pipes.weights import load_weights

    return Parse(load_weights(weights, nlp.vocab))


class Parse:
    """Runs an English pipeline over the sentences with figures."""

    def __init__(self, english: Language) -> None:
        self.english = english
        self.classes = WordClasses(english.get_pipe("attribute_ruler"), english.vocab)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Docs in order, parsed a batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            chosen = [(doc, sentence) for doc in batch for sentence in _with_figures(doc)]
            copies: Iterable[Doc] = [_copy(sentence) for _, sentence in chosen]
            for name, component in self.english.pipeline:
                if name == "attribute_ruler":
                    copies = map(self.classes, copies)
                elif name != "lemmatizer":
                    copies = (
                        component.pipe(copies, batch_size=128) if hasattr(component, "pipe") else map(component, copies)
                    )
            copies = map(self._lemmas_of_verbs, copies)
            parsed: dict[int, list[tuple[Span, Doc]]] = {}
            for (doc, sentence), copy in zip(chosen, copies, strict=True):
                parsed.setdefault(id(doc), []).append((sentence, copy))
            for doc in batch:
                yield _write_back(doc, parsed.get(id(doc), []))

    def _lemmas_of_verbs(self, copy: Doc) -> Doc:
        """No other lemmas are asked for."""
        lemmatizer: Any = self.english.get_pipe("lemmatizer")
        for token in copy:
            if token.pos_ == "VERB":
                token.lemma_ = lemmatizer.lemmatize(token)[0]
        return copy


def _with_figures(doc: Doc) -> Iterator[Span]:
    """The sentences in which a figure in scope begins."""
    starts = sorted(f["start"] for f in doc._.figures if f["in_scope"])
    for sentence in doc.sents if starts else ():
        following = bisect_left(starts, sentence.start_char)
        if following < len(starts) and starts[following] < sentence.end_char:
            yield sentence


def _copy(sentence: Span) -> Doc:
    doc = Doc(
        sentence.doc.vocab,
        words=[token.text for token in sentence],
        spaces=[bool(token.whitespace_) for token in sentence],
    )
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _write_back(doc: Doc, parsed: list[tuple[Span, Doc]]) -> Doc:
    values: Any = np.zeros((len(doc), len(_ATTRIBUTES)), dtype="uint64")
    root, loose = doc.vocab.strings.add("ROOT"), doc.vocab.strings.add("dep")
    for sentence in doc.sents:  # a flat sentence hangs on its first token, which keeps it one sentence
        size = len(sentence)
        values[sentence.start : sentence.end, 0] = (-np.arange(size)).astype("int64").view("uint64")
        values[sentence.start : sentence.end, 1] = loose
        values[sentence.start, 1] = root
    for sentence, copy in parsed:
        values[sentence.start : sentence.end] = copy.to_array(_ATTRIBUTES)
    return doc.from_array(_ATTRIBUTES, values)
