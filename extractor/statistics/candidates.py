"""From queries to the observations that may be weighed for them: one join for all (`sql/candidates.sql`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
from pydantic_core import to_json

from extractor.lexicons import table
from extractor.schema.observation import Observation
from extractor.schema.query import SeriesQuery
from extractor.statistics.areas import WORLD
from extractor.statistics.queries import sql
from extractor.statistics.records import COLUMNS, Figures, observation

DIRECTIONS = {
    "import": ("import", "export"),
    "export": ("export", "import"),
    "re-export": ("re-export", "export", "import"),
    "balance": ("balance", "import", "export"),
    "turnover": ("turnover", "import", "export"),
}
"""Which flows are wanted for a claim's direction: its own, the opposite one (for the mirror and for a swapped flow)."""
NEITHER = ("%", "pp", "x")
MOST_PARTNERS = 600
"""Rows of other partners that are looked at for a claim: some 230 countries in a few vintages."""
ASKED = (
    "id", "reporter", "partner", "direction", "directions", "measure", "codes", "wider", "goods", "start", "end",
    "wants", "mirror",
)  # fmt: skip
"""What SQL is told of a query (`sql/asked.sql`)."""


def find(connection: duckdb.DuckDBPyConnection, queries: Sequence[SeriesQuery]) -> Iterator[list[Observation]]:
    """The candidates of each query, the likeliest first; an empty list where nothing is asked for or known."""
    rows = _rows(connection, queries, sql("candidates", query=sql("asked")))
    figures = Figures(connection, {row[2] for row in rows})
    return _by_query(rows, len(queries), figures.observation)


def partners(connection: duckdb.DuckDBPyConnection, queries: Sequence[SeriesQuery]) -> Iterator[list[Observation]]:
    """Of each query that has a flow what the reporter tells of its other partners, the world among them."""
    columns = ", ".join(f"o.{column}" for column in COLUMNS)
    rows = _rows(connection, queries, sql("partners", query=sql("asked"), most=MOST_PARTNERS, columns=columns))
    return _by_query(rows, len(queries), lambda row: observation(row[2:]))


def _rows(connection: duckdb.DuckDBPyConnection, queries: Sequence[SeriesQuery], asking: str) -> list[Any]:
    """The answers to all queries, by one search: the query's number, the figure's, and what there is of it."""
    asked = [_asked(number, query) for number, query in enumerate(queries) if query.period_start and query.period_end]
    if not asked:
        return []
    by_column = dict(zip(ASKED, zip(*asked, strict=True), strict=True))
    return connection.execute(asking, {"queries": to_json(by_column).decode()}).fetchall()


def _by_query(
    rows: Sequence[Any], count: int, record: Callable[[Sequence[Any]], Observation]
) -> Iterator[list[Observation]]:
    """The answer of each query by its number, from rows in the order of these numbers; of a figure its first row counts.

    Records are made only as they are asked for.
    """
    found = groupby(rows, key=itemgetter(0))
    number, answer = next(found, (None, None))
    for wanted in range(count):
        if wanted != number or answer is None:
            yield []
            continue
        first: dict[int, Sequence[Any]] = {}
        for row in answer:
            first.setdefault(row[1], row)
        yield [record(row) for row in first.values()]
        number, answer = next(found, (None, None))


def _asked(number: int, query: SeriesQuery) -> tuple[object, ...]:
    """A query as ASKED has it."""
    return (
        number,
        query.reporter_code or (query.reporter or WORLD).lower().replace(WORLD.lower(), WORLD),
        query.partner_code or (query.partner.lower() if query.partner else WORLD),
        query.direction,
        () if (query.unit or "").startswith("/") else DIRECTIONS.get(query.direction or "", ()),
        _measure_words(query.measure),
        (*query.commodity_codes, "TOTAL") if query.total else query.commodity_codes,
        query.wider_codes,
        words(query.commodity or ""),
        query.period_start,
        query.period_end,
        _wants(query),
        query.mirror,
    )


def _wants(query: SeriesQuery) -> str:
    if query.unit and query.unit.startswith("/"):
        return "price"
    if query.currency:
        return "money"
    return "quantity" if query.unit and query.unit not in NEITHER else "both"


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Words without the plural's s, as the macro `words` in `sql/periods.sql` has them."""
    return tuple(re.sub(r"(?:ies|y|e?s)$", "", word) for word in re.findall(r"[^\W\d_]{3,}", text.lower()))


@cache
def _canonical() -> dict[str, str]:
    return {row["word"]: row["measure"] for row in table("measures")}


@lru_cache(maxsize=8192)
def _measure_words(measure: str | None) -> tuple[str, ...]:
    """The measure's own words and those of the name that our list of measures gives it."""
    if not measure:
        return ()
    return tuple(sorted({*words(measure), *words(_canonical().get(measure, ""))}))
