"""Gold: what a person says that an article states, with every right answer, and the texts that it was read from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import BadRecord, MissingInput
from extractor.schema import Claim

PERIODS = ("period", "baseline")
"""Fields that are two dates: `period` is `period_start` and `period_end` together."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim of the gold. Offsets are characters of the article's text, end exclusive."""

    id: str
    article: str
    start: int
    end: int
    row: Mapping[str, Any]

    @property
    def optional(self) -> bool:
        """A figure that a careful colleague might leave out or take in: neither rewarded nor punished."""
        return bool(self.row.get("optional"))

    @property
    def kind(self) -> str:
        """level, change, share or absence."""
        return str(self.row["kind"])

    @property
    def tags(self) -> tuple[str, ...]:
        """Names of phenomena; of a case of sentences its file's name too."""
        own = (self.row["phenomenon"],) if self.row.get("phenomenon") else ()
        return tuple(dict.fromkeys((*own, *self.row.get("tags", ()))))

    def answers(self, name: str) -> tuple[Any, ...]:
        """Every right answer for a field, best first; an empty field has the one answer null."""
        if name in PERIODS:
            starts, ends = (self.answers(f"{name}_{end}") for end in ("start", "end"))
            return tuple(zip(starts, ends, strict=len(starts) == len(ends)))
        found = self.row.get(name)
        if name in ("equivalents", "commodity_codes"):
            return (found or [],)
        return tuple(found) if isinstance(found, list) else (found,)


@dataclass(slots=True)
class GoldArticle:
    """An article with its gold claims; the text is null where it is not at hand."""

    id: str
    text: str | None = None
    date: Date | None = None
    hand: str = ""
    claims: list[GoldClaim] = field(default_factory=list)
    out_of_scope: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and reason of every number that is no claim."""


def load(path: Path, *, archive: Path | None = None, split: str | None = None) -> list[GoldArticle]:
    """Gold of a folder (`corpora/test`) or of one `gold.jsonl`, in the order of article ids.

    Texts come from `articles/*.txt` or `cases.jsonl` beside it, or from the JSON Lines of `archive` for labels without
    text. An article without gold claims takes part: what is extracted from it is wrong; one that nobody has labelled
    yet (no file in `claims/`) does not. `split` keeps the rows of one split. Raises MissingInput and BadRecord.
    """
    file = path / "gold.jsonl" if path.is_dir() else path
    if not file.is_file():
        raise MissingInput(f"{file}: no such file; GOLD is a gold.jsonl or a folder that holds one")
    articles = {article.id: article for article in _texts(file.parent, split)}
    for row in _rows(file):
        if split is None or row.get("split", split) == split:
            claim = _claim(row, file)
            article = articles.setdefault(claim.article, GoldArticle(claim.article))
            article.hand = row.get("hand") or article.hand
            article.claims.append(claim)
    for row in _rows(file.with_name("outofscope.jsonl")):
        if split is None or row.get("split", split) == split:
            article = articles.setdefault(row["article"], GoldArticle(row["article"]))
            article.out_of_scope.append((row["start"], row["end"], row["reason"]))
    if archive is not None:
        _add_archive(articles, archive)
    return [articles[key] for key in sorted(articles)]


def _claim(row: Mapping[str, Any], file: Path) -> GoldClaim:
    try:
        return GoldClaim(row["id"], row["article"], row["start"], row["end"], row)
    except KeyError as error:
        raise BadRecord(f"{file}: a gold claim without {error}") from error


def _texts(folder: Path, split: str | None) -> Iterator[GoldArticle]:
    labels = folder / "claims"
    for path in sorted((folder / "articles").glob("*.txt")):
        if labels.is_dir() and not (labels / f"{path.stem}.claims").exists():
            continue
        hand = path.stem.rpartition("-")[0] or path.stem
        yield GoldArticle(path.stem, path.read_bytes().decode("utf-8"), hand=hand)
    for row in _rows(folder / "cases.jsonl"):
        if split in (None, row["split"]):
            day = Date.fromisoformat(row["date"]) if row["date"] else None
            yield GoldArticle(row["id"], row["text"], day, hand=row["phenomenon"])


def _add_archive(articles: Mapping[str, GoldArticle], archive: Path) -> None:
    for path in sorted(archive.glob("*.jsonl")):
        for row in _rows(path):
            article = articles.get(str(row["id"]))
            if article is not None and article.text is None:
                article.text = row["text"]
                article.date = Date.fromisoformat(row["date"]) if row.get("date") else None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line, parse_float=Decimal)
                except json.JSONDecodeError as error:
                    raise BadRecord(f"{path}:{number}: not JSON: {error.msg}") from error


def predictions(path: Path) -> dict[str, list[Claim]]:
    """Extracted claims by article, from JSON Lines as `extractor extract` writes them. Raises BadRecord, MissingInput."""
    if not path.is_file():
        raise MissingInput(f"{path}: no such file; predictions are JSON Lines of claims")
    found: dict[str, list[Claim]] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    claim = Claim.from_json(line)
                except BadRecord as error:
                    raise BadRecord(f"{path}:{number}: {error}") from error
                found.setdefault(article_name(claim.article), []).append(claim)
    return found


def article_name(article: str) -> str:
    """The id by which gold knows an article: of a file its name without folder and `.txt`."""
    return Path(article).stem if article.endswith((".txt", ".html")) else article
