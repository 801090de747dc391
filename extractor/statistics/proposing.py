"""Proposes a mapping file for a table of one's own: what the header and the first rows seem to say, for a person to correct."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from extractor.errors import BadTable
from extractor.statistics.areas import WORLD, named
from extractor.statistics.grid import counts_columns, distinct, first_rows, headers
from extractor.statistics.hints import currency_in, field_in, flow_in, is_world, scale_in, unit_in
from extractor.statistics.mapping import MEASURE, UNIT
from extractor.statistics.numbers_said import TEXT_POINT, Numbers, numbers_of
from extractor.statistics.period_names import PAIR, follows, part_name, period_in, period_name
from extractor.statistics.place_names import country_of
from extractor.statistics.source_file import SourceFile, opened

LOOKED_AT = 400
HEADER_ROWS = 6
"""Of how many rows a header has at most."""
FIELDS = ("reporter", "partner", "period", "part", "commodity_code", "commodity_label", "direction", "scale")
CODE = re.compile(r"'?\d[\d. ]*")
LABELLED = re.compile(r"\d{2,10}\s*[-–:.]?\s+[^\W\d_]")
"""`8542 Electronic integrated circuits`: a code and its label in one cell."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The beginning of a table."""

    title: str
    header: list[int]
    columns: list[str]
    below: list[list[str]]
    numbers: Numbers

    def cells(self, place: int) -> list[str]:
        """The cells of a column that are not empty, those alone in their row left out: headings and notes."""
        return [row[place] for row in self.below if row[place : place + 1] and row[place] and sum(map(bool, row)) > 1]


def propose_mapping(path: Path, sheet: str | int = 1) -> str:
    """The text of a mapping file (YAML, with comments) for a CSV or Excel table. Raises BadTable where no header is found."""
    with opened(path) as sources:
        return _proposal(sources[0], sheet)


def _proposal(source: SourceFile, sheet: str | int) -> str:
    read = _read(source, sheet)
    fields, values, aside = _roles(read)
    text = f"{read.title} {' '.join(read.columns)}".lower()
    scale = scale_in(read.title.lower()) if scale_in(read.title.lower()) != 1 else scale_in(text)
    mapping: dict[str, Any] = {"dataset": (read.title or Path(source.name).stem)[:80], "source": "the office's name"}
    mapping |= {"sheet": sheet} if sheet != 1 else {}
    mapping |= {"header_rows": read.header, **read.numbers.said(), "scale": scale}
    mapping |= {"currency": currency_in(text)} if currency_in(text) else {"unit": UNIT}
    mapping |= _areas(read, fields)
    mapping |= {"columns": {field: read.columns[place] for field, place in fields.items()}}
    mapping |= _carried(read, fields)
    if "reporter" not in fields:
        mapping["fixed"] = {"reporter_code": "three letters, ISO 3166-1"}
        if not {"commodity_code", "commodity_label"} & fields.keys():
            mapping["fixed"] |= {"commodity_code": "TOTAL"}
    mapping |= _codes(read, fields)
    mapping["values"] = [
        _value(read, place, fields, {*fields, *mapping.get("headings", ())}, scale) for place in values
    ]
    mapping |= _periods(read, fields, mapping["values"])
    if "commodity_code" in fields and _lost_zeros(read.cells(fields["commodity_code"])):
        mapping["lost_zeros"] = True
    markers = read.numbers.absent([cell for place in values for cell in read.cells(place)])
    mapping |= {"absent": markers} if markers else {}
    comment = f"# Proposed from {source.name}: check every line, then import with this file as the mapping.\n"
    comment += f"# Nothing was taken from: {'; '.join(read.columns[place] for place in aside)}\n" if aside else ""
    return comment + yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=120)


def _read(source: SourceFile, sheet: str | int) -> _Sheet:
    rows = first_rows(source, sheet, None, LOOKED_AT, TEXT_POINT)
    header = _header_rows(source, rows)
    below = [row for row in rows[header[-1] :] if any(row) and not counts_columns(row)]
    numbers = numbers_of([cell for row in below for cell in row])
    plain = [[cell.replace(TEXT_POINT, ".") for cell in row] for row in rows]
    columns = distinct(headers([plain[number - 1] for number in header]))
    title = " ".join(cell for row in plain[: header[0] - 1] for cell in row if cell)
    return _Sheet(
        title, header, columns, [[cell.replace(TEXT_POINT, numbers.decimal) for cell in row] for row in below], numbers
    )


def _header_rows(source: SourceFile, rows: Sequence[Sequence[str]]) -> list[int]:
    """The rows of names above the first row that holds numbers, more than periods alone."""
    first = next((number for number, row in enumerate(rows) if _has_numbers(row)), 0)
    last = first - 1
    while last >= 0 and (len([cell for cell in rows[last] if cell]) < 2 or counts_columns(rows[last])):
        last -= 1
    if last < 0:
        raise BadTable(
            f"{source.name}: no header was found: no row of numbers below a row of names in the first {len(rows)}"
        )
    top = last
    while top > 0 and last - top + 1 < HEADER_ROWS and len([cell for cell in rows[top - 1] if cell]) > 1:
        top -= 1
    return [number + 1 for number in range(top, last + 1)]


def _has_numbers(row: Sequence[str]) -> bool:
    numbers = [cell for cell in row if re.fullmatch(rf"[-+]?\d[\d\s.,'’{TEXT_POINT}]*", cell) and not period_name(cell)]
    return bool(numbers) and len([cell for cell in row if cell]) > 1 and not counts_columns(row)


def _roles(read: _Sheet) -> tuple[dict[str, int], list[int], list[int]]:
    """Columns by field, those of values, and the others: shares, changes, ordinals, notes."""
    fields: dict[str, int] = {}
    for find in (_by_header, _by_cells):
        for place, column in enumerate(read.columns):
            field = find(column.lower(), read.cells(place), read.numbers)
            if field == "partner" and "partner" in fields:
                field = "reporter"
            if field and field not in fields and place not in fields.values():
                fields[field] = place
    left = [place for place in range(len(read.columns)) if place not in fields.values()]
    values = [place for place in left if (cells := read.cells(place)) and read.numbers.share(cells) >= 0.5]
    values = [place for place in values if not _is_aside(read.columns[place].lower(), read.cells(place), read.numbers)]
    return fields, values, [place for place in left if place not in values and read.cells(place)]


def _is_aside(said: str, cells: Sequence[str], numbers: Numbers) -> bool:
    """Whether a column of numbers holds no values: a share, a change, an identifier, the number of the row."""
    printed = [cell for cell in cells if numbers.is_number(cell)]
    counted = printed == [str(number) for number in range(1, len(printed) + 1)] and len(printed) > 1
    return unit_in(said) == "%" or field_in(said, ("aside",)) is not None or counted


def _by_header(said: str, cells: Sequence[str], numbers: Numbers) -> str | None:
    """The field that a column's header names, where its cells can be that."""
    field = field_in(said, FIELDS)
    can_be: dict[str, Callable[[str], object]] = {
        "period": lambda cell: bool(period_name(cell) or PAIR.fullmatch(cell)),
        "part": lambda cell: part_name(cell) is not None,
        "commodity_code": CODE.fullmatch,
    }
    if field is None or not cells:
        return None
    if field in can_be:
        return field if _most(cells, can_be[field]) else None
    if field == "commodity_label" and _most(cells, LABELLED.match):
        return "commodity_code"
    numeric = numbers.share(cells) >= 0.5
    codes = not flow_in(said) and not unit_in(said) and all(cell.isdecimal() and len(cell) <= 4 for cell in cells)
    return field if not numeric or codes else None


def _by_cells(said: str, cells: Sequence[str], numbers: Numbers) -> str | None:
    """The field that the cells of a column are by themselves: names of countries, flows, periods, months."""
    if cells and all(period_name(cell) for cell in cells):
        return "period"
    if not cells or numbers.share(cells) >= 0.5:
        return None
    if _most(cells, lambda cell: cell.lower() in named("name") or is_world(cell) or country_of(cell)):
        return "partner"
    if _most(cells, lambda cell: flow_in(cell.lower())):
        return "direction"
    if _most(cells, period_name):
        return "period"
    return "part" if _most(cells, part_name) else None


def _most(cells: Sequence[str], holds: Callable[[str], object]) -> bool:
    return bool(cells) and sum(map(bool, map(holds, cells))) >= len(cells) / 2


def _value(read: _Sheet, place: int, places: dict[str, int], fields: set[str], scale: int) -> dict[str, Any]:
    column = read.columns[place]
    said, title = column.lower(), read.title.lower()
    value: dict[str, Any] = {"column": column}
    found, _ = period_in(column)
    yearly = "period" in places and all(re.fullmatch(r"\d{4}", cell) for cell in read.cells(places["period"]))
    if "period" not in fields:
        pair = PAIR.search(column)
        value |= {"period": found or (pair[0] if pair and follows(pair) else "the period")}
    elif (
        "part" not in fields
        and yearly
        and (part := next(filter(None, map(part_name, re.split(r"[-–/ ]", column))), None))
    ):
        value["part"] = part
    unit = unit_in(said) if not currency_in(said) else None
    own = scale_in(said)
    if unit or own not in (1, scale):
        value["scale"] = own
    value |= {"unit": unit} if unit else {}
    if not unit and currency_in(said) and currency_in(said) != currency_in(f"{title} {' '.join(read.columns)}".lower()):
        value["currency"] = currency_in(said)
    flow = flow_in(said) or flow_in(title)
    if "direction" not in fields:
        value |= {"direction": flow} if flow else {"measure": MEASURE}
    return value


def _areas(read: _Sheet, fields: dict[str, int]) -> dict[str, str]:
    """The system of codes of places, where they are codes of two or three letters."""
    cells = read.cells(fields["partner"]) if "partner" in fields else []
    widths = {len(cell) for cell in cells if cell.isascii() and cell.isupper() and cell.isalpha()}
    whole = len(widths) == 1 and all(len(cell) in widths for cell in cells)
    return {"areas": "iso2" if widths == {2} else "iso3"} if whole and widths <= {2, 3} else {}


def _carried(read: _Sheet, fields: dict[str, int]) -> dict[str, Any]:
    """What stands alone in a row for those below it, or is merged with the cell above."""
    alone = [
        (place, row[place])
        for row in read.below
        for place in range(len(row))
        if len([c for c in row if c]) == 1 and row[place]
    ]
    headings = {}
    for place, cell in alone:
        field = "period" if period_name(cell) else "direction" if flow_in(cell.lower()) else None
        if field and field not in fields and place < len(read.columns):
            headings[field] = read.columns[place]
    gaps = [
        read.columns[place]
        for field, place in fields.items()
        if field == "period"
        and any(not row[place : place + 1] or not row[place] for row in read.below if len([c for c in row if c]) > 2)
    ]
    return ({"headings": headings} if headings else {}) | ({"filled": gaps} if gaps else {})


def _codes(read: _Sheet, fields: dict[str, int]) -> dict[str, Any]:
    """What the texts of places, flows and parts of a year mean, where the store does not know them as they are."""
    codes: dict[str, dict[str, str]] = {}
    for field in ("partner", "reporter", "direction", "part"):
        if field not in fields:
            continue
        meanings = {
            cell: meaning for cell in read.cells(fields[field]) if (meaning := _meaning(field, cell)) is not None
        }
        codes |= {field: meanings} if meanings else {}
    return {"codes": codes} if codes else {}


def _meaning(field: str, cell: str) -> str | None:
    if field == "direction":
        return flow if (flow := flow_in(cell.lower())) and flow != cell else None
    if field == "part":
        return "" if is_world(cell) else None
    if cell.lower() in named("name"):
        return None
    return WORLD if is_world(cell) else country_of(cell)


def _periods(read: _Sheet, fields: dict[str, int], values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Years that begin in another month than January, and days that stand for a month, a quarter or a year."""
    cells = (
        read.cells(fields["period"])
        if "period" in fields
        else [value["period"] for value in values if "period" in value]
    )
    said: dict[str, Any] = {}
    if pair := next((match for cell in cells if (match := PAIR.fullmatch(cell)) and follows(match)), None):
        said["year_begins"] = f"the month, 1 to 12, in which {pair[0]} begins"
    days = sorted({cell for cell in cells if DAY.fullmatch(cell)})
    if len(days) > 1 and len({day[8:] for day in days} - {"01", "28", "29", "30", "31"}) == 0:
        months = {_month(after) - _month(day) for day, after in pairwise(days)}
        said["frequency"] = {1: "month", 3: "quarter", 12: "year"}.get(min(months), "day")
    return said


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _lost_zeros(codes: Sequence[str]) -> bool:
    """Whether a spreadsheet took the zero of codes: some have an odd number of digits, and none begins with zero."""
    digits = [re.sub(r"\D", "", code) for code in codes]
    odd = {len(code) for code in digits if len(code) % 2}
    return bool(odd) and not any(code.startswith("0") for code in digits) and (odd != {9} or 10 in map(len, digits))
