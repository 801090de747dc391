"""The rows of a nomenclature or correlation, checked one by one: codes as text, nothing guessed, each fault with its row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.errors import BadTable
from extractor.statistics.nomenclature import edition, is_hierarchic, is_real
from extractor.statistics.nomenclatures.sheet import Sheet

RELATIONS = ("1:1", "1:n", "n:1", "n:m")
"""How many codes of the first edition are how many of the second; `n:n` is printed for the last too."""
_CLOCK = re.compile(r"(?:.*t)?0?1:0?1(?::00)?")
"""What a spreadsheet makes of `1:1`: one minute past one."""
_TOTALS = frozenset(("TOTAL", "ALL", "AG0", "AG1", "AG2", "AG3", "AG4", "AG5", "AG6"))
_SECTION = re.compile(r"(?:SECTION\s*)?[IVX]+", re.I)
_PART = re.compile(r"^ex[\s.]*(?=\d)", re.I)
"""`ex 8525.80`: of that code only a part."""
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """One code of an edition."""

    row: int
    system: str
    code: str
    label: str
    level: int
    """How many digits, where these are levels."""


@dataclass(frozen=True, slots=True)
class Link:
    """One code of an edition and one of another that hold goods in common."""

    row: int
    system: str
    code: str
    to_system: str
    to_code: str
    relation: str | None
    """As the file tells it, seen from the first code; null where it does not."""
    partial: bool
    """Whether only a part of one of the two codes is meant."""


@dataclass(slots=True)
class Rows:
    """What was read, and what was not."""

    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    restored: int = 0
    """Codes to which a leading zero was given back, which a spreadsheet had taken."""


def read_rows(sheet: Sheet, systems: Sequence[str]) -> Rows:
    """All rows. `systems` are the editions of the columns of codes; of a table with a column of editions it is empty.

    Raises BadTable, which names file and row.
    """
    rows = Rows()
    if sheet.header.is_correlation:
        _read_links(sheet, systems[0], systems[1], rows)
        if not rows.links:
            raise BadTable(f"{sheet.source.name}: no pair of codes below the header in row {sheet.header.row}")
    else:
        _read_headings(sheet, systems[0] if systems else None, rows)
        if not rows.headings:
            raise BadTable(f"{sheet.source.name}: no code below the header in row {sheet.header.row}")
    return rows


def _read_headings(sheet: Sheet, system: str | None, rows: Rows) -> None:
    known: dict[tuple[str, str], Heading] = {}
    for row, cells in _filled(sheet, rows):
        told = _cell(sheet, cells, "code")
        if (why := _no_code(told)) is not None:
            rows.left_out[why] += 1
            continue
        own = system or _row_edition(sheet, row, _cell(sheet, cells, "system"))
        code = _code(sheet, row, told, own, rows)
        heading = Heading(row, own, code, _cell(sheet, cells, "description"), len(code.replace(".", "")))
        _check_parent(sheet, row, cells, heading)
        before = known.setdefault((own, code), heading)
        if before is heading:
            rows.headings.append(heading)
        elif before.label == heading.label:
            rows.left_out["the same row again"] += 1
        else:
            raise BadTable(f"{sheet.at(row)}: {code} again, with another description than in row {before.row}")


def _read_links(sheet: Sheet, system: str, to_system: str, rows: Rows) -> None:
    known: dict[tuple[str, str], Link] = {}
    for row, cells in _filled(sheet, rows):
        told = (_cell(sheet, cells, "from"), _cell(sheet, cells, "to"))
        for edition_name, text in zip((system, to_system), told, strict=True):
            if not text:
                raise BadTable(f"{sheet.at(row)}: no code of {edition_name}; a correlation needs one in each row")
        partial = any(_PART.match(text) for text in told)
        code, to_code = (
            _code(sheet, row, _PART.sub("", text), own, rows)
            for own, text in zip((system, to_system), told, strict=True)
        )
        relation = _relation(sheet, row, _cell(sheet, cells, "relationship"))
        link = Link(row, system, code, to_system, to_code, relation, partial)
        before = known.setdefault((code, to_code), link)
        if before is link:
            rows.links.append(link)
        elif (before.relation, before.partial) == (link.relation, link.partial):
            rows.left_out["the same row again"] += 1
        else:
            raise BadTable(
                f"{sheet.at(row)}: {code} and {to_code} again, with another relationship than in row {before.row}"
            )


def _filled(sheet: Sheet, rows: Rows) -> Iterator[tuple[int, Sequence[str]]]:
    width = max(sheet.header.places.values()) + 1
    for row, cells in sheet.rows:
        if not any(cells):
            rows.left_out["an empty row"] += 1
        elif len(cells) < width:
            raise BadTable(
                f"{sheet.at(row)}: {len(cells)} cells, where the header in row {sheet.header.row} asks for {width}"
            )
        else:
            yield row, cells


def _cell(sheet: Sheet, cells: Sequence[str], name: str) -> str:
    place = sheet.header.places.get(name)
    return "" if place is None else cells[place].strip()


def _no_code(told: str) -> str | None:
    """Why a row is no code of the nomenclature, though nothing is wrong with it."""
    if not told:
        return "a line without a code"
    if told.upper() in _TOTALS:
        return "a total"
    return "a section" if _SECTION.fullmatch(told) else None


def _row_edition(sheet: Sheet, row: int, told: str) -> str:
    known = edition(told)
    if known is None or not is_real(known):
        raise BadTable(f"{sheet.at(row)}: `{told}` names no edition, as HS2022, H6 or CN2024 do")
    return known


def _code(sheet: Sheet, row: int, told: str, system: str, rows: Rows) -> str:
    """A code as it is kept: of the Harmonized and the Combined Nomenclature digits alone, with the zero that begins them."""
    text = told.strip().lstrip("'").strip()
    if not is_hierarchic(system):
        if not re.fullmatch(r"[0-9A-Z][0-9A-Z.\-]*", text.upper()):
            raise BadTable(f"{sheet.at(row)}: `{told}` is no code of {system}")
        return text.upper()
    digits = re.sub(r"[\s.\u00a0]", "", text)
    if not re.fullmatch(rf"[0-9]{{1,{_DEEPEST}}}", digits):
        raise BadTable(f"{sheet.at(row)}: `{told}` is no code of {system}, which has 2, 4, 6, 8 or 10 digits")
    if len(digits) % 2:
        rows.restored += 1
        digits = "0" + digits
    if digits[:2] == "00":
        raise BadTable(f"{sheet.at(row)}: `{told}` is no code of {system}: no chapter 00 exists")
    return digits


def _check_parent(sheet: Sheet, row: int, cells: Sequence[str], heading: Heading) -> None:
    """A parent, where one is told, has to begin its child."""
    if not is_hierarchic(heading.system):
        return
    parent = re.sub(r"[\s.]", "", _cell(sheet, cells, "parent"))
    if parent.isdigit():
        parent = parent.zfill(len(parent) + len(parent) % 2)
        if not heading.code.startswith(parent) or parent == heading.code:
            raise BadTable(f"{sheet.at(row)}: {heading.code} cannot have the parent {parent}")


def _relation(sheet: Sheet, row: int, told: str) -> str | None:
    text = told.strip().lower().replace(" ", "")
    if not text:
        return None
    plain = re.sub(r"(?<=[1nm])(?:to|-|–|→|/)(?=[1nm])", ":", text)
    plain = (
        "1:1" if _CLOCK.fullmatch(plain) else {"n:n": "n:m", "m:n": "n:m", "1:m": "1:n", "m:1": "n:1"}.get(plain, plain)
    )
    if plain not in RELATIONS:
        raise BadTable(f"{sheet.at(row)}: `{told}` is no relationship; {', '.join(RELATIONS)} are")
    return plain
