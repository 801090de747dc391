"""Companies and other bodies, from entity recognition, where the gazetteer of places does not know better."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.pipes.attributes import Mention
from extractor.pipes.places import gazetteer


@Language.factory("extractor_bodies", requires=["doc.ents", "doc._.places"], assigns=["doc._.bodies"])
def make_bodies(nlp: Language, name: str) -> Bodies:
    """Entry in the registry of spaCy."""
    return Bodies()


class Bodies:
    """Keeps recognised organisations that are no place, currency or figure."""

    def __call__(self, doc: Doc) -> Doc:
        taken = [(m["start"], m["end"]) for m in (*doc._.places, *doc._.figures)]
        found = []
        for span in doc.ents:
            if span.label_ not in ("ORG", "PERSON", "PRODUCT", "FAC") or not _looks_like_a_body(span):
                continue
            if any(start <= span.start_char and span.end_char <= end for start, end in taken):
                continue
            found.append(_mention(span))
        doc._.bodies = found
        return doc


def _looks_like_a_body(span: Span) -> bool:
    return any(token.is_title or token.is_upper for token in span if token.is_alpha) and span.text not in gazetteer()


def _mention(span: Span) -> Mention:
    start = span.start + (span[0].lower_ == "the" and len(span) > 1)
    trimmed = span.doc[start : span.end - (span[-1].text in ("'s", "’s"))]
    return {
        "start": trimmed.start_char,
        "end": trimmed.end_char,
        "text": trimmed.text,
        "name": trimmed.text,
        "label": span.label_,
    }
