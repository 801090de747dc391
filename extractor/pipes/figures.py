"""The figure grammar as a component: `doc._.figures`, each with the fields of `Figure`, decimals as text."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.grammar import figures


@Language.factory("extractor_figures", assigns=["doc._.figures"])
def make_figures(nlp: Language, name: str) -> FigureFinder:
    """Entry in the registry of spaCy."""
    return FigureFinder()


class FigureFinder:
    """Reads every number of the text; see `extractor.grammar`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.figures = [
            {key: _plain(value) for key, value in asdict(figure).items()} | {"in_scope": figure.in_scope}
            for figure in figures(doc.text)
        ]
        return doc


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value
