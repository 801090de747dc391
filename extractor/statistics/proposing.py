"""Proposes a mapping file for a table of one's own: what the header seems to say, for a person to correct."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from extractor.errors import BadTable
from extractor.lexicons import table
from extractor.statistics.areas import named
from extractor.statistics.grid import first_rows, headers
from extractor.statistics.source_file import SourceFile, opened

LOOKED_AT = 60
MARKER = 6
"""How long a sign for a missing value is at most."""
SUPPRESSED = ("x", "c", "х", "к")
FIELDS = ("reporter", "partner", "period", "commodity_code", "commodity_label", "direction")
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
NUMBER = re.compile(r"[-+]?\d[\d\s.,\u00a0']*")


def propose_mapping(path: Path, sheet: str | int = 1) -> str:
    """The text of a mapping file (YAML, with comments) for a CSV or Excel table. Raises BadTable where no header is found."""
    with opened(path) as sources:
        return _proposal(sources[0], sheet)


def _proposal(source: SourceFile, sheet: str | int) -> str:
    rows = first_rows(source, sheet, None, LOOKED_AT)
    header = _header_rows(source, rows)
    columns = headers([rows[number - 1] for number in header])
    below = [row for row in rows[header[-1] :] if any(row)]
    title = " ".join(cell for row in rows[: header[0] - 1] for cell in row if cell)
    fields, values = _roles(columns, below)
    text = f"{title} {' '.join(columns)}".lower()
    mapping: dict[str, Any] = {"dataset": (title or Path(source.name).stem)[:80], "source": "the office's name"}
    mapping |= {"sheet": sheet} if sheet != 1 else {}
    mapping |= {"header_rows": header, **_marks(below, columns, values), "scale": scale_in(text)}
    mapping |= {"currency": currency_in(text)} if currency_in(text) else {"unit": "the unit"}
    mapping |= {"columns": fields}
    if "reporter" not in fields:
        mapping["fixed"] = {"reporter_code": "three letters, ISO 3166-1"}
        if not {"commodity_code", "commodity_label"} & fields.keys():
            mapping["fixed"] |= {"commodity_code": "TOTAL"}
    mapping["values"] = [_value(columns[place], "period" in fields) for place in values]
    if markers := _markers(below, values):
        mapping["absent"] = markers
    comment = f"# Proposed from {source.name}: check every line, then import with this file as the mapping.\n"
    return comment + yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=120)


def _header_rows(source: SourceFile, rows: Sequence[Sequence[str]]) -> list[int]:
    """The row before the first that holds more numbers than years alone; with it the row above, if that has merged cells."""
    for number, row in enumerate(rows):
        numbers = [cell for cell in row if NUMBER.fullmatch(cell.strip()) and not YEAR.fullmatch(cell.strip())]
        if numbers and len([cell for cell in row if cell]) >= 2:
            if number == 0:
                break
            above = [1 for cell in rows[number - 1] if cell]
            merged = number >= 2 and len([c for c in rows[number - 2] if c]) >= 2 and not rows[number - 1][0]
            return [number - 1, number] if merged and above else [number]
    raise BadTable(
        f"{source.name}: no header was found: no row of numbers below a row of names in the first {LOOKED_AT}"
    )


def _roles(columns: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[dict[str, str], list[int]]:
    """Columns by field, and the places of columns of values."""
    hints = [(row["hint"], row["field"]) for row in table("mapping_hints") if row["field"] in FIELDS]
    fields: dict[str, str] = {}
    values = []
    for place, column in enumerate(columns):
        cells = [row[place].strip() for row in below if place < len(row) and row[place].strip()]
        field = next((field for hint, field in hints if hint in column.lower()), None)
        field = field or _by_cells(cells)
        if field and field not in fields and not _is_value(column, cells, field):
            fields[field] = column
        elif cells and sum(bool(NUMBER.fullmatch(cell)) for cell in cells) >= len(cells) / 2:
            values.append(place)
    return fields, values


def _is_value(column: str, cells: Sequence[str], field: str) -> bool:
    """`Imports, mln EUR` names a flow, but holds values."""
    numbers = sum(bool(NUMBER.fullmatch(cell)) for cell in cells)
    return field in ("direction", "partner", "reporter") and bool(cells) and numbers >= len(cells) / 2


def _by_cells(cells: Sequence[str]) -> str | None:
    """A column of names of countries is the partner's; one of years is the period."""
    names = named("name")
    if cells and sum(cell.lower() in names for cell in cells) >= len(cells) / 2:
        return "partner"
    if cells and all(YEAR.fullmatch(cell) for cell in cells):
        return "period"
    return None


def _marks(below: Sequence[Sequence[str]], columns: Sequence[str], values: Sequence[int]) -> dict[str, object]:
    cells = [row[place] for row in below for place in values if place < len(row)]
    marks: dict[str, object] = {}
    if any(re.fullmatch(r"-?[\d\s\u00a0.]*\d,\d{1,2}", cell) for cell in cells):
        marks["decimal"] = ","
    if any(re.search(r"\d[\s\u00a0]\d{3}", cell) for cell in cells):
        marks["thousands"] = " "
    return marks


def _markers(below: Sequence[Sequence[str]], values: Sequence[int]) -> dict[str, str]:
    """What stands in cells of values that are no numbers: an x or c mostly means suppressed."""
    cells = {row[place].strip() for row in below for place in values if place < len(row)}
    odd = sorted(cell for cell in cells if cell and len(cell) <= MARKER and not NUMBER.fullmatch(cell))
    return {cell: "suppressed" if cell.lower() in SUPPRESSED else "missing" for cell in odd}


def scale_in(text: str) -> int:
    """What a text in lower case says that values are multiplied by; 1 where it says nothing."""
    hints = [(row["hint"], int(row["field"])) for row in table("mapping_hints") if row["field"].isdigit()]
    return next((scale for hint, scale in hints if hint in text), 1)


def currency_in(text: str) -> str | None:
    """The currency that a text in lower case names."""
    hints = [(row["hint"], row["field"]) for row in table("mapping_hints") if re.fullmatch("[A-Z]{3}", row["field"])]
    return next((currency for hint, currency in hints if hint in text), None)


def _value(column: str, has_period: bool) -> dict[str, str]:
    value = {"column": column}
    if not has_period and (year := YEAR.search(column)):
        value["period"] = year[1]
    flows = [(row["hint"], row["field"]) for row in table("mapping_hints")]
    flow = next((field for hint, field in flows if field in ("import", "export") and hint in column.lower()), None)
    return value | ({"direction": flow} if flow else {"measure": "what is counted"})
