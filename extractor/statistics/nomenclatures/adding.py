"""Tables of nomenclatures into the store, each in one transaction; the built-in ones stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractor.errors import BadTable, StatisticsError
from extractor.lexicons import table
from extractor.statistics.nomenclature import is_hierarchic
from extractor.statistics.nomenclatures.editions import WHOLE, disagreement, editions_of
from extractor.statistics.nomenclatures.report import NomenclatureReport
from extractor.statistics.nomenclatures.rows import RELATIONS, Heading, Link, Rows, read_rows
from extractor.statistics.nomenclatures.sheet import Sheet, read_sheet
from extractor.statistics.queries import sql
from extractor.statistics.source_file import SourceFile, opened

BUILT_IN = "HS2022"
"""The edition whose whole table comes with the program."""
LEAST_OF_OLD = 0.5
"""A table that has less than this part of the rows of the one before it is not its successor."""
Tell = Callable[[NomenclatureReport], None]


def add(
    connection: duckdb.DuckDBPyConnection, path: Path, system: str | None, dry_run: bool, tell: Tell
) -> tuple[NomenclatureReport, ...]:
    """Takes a file's tables over, all or none. `system` names the edition (of a correlation two: `HS2022:HS2017`).

    A table takes the place of an earlier one of the same edition, a correlation that of one of the same two.
    `tell` sees each report before anything is committed. Raises BadTable, UnknownFormat.
    """
    with opened(path) as sources:
        connection.begin()
        try:
            connection.execute(sql("nomenclature"))
            reports = tuple(_add(connection, source, system) for source in sources)
            reports = tuple(replace(report, dry_run=dry_run) for report in reports)
            for report in reports:
                tell(report)
        except BaseException:
            connection.rollback()
            raise
        if dry_run or all(report.already for report in reports):
            connection.rollback()
        else:
            connection.commit()
    return reports


def _add(connection: duckdb.DuckDBPyConnection, source: SourceFile, system: str | None) -> NomenclatureReport:
    sheet = read_sheet(source)
    systems, assumed = editions_of(sheet, system)
    rows = read_rows(sheet, systems)
    systems = systems or tuple(dict.fromkeys(heading.system for heading in rows.headings))
    report = _understood(sheet, systems, rows, assumed)
    keys = [systems] if report.is_correlation else [(each, "") for each in systems]
    known = [
        connection.execute(
            "SELECT 1 FROM nomenclature WHERE system = ? AND to_system = ? AND digest = ?", [*key, source.digest]
        ).fetchone()
        for key in keys
    ]
    if all(known):
        return replace(report, already=True)
    for key in keys:
        _refuse_part(connection, source, key, rows)
        _replace(connection, source, key, rows)
    return report


def _refuse_part(connection: duckdb.DuckDBPyConnection, source: SourceFile, key: Sequence[str], rows: Rows) -> None:
    """A list of a few codes must not take the place of a whole table. Raises BadTable."""
    known = connection.execute("SELECT rows, file FROM nomenclature WHERE system = ? AND to_system = ?", key).fetchone()
    count = len(rows.links) if key[1] else sum(heading.system == key[0] for heading in rows.headings)
    if known and count < known[0] * LEAST_OF_OLD:
        name = " to ".join(filter(None, key))
        raise BadTable(
            f"{source.name}: {count:,} rows of {name}, where the store has {known[0]:,} ({known[1]}); "
            "a part does not take the place of a whole"
        )


def _replace(connection: duckdb.DuckDBPyConnection, source: SourceFile, key: Sequence[str], rows: Rows) -> None:
    """The rows of one edition, or of two, instead of those that were there."""
    system, other = key
    connection.execute("DELETE FROM nomenclature WHERE system = ? AND to_system = ?", [system, other])
    if other:
        connection.execute("DELETE FROM correlation WHERE system = ? AND to_system = ?", [system, other])
        count = len(rows.links)
        _insert(connection, "correlation", [_link(link) for link in rows.links])
    else:
        connection.execute("DELETE FROM heading WHERE system = ?", [system])
        own = [_heading(heading) for heading in rows.headings if heading.system == system]
        count = len(own)
        _insert(connection, "heading", own)
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "INSERT INTO nomenclature VALUES (?, ?, ?, ?, ?, ?)", [source.digest, source.name, system, other, count, now]
    )


def _heading(heading: Heading) -> tuple[object, ...]:
    return heading.system, heading.code, heading.label, heading.level, heading.row


def _link(link: Link) -> tuple[object, ...]:
    return link.system, link.code, link.to_system, link.to_code, link.relation, link.partial, link.row


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[object, ...]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(f"INSERT INTO {name} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)


def _understood(sheet: Sheet, systems: Sequence[str], rows: Rows, assumed: Sequence[str]) -> NomenclatureReport:
    source, header = sheet.source, sheet.header
    notes = [f"from the sheet {sheet.name}"] if sheet.name else []
    notes += assumed
    if rows.restored:
        notes.append(f"{rows.restored:,} codes had lost the zero that they begin with; it was given back")
    notes += _odd_links(rows.links) if header.is_correlation else _odd_headings(sheet, systems, rows.headings)
    return NomenclatureReport(
        file=source.name,
        digest=source.digest,
        systems=tuple(systems),
        is_correlation=header.is_correlation,
        rows=len(rows.links or rows.headings),
        counts=_relations(rows.links) if header.is_correlation else _levels(rows.headings),
        left_out=tuple(sorted(rows.left_out.items())),
        notes=tuple(notes),
    )


def _levels(headings: Sequence[Heading]) -> tuple[tuple[str, int], ...]:
    names = {2: "chapters (2 digits)", 4: "headings (4 digits)", 6: "subheadings (6 digits)"}
    counted = Counter((heading.level, is_hierarchic(heading.system)) for heading in headings)
    return tuple(
        (names.get(level, f"{level} digits") if digits else f"{level} characters", count)
        for (level, digits), count in sorted(counted.items())
    )


def _relations(links: Sequence[Link]) -> tuple[tuple[str, int], ...]:
    counted = Counter(link.relation for link in links)
    told = tuple((f"relationship {name}", counted[name]) for name in RELATIONS if counted[name])
    return told + ((("no relationship told", counted[None]),) if counted[None] else ())


def _odd_headings(sheet: Sheet, systems: Sequence[str], headings: Sequence[Heading]) -> list[str]:
    notes = []
    for system in systems:
        codes = {heading.code for heading in headings if heading.system == system}
        if (why := disagreement(system, codes)) is not None:
            raise BadTable(f"{sheet.source.name}: this is not {system}: {why}; --system names the right edition")
        if not is_hierarchic(system):
            continue
        orphans = sorted(code for code in codes if len(code) > 2 and code[:-2] not in codes and code[:-4] not in codes)
        if orphans:
            notes.append(f"{len(orphans):,} codes of {system} have no parent in the table, as {orphans[0]}")
        if system.startswith("HS") and len(codes) < WHOLE:
            notes.append(f"these are not all codes of {system}, so none is taken as missing in it")
        built_in = {row["code"] for row in table("hs")}
        if system.startswith("HS") and system != BUILT_IN:
            notes.append(
                f"{len(codes - built_in):,} codes are not in the built-in {BUILT_IN}, "
                f"{len(built_in - codes):,} of {BUILT_IN} are not here"
            )
    return notes


def _odd_links(links: Sequence[Link]) -> list[str]:
    """Links told as 1:1 of which one code has other counterparts too: they count as unclear."""
    there, back = Counter(link.code for link in links), Counter(link.to_code for link in links)
    odd = [link for link in links if link.relation == "1:1" and max(there[link.code], back[link.to_code]) > 1]
    if not odd:
        return []
    return [
        f"{len(odd):,} pairs are told as 1:1 and are not, the first in row {odd[0].row}; the codes themselves decide"
    ]


def add_files(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], system: str | None, dry_run: bool, tell: Tell
) -> list[StatisticsError]:
    """Takes several files over, one after the other; the errors of those that could not be."""
    failed = []
    for path in paths:
        try:
            add(connection, path, system, dry_run, tell)
        except StatisticsError as error:
            failed.append(error)
    return failed


def listed(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, str]]:
    """Edition, the other edition of a correlation or empty, rows, file; the built-in ones last."""
    added: list[tuple[str, str, int, str]] = []
    if connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'nomenclature'").fetchone():
        added = connection.execute(sql("nomenclatures")).fetchall()
    changes = sum("no change" not in row["note"] for row in table("hs_changes"))
    return [*added, (BUILT_IN, "", len(table("hs")), "built in"), ("HS2017", BUILT_IN, changes, "built in, in part")]
