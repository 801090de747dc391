"""From rows of the store to observations; what was checked at import is not checked again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

import duckdb

from extractor.schema.base import plain
from extractor.schema.observation import Observation
from extractor.statistics.areas import named
from extractor.statistics.queries import sql

COLUMNS = (
    "dataset", "source", "reporter", "reporter_code", "partner", "partner_code", "direction", "measure",
    "commodity_system", "commodity_code", "commodity_label", "period_start", "period_end", "value", "absent", "currency",
    "unit", "status", "valuation", "flag", "secondary", "minimum", "retrieved", "vintage", "url",
)  # fmt: skip
"""Fields of an observation, but for `row`, as columns of the view of the same name."""
MARKS = ("secondary", "minimum")
"""Fields that are told as `true`."""


def observation(row: Sequence[Any]) -> Observation:
    """The record of a row of `file, row_number, cell` and COLUMNS."""
    file, number, cell = row[:3]
    fields = _empty() | dict(zip(COLUMNS, row[3:], strict=True))
    if fields["value"] is not None:
        fields["value"] = plain(fields["value"])
    fields["row"] = _place(file, number, cell)
    return Observation.trusted(fields)


def _empty() -> dict[str, Any]:
    """All fields, in the order of the record."""
    return dict.fromkeys(Observation.model_fields)


def _place(file: str, number: int, cell: str | None) -> str:
    return f"{file}:{number} {cell}" if cell else f"{file}:{number}"


@cache
def _names() -> dict[str, str]:
    return {code: name for code, (_, name) in named("iso3").items()}


class Figures:
    """Makes observations of rows of `figure`; what is told of a whole column of a file is read once for all of its rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, told: Collection[int]) -> None:
        self._told: dict[int, tuple[str, dict[str, Any]]] = {}
        if told:
            found = connection.execute(sql("told"), {"ids": list(told)})
            names = [column[0] for column in found.description or ()][2:]
            for number, file, *values in found.fetchall():
                self._told[number] = file, _empty() | dict(zip(names, values, strict=True))

    def observation(self, row: Sequence[Any]) -> Observation:
        """The record of a row of `sql/candidates.sql`."""
        (
            _,
            _,
            told,
            number,
            reporter,
            partner,
            direction,
            code,
            start,
            end,
            value,
            absent,
            status,
            beside,
            retrieved,
        ) = row
        file, shared = self._told[told]
        fields = shared.copy()
        fields["reporter"], fields["reporter_code"] = _names().get(reporter), reporter
        fields["partner"], fields["partner_code"] = _names().get(partner), partner
        cell = _differing(fields, beside, retrieved) if beside else None
        fields["direction"] = direction
        fields["measure"] = _measure(direction, fields["measure"])
        fields["commodity_code"] = code
        fields["period_start"], fields["period_end"] = start, end
        fields["value"] = None if value is None else plain(value)
        fields["absent"], fields["status"] = absent, status
        fields["row"] = _place(file, number, cell)
        return Observation.trusted(fields)


def _differing(fields: dict[str, Any], beside: dict[str, str | None], retrieved: object) -> str | None:
    """Puts what differs from row to row in its place; gives the cell."""
    for name, told in beside.items():
        if told is None:
            continue
        if name in ("reporter_name", "partner_name"):
            side = name.removesuffix("_name")
            fields[side], fields[f"{side}_code"] = told, None
        elif name == "retrieved":
            fields[name] = retrieved
        elif name in MARKS:
            fields[name] = told == "true"
        elif name in fields:
            fields[name] = told
    return beside.get("cell")


def _measure(direction: str | None, told: str | None) -> str:
    """A flow's own name where nothing else is told, in the plural but for balance and turnover; one letter stands for its ending."""
    if told is None:
        told = "" if direction in ("balance", "turnover") else "s"
    return told if direction is None or len(told) > 1 else direction + told
