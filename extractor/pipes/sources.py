"""Who vouches for a figure and who passes it on: `according to X`, `X said`, `X data show`, `data from X`, `quoted by Y`.

Each mention has a `role`: `source` or `via`; and the sentence that it governs is its own, unless a quotation goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extractor.lexicons import table, wordlist
from extractor.pipes.attributes import Mention


@cache
def _verbs() -> dict[str, str]:
    return {row["word"]: row["role"] for row in table("reporting")}


@Language.factory("extractor_sources", requires=["token.dep", "token.head", "token.lemma"], assigns=["doc._.sources"])
def make_sources(nlp: Language, name: str) -> Sources:
    """Entry in the registry of spaCy."""
    return Sources()


class Sources:
    """Finds attributions in parsed sentences."""

    def __call__(self, doc: Doc) -> Doc:
        found: dict[int, Mention] = {}
        for token in doc:
            for name, role in _attributions(token):
                mention = _mention(name, role)
                if mention["text"]:
                    found.setdefault(name.i, mention)
        doc._.sources = sorted(found.values(), key=lambda m: m["start"])
        return doc


def _attributions(token: Token) -> Iterator[tuple[Token, str]]:
    lower = token.lower_
    if lower == "according":  # according to customs data
        for to in token.children:
            yield from ((child, "source") for child in to.children if child.dep_ == "pobj")
    elif token.pos_ == "VERB" and token.lemma_.lower() in _verbs():
        yield from _of_verb(token)
    elif lower in wordlist("data_nouns"):
        for prep in token.children:  # data from the customs service
            if prep.lower_ in ("from", "by"):
                yield from ((child, "source") for child in prep.children if child.dep_ == "pobj")
    elif lower in ("citing", "quoting"):
        yield from ((child, "source") for child in token.children if child.dep_ in ("dobj", "pobj"))


def _of_verb(verb: Token) -> Iterator[tuple[Token, str]]:
    """`the ministry said`, `released by the office`, `quoted by the daily`; a flow's own subject (`sold`) is no source."""
    role = _verbs()[verb.lemma_.lower()]
    speaks = any(child.dep_ in ("ccomp", "parataxis") for child in verb.children) or verb.dep_ in (
        "parataxis",
        "ROOT",
        "ccomp",
        "advcl",
        "relcl",
    )
    for child in verb.children:
        if child.dep_ == "nsubj" and speaks and child.pos_ in ("NOUN", "PROPN") and not child.like_num:
            yield child, role
        if child.dep_ == "agent":
            yield from ((name, role) for name in child.children if name.dep_ == "pobj")


def _mention(name: Token, role: str) -> Mention:
    """The noun phrase around the name: `data of the customs service` gives the service, `customs data` the whole."""
    if name.lower_ in wordlist("data_nouns"):
        inner = next(
            (c for p in name.children if p.lower_ in ("from", "of", "by") for c in p.children if c.dep_ == "pobj"), None
        )
        name = inner if inner is not None else name
    span = _phrase(name)
    if any(word.lower_ in wordlist("press") for word in span) and role == "source":
        role = "press"
    return {"start": span.start_char, "end": span.end_char, "text": span.text, "role": role}


def _phrase(name: Token) -> Span:
    """Determiner, adjectives and compounds before the noun, and an `of` or `for` phrase after it."""
    doc, start, end = name.doc, name.i, name.i + 1
    for left in name.lefts:
        if left.dep_ in ("compound", "amod", "poss", "nmod", "det", "case", "nummod"):
            start = min(start, left.left_edge.i)
    for right in name.rights:
        if (
            right.dep_ == "prep"
            and right.lower_ in ("of", "for", "on")
            and right.i == end
            and right.right_edge.i - name.i < 9
        ):
            end = right.right_edge.i + 1
    while start < end - 1 and (
        doc[start].lower_ in ("the", "a", "an") and any(t.is_title for t in doc[start + 1 : end])
    ):
        start += 1
    return doc[start:end]
