"""Gold claims to training examples: `python models/linker/prepare.py TOKENIZER OUT.pickle SPLIT…`.

Runs the pipeline and the rule linker over the articles of a split, cuts windows, and marks for each figure which candidates
and classes are right by gold. A role whose answer is not among the candidates is left out of the loss.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from extractor.linking.candidates import ROLES, Candidate, unit_key
from extractor.linking.examples import Example, examples
from extractor.linking.features import CLASSES, Array
from extractor.linking.frame import Frame
from extractor.linking.rules import RuleLinker
from extractor.pipes.load import docs, pipeline
from extractor.read import article_of_text, settle_date
from extractor.schema import Article

CORPORA = Path(__file__).parents[2] / "corpora"


@dataclass
class Labelled:
    """A window as arrays, with what is right."""

    article: str
    ids: Array
    figure_tokens: Array
    figure_features: Array
    candidate_tokens: Array
    candidate_types: list[str]
    candidate_keys: list[str]
    pair_features: Array
    roles: dict[str, Array]
    """Per role figures × (candidates + 1), the last column being null: 1 where right; a row of zeros is left out."""
    classes: dict[str, Array]
    """Per class figures × classes: 1 where right; a row of zeros is left out."""


def alternatives(value: Any) -> list[Any]:
    """All right answers of a gold field."""
    return value if isinstance(value, list) else [value]


def label(article: str, example: Example, gold: list[dict[str, Any]]) -> Labelled:
    """A window with its labels."""
    matched = [_match(frame, gold) for frame in example.frames]
    roles = {role: _role(role, kind, example, matched) for role, kind in ROLES.items()}
    classes = {name: _classes(name, values, matched) for name, values in CLASSES.items()}
    return Labelled(article, example.ids, example.figure_tokens, example.figure_features, example.candidate_tokens,
                    [c.type for c in example.candidates], [c.key for c in example.candidates], example.pair_features, roles, classes)  # fmt: skip


def _match(frame: Frame, gold: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The gold claim at the frame's place."""
    start, end = frame.figure["start"], frame.figure["end"]
    return next((g for g in gold if g["start"] < end and start < g["end"]), None)


def _classes(name: str, values: tuple[Any, ...], matched: list[dict[str, Any] | None]) -> Array:
    rows = np.zeros((len(matched), len(values)), dtype=np.float32)
    for row, gold in zip(rows, matched, strict=True):
        if name == "scope":
            if gold is None or not gold.get("optional"):
                row[values.index(gold is not None)] = 1
        elif gold is not None:
            for value in alternatives(gold[name]):
                if value in values:
                    row[values.index(value)] = 1
    return rows


def _role(role: str, kind: str, example: Example, matched: list[dict[str, Any] | None]) -> Array:
    rows = np.zeros((len(matched), len(example.candidates) + 1), dtype=np.float32)
    for row, frame, gold in zip(rows, example.frames, matched, strict=True):
        if gold is None:
            continue
        answers = _answers(role, gold)
        own = unit_key(frame.figure["currency"], frame.figure["unit"]).lower() if role == "unit" else None
        row[-1] = own in answers
        for column, candidate in enumerate(example.candidates):
            if candidate.type == kind and _is_right(role, candidate, answers):
                row[column] = 1
    return rows


def _answers(role: str, gold: dict[str, Any]) -> set[Any]:
    if role in ("period", "baseline"):
        starts, ends = alternatives(gold[f"{role}_start"]), alternatives(gold[f"{role}_end"])
        if len(starts) != len(ends):
            ends = ends * len(starts) if len(ends) == 1 else ends
        return {f"{a}..{b}" if a else None for a, b in zip(starts, ends, strict=False)}
    if role == "unit":
        return {unit_key(c, u).lower() for c in alternatives(gold["currency"]) for u in alternatives(gold["unit"])}
    if role in ("entity", "partner"):
        return {v and v.lower() for v in alternatives(gold[role])}
    return {_norm(v) for v in alternatives(gold[role])}


def _norm(value: str | None) -> str | None:
    if value is None:
        return None
    text = value.lower().strip()
    for article in ("the ", "a ", "an "):
        text = text.removeprefix(article)
    return {"import": "imports", "export": "exports", "re-export": "re-exports", "prices": "price"}.get(text, text)


def _is_right(role: str, candidate: Candidate, answers: set[Any]) -> bool:
    if role in ("period", "baseline"):
        return candidate.key in answers
    if role in ("entity", "partner", "unit"):
        return candidate.key.lower() in answers
    key = _norm(candidate.key)
    if role in ("source", "via"):
        return any(
            a and key and (a == key or (len(a) > 4 and a in key) or (len(key) > 4 and key in a)) for a in answers
        )
    return key in answers


def articles_of(split: str) -> tuple[list[Article], dict[str, list[dict[str, Any]]]]:
    """The articles of a split that have gold, and their claims. `wikinews:train` takes the train part of a corpus that is not
    itself a split; its texts are read from the archive that EXTRACTOR_ARCHIVE names, and without it there are none."""
    from extractor.evaluate.gold import load

    folder, _, part = split.partition(":")
    archive = Path(os.environ["EXTRACTOR_ARCHIVE"]) if "EXTRACTOR_ARCHIVE" in os.environ else None
    found = [a for a in load(CORPORA / folder, archive=archive, split=part or None) if a.text is not None]
    texts = [settle_date(article_of_text(a.text or "", id=a.id, date=a.date), None) for a in found]
    return texts, {a.id: [dict(claim.row) for claim in a.claims] for a in found}


def labelled(split: str, tokenizer: Tokenizer) -> Iterator[Labelled]:
    """The labelled windows of a split."""
    articles, gold = articles_of(split)
    linker = RuleLinker()
    for article, doc in docs(pipeline(linker="rules"), articles):
        for example in examples(doc, linker(doc), tokenizer):
            yield label(article.id, example, gold[article.id])


if __name__ == "__main__":
    pieces = Tokenizer.from_file(sys.argv[1])
    pieces.no_truncation()
    pieces.no_padding()
    rows = [row for split in sys.argv[3:] for row in labelled(split, pieces)]
    Path(sys.argv[2]).write_bytes(pickle.dumps([SimpleNamespace(**vars(row)) for row in rows]))
    print(
        f"{len(rows)} windows, {sum(len(r.figure_tokens) for r in rows)} figures, {sum(len(r.candidate_keys) for r in rows)} candidates"
    )
