"""The rows of a file as figures in the store, each checked, what is wrong with one beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from extractor.statistics.queries import sql
from extractor.statistics.reading import FIELDS, Reading, name, text
from extractor.statistics.source_file import SourceFile

MOST_SCANS = 4
"""A file of up to so many figures a row is read once for each, side by side; a wider one once, and its rows unfolded."""
NULL = "NULL"
TOLD = (
    "measure", "dataset", "source", "commodity_system", "commodity_label", "currency", "unit", "valuation", "flag",
    "secondary", "minimum", "retrieved", "vintage", "url",
)  # fmt: skip
"""Fields that are mostly the same for a whole column of a file: kept once, in the table `told`."""
OWN = ("reporter_name", "partner_name", "left_out", "refused")
"""What may stand beside any figure; the other names are those of TOLD, and `cell`."""
KEY = ("measure", "dataset", "commodity_system", "commodity_label", "currency", "unit", "valuation", "vintage")
"""Fields of TOLD that tell one series from another."""
CONSTANT = re.compile(r"NULL|'(?:[^']|'')*'")
"""An SQL expression that is a literal."""
HOLDING = "join_order,build_side_probe_side,common_subplan"
"""DuckDB takes a file for small and would hold all of it in memory, to look up a few codes or to scan it once; without
these optimizers it streams."""
MOST_BAD_LINES = 1000


@dataclass(frozen=True, slots=True)
class Staged:
    """What a file put into the table."""

    first: int
    """The first number of what its figures are told by."""
    beside: Sequence[str]
    """The fields that differ from row to row."""

    def expression(self, field: str) -> str:
        """SQL: what a row says of a field itself."""
        return f"beside[{text(field)}]" if field in self.beside else NULL


def stage(
    connection: duckdb.DuckDBPyConnection, source: SourceFile, reading: Reading, vintage: str | None, number: int
) -> Staged:
    """Puts the file's figures into the table, marked where they are refused."""
    for leftover in ("repeated", "bad_line", "bad_scan"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{leftover}")
    expressions = [_expressions(reading, figure, source, vintage) for figure in reading.figures]
    told = [_told(connection, number, each) for each in expressions]
    varying = [_varying(each) for each in expressions]
    beside = [field for field in ("cell", *TOLD) if any(field in figure for figure in varying)]
    raw = [
        figure | {"told": str(to), "measure": each.get("measure", NULL)}
        for figure, to, each in zip(varying, told, expressions, strict=True)
    ]
    with _streaming(connection):
        connection.execute(
            sql(
                "stage",
                raw=_raw(
                    raw, f"(SELECT row_number() OVER () + {reading.first_row - 1} AS row_number, * FROM {reading.scan})"
                ),
                beside=", ".join([*OWN, *beside]),
                named=", ".join(f"{text(field)}: {field}" for field in [*OWN, *beside]),
                areas=text(reading.areas),
                negatives=str(reading.negatives).lower(),
                blank_is_missing=str(reading.blank_is_missing).lower(),
            )
        )
    for row, _ in bad_lines(connection):
        connection.execute(
            "UPDATE figure SET row_number = row_number + 1 WHERE told >= ? AND row_number >= ?", [min(told), row]
        )
    _set_repeated_apart(connection, varying, told, reading.summed)
    return Staged(min(told), beside)


@contextmanager
def _streaming(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Rows pass through as they are read, those of each figure in their order, whatever the order between figures."""
    connection.execute(f"SET disabled_optimizers = '{HOLDING}'")
    connection.execute("SET preserve_insertion_order = false")
    try:
        yield
    finally:
        connection.execute("RESET disabled_optimizers")
        connection.execute("RESET preserve_insertion_order")


def _set_repeated_apart(
    connection: duckdb.DuckDBPyConnection, figures: Sequence[Mapping[str, str]], told: Sequence[int], summed: bool
) -> None:
    """Marks series and periods that come more than once, or adds them up where they are parts of one figure.

    A row's figures that differ in their column alone repeat together.
    """
    own = ["reporter_key", "partner_key", "direction", "commodity_code", "period_start", "period_end"]
    key = own + [f"beside[{text(field)}]" for field in KEY if any(field in figure for figure in figures)]
    shared = {"value", "scale", "absent", "status", "flag", "cell", "refused", "source", "url"}
    alike = all(
        figure.get(f) == figures[0].get(f)
        if f != "left_out"
        else figures[0].get(f, "")
        in figure.get(f, "")  # of a row that is left out for its first figure no other counts
        for figure in figures
        for f in {*figure, *figures[0]} - shared
    )
    of = f"told = {told[0]}" if alike and told.count(told[0]) == 1 else f"told >= {min(told)}"
    if not connection.execute(sql("suspected", key=", ".join(["told", *key]), of=of)).fetchone():
        return
    if summed:
        connection.execute(sql("sum_up", first_told=min(told), key=", ".join(["told", *key])))
    connection.execute(sql("repeated", first_told=min(told), key=", ".join(["told", *key])))
    if connection.execute("SELECT 1 FROM repeated LIMIT 1").fetchone():
        connection.execute(sql("set_apart", first_told=min(told)))


def _expressions(
    reading: Reading, figure: Mapping[str, str], source: SourceFile, vintage: str | None
) -> dict[str, str]:
    """SQL by field, with what the file itself leaves open."""
    day = text(source.modified.isoformat())
    given = {"retrieved": day, "vintage": day, **reading.fields, **figure}
    return given | ({"vintage": text(vintage)} if vintage else {})


def _told(connection: duckdb.DuckDBPyConnection, number: int, expressions: Mapping[str, str]) -> int:
    """Notes down what is the same for all figures of a column, and returns its number; of columns alike, the same one."""
    given = {field: expressions.get(field, NULL) for field in TOLD}
    same = {field: expression if CONSTANT.fullmatch(expression) else NULL for field, expression in given.items()}
    condition = " AND ".join(f"{field} IS NOT DISTINCT FROM {same[field]}" for field in TOLD)
    known = connection.execute(f"SELECT id FROM told WHERE import = {number} AND {condition}").fetchone()
    if known:
        return int(known[0])
    told = next_number(connection, "told_number")
    values = ", ".join(same.values())
    connection.execute(f"INSERT INTO told (id, import, {', '.join(TOLD)}) VALUES ({told}, {number}, {values})")
    return told


def _varying(expressions: Mapping[str, str]) -> dict[str, str]:
    """What is left to say row by row."""
    return {
        field: expression
        for field, expression in expressions.items()
        if expression != NULL and not (field in TOLD and CONSTANT.fullmatch(expression))
    }


def _raw(figures: Sequence[Mapping[str, str]], rows: str) -> str:
    """The query that makes figures of the rows: one scan for each figure of a row, or one scan and its rows unfolded.

    The scan is written out each time: a named one would be held in memory whole.
    """
    if len(figures) > MOST_SCANS:
        return f"SELECT row_number, {_unfolded(figures)} FROM {rows}"
    each = (", ".join(f"{_cast(figure, field)} AS {field}" for field in ("told", *FIELDS)) for figure in figures)
    return "\n    UNION ALL\n    ".join(f"SELECT row_number, {fields} FROM {rows}" for fields in each)


def _unfolded(figures: Sequence[Mapping[str, str]]) -> str:
    """The list of expressions that makes several figures of a row."""
    fields = ("told", *FIELDS)
    differing = [field for field in fields if len({figure.get(field, NULL) for figure in figures}) > 1]
    listed = [f"{_cast(figures[0], field)} AS {field}" for field in fields if field not in differing]
    if differing:
        structs = (", ".join(f"{name(field)}: {_cast(figure, field)}" for field in differing) for figure in figures)
        listed.append(f"unnest([{', '.join(f'{{{struct}}}' for struct in structs)}], recursive := true)")
    return ", ".join(listed)


def _cast(figure: Mapping[str, str], field: str) -> str:
    return f"CAST({figure.get(field, NULL)} AS {'INTEGER' if field == 'told' else 'VARCHAR'})"


def bad_lines(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    """The lines that have too many or too few cells or are not text, by row number."""
    known = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'bad_line'").fetchone()
    if not known:
        return []
    return connection.execute(
        "SELECT line, any_value(lower(CAST(error_type AS VARCHAR))) FROM bad_line GROUP BY line ORDER BY line LIMIT ?",
        [MOST_BAD_LINES],
    ).fetchall()


def next_number(connection: duckdb.DuckDBPyConnection, sequence: str) -> int:
    row = connection.execute(f"SELECT nextval('{sequence}')").fetchone()
    return int(row[0]) if row else 0
