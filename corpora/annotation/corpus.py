"""The corpora on disk: what is built from labels, and the manifest.

<split>/articles/<id>.txt   <split>/claims/<id>.claims   ->   <split>/gold.jsonl, <split>/outofscope.jsonl
wikinews/claims/<archive>-<id>.claims                    ->   wikinews/gold.jsonl (labels alone, no text)
sentences/<phenomenon>.claims                            ->   sentences/gold.jsonl, sentences/cases.jsonl
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotation import archive, check, gold
from annotation.cases import Case, cases, split_of
from annotation.check import Labels
from annotation.notation import Fault
from extractor.schema.base import to_json

SPLITS = ("train", "dev", "test")
BUILT = {"gold.jsonl", "outofscope.jsonl", "cases.jsonl"}
Row = dict[str, Any]


def hand(article: str) -> str:
    """Who wrote it: the prefix of its id (`wire-020` -> `wire`)."""
    return article.rpartition("-")[0] or article


def build(root: Path) -> list[Fault]:
    """Writes everything that is built; lines with faults are left out of it and returned."""
    faults: list[Fault] = []
    for folder, files in compiled(root, faults).items():
        for name, rows in files.items():
            write_rows(root / folder / name, rows)
    (root / "manifest.json").write_text(
        json.dumps(manifest(root), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return faults


def compiled(root: Path, faults: list[Fault]) -> dict[str, dict[str, list[Row]]]:
    """Folder -> file name -> rows, as the labels now say; what is wrong in them is added to `faults`."""
    found: dict[str, dict[str, list[Row]]] = {}
    for split in SPLITS:
        if (root / split / "articles").is_dir():
            found[split] = _rows(map(check.read, sorted((root / split / "claims").glob("*.claims"))), faults, split)
    if any((root / "sentences").glob("*.claims")):
        found["sentences"] = _sentence_rows(root, faults)
    if any((root / "wikinews" / "claims").glob("*.claims")) and archive.folder().is_dir():
        found["wikinews"] = _wikinews_rows(root, faults)
    return found


def sound(labels: Labels) -> list[Any]:
    """The entries on whose lines nothing is wrong but numbers left without a line."""
    wrong = {fault.line for fault in labels.faults if not fault.message.startswith("no line for")}
    return [entry for entry in labels.entries if entry.line not in wrong]


def _rows(files: Iterable[Labels], faults: list[Fault], split: str) -> dict[str, list[Row]]:
    claims: list[Row] = []
    others: list[Row] = []
    for labels in files:
        faults += labels.faults
        claims += gold.records(labels.article, labels.text, sound(labels), split=split, hand=hand(labels.article))
        others += gold.out_of_scope(labels.article, sound(labels), split=split)
    return {"gold.jsonl": claims, "outofscope.jsonl": others}


def sentence_cases(root: Path) -> Iterator[Case]:
    """Every case of corpora/sentences."""
    for path in sorted((root / "sentences").glob("*.claims")):
        yield from cases(path)


def _sentence_rows(root: Path, faults: list[Fault]) -> dict[str, list[Row]]:
    claims: list[Row] = []
    texts: list[Row] = []
    others: list[Row] = []
    for case in sentence_cases(root):
        faults += case.labels.faults
        about = {"split": case.split, "phenomenon": case.phenomenon, "date": case.date, "text": case.labels.text}
        rows = gold.records(case.id, case.labels.text, sound(case.labels), hand="sentences")
        claims += [row | about for row in rows]
        others += gold.out_of_scope(case.id, sound(case.labels), split=case.split)
        texts.append({"id": case.id, **about})
    return {"gold.jsonl": claims, "outofscope.jsonl": others, "cases.jsonl": texts}


def _wikinews_rows(root: Path, faults: list[Fault]) -> dict[str, list[Row]]:
    claims: list[Row] = []
    others: list[Row] = []
    for path in sorted((root / "wikinews" / "claims").glob("*.claims")):
        labels = wikinews_labels(path)
        faults += labels.faults
        split = split_of(labels.article)
        rows = gold.records(labels.article, labels.text, sound(labels), split=split, hand="wikinews")
        claims += [row | {"sentence": "", "grounding": _places(row["grounding"])} for row in rows]
        others += gold.out_of_scope(labels.article, sound(labels), split=split)
    return {"gold.jsonl": claims, "outofscope.jsonl": others}


def _places(grounding: Row) -> Row:
    return {name: ground | {"text": ""} for name, ground in grounding.items()}


def wikinews_labels(path: Path) -> Labels:
    """Labels of one archived article, placed in its text."""
    text = archive.text(path.stem)
    article = archive.article_id(path.stem)
    if text is None:
        fault = Fault(str(path), 1, f"the archive in {archive.folder()} has no article {article!r}")
        return Labels(str(path), article, "", [], [fault])
    return check.labels(str(path), article, text, enumerate(path.read_text(encoding="utf-8").splitlines(), 1))


def read_labels(path: Path) -> list[Labels]:
    """Labels of one file wherever it lies: beside an article, of the archive, or cases of sentences."""
    if path.resolve().parent.name == "sentences":
        return [case.labels for case in cases(path)]
    if path.resolve().parent.parent.name == "wikinews":
        return [wikinews_labels(path)]
    return [check.read(path)]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """JSON Lines, exact decimals as numbers."""
    path.write_text("".join(to_json(row) + "\n" for row in rows), encoding="utf-8")


def files(root: Path) -> list[Path]:
    """Every file that the manifest answers for: articles, labels and what is built from them."""
    found = [path for path in root.rglob("*") if path.suffix in (".txt", ".claims") or path.name in BUILT]
    return sorted(path for path in found if "annotation" not in path.parts)


def digest(path: Path) -> str:
    """sha256 of a file's bytes."""
    return sha256(path.read_bytes()).hexdigest()


def manifest(root: Path) -> Row:
    """Digests of all files, and counts of claims by split, hand, kind, direction and phenomenon."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("articles", "split", "hand", "kind", "direction", "tag")
    }
    for split in (*SPLITS, "sentences", "wikinews"):
        rows = read_rows(root / split / "gold.jsonl")
        counts["split"][split] = len(rows)
        counts["articles"][split] = len(list((root / split / "articles").glob("*.txt"))) or len(
            {row["article"] for row in rows}
        )
        for row in rows:
            counts["hand"][row["hand"]] += 1
            counts["kind"][row["kind"]] += 1
            direction = row["direction"]
            counts["direction"][(direction[0] if isinstance(direction, list) else direction) or "none"] += 1
            counts["tag"].update(row["tags"])
    return {
        "counts": {name: dict(sorted(counter.items())) for name, counter in counts.items()},
        "files": {
            str(path.relative_to(root)): {"sha256": digest(path)}
            | ({"hand": hand(path.stem)} if path.suffix == ".txt" else {})
            for path in files(root)
        },
    }


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file, none where it is absent."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
