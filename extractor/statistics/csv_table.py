"""The header of a CSV-like file: its delimiter, its columns by name, the scan over its rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.errors import BadTable
from extractor.statistics.reading import name, text
from extractor.statistics.source_file import SourceFile

DELIMITERS = (",", "\t", ";", "|")


def plain_name(column: str) -> str:
    """A column's name without case, spaces and signs: `Trade Value (US$)` is `tradevalueus`."""
    return re.sub(r"[^0-9a-z]+", "", column.lower())


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line."""
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def delimiter_of(line: str, delimiters: Iterable[str] = DELIMITERS) -> str:
    """The delimiter that cuts a header into the most cells."""
    return max(delimiters, key=lambda mark: len(split(line, mark)))


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV-like file with one header row."""

    source: SourceFile
    columns: tuple[str, ...]
    delimiter: str
    header_row: int = 1
    """The row number of the header."""
    padded: bool = False
    """Whether rows may have fewer cells than the header, as the notes below an office's table have."""

    @classmethod
    def of(cls, source: SourceFile, header_row: int = 1, delimiter: str | None = None) -> CsvTable:
        """The table whose header stands in the given row. Raises BadTable where there is none."""
        lines = source.head.splitlines()
        if len(lines) < header_row or not lines[header_row - 1].strip():
            raise BadTable(f"{source.name}: no header in row {header_row}")
        line = lines[header_row - 1]
        delimiter = delimiter or delimiter_of(line)
        columns = split(line, delimiter)
        below = next((split(row, delimiter) for row in lines[header_row:] if row.strip()), [])
        if len(below) == len(columns) + 1 and not below[-1]:
            columns.append("")  # Comtrade's downloads end each row, but not the header, in a comma
        return cls(source, _distinct(columns), delimiter, header_row)

    def share_of(self, names: Iterable[str]) -> float:
        """How many of the named columns are there, from 0 to 1."""
        have = {plain_name(column) for column in self.columns}
        wanted = [plain_name(column) for column in names]
        return sum(column in have for column in wanted) / len(wanted)

    def find(self, *names: str) -> str | None:
        """The first of the columns of these names, as an SQL identifier."""
        by_name = {plain_name(column): column for column in reversed(self.columns)}
        for wanted in names:
            if (column := by_name.get(plain_name(wanted))) is not None:
                return name(column)
        return None

    def need(self, *names: str) -> str:
        """The same, for a column that must be there. Raises BadTable, which says what was found."""
        found = self.find(*names)
        if found is None:
            raise BadTable(
                f"{self.source.name}: row {self.header_row} lacks the column `{names[0]}`; "
                f"found: {', '.join(column for column in self.columns if column)}"
            )
        return found

    def or_null(self, *names: str) -> str:
        """The column as an SQL expression, null where it is not there."""
        return self.find(*names) or "NULL"

    def scan(self) -> str:
        """A table function over the rows below the header, all cells as text, bad lines set apart."""
        kinds = ", ".join(f"{text(column)}: 'VARCHAR'" for column in self.columns)
        return (
            f"read_csv({text(str(self.source.plain))}, auto_detect=false, header=false, skip={self.header_row}, "
            f"delim={text(self.delimiter)}, quote='\"', escape='\"', columns={{{kinds}}}, nullstr='', "
            f"ignore_errors=true, store_rejects=true, rejects_table='bad_line', rejects_scan='bad_scan', "
            f"max_line_size=16777216{', null_padding=true, parallel=false' if self.padded else ''})"
        )


def _distinct(columns: list[str]) -> tuple[str, ...]:
    """The names with a number behind those that come again."""
    seen: dict[str, int] = {}
    named = []
    for column in columns:
        key = column.lower()
        seen[key] = seen.get(key, 0) + 1
        named.append(column if seen[key] == 1 and column else f"{column}~{seen[key]}")
    return tuple(named)


def table_or_none(source: SourceFile) -> CsvTable | None:
    """The file as a CSV-like table, for those who sniff; null where it is none."""
    try:
        return CsvTable.of(source)
    except (BadTable, csv.Error):
        return None


def share(source: SourceFile, names: Iterable[str]) -> float:
    """How many of a format's columns the header has, as a degree of belief; below two thirds it is not this format."""
    table = table_or_none(source)
    part = table.share_of(names) if table else 0.0
    return part if part >= 2 / 3 else 0.0
