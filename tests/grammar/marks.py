"""The strict reader of marked-up sentences.

A line is a sentence in which each figure is marked `[35 million dollars|money value=35000000 currency=USD]`: the text of the
figure, a stroke, its sort, and what else it has. What a mark leaves out must be empty in the figure: no value, bound
`exact`, no currency, no unit, no trend, no change. A blank in a unit is written `_`. A sentence without marks holds no figure in scope. `\\[` is a bracket.
Lines that start with `#` are comments. Anything else that does not parse raises BadMark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import get_args

from extractor.schema.claim import Bound, Trend
from extractor.schema.figure import Sort

SORTS = frozenset(get_args(Sort))
NUMBERS = ("value", "low", "high")
KEYS = (*NUMBERS, "bound", "currency", "unit", "counted", "trend", "change", "carried")
CHOICES = {"bound": get_args(Bound), "trend": get_args(Trend), "change": ("yes",), "carried": ("yes",)}


class BadMark(ValueError):
    """A mark that does not parse; the message names the line and the fault."""


@dataclass
class Mark:
    """One marked figure: its offsets in the sentence without marks, its sort and its attributes."""

    start: int
    end: int
    sort: str
    values: dict[str, str] = field(default_factory=dict)

    def number(self, key: str) -> Decimal | None:
        """An attribute as a decimal, or None."""
        return Decimal(self.values[key]) if key in self.values else None


@dataclass
class Case:
    """A sentence without its marks, and the marks."""

    text: str
    marks: list[Mark]


def parse(line: str) -> Case:
    """The case of one line. Raises BadMark."""
    text, marks, at = "", [], 0
    while at < len(line):
        char = line[at]
        if char == "\\" and line[at + 1 : at + 2] in ("[", "]"):
            text, at = text + line[at + 1], at + 2
        elif char == "]":
            raise BadMark(f"{line!r}: a closing bracket without its opening one")
        elif char == "[":
            end = line.find("]", at)
            if end < 0:
                raise BadMark(f"{line!r}: a bracket is not closed")
            printed, mark = _mark(line, line[at + 1 : end])
            mark.start, mark.end = len(text), len(text) + len(printed)
            text, at = text + printed, end + 1
            marks.append(mark)
        else:
            text, at = text + char, at + 1
    return Case(text, marks)


def _mark(line: str, inside: str) -> tuple[str, Mark]:
    printed, stroke, rest = inside.partition("|")
    if not stroke or not printed or printed != printed.strip() or "[" in inside or "|" in rest:
        raise BadMark(f"{line!r}: a mark is [text|sort key=value …], not [{inside}]")
    sort, *pairs = rest.split()[:1] + rest.split()[1:] or [""]
    if sort not in SORTS:
        raise BadMark(f"{line!r}: {sort!r} is no sort; there are {', '.join(sorted(SORTS))}")
    values: dict[str, str] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if key not in KEYS or not sign or not value or key in values:
            raise BadMark(f"{line!r}: {pair!r} is not key=value with a key of {', '.join(KEYS)}, each once")
        if value not in CHOICES.get(key, (value,)):
            raise BadMark(f"{line!r}: {pair!r}: one of {', '.join(CHOICES[key])}")
        values[key] = value
    for key in NUMBERS:
        _check_number(line, values.get(key))
    return printed, Mark(0, 0, sort, values)


def _check_number(line: str, value: str | None) -> None:
    try:
        if value is not None and not Decimal(value).is_finite():
            raise BadMark(f"{line!r}: {value} is not finite")
    except InvalidOperation as error:
        raise BadMark(f"{line!r}: {value!r} is no number") from error


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file. Raises BadMark, for an empty file as well."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise BadMark(f"{path.name}: no cases")
    for line in lines:
        yield parse(line)
