"""From a file to observations: stage its rows, check each, report, take over. One transaction a file."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractor.errors import BadTable, StatisticsError
from extractor.statistics.importers import Registry
from extractor.statistics.queries import sql
from extractor.statistics.reading import FIELDS, Importer, Reading, name, text
from extractor.statistics.report import ImportReport, Reject
from extractor.statistics.source_file import SourceFile, opened

MOST_REFUSED = 0.5
"""Where more than this part of the rows is refused, the file is not what it was taken for."""
MOST_BAD_LINES = 1000
Tell = Callable[[ImportReport], bool]
"""Shown each report before it is committed; false leaves the file out."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to import, apart from what the file says itself."""

    format: str | None = None
    """The importer's name; found by sniffing where null."""
    mapping: Path | None = None
    """A mapping file for a table of one's own."""
    vintage: str | None = None
    """Names the edition of the data where the file does not; the day of the file otherwise."""
    dry_run: bool = False


def import_file(
    connection: duckdb.DuckDBPyConnection, path: Path, options: Options, tell: Tell
) -> tuple[ImportReport, ...]:
    """Takes one file over, all of it or nothing. Raises UnknownFormat, BadTable."""
    with opened(path) as sources, _transaction(connection, keep=not options.dry_run) as undo:
        reports = tuple(_import_source(connection, source, options) for source in sources)
        told = [tell(report) for report in reports]
        if not all(told):
            undo()
        return reports


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection, keep: bool) -> Iterator[Callable[[], None]]:
    undone = []
    connection.begin()
    try:
        yield lambda: undone.append(True)
    except BaseException:
        connection.rollback()
        raise
    if keep and not undone:
        connection.commit()
    else:
        connection.rollback()


def _import_source(connection: duckdb.DuckDBPyConnection, source: SourceFile, options: Options) -> ImportReport:
    importer = Registry.default(options.mapping).choose(source, options.format)
    digest = _digest(source, options.mapping)
    if connection.execute("SELECT 1 FROM import WHERE digest = ?", [digest]).fetchone():
        return _already(source, importer, digest)
    with tempfile.TemporaryDirectory(prefix="extractor-") as work:
        reading = importer.read(source, Path(work))
        try:
            _stage(connection, source, reading, options)
            report = _report(connection, source, importer, reading, digest)
            _refuse_if_hopeless(report)
            _take(connection, source, report)
        except duckdb.Error as error:
            raise BadTable(f"{source.name}: cannot be read as {importer.name}: {str(error).splitlines()[0]}") from error
    return replace(report, dry_run=options.dry_run)


def _digest(source: SourceFile, mapping: Path | None) -> str:
    if mapping is None:
        return source.digest
    return hashlib.sha256(source.digest.encode() + mapping.read_bytes()).hexdigest()


def _already(source: SourceFile, importer: Importer, digest: str) -> ImportReport:
    nothing: tuple[str, ...] = ()
    return ImportReport(
        source.name, digest, importer.name, 0, 0, nothing, nothing, 0, nothing, nothing, (), nothing, (), (), (), 0,
        nothing, already=True,
    )  # fmt: skip


def _stage(connection: duckdb.DuckDBPyConnection, source: SourceFile, reading: Reading, options: Options) -> None:
    for leftover in ("staged", "repeated", "bad_line", "bad_scan"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{leftover}")
    connection.execute(
        sql(
            "stage",
            scan=reading.scan,
            first_row=reading.first_row,
            fields=_fields(reading, source, options),
            areas=text(reading.areas),
            negatives=str(reading.negatives).lower(),
            blank_is_missing=str(reading.blank_is_missing).lower(),
        )
    )
    for row, _ in _bad_lines(connection):
        connection.execute("UPDATE staged SET row_number = row_number + 1 WHERE row_number >= ?", [row])
    connection.execute(sql("repeated"))


def _fields(reading: Reading, source: SourceFile, options: Options) -> str:
    """The list of expressions that makes figures of a row; where a row has several, they are unnested."""
    defaults = {
        "retrieved": text(source.modified.isoformat()),
        "vintage": text(options.vintage or source.modified.isoformat()),
    }
    same = defaults | dict(reading.fields)
    if options.vintage:
        same["vintage"] = text(options.vintage)
    differing = {field for figure in reading.figures for field in figure}
    if len(reading.figures) == 1:
        same |= reading.figures[0]
        differing = set()
    listed = [f"CAST({same.get(field, 'NULL')} AS VARCHAR) AS {field}" for field in FIELDS if field not in differing]
    if differing:
        structs = ", ".join(_struct(figure, same, differing) for figure in reading.figures)
        listed.append(f"unnest([{structs}], recursive := true)")
    return ", ".join(listed)


def _struct(figure: Mapping[str, str], same: Mapping[str, str], differing: set[str]) -> str:
    fields = {**same, **figure}
    return "{" + ", ".join(f"{name(f)}: CAST({fields.get(f, 'NULL')} AS VARCHAR)" for f in sorted(differing)) + "}"


def _bad_lines(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    """The lines that have too many or too few cells or are not text, by row number."""
    known = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'bad_line'").fetchone()
    if not known:
        return []
    return connection.execute(
        "SELECT line, any_value(lower(CAST(error_type AS VARCHAR))) FROM bad_line GROUP BY line ORDER BY line LIMIT ?",
        [MOST_BAD_LINES],
    ).fetchall()


def _report(
    connection: duckdb.DuckDBPyConnection, source: SourceFile, importer: Importer, reading: Reading, digest: str
) -> ImportReport:
    facts = connection.execute(sql("understood")).fetchone()
    bad = _bad_lines(connection)
    if facts is None or not (facts[-1] or bad):
        raise BadTable(f"{source.name}: no rows below the header")
    rows, datasets, reporters, partners, directions, measures, years, refused, read = facts
    rejects = [Reject(source.name, row, f"not a row of this table: {why}") for row, why in bad]
    rejects += [Reject(source.name, row, why) for row, why in connection.execute(sql("refused")).fetchall()]
    return ImportReport(
        file=source.name,
        digest=digest,
        format=importer.name,
        rows=rows,
        rows_read=read + len(bad),
        datasets=tuple(datasets or ()),
        reporters=tuple(reporters or ()),
        partners=partners,
        directions=tuple(directions or ()),
        measures=tuple(measures or ()),
        years=tuple(years or ()),
        scale=reading.scale,
        absent=tuple(connection.execute(sql("absent")).fetchall()),
        left_out=tuple(connection.execute(sql("left_out")).fetchall()),
        rejects=tuple(sorted(rejects, key=lambda reject: reject.row)[:100]),
        rejected=refused + len(bad),
        notes=reading.notes,
    )


def _refuse_if_hopeless(report: ImportReport) -> None:
    if not report.rejected:
        return
    if report.rejected / report.rows_read > MOST_REFUSED:
        raise BadTable(
            f"{report.rejects[0]} ({report.rejected:,} of {report.rows_read:,} rows are refused; "
            f"is this file really {report.format}?)"
        )


def _take(connection: duckdb.DuckDBPyConnection, source: SourceFile, report: ImportReport) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    row = connection.execute(
        "INSERT INTO import (digest, file, format, rows, imported) VALUES (?, ?, ?, ?, ?) RETURNING id",
        [report.digest, source.name, report.format, report.rows, now],
    ).fetchone()
    if row is None:
        raise StatisticsError(f"{source.name}: the store gave the import no number")
    connection.execute(sql("take", **{"import": row[0]}))


def import_all(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], options: Options, tell: Tell
) -> list[ImportReport | StatisticsError]:
    """Takes several files over, one after the other; a file that fails does not stop the rest."""
    done: list[ImportReport | StatisticsError] = []
    for path in paths:
        try:
            done.extend(import_file(connection, path, options, tell))
        except StatisticsError as error:
            done.append(error)
    return done
