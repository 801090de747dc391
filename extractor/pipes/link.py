"""Linking as a component: `doc._.claims`, a frame for each figure, as plain values."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.linking.choose import make_linker


@Language.factory(
    "extractor_link",
    requires=[
        "doc._.figures",
        "doc._.places",
        "doc._.names",
        "doc._.goods",
        "doc._.flows",
        "doc._.periods",
        "doc._.sources",
        "doc._.references",
        "token.dep",
    ],
    assigns=["doc._.claims"],
)
def make_link(nlp: Language, name: str, linker: str = "best") -> Link:
    """Entry in the registry of spaCy. `linker`: rules, model, or best (the model where its weights are there, else rules)."""
    return Link(linker)


class Link:
    """Fills the roles of each figure."""

    def __init__(self, linker: str) -> None:
        self.linker = make_linker(linker)

    def __call__(self, doc: Doc) -> Doc:
        doc._.claims = [_plain(asdict(frame)) for frame in self.linker(doc) if frame.in_scope]
        return doc


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
