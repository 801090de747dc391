"""How a table is read: which SQL gives its rows, and which expressions give the fields of an observation.

An importer says this and no more; `importing.py` runs it, checks every row and counts what was refused.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from extractor.statistics.source_file import SourceFile

FIELDS = (
    "cell",
    "dataset",
    "source",
    "reporter",
    "reporter_area",
    "partner",
    "partner_area",
    "direction",
    "measure",
    "commodity_system",
    "commodity_code",
    "commodity_label",
    "period",
    "value",
    "scale",
    "absent",
    "currency",
    "unit",
    "status",
    "valuation",
    "flag",
    "secondary",
    "minimum",
    "retrieved",
    "vintage",
    "url",
    "left_out",
    "refused",
)
"""What an importer may say of a row, each as an SQL expression of text (null where it is left away).

`reporter_area` and `partner_area` are codes of `areas`; `period` is `2022`, `202203`, `2022-Q1`, `2022-03-31` or two days
with a stroke; `value` is the number as printed, with a decimal point; `scale` an integer that it is multiplied by;
`absent` why there is no value; `left_out` why the row is not wanted; `refused` what is wrong with it."""


def text(value: str | None) -> str:
    """An SQL literal."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def name(column: str) -> str:
    """An SQL identifier."""
    return '"' + column.replace('"', '""') + '"'


def unless_zero(expression: str) -> str:
    """SQL: the number as printed, null where it is zero."""
    return f"CASE WHEN TRY_CAST({expression} AS DOUBLE) <> 0 THEN {expression} END"


def cases(expression: str, meanings: Mapping[str, str | None], other: str = "NULL") -> str:
    """An SQL expression that translates the texts of another."""
    if not meanings:
        return other
    whens = " ".join(f"WHEN {text(key)} THEN {text(value)}" for key, value in meanings.items())
    return f"CASE {expression} {whens} ELSE {other} END"


@dataclass(frozen=True, slots=True)
class Reading:
    """A table and how its rows become figures."""

    scan: str
    """What stands after FROM: a table function over the file."""
    fields: Mapping[str, str]
    """SQL expressions by field of an observation, the same for all figures of a row."""
    figures: tuple[Mapping[str, str], ...]
    """What differs between the figures of one row (value, unit, currency, …), one mapping a figure."""
    areas: str = "iso3"
    """Whose codes `reporter_area` and `partner_area` are: a system of the table of areas."""
    first_row: int = 2
    """The row number of the first row of the scan, as a person counts in the file."""
    notes: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    """How values are read, in words: `thousand USD`."""
    negatives: bool = False
    """Whether negative values make sense whatever the direction."""
    blank_is_missing: bool = field(default=False)
    """Whether an empty cell is recorded as missing rather than left away."""
    summed: bool = False
    """Whether rows of the same series and period are parts of one figure, to be added up."""


class Importer(Protocol):
    """Reads one format."""

    @property
    def name(self) -> str:
        """As it is chosen on the command line."""

    @property
    def title(self) -> str:
        """What it reads, for a person."""

    def sniff(self, source: SourceFile) -> float:
        """How sure it is that this is its format, from 0 (it is not) to 1."""

    def read(self, source: SourceFile, work: Path) -> Reading:
        """How to read the file; `work` is a folder for what has to be unfolded. Raises BadTable."""


def spooled(rows: Iterable[Mapping[str, str | None]], columns: Iterable[str], work: Path) -> str:
    """Rows that were read in Python as a scan: a table function over a plain table in the working folder."""
    columns = list(columns)
    path = work / f"rows-{len(list(work.iterdir()))}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writerows(rows)
    kinds = ", ".join(f"{text(column)}: 'VARCHAR'" for column in columns)
    return (
        f"read_csv({text(str(path))}, auto_detect=false, header=false, delim=',', quote='\"', escape='\"', "
        f"columns={{{kinds}}}, new_line={text(chr(92) + 'r' + chr(92) + 'n')}, max_line_size=16777216)"
    )
