"""From a file to observations: stage its rows, check each, report, take over. One transaction a file."""

from __future__ import annotations

import hashlib
import re
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
NULL = "NULL"
TOLD = (
    "dataset", "source", "commodity_system", "commodity_label", "currency", "unit", "valuation", "flag", "secondary",
    "minimum", "retrieved", "vintage", "url",
)  # fmt: skip
"""Fields that are mostly the same for a whole column of a file: kept once, in the table `told`."""
CONSTANT = re.compile(r"NULL|'(?:[^']|'')*'")
"""An SQL expression that is a literal."""
SIDES = "join_order,build_side_probe_side"
"""DuckDB takes a file for small and would hold all of it in memory to look up a few codes; told so, it streams."""
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
            number = _next(connection, "import_number")
            first = _stage(connection, source, reading, options, number)
            report = _report(connection, source, importer, reading, digest, first)
            _refuse_if_hopeless(report)
            connection.execute(sql("remove", first_told=first))
            _note_down(connection, source, report, number)
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            raise BadTable(f"{source.name}: cannot be read as {importer.name}: {said}") from error
    return replace(report, dry_run=options.dry_run)


def _next(connection: duckdb.DuckDBPyConnection, sequence: str) -> int:
    row = connection.execute(f"SELECT nextval('{sequence}')").fetchone()
    return int(row[0]) if row else 0


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


def _stage(
    connection: duckdb.DuckDBPyConnection, source: SourceFile, reading: Reading, options: Options, number: int
) -> int:
    """Puts the file's figures into the table, marked where they are refused; the first number of what they are told by."""
    for leftover in ("repeated", "bad_line", "bad_scan"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{leftover}")
    expressions = [_expressions(reading, figure, source, options) for figure in reading.figures]
    told = [_told(connection, number, each) for each in expressions]
    connection.execute(f"SET disabled_optimizers = '{SIDES}'")
    try:
        connection.execute(
            sql(
                "stage",
                scan=reading.scan,
                first_row=reading.first_row,
                fields=_fields([_varying(each, to) for each, to in zip(expressions, told, strict=True)]),
                areas=text(reading.areas),
                negatives=str(reading.negatives).lower(),
                blank_is_missing=str(reading.blank_is_missing).lower(),
            )
        )
    finally:
        connection.execute("RESET disabled_optimizers")
    for row, _ in _bad_lines(connection):
        connection.execute(
            "UPDATE figure SET row_number = row_number + 1 WHERE told >= ? AND row_number >= ?", [min(told), row]
        )
    connection.execute(sql("repeated", first_told=min(told)))
    if connection.execute("SELECT 1 FROM repeated LIMIT 1").fetchone():
        connection.execute(sql("set_apart", first_told=min(told)))
    return min(told)


def _expressions(reading: Reading, figure: Mapping[str, str], source: SourceFile, options: Options) -> dict[str, str]:
    """SQL by field, with what the file itself leaves open."""
    day = text(source.modified.isoformat())
    given = {"retrieved": day, "vintage": day, **reading.fields, **figure}
    return given | ({"vintage": text(options.vintage)} if options.vintage else {})


def _told(connection: duckdb.DuckDBPyConnection, number: int, expressions: Mapping[str, str]) -> int:
    """Notes down what is the same for all figures of a column, and returns its number; of columns alike, the same one."""
    given = {field: expressions.get(field, NULL) for field in TOLD}
    same = {field: expression if CONSTANT.fullmatch(expression) else NULL for field, expression in given.items()}
    condition = " AND ".join(f"{field} IS NOT DISTINCT FROM {same[field]}" for field in TOLD)
    known = connection.execute(f"SELECT id FROM told WHERE import = {number} AND {condition}").fetchone()
    if known:
        return int(known[0])
    told = _next(connection, "told_number")
    values = ", ".join(same.values())
    connection.execute(f"INSERT INTO told (id, import, {', '.join(TOLD)}) VALUES ({told}, {number}, {values})")
    return told


def _varying(expressions: Mapping[str, str], told: int) -> dict[str, str]:
    """What is left to say row by row."""
    left = {
        field: expression
        for field, expression in expressions.items()
        if not (field in TOLD and CONSTANT.fullmatch(expression))
    }
    return left | {"told": str(told)}


def _fields(figures: Sequence[Mapping[str, str]]) -> str:
    """The list of expressions that makes figures of a row; where a row has several, they are unnested."""
    fields = ("told", *FIELDS)
    differing = {field for field in fields if len({figure.get(field, NULL) for figure in figures}) > 1}
    listed = [
        f"CAST({figures[0].get(field, NULL)} AS VARCHAR) AS {field}" for field in fields if field not in differing
    ]
    if differing:
        listed.append(f"unnest([{', '.join(_struct(figure, differing) for figure in figures)}], recursive := true)")
    return ", ".join(listed)


def _struct(figure: Mapping[str, str], differing: set[str]) -> str:
    return "{" + ", ".join(f"{name(f)}: CAST({figure.get(f, NULL)} AS VARCHAR)" for f in sorted(differing)) + "}"


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
    connection: duckdb.DuckDBPyConnection,
    source: SourceFile,
    importer: Importer,
    reading: Reading,
    digest: str,
    first: int,
) -> ImportReport:
    facts = connection.execute(sql("understood", first_told=first)).fetchone()
    bad = _bad_lines(connection)
    if facts is None or not (facts[-1] or bad):
        raise BadTable(f"{source.name}: no rows below the header")
    rows, datasets, reporters, partners, directions, measures, years, refused, figures = facts
    rejects = [Reject(source.name, row, f"not a row of this table: {why}") for row, why in bad]
    rejects += [
        Reject(source.name, row, why) for row, why in connection.execute(sql("refused", first_told=first)).fetchall()
    ]
    return ImportReport(
        file=source.name,
        digest=digest,
        format=importer.name,
        rows=rows,
        rows_read=figures // len(reading.figures) + len(bad),
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
