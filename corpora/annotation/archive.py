"""Texts of the news archive that the labels in corpora/wikinews/ belong to; they are not part of this project."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parents[2]


def folder() -> Path:
    """Where the archive's JSON Lines lie: $EXTRACTOR_ARCHIVE, else shared/data/archive beside the checkout."""
    return Path(os.environ.get("EXTRACTOR_ARCHIVE") or _HERE.parent / "shared" / "data" / "archive")


def article_id(stem: str) -> str:
    """The archive's own id in the name of a file of labels: `economy-ID893` -> `ID893`."""
    return stem.rpartition("-")[2]


def text(stem: str) -> str | None:
    """The article's text, null where the archive is not there or does not hold it."""
    return _texts(folder()).get(article_id(stem))


@cache
def _texts(where: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(where.glob("*.jsonl")) if where.is_dir() else ():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                found[str(article["id"])] = article["text"]
    return found
