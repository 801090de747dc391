"""Whether the corpora as they lie on disk are sound. It reads gold as a stranger would, and trusts nothing that was built."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from annotation import archive, corpus, numbers, tables
from annotation.corpus import SPLITS, Row
from annotation.gold import sentences
from annotation.notation import Fault
from extractor.claims.ids import claim_id
from extractor.errors import BadRecord
from extractor.schema.base import to_json
from extractor.schema.claim import Claim

SHARED_WORDS = 6
"""Two articles may share shorter sentences (`No figures were given.`)."""
EXTRA = ("optional", "tags", "split", "hand", "text", "date", "phenomenon")
"""What gold has beyond the fields of a claim."""


def validate(root: Path) -> list[Fault]:
    """All faults: of labels, of gold against its articles, between articles, of the manifest, of what README counts."""
    faults: list[Fault] = []
    fresh = corpus.compiled(root, faults)
    for split in SPLITS:
        if (root / split).is_dir():
            faults += _unlabelled(root / split)
            faults += gold_faults(root / split / "gold.jsonl", _texts(root / split))
            faults += _numbers_left(root / split)
    cases = {case.id: case.labels.text for case in corpus.sentence_cases(root)}
    if cases:
        faults += gold_faults(root / "sentences" / "gold.jsonl", cases)
        faults += _same_case(root)
    if archive.folder().is_dir() and (root / "wikinews" / "gold.jsonl").exists():
        stems = [path.stem for path in (root / "wikinews" / "claims").glob("*.claims")]
        faults += gold_faults(
            root / "wikinews" / "gold.jsonl", {archive.article_id(s): archive.text(s) or "" for s in stems}
        )
    faults += _stale(root, fresh)
    faults += _splits(root)
    faults += _shared_sentences(root)
    faults += _manifest(root)
    faults += tables.stale(root)
    return faults


def _texts(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted((folder / "articles").glob("*.txt"))}


def _unlabelled(folder: Path) -> Iterator[Fault]:
    for path in sorted((folder / "articles").glob("*.txt")):
        if not (folder / "claims" / f"{path.stem}.claims").exists():
            yield Fault(str(path), 1, "an article without a file of labels")


def gold_faults(path: Path, texts: dict[str, str]) -> Iterator[Fault]:
    """Rows that do not follow the schema or do not fit the text of their article."""
    if not path.exists():
        yield Fault(str(path), 1, "no gold: run build")
        return
    seen: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line, parse_float=Decimal)
        except json.JSONDecodeError as error:
            yield Fault(str(path), number, f"not JSON: {error.msg}")
            continue
        for message in [*_schema(row), *_place(row, texts)]:
            yield Fault(str(path), number, message)
        key = f"{row.get('article')} {row.get('id')}"
        if key in seen:
            yield Fault(str(path), number, f"the id {row.get('id')} occurs twice")
        seen.add(key)


def best(row: Row) -> Row:
    """A gold row as a single claim: of several right answers the first, and no fields of gold's own."""
    plural = ("commodity_codes", "equivalents")
    return {
        name: value[0] if isinstance(value, list) and name not in plural else value
        for name, value in row.items()
        if name not in EXTRA
    }


def _schema(row: Row) -> Iterator[str]:
    wanted = {*Claim.model_fields, "optional", "tags"} - {"confidence", "unsure"}
    missing = sorted(wanted - set(row))
    if missing:
        yield f"fields missing: {', '.join(missing)}"
        return
    try:
        claim = Claim.from_json(to_json(best(row)))
    except BadRecord as error:
        yield str(error)
        return
    if claim.value is None or claim.kind == "absence":
        return
    if not any(
        low <= claim.value <= high for low, high in [(claim.value_low or claim.value, claim.value_high or claim.value)]
    ):
        yield f"value {claim.value} lies outside its own interval"


def _place(row: Row, texts: dict[str, str]) -> Iterator[str]:
    article, start, end = row.get("article"), row.get("start"), row.get("end")
    text = texts.get(str(article))
    if text is None:
        yield f"no article {article!r}"
        return
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        yield f"offsets {start}, {end} lie outside the article"
        return
    printed = text[start:end]
    if (
        printed != printed.strip()
        or re.match(r"\w\w", text[start - 1 : start + 1])
        or re.match(r"\w\w", text[end - 1 : end + 1])
    ):
        yield f"offsets slice to {printed!r}, which is no whole figure"
    value = row.get("value")
    for answer in value if isinstance(value, list) else [value]:
        if answer is not None and row.get("kind") != "absence" and row.get("bound") != "between":
            unit = row.get("unit")
            if numbers.consistent(
                printed, Decimal(str(answer)), unit if isinstance(unit, str) else None
            ) is False and not _grammar_says(text, row):
                yield f"value {answer} does not parse from {printed!r}"
    if row.get("id") != claim_id(text, start, end):
        yield f"the id {row.get('id')} is not that of its text and place"
    if row.get("sentence") and row["sentence"] not in text:
        yield "its sentence does not occur in the article"
    for name, ground in (row.get("grounding") or {}).items():
        if ground["text"] and text[ground["start"] : ground["end"]] != ground["text"]:
            yield f"grounding of {name} is not at its offsets"


def _grammar_says(text: str, row: Row) -> bool:
    from annotation.check import grammar

    find = grammar()
    wanted = row["value"] if isinstance(row["value"], list) else [row["value"]]
    amounts = {abs(Decimal(str(value))) for value in wanted if value is not None}
    return find is not None and any(
        a < row["end"] and row["start"] < b and found is not None and abs(found) in amounts
        for a, b, found in find(text)
    )


def _numbers_left(folder: Path) -> Iterator[Fault]:
    """Numbers of an article that neither gold nor the list of those out of scope holds."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name in ("gold.jsonl", "outofscope.jsonl"):
        for row in _readable(folder / name):
            spans[str(row.get("article"))].append((row.get("start", 0), row.get("end", 0)))
    for article, text in _texts(folder).items():
        for start, end in numbers.uncovered(text, spans[article]):
            yield Fault(
                str(folder / "articles" / f"{article}.txt"),
                text.count("\n", 0, start) + 1,
                f"{text[start:end]!r} is neither a claim nor listed as out of scope",
            )


def _readable(path: Path) -> list[Row]:
    try:
        return corpus.read_rows(path)
    except json.JSONDecodeError:
        return []


def _stale(root: Path, fresh: dict[str, dict[str, list[Row]]]) -> Iterator[Fault]:
    for folder, files in fresh.items():
        for name, rows in files.items():
            path = root / folder / name
            if not path.exists() or path.read_text(encoding="utf-8") != "".join(to_json(row) + "\n" for row in rows):
                yield Fault(str(path), 1, "is not what the labels compile to: run build")


def _splits(root: Path) -> Iterator[Fault]:
    where: dict[str, str] = {}
    texts: dict[str, str] = {}
    for split in SPLITS:
        for article, text in _texts(root / split).items():
            path = str(root / split / "articles" / f"{article}.txt")
            if article in where:
                yield Fault(path, 1, f"the id {article} is in {where[article]} too: splits are disjoint")
            where.setdefault(article, split)
            body = " ".join(text.split())
            if body in texts:
                yield Fault(path, 1, f"the same text as {texts[body]}")
            texts.setdefault(body, article)
    hands = {split: {corpus.hand(article) for article, at in where.items() if at == split} for split in SPLITS}
    if hands["train"] and hands["test"] and not hands["test"] - hands["train"]:
        yield Fault(str(root / "test"), 1, "no hand in test that train does not have")


def _shared_sentences(root: Path) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for split in SPLITS:
        for article, text in _texts(root / split).items():
            _, _, body = text.partition("\n\n") if re.match(r"[A-Z]+: ", text) else ("", "", text)
            for start, end in sentences(body):
                words = re.findall(r"\w+", body[start:end].lower())
                key = " ".join(words)
                if len(words) >= SHARED_WORDS and seen.setdefault(key, article) != article:
                    path = str(root / split / "articles" / f"{article}.txt")
                    line = text.count("\n", 0, text.find(body[start:end])) + 1
                    yield Fault(path, line, f"shares a sentence with {seen[key]}: {body[start:end].strip()!r}")


def _same_case(root: Path) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for case in corpus.sentence_cases(root):
        key = " ".join(case.labels.text.lower().split())
        if key in seen:
            yield Fault(case.labels.path, 1, f"the same text as {seen[key]}: {case.labels.text!r}")
        seen.setdefault(key, case.id)


def _manifest(root: Path) -> Iterator[Fault]:
    path = root / "manifest.json"
    if not path.exists():
        yield Fault(str(path), 1, "no manifest: run build")
        return
    listed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["files"]
    there = {str(file.relative_to(root)): file for file in corpus.files(root)}
    for name in sorted(listed.keys() - there.keys()):
        yield Fault(str(path), 1, f"lists {name}, which is not there")
    for name, file in there.items():
        if name not in listed:
            yield Fault(str(path), 1, f"does not list {name}")
        elif listed[name]["sha256"] != corpus.digest(file):
            yield Fault(str(path), 1, f"the digest of {name} is another")
