"""A file with a table of a nomenclature, or with a correlation of two editions: its header found, its rows as cells.

Headers differ: UN Comtrade prints `Classification, Code, Description, Code Parent, Level`, the UN's correlations
`HS 2022, HS 2017, Relationship`, Eurostat's `Origin code, Destination code`; titles may stand above. Comtrade's reference
tables are JSON.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.errors import BadTable, UnknownFormat
from extractor.lexicons import table
from extractor.statistics.csv_table import delimiter_of, plain_name
from extractor.statistics.grid import is_workbook, sheet_names, sheet_rows
from extractor.statistics.nomenclature import editions_in
from extractor.statistics.source_file import SourceFile

MOST_BYTES = 256 * 1024 * 1024
"""No table of a nomenclature is larger."""
DEEPEST_HEADER = 20
"""So many rows may stand above the header."""
_BESIDE = frozenset(("", "code", "codes", "from", "to", "subheading", "subheadings", "position", "product"))
"""What may stand beside an edition's name at the top of a column of codes; `HS 2022 description` is none."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what, by its place from 0."""

    row: int
    """Counted from 1."""
    places: dict[str, int]
    """By field: `code description parent level system` of a table, `from to relationship` of a correlation."""
    editions: tuple[str, ...]
    """Those that the header names: of a correlation in the order of its columns."""

    @property
    def is_correlation(self) -> bool:
        """Whether it has two columns of codes."""
        return "from" in self.places


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in the file."""

    source: SourceFile
    name: str | None
    """Of a workbook the sheet's."""
    header: Header
    rows: tuple[tuple[int, Sequence[str]], ...]
    """Row number and cells, below the header."""

    def at(self, row: int) -> str:
        """`FILE:ROW`, for messages."""
        return f"{self.source.name}{f' [{self.name}]' if self.name else ''}:{row}"


def read_sheet(source: SourceFile) -> Sheet:
    """The table of a file; of a workbook the first sheet with a correlation, else with a table. Raises BadTable, UnknownFormat."""
    if source.plain.stat().st_size > MOST_BYTES:
        raise BadTable(f"{source.name}: over {MOST_BYTES:,} bytes; no table of a nomenclature is so large")
    sheets = [sheet for name in _names(source) if (sheet := _sheet(source, name)) is not None]
    if not sheets:
        raise UnknownFormat(
            f"{source.name}: no header of a nomenclature in its first {DEEPEST_HEADER} rows; needed: a column of codes and "
            f"one of descriptions, or two columns of codes (`HS 2022`, `HS 2017`); found: {_found(source)}"
        )
    return min(sheets, key=lambda sheet: (not sheet.header.is_correlation, "relationship" not in sheet.header.places))


def _names(source: SourceFile) -> list[str | None]:
    return list(sheet_names(source)) if is_workbook(source) else [None]


def _sheet(source: SourceFile, name: str | None) -> Sheet | None:
    numbered = list(_cells(source) if name is None else enumerate(sheet_rows(source, name)[1], 1))
    for number, cells in numbered[:DEEPEST_HEADER]:
        header = header_of(number, cells)
        if header is not None:
            below = tuple((row, cells) for row, cells in numbered if row > number)
            return Sheet(source, name, header, below)
    return None


def _cells(source: SourceFile) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV-like file, each with the line that it begins in."""
    if not source.head.strip():
        raise BadTable(f"{source.name}: neither a workbook nor text")
    if source.head.lstrip().startswith("{"):
        yield from _reference(source)
        return
    delimiter = delimiter_of(max(source.head.splitlines()[:DEEPEST_HEADER], key=len))
    line = 0
    try:
        with source.plain.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for cells in reader:
                yield line + 1, [cell.strip() for cell in cells]
                line = reader.line_num
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadTable(f"{source.name}:{line + 1}: not a row of a table with `{delimiter}`: {error}") from error


def _reference(source: SourceFile) -> Iterator[tuple[int, list[str]]]:
    """The rows of a reference table of UN Comtrade (`H6.json`: `results`, with the code again before each text)."""
    try:
        told = json.loads(source.plain.read_text(encoding="utf-8-sig"))["results"]
        yield 1, ["code", "description", "parent"]
        for row, each in enumerate(told, 2):
            code, text = str(each["id"]), str(each["text"])
            yield row, [code, text.removeprefix(code).lstrip(" -") or text, str(each.get("parent") or "")]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise BadTable(
            f"{source.name}: JSON, but no reference table of UN Comtrade (`results`, `id`, `text`)"
        ) from error


def _found(source: SourceFile) -> str:
    """What stands in the first row, for messages."""
    if is_workbook(source):
        return f"the sheets {', '.join(sheet_names(source))}"
    return ", ".join(next(_cells(source), (1, [""]))[1])[:200]


@cache
def _fields() -> dict[str, str]:
    return {plain_name(row["header"]): row["field"] for row in table("nomenclature_headers")}


def header_of(number: int, cells: Sequence[str]) -> Header | None:
    """The header that a row is; null where it is none."""
    places: dict[str, int] = {}
    named: list[tuple[int, str]] = []
    for place, cell in enumerate(cells):
        if (edition := _edition_of(cell)) is not None:
            named.append((place, edition))
        elif (field := _fields().get(plain_name(cell))) is not None:
            again = field in ("code", "parent") and field in places and cell == cells[places[field]]
            if again or field not in places:  # of two columns `Code` in Eurostat's tables of the CN the first is a key
                places[field] = place
    if len(named) >= 2:
        return Header(number, {**places, "from": named[0][0], "to": named[1][0]}, (named[0][1], named[1][1]))
    if {"from", "to"} <= set(places):
        return Header(number, places, ())
    if named:
        places["code"] = named[0][0]
    if not {"code", "description"} <= set(places):
        return None
    return Header(number, {key: place for key, place in places.items() if key != "from"}, tuple(e for _, e in named))


def _edition_of(cell: str) -> str | None:
    """The edition whose codes stand in a column: `HS 2022`, `HS2022 code`, `From HS 2022`; not `HS 2022 description`."""
    found = editions_in(cell)
    if len(found) != 1:
        return None
    edition, start, end = found[0]
    beside = plain_name(cell[:start]) + plain_name(cell[end:])
    return edition if beside in _BESIDE else None
