"""What the program must reach on dev: corpora/floors.json, written from a fresh run, never lowered silently."""

from __future__ import annotations

import json
import math
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

from annotation.corpus import digest
from extractor.evaluate import Report

SPLIT = "dev"
SLACK = 0.01
"""How far a figure may lie under its floor: sums of int8 weights differ a little between processors."""


def path(root: Path) -> Path:
    """Where the floors lie."""
    return root / "floors.json"


def gold_digest(root: Path) -> str:
    """sha256 of the gold that the floors were measured on."""
    return digest(root / SPLIT / "gold.jsonl")


def measured(report: Report) -> dict[str, float]:
    """Every figure that could be measured, cut (not rounded) to three decimals."""
    found = {name: score.value for name, score in report.overall.measures.items() if not math.isnan(score.value)}
    return {name: float(Decimal(value).quantize(Decimal("0.001"), ROUND_FLOOR)) for name, value in found.items()}


def read(root: Path) -> dict[str, float]:
    """The floors as they lie there, none where the file is absent."""
    if not path(root).exists():
        return {}
    floors: dict[str, float] = json.loads(path(root).read_text(encoding="utf-8"))["floors"]
    return floors


def write(root: Path, new: dict[str, float]) -> list[str]:
    """Writes new floors; a line for each that changed, those that were lowered first."""
    old = read(root)
    changes = sorted(
        (new.get(name, 0.0) - old.get(name, 0.0), name)
        for name in old.keys() | new.keys()
        if new.get(name) != old.get(name)
    )
    content = {"split": SPLIT, "gold_sha256": gold_digest(root), "floors": new}
    path(root).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return [
        f"{'LOWERED' if by < 0 else 'raised'} {name}: {old.get(name, '–')} → {new.get(name, '–')}"
        for by, name in changes
    ]


def below(new: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure under its floor."""
    return [
        f"{name} {new.get(name, 0.0)} is below its floor {floor}"
        for name, floor in floors.items()
        if new.get(name, 0.0) < floor - SLACK
    ]
