"""A sheet of cells, CSV or Excel, whose header may stand anywhere: its columns by name, and the scan over its rows."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
from python_calamine import CalamineError, CalamineWorkbook

from extractor.errors import BadTable
from extractor.statistics.carried import Carried
from extractor.statistics.csv_table import DELIMITERS, CsvTable, delimiter_of, plain_name, split
from extractor.statistics.reading import spooled, text
from extractor.statistics.source_file import SourceFile

LOOKED_BELOW = 20
"""How many lines below the header of a long file are looked at."""
WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with named columns."""

    columns: tuple[str, ...]
    scan: str
    cell: str
    """SQL for where a row stands beyond its number: the sheet of a workbook."""
    first_row: int
    """The number of the first row of the scan, counted from 1."""

    def texts(self, expression: str, where: str = "true") -> list[str]:
        """The different texts of an SQL expression over the rows, or some of them, empty ones left out."""
        with duckdb.connect() as connection:
            found = connection.execute(
                f"SELECT DISTINCT {expression} AS cell FROM {self.scan} WHERE cell <> '' AND ({where}) ORDER BY 1"
            )
            return [str(cell) for (cell,) in found.fetchall()]


def is_workbook(source: SourceFile) -> bool:
    """Whether a file is Excel's or of its kind."""
    return source.suffix in WORKBOOKS or (not source.head and source.plain.suffix.lower() in WORKBOOKS)


def sheet_names(source: SourceFile) -> tuple[str, ...]:
    """The names of a workbook's sheets. Raises BadTable."""
    try:
        return tuple(CalamineWorkbook.from_path(str(source.plain)).sheet_names)
    except (CalamineError, OSError) as error:
        raise BadTable(f"{source.name}: not a workbook that can be read ({error})") from error


def sheet_rows(source: SourceFile, sheet: str | int, decimal: str = ".") -> tuple[str, list[list[str]]]:
    """A sheet's name and its rows from the first, cells as text, numbers with the given mark. Raises BadTable."""
    try:
        book = CalamineWorkbook.from_path(str(source.plain))
        names = book.sheet_names
        if isinstance(sheet, str) and sheet.isdigit() and sheet not in names:
            sheet = int(sheet)
        if isinstance(sheet, int) and 1 <= sheet <= len(names):
            sheet = names[sheet - 1]
        if sheet not in names:
            raise BadTable(f"{source.name}: no sheet {sheet!r}; there are: {', '.join(names)}")
        rows = book.get_sheet_by_name(str(sheet)).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise BadTable(f"{source.name}: not a workbook that can be read ({error})") from error
    return str(sheet), [[_cell(cell, decimal) for cell in row] for row in rows]


def _cell(cell: object, decimal: str) -> str:
    """A cell as a person reads it: whole numbers without a point, days as YYYY-MM-DD."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(format(cell, ".15g")), "f").replace(".", decimal)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def first_rows(
    source: SourceFile, sheet: str | int, delimiter: str | None, most: int, decimal: str = "."
) -> list[list[str]]:
    """The first rows of a sheet or CSV-like file; a workbook's own numbers with the given mark."""
    if is_workbook(source):
        return sheet_rows(source, sheet, decimal)[1][:most]
    lines = source.head.splitlines()[:most]
    mark = delimiter or max(DELIMITERS, key=lambda mark: _alike(lines, mark))
    return [split(line, mark) for line in lines]


def _alike(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many lines a delimiter cuts into the same number of cells, two at least, and into how many."""
    widths = Counter(width for line in lines if (width := len(split(line, delimiter))) > 1)
    (width, count) = widths.most_common(1)[0] if widths else (1, 0)
    return count, width


def read_grid(
    source: SourceFile,
    sheet: str | int,
    header_rows: Sequence[int],
    delimiter: str | None,
    decimal: str,
    work: Path,
    carry: Callable[[Sequence[str]], Carried] | None = None,
) -> Grid:
    """The table below the header rows (counted from 1); a row that only counts the columns is passed over. Raises BadTable."""
    called = None
    if is_workbook(source):
        called, rows = sheet_rows(source, sheet, decimal)
    else:
        rows, delimiter = _text_rows(source, header_rows, delimiter, whole=carry is not None)
    columns = _columns(source, rows, header_rows)
    skipped = header_rows[-1] + any(map(counts_columns, rows[header_rows[-1] : header_rows[-1] + 1]))
    below = [row for row in rows[skipped:] if any(row)]
    if below and len(below[0]) == len(columns) + 1 and not below[0][-1]:
        columns.append(f"~{len(columns) + 1}")
    if called is None and carry is None:
        table = CsvTable(source, tuple(columns), str(delimiter), skipped, padded=True)
        return Grid(table.columns, table.scan(), "NULL", skipped + 1)
    filled: Iterable[Mapping[str, str | None]] = _filled(rows[skipped:], columns)
    if carry is not None:
        carried = carry(columns)
        filled = carried(filled)
        columns += carried.added
    cell = text(f"sheet {called}") if called is not None else "NULL"
    return Grid(tuple(columns), spooled(filled, columns, work), cell, skipped + 1)


def _text_rows(
    source: SourceFile, header_rows: Sequence[int], delimiter: str | None, whole: bool
) -> tuple[list[list[str]], str]:
    """The rows of a CSV-like file, the first ones or all, and its delimiter. Raises BadTable."""
    if not source.head.strip():
        raise BadTable(f"{source.name}: neither a workbook nor text")
    lines = source.head.splitlines()
    mark = delimiter or delimiter_of(max((lines[n - 1] for n in header_rows if n <= len(lines)), key=len, default=""))
    if not whole:
        return [split(line, mark) for line in lines[: max(header_rows) + LOOKED_BELOW]], mark
    with source.plain.open(encoding="utf-8-sig", newline="") as file:
        return [[cell.strip() for cell in row] for row in csv.reader(file, delimiter=mark)], mark


def counts_columns(row: Sequence[str]) -> bool:
    """Whether a row only counts the columns: `А 1 2 3`, `1 2 3 4`, as offices print below a header."""
    cells = [cell for cell in row if cell]
    numbers = cells if cells and cells[0].isdecimal() else cells[1:]
    first = int(numbers[0]) if numbers and numbers[0] in ("1", "2") else 0
    counted = [str(number) for number in range(first, first + len(numbers))]
    return first > 0 and len(numbers) >= 3 and numbers == counted and all(len(cell) <= 2 for cell in cells)


def _columns(source: SourceFile, rows: Sequence[Sequence[str]], header_rows: Sequence[int]) -> list[str]:
    if max(header_rows) > len(rows):
        raise BadTable(f"{source.name}: no header in row {max(header_rows)}; the table has {len(rows)} rows")
    named = headers([rows[number - 1] for number in header_rows])
    if not any(named):
        raise BadTable(f"{source.name}: no header in row {header_rows[0]}; that row is empty")
    return distinct(named)


def distinct(named: Sequence[str]) -> list[str]:
    """The names of columns with their place behind those that come again, or instead of those that have none."""
    told: list[str] = []
    for place, column in enumerate(named, 1):
        again = column.lower() in {each.lower() for each in told}
        told.append(f"{column}~{place}" if again or not column else column)
    return told


def column_named(columns: Sequence[str], wanted: str, source: SourceFile) -> str:
    """The column of that header, spaces and case aside. Raises BadTable, which says what was found."""
    squeezed = " ".join(wanted.lower().split())
    for column in columns:
        if " ".join(column.lower().split()) == squeezed:
            return column
    for column in columns:
        if plain_name(column) == plain_name(wanted) != "":
            return column
    found = ", ".join(repr(column) for column in columns if not column.startswith("~"))
    raise BadTable(f"{source.name}: the header lacks the column `{wanted}` of the mapping; found: {found}")


def _filled(rows: Iterable[Sequence[str]], columns: Sequence[str]) -> Iterator[Mapping[str, str | None]]:
    for row in rows:
        yield dict(zip(columns, [*row, *[""] * (len(columns) - len(row))], strict=False))


def headers(rows: Sequence[Sequence[str]]) -> list[str]:
    """One name a column from several header rows, merged cells filled from the left, joined by ` / `."""
    width = max(map(len, rows), default=0)
    names: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        carried = ""
        for place in range(width):
            cell = " ".join((row[place] if place < len(row) else "").split())
            carried = cell or (carried if depth < len(rows) - 1 else "")
            if carried:
                names[place].append(carried)
    return [" / ".join(parts) for parts in names]
