"""SDMX-CSV 1.0 (`DATAFLOW,…,TIME_PERIOD,OBS_VALUE,…`) and 2.0 (`STRUCTURE,STRUCTURE_ID,ACTION,…`), as Eurostat, the OECD,
the European Central Bank (`KEY,…`) and others write them.

Read by DuckDB, in a stream, for files of any size. Labels may stand in the cells (`DE: Germany`) or in a column of their own
behind each code (`REF_AREA,Reference area`; SDMX-CSV 2.0, "labels=name"). What stands behind TIME_PERIOD is no dimension.
"""

from __future__ import annotations

import re
from pathlib import Path

from extractor.errors import BadTable
from extractor.statistics.csv_table import CsvTable, plain_name, split, table_or_none
from extractor.statistics.dimensions import UNITS, Dimensions
from extractor.statistics.reading import Reading, name
from extractor.statistics.source_file import SourceFile

LOOKED_AT = 2000
"""How many rows are looked at for the codes of dimensions."""
FIRST = ("dataflow", "structure", "key")
BESIDE = {
    "dataflow", "structure", "structureid", "structurename", "action", "lastupdate", "obsvalue", "obsflag", "obsstatus",
    "confstatus", "obsconf", "observationvalue", "time", "unitmult", "unitmultiplier", "decimals", "timeformat",
    "serieskey", "title", "titlecompl", "collection", "keyid", "key",
}  # fmt: skip
"""Columns that are no dimensions; `TIME` here is the label beside TIME_PERIOD."""
PUBLISHERS = {
    "ESTAT": ("Eurostat", "https://ec.europa.eu/eurostat"),
    "OECD": ("OECD", "https://data-explorer.oecd.org"),
    "ECB": ("European Central Bank", "https://data.ecb.europa.eu"),
    "IMF": ("International Monetary Fund", "https://data.imf.org"),
    "BIS": ("Bank for International Settlements", "https://data.bis.org"),
    "UNSD": ("United Nations Statistics Division", "https://data.un.org"),
    "ILO": ("International Labour Organization", "https://ilostat.ilo.org"),
    "UNICEF": ("UNICEF", "https://data.unicef.org"),
    "WB.DATA360": ("World Bank", "https://data360.worldbank.org"),
}


class SdmxCsv:
    """One row an observation."""

    name = "sdmx-csv"
    title = "SDMX-CSV 1.0 and 2.0"

    def sniff(self, source: SourceFile) -> float:
        table = table_or_none(source)
        if table is None:
            return 0.0
        have = {_id(column) for column in table.columns}
        first = _id(table.columns[0])
        if first not in FIRST:
            return 0.0
        return 1.0 if {"timeperiod", "obsvalue"} <= have else 0.7 if first != "key" else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        named = _named(table)
        columns = {_id(column): name(column) for column in reversed(table.columns) if column not in named.values()}
        for needed in ("timeperiod", "obsvalue"):
            if needed not in columns:
                found = ", ".join(table.columns)
                wanted = {"timeperiod": "TIME_PERIOD", "obsvalue": "OBS_VALUE"}[needed]
                raise BadTable(f"{source.name}: row 1 lacks the column `{wanted}`; found: {found}")
        dimensions = {
            column.split(":")[0].strip().lower(): column
            for column in _dimensions(table)
            if column not in named.values()
        }
        flow = next(each for each in ("structureid", *FIRST) if each in columns)
        publisher, url = publisher_of(_first_cell(table, flow))
        flags = [columns[each] for each in ("obsflag", "obsstatus") if each in columns]
        fields = Dimensions(
            dataset=_dataset(columns[flow]) if flow != "key" else f"split_part({columns[flow]}, '.', 1)",
            source=publisher,
            codes={dimension: _code(name(column)) for dimension, column in dimensions.items()},
            labels={
                dimension: name(named[column]) if column in named else _label(name(column))
                for dimension, column in dimensions.items()
            },
            value=f"trim({columns['obsvalue']})",
            flag=f"coalesce({', '.join([*map(_code, flags), repr('')])})",
            multiplier=_first(columns, "unitmult", "unitmultiplier"),
            confidentiality=_first(columns, "confstatus", "obsconf"),
            url=url,
            seen=_seen(table, dimensions),
        ).fields()
        if "lastupdate" in columns:
            told = columns["lastupdate"]
            day = f"strftime(try_strptime(left({told}, 8), '%d/%m/%y'), '%Y-%m-%d')"
            fields["vintage"] = f"coalesce({day}, {told})"
        if "action" in columns:
            deleted = f"CASE WHEN upper({columns['action']}) = 'D' THEN 'marked as deleted' END"
            fields["left_out"] = f"coalesce({deleted}, {fields['left_out']})"
        return Reading(table.scan(), fields, ({},), areas="sdmx", scale=("units as coded",), negatives=True)


def _id(column: str) -> str:
    """`REF_AREA: Reference area` and `STRUCTURE[;]` by their names alone."""
    return plain_name(column.split(":")[0].split("[")[0])


def _named(table: CsvTable) -> dict[str, str]:
    """Columns of labels by the columns of codes that they stand behind: of both cases, where codes are of one."""
    pairs = zip(table.columns, table.columns[1:], strict=False)
    return {code: label for code, label in pairs if _of_one_case(code) and not _of_one_case(label) and ":" not in label}


def _of_one_case(column: str) -> bool:
    return not column.startswith("~") and column in (column.upper(), column.lower())


def _dimensions(table: CsvTable) -> list[str]:
    """The columns before TIME_PERIOD, that one, and those of the attributes behind it that name a unit."""
    ids = [_id(column) for column in table.columns]
    last = ids.index("timeperiod")
    units = {plain_name(unit) for unit in UNITS}
    return [
        column
        for place, (column, own) in enumerate(zip(table.columns, ids, strict=True))
        if own not in BESIDE and not column.startswith("~") and (place <= last or own in units)
    ]


def _first_cell(table: CsvTable, column: str) -> str:
    """What the first row says there; the Central Bank's own layout does not name its agency."""
    if column == "key":
        return "ECB"
    rows = table.source.head.splitlines()[table.header_row :]
    cells = split(rows[0], table.delimiter) if rows else []
    place = next(place for place, each in enumerate(table.columns) if _id(each) == column)
    return cells[place] if place < len(cells) else ""


def _seen(table: CsvTable, dimensions: dict[str, str]) -> dict[str, set[str]]:
    """The codes of each dimension in the first rows."""
    below = [split(line, table.delimiter) for line in table.source.head.splitlines()[table.header_row :][:LOOKED_AT]]
    places = {dimension: table.columns.index(column) for dimension, column in dimensions.items()}
    return {
        dimension: {row[place].split(":")[0].strip() for row in below if len(row) > place}
        for dimension, place in places.items()
    }


def _first(columns: dict[str, str], *wanted: str) -> str:
    found = next((columns[each] for each in wanted if each in columns), None)
    return _code(found) if found else "NULL"


def publisher_of(beginning: str) -> tuple[str, str | None]:
    """Who publishes a dataflow, by its agency (`ESTAT:DS-045409(1.0)`)."""
    for agency, (publisher, url) in PUBLISHERS.items():
        if re.search(rf"(?<![A-Z]){re.escape(agency)}(?![A-Z])", beginning):
            return publisher, url
    return "SDMX", None


def _dataset(flow: str) -> str:
    """`ESTAT:DS-045409(1.0)` is `DS-045409`; a label behind it is left away."""
    return f"regexp_extract({flow}, '^(?:[^:]+:)?([^(:]+)', 1)"


def _code(column: str) -> str:
    """The code of `DE: Germany`, or all of it where it is a code alone."""
    return f"trim(split_part({column}, ':', 1))"


def _label(column: str) -> str:
    return f"nullif(trim(substr({column}, length(split_part({column}, ':', 1)) + 2)), '')"
