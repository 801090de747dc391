"""From queries to the observations that may be weighed for them: one join for all (`sql/candidates.sql`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from extractor.lexicons import table
from extractor.schema.base import plain
from extractor.schema.observation import Observation
from extractor.schema.query import SeriesQuery
from extractor.statistics.areas import WORLD
from extractor.statistics.queries import sql

DIRECTIONS = {
    "import": ("import", "export"),
    "export": ("export", "import"),
    "re-export": ("re-export", "export", "import"),
    "balance": ("balance", "import", "export"),
    "turnover": ("turnover", "import", "export"),
}
"""Which flows are wanted for a claim's direction: its own, the opposite one (for the mirror and for a swapped flow)."""
NEITHER = ("%", "pp", "x")
FIRST_FIELD = 2
MOST_PARTNERS = 600
"""Rows of other partners that are looked at for a claim: some 230 countries in a few vintages."""
COLUMNS = (
    "dataset", "source", "reporter", "reporter_code", "partner", "partner_code", "direction", "measure",
    "commodity_system", "commodity_code", "commodity_label", "period_start", "period_end", "value", "absent", "currency",
    "unit", "status", "valuation", "flag", "secondary", "minimum", "retrieved", "vintage", "url",
)  # fmt: skip


def find(connection: duckdb.DuckDBPyConnection, queries: Sequence[SeriesQuery]) -> Iterator[list[Observation]]:
    """The candidates of each query, the likeliest first; an empty list where nothing is asked for or known."""
    return _answers(connection, queries, sql("candidates"))


def partners(connection: duckdb.DuckDBPyConnection, queries: Sequence[SeriesQuery]) -> Iterator[list[Observation]]:
    """Of each query that has a flow what the reporter tells of its other partners, the world among them."""
    return _answers(connection, queries, sql("partners", most=MOST_PARTNERS, columns=_qualified()))


def _qualified() -> str:
    return ", ".join(f"o.{column}" for column in COLUMNS)


def _answers(
    connection: duckdb.DuckDBPyConnection, queries: Sequence[SeriesQuery], asking: str
) -> Iterator[list[Observation]]:
    """All queries in one search; observations are made of its rows only as they are asked for."""
    asked = [_asked(number, query) for number, query in enumerate(queries) if query.period_start and query.period_end]
    rows = connection.execute(asking, {"queries": json.dumps(asked)}).fetchall() if asked else []
    return _by_query(rows, len(queries))


def _by_query(rows: Sequence[Any], count: int) -> Iterator[list[Observation]]:
    """The answer of each query by its number, from rows in the order of these numbers; of a figure its first row counts."""
    found = groupby(rows, key=itemgetter(0))
    number, answer = next(found, (None, None))
    for wanted in range(count):
        if wanted != number or answer is None:
            yield []
            continue
        first: dict[int, Sequence[Any]] = {}
        for row in answer:
            first.setdefault(row[1], row)
        yield [observation(row[FIRST_FIELD:]) for row in first.values()]
        number, answer = next(found, (None, None))


def observation(row: Sequence[Any]) -> Observation:
    """The record of a row of `file, row_number, cell` and COLUMNS; what was checked at import is not checked again."""
    file, row_number, cell = row[:3]
    fields = dict(zip(COLUMNS, row[3:], strict=True))
    if fields["value"] is not None:
        fields["value"] = plain(fields["value"])
    fields["row"] = f"{file}:{row_number}" + (f" {cell}" if cell else "")
    return _blank().model_copy(update=fields)


@cache
def _blank() -> Observation:
    """A record to copy, which is done in half the time of making one."""
    return Observation.model_construct(**dict.fromkeys((*COLUMNS, "row")))


def _asked(number: int, query: SeriesQuery) -> dict[str, object]:
    total = ("TOTAL",) if query.total else ()
    return {
        "id": number,
        "reporter": query.reporter_code or (query.reporter or WORLD).lower().replace(WORLD.lower(), WORLD),
        "partner": query.partner_code or (query.partner.lower() if query.partner else WORLD),
        "direction": query.direction,
        "directions": () if (query.unit or "").startswith("/") else DIRECTIONS.get(query.direction or "", ()),
        "measure": _measure_words(query.measure),
        "codes": (*query.commodity_codes, *total),
        "wider": query.wider_codes,
        "goods": words(query.commodity or ""),
        "start": str(query.period_start),
        "end": str(query.period_end),
        "wants": _wants(query),
        "mirror": query.mirror,
    }


def _wants(query: SeriesQuery) -> str:
    if query.unit and query.unit.startswith("/"):
        return "price"
    if query.currency:
        return "money"
    return "quantity" if query.unit and query.unit not in NEITHER else "both"


def words(text: str) -> list[str]:
    """Words without the plural's s, as the macro `words` in `sql/periods.sql` has them."""
    return [re.sub(r"(?:ies|y|e?s)$", "", word) for word in re.findall(r"[^\W\d_]{3,}", text.lower())]


@cache
def _canonical() -> dict[str, str]:
    return {row["word"]: row["measure"] for row in table("measures")}


def _measure_words(measure: str | None) -> list[str]:
    """The measure's own words and those of the name that our list of measures gives it."""
    if not measure:
        return []
    return sorted({*words(measure), *words(_canonical().get(measure, ""))})
