"""From a file to observations: stage its rows, check each, report, take over. One transaction a file."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractor.errors import BadTable, StatisticsError, UnknownFormat
from extractor.statistics import sheets
from extractor.statistics.importers import Registry
from extractor.statistics.mapping import read_mapping
from extractor.statistics.queries import sql
from extractor.statistics.reading import Importer, Reading
from extractor.statistics.report import ImportReport, Reject
from extractor.statistics.source_file import SourceFile, opened
from extractor.statistics.staging import Staged, bad_lines, next_number, stage

MOST_REFUSED = 0.5
"""Where more than this part of the rows is refused, the file is not what it was taken for."""
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
    with (
        opened(path, _encoding(options)) as sources,
        tempfile.TemporaryDirectory(prefix="extractor-") as folder,
        _transaction(connection, keep=not options.dry_run) as undo,
    ):
        if options.mapping is None:
            sources = [table for source in sources for table in sheets.tables(source, Path(folder))]
        tables, aside = _tables(sources, options)
        reports = [_import_source(connection, source, importer, options) for source, importer in tables]
        if aside:
            note = f"left out of the file, in no known format: {', '.join(aside)}"
            reports[0] = replace(reports[0], notes=(*reports[0].notes, note))
        told = [tell(report) for report in reports]
        if not all(told):
            undo()
        return tuple(reports)


def _encoding(options: Options) -> str | None:
    return read_mapping(options.mapping).encoding if options.mapping else None


def _tables(sources: Sequence[SourceFile], options: Options) -> tuple[list[tuple[SourceFile, Importer]], list[str]]:
    """The tables among a file's members, each with its importer, and the names of the other members.

    Publishers pack lists of codes and notes with their figures (CEPII, the World Bank).
    Raises UnknownFormat where no member is a table that is known.
    """
    registry = Registry.default(options.mapping)
    known: list[tuple[SourceFile, Importer]] = []
    unknown: dict[str, UnknownFormat] = {}
    for source in sources:
        try:
            known.append((source, registry.choose(source, options.format)))
        except UnknownFormat as error:
            unknown[source.name] = error
    if not known:
        raise next(iter(unknown.values()))
    return known, list(unknown)


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


def _import_source(
    connection: duckdb.DuckDBPyConnection, source: SourceFile, importer: Importer, options: Options
) -> ImportReport:
    digest = _digest(source, options.mapping)
    if connection.execute("SELECT 1 FROM import WHERE digest = ?", [digest]).fetchone():
        return _already(source, importer, digest)
    with tempfile.TemporaryDirectory(prefix="extractor-") as work:
        reading = importer.read(source, Path(work))
        try:
            number = next_number(connection, "import_number")
            staged = stage(connection, source, reading, options.vintage, number)
            report = _report(connection, source, importer, reading, digest, staged)
            _refuse_if_hopeless(report)
            if report.left_out or report.rejected:
                connection.execute(sql("remove", first_told=staged.first))
            connection.execute(sql("goods", first_told=staged.first))
            _note_down(connection, source, report, number)
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            raise BadTable(f"{source.name}: cannot be read as {importer.name}: {said}") from error
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


def _report(
    connection: duckdb.DuckDBPyConnection,
    source: SourceFile,
    importer: Importer,
    reading: Reading,
    digest: str,
    staged: Staged,
) -> ImportReport:
    first = staged.first
    kinds = {field: staged.expression(field) for field in ("dataset", "measure")}
    facts = connection.execute(sql("understood", first_told=first, **kinds)).fetchone()
    bad = bad_lines(connection)
    if facts is None or not (facts[-1] or bad):
        raise BadTable(f"{source.name}: no rows below the header")
    rows, datasets, reporters, partners, directions, measures, years, refused, last_row = facts
    rejects = [Reject(source.name, row, f"not a row of this table: {why}") for row, why in bad]
    rejects += [
        Reject(source.name, row, why) for row, why in connection.execute(sql("refused", first_told=first)).fetchall()
    ]
    return ImportReport(
        file=source.name,
        digest=digest,
        format=importer.name,
        rows=int(rows),
        rows_read=max(last_row or 0, *(row for row, _ in bad), 0) - reading.first_row + 1,
        datasets=tuple(datasets or ()),
        reporters=tuple(reporters or ()),
        partners=partners,
        directions=tuple(directions or ()),
        measures=tuple(measures or ()),
        years=tuple(years or ()),
        scale=reading.scale,
        absent=tuple(connection.execute(sql("absent", first_told=first)).fetchall()),
        left_out=tuple(connection.execute(sql("left_out", first_told=first)).fetchall()),
        rejects=tuple(sorted(rejects, key=lambda reject: reject.row)[:100]),
        rejected=refused + len(bad),
        notes=(*reading.notes, *_advice(importer, rejects)),
    )


def _advice(importer: Importer, rejects: Sequence[Reject]) -> tuple[str, ...]:
    """What a mapping can say of rows that come more than once."""
    again = importer.name == "mapping" and any(reject.reason.startswith("another value") for reject in rejects)
    advice = (
        "where rows of the same series are parts of one figure, say summed: true; where they differ in a column that the "
        "mapping does not name, choose among its texts with leave_out; columns alike need a unit or measure of their own"
    )
    return (advice,) if again else ()


def _refuse_if_hopeless(report: ImportReport) -> None:
    if not report.rejected:
        return
    if report.rejected / report.rows_read > MOST_REFUSED:
        raise BadTable(
            f"{report.rejects[0]} ({report.rejected:,} of {report.rows_read:,} rows are refused; "
            f"{'is the mapping right' if report.format == 'mapping' else f'is this file really {report.format}'}?)"
            + "".join(f"; {note}" for note in report.notes[-1:] if "summed" in note)
        )


def _note_down(connection: duckdb.DuckDBPyConnection, source: SourceFile, report: ImportReport, number: int) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "INSERT INTO import VALUES (?, ?, ?, ?, ?, ?)",
        [number, report.digest, source.name, report.format, report.rows, now],
    )


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
