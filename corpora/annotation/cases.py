"""Cases of one or two sentences by phenomenon: corpora/sentences/<phenomenon>.claims.

    ! split=dev                                  from here on; without it a stable hash of the text decides
    @ 2023-05-19                                 the article's date, where the case needs one
    > Kazakhstan sold 3,000 tonnes of wheat.     the text; several lines are joined by a space
    3,000 tonnes | level | value=3000 | unit=t | entity=Kazakhstan | …

A blank line ends a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from annotation.check import Labels, labels
from annotation.notation import Fault


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its labels."""

    id: str
    phenomenon: str
    split: str
    date: date | None
    labels: Labels


def split_of(text: str) -> str:
    """One case in five is for dev, the others are for train; the same text always lands in the same place."""
    return "dev" if sha256(text.encode()).digest()[0] % 5 == 0 else "train"


def cases(path: Path) -> Iterator[Case]:
    """The cases of one file, each with its own faults."""
    split: str | None = None
    for block in _blocks(path):
        day: str | None = None
        texts: list[str] = []
        rest: list[tuple[int, str]] = []
        for number, line in block:
            if line.startswith("!"):
                split = line[1:].strip().removeprefix("split=")
            elif line.startswith("@"):
                day = line[1:].strip()
            elif line.startswith(">"):
                texts.append(line[1:].strip())
            elif not line.startswith("#"):
                rest.append((number, line))
        if texts or rest or day:
            yield _case(path, block[0][0], split, day, " ".join(texts), rest)


def _case(path: Path, first: int, split: str | None, day: str | None, text: str, lines: list[tuple[int, str]]) -> Case:
    case_id = f"{path.stem}-{sha256(text.encode()).hexdigest()[:10]}"
    found = labels(str(path), case_id, text, iter(lines))
    faults = [Fault(fault.path, max(fault.line, first), fault.message) for fault in found.faults]
    when = None
    if not text:
        faults.append(Fault(str(path), first, "a case without text: '> ' and the sentence"))
    if split not in (None, "train", "dev"):
        faults.append(Fault(str(path), first, f"unknown split {split!r}: train, dev"))
    if day is not None:
        try:
            when = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
        except ValueError:
            when = None
        if when is None:
            faults.append(Fault(str(path), first, f"{day!r} is no date: @ 2023-05-19"))
    placed = Labels(found.path, case_id, text, found.entries, faults)
    return Case(case_id, path.stem, split or split_of(text), when, placed)


def _blocks(path: Path) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []
    if block:
        yield block
