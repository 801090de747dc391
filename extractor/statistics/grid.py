"""A sheet of cells, CSV or Excel, whose header may stand anywhere: its columns by name, and the scan over its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from extractor.errors import BadTable
from extractor.statistics.csv_table import CsvTable, delimiter_of, split
from extractor.statistics.reading import spooled, text
from extractor.statistics.source_file import SourceFile

WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with named columns."""

    columns: tuple[str, ...]
    scan: str
    cell: str
    """SQL for where a row stands beyond its number: the sheet of a workbook."""


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


def first_rows(source: SourceFile, sheet: str | int, delimiter: str | None, most: int) -> list[list[str]]:
    """The first rows of a sheet or CSV-like file."""
    if is_workbook(source):
        return sheet_rows(source, sheet)[1][:most]
    lines = source.head.splitlines()[:most]
    mark = delimiter or delimiter_of(max(lines, key=len, default=""))
    return [split(line, mark) for line in lines]


def read_grid(
    source: SourceFile, sheet: str | int, header_rows: Sequence[int], delimiter: str | None, decimal: str, work: Path
) -> Grid:
    """The table below the header rows (counted from 1). Raises BadTable."""
    if is_workbook(source):
        called, rows = sheet_rows(source, sheet, decimal)
        columns = _columns(source, rows, header_rows)
        below = islice(rows, header_rows[-1], None)
        scan = spooled(_filled(below, columns), columns, work)
        return Grid(tuple(columns), scan, text(f"sheet {called}"))
    if not source.head.strip():
        raise BadTable(f"{source.name}: neither a workbook nor text")
    lines = source.head.splitlines()
    mark = delimiter or delimiter_of(max((lines[n - 1] for n in header_rows if n <= len(lines)), key=len, default=""))
    columns = _columns(source, [split(line, mark) for line in lines[: max(header_rows)]], header_rows)
    table = CsvTable(source, tuple(columns), mark, header_rows[-1])
    return Grid(table.columns, table.scan(), "NULL")


def _columns(source: SourceFile, rows: Sequence[Sequence[str]], header_rows: Sequence[int]) -> list[str]:
    if max(header_rows) > len(rows):
        raise BadTable(f"{source.name}: no header in row {max(header_rows)}; the table has {len(rows)} rows")
    named = headers([rows[number - 1] for number in header_rows])
    if not any(named):
        raise BadTable(f"{source.name}: no header in row {header_rows[0]}; that row is empty")
    seen: set[str] = set()
    for place, column in enumerate(named):
        if not column or column.lower() in seen:
            named[place] = f"~{place + 1}" if not column else f"{column}~{place + 1}"
        seen.add(named[place].lower())
    return named


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
