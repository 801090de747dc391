"""Word lists and code tables: one small CSV each, read once, as text (so that `01` keeps its zero and `NA` its letters)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `extractor/lexicons/<name>.csv`, each a mapping from column to text."""
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    return tuple(dict(zip(header, row, strict=True)) for row in rows if row)


@cache
def wordlist(name: str) -> frozenset[str]:
    """The column `word` of a table."""
    return frozenset(row["word"] for row in table(name))
