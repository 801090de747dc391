"""SDMX-CSV 1.0 (`DATAFLOW,…,TIME_PERIOD,OBS_VALUE,…`) and 2.0 (`STRUCTURE,STRUCTURE_ID,ACTION,…`), as Eurostat, the OECD
and others write them, and the table of the European Central Bank's data portal: `KEY,FREQ,…,TIME_PERIOD,OBS_VALUE,…`, where
KEY is the dataflow and the codes of all dimensions, which stand before TIME_PERIOD; behind OBS_VALUE are attributes.

Read by DuckDB, in a stream, for files of any size. Cells may hold code and label (`DE: Germany`) if both were asked for.
"""

from __future__ import annotations

from pathlib import Path

from extractor.errors import BadTable
from extractor.statistics.csv_table import CsvTable, plain_name, table_or_none
from extractor.statistics.dimensions import Dimensions
from extractor.statistics.reading import Reading, name
from extractor.statistics.source_file import SourceFile

BESIDE = {
    "dataflow", "structure", "structureid", "structurename", "action", "lastupdate", "obsvalue", "obsflag", "obsstatus",
    "confstatus", "observationvalue", "time", "unitmult", "decimals", "timeformat", "serieskey", "title",
    "titlecompl", "collection", "keyid", "key",
}  # fmt: skip
"""Columns that are no dimensions; `TIME` here is the label beside TIME_PERIOD."""
PUBLISHERS = {
    "ESTAT": ("Eurostat", "https://ec.europa.eu/eurostat"),
    "OECD": ("OECD", "https://data-explorer.oecd.org"),
    "ECB": ("European Central Bank", "https://data.ecb.europa.eu"),
    "IMF": ("International Monetary Fund", "https://data.imf.org"),
    "BIS": ("Bank for International Settlements", "https://data.bis.org"),
    "UNSD": ("United Nations Statistics Division", "https://data.un.org"),
}


class SdmxCsv:
    """One row an observation."""

    name = "sdmx-csv"
    title = "SDMX-CSV 1.0 and 2.0"

    def sniff(self, source: SourceFile) -> float:
        table = table_or_none(source)
        if table is None:
            return 0.0
        have = {plain_name(column.split(":")[0]) for column in table.columns}
        first = plain_name(table.columns[0].split("[")[0])
        if first not in ("dataflow", "structure", "key"):
            return 0.0
        return 1.0 if {"timeperiod", "obsvalue"} <= have else 0.7

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        columns = {plain_name(column.split(":")[0].split("[")[0]): name(column) for column in table.columns}
        for needed in ("timeperiod", "obsvalue"):
            if needed not in columns:
                found = ", ".join(table.columns)
                wanted = {"timeperiod": "TIME_PERIOD", "obsvalue": "OBS_VALUE"}[needed]
                raise BadTable(f"{source.name}: row 1 lacks the column `{wanted}`; found: {found}")
        dimensions = {
            column.split(":")[0].strip().lower(): name(column)
            for column in table.columns
            if plain_name(column.split(":")[0].split("[")[0]) not in BESIDE and not column.startswith("~")
        }
        flow = columns.get("structureid") or columns.get("dataflow") or columns.get("structure")
        publisher, url = publisher_of(source.head.splitlines()[1] if "\n" in source.head else "")
        if flow is None:
            publisher, url = PUBLISHERS["ECB"]
            places = [plain_name(column) for column in table.columns]
            told = (*places[: places.index("timeperiod") + 1], "unit")
            dimensions = {each: column for each, column in dimensions.items() if plain_name(each) in told}
        flags = [columns[each] for each in ("obsflag", "obsstatus") if each in columns]
        fields = Dimensions(
            dataset=_dataset(flow) if flow else f"split_part({columns['key']}, '.', 1)",
            source=publisher,
            codes={dimension: _code(column) for dimension, column in dimensions.items()},
            labels={dimension: _label(column) for dimension, column in dimensions.items()},
            value=f"trim({columns['obsvalue']})",
            flag=f"coalesce({', '.join([*map(_code, flags), repr('')])})",
            multiplier=_code(columns["unitmult"]) if "unitmult" in columns else "NULL",
            confidentiality=_code(columns["confstatus"]) if "confstatus" in columns else "NULL",
            url=url,
        ).fields()
        if "lastupdate" in columns:
            fields["vintage"] = columns["lastupdate"]
        if "action" in columns:
            fields["left_out"] = f"CASE WHEN upper({columns['action']}) = 'D' THEN 'marked as deleted' END"
        return Reading(table.scan(), fields, ({},), areas="sdmx", scale=("units as coded",), negatives=True)


def publisher_of(beginning: str) -> tuple[str, str | None]:
    """Who publishes a dataflow, by its agency (`ESTAT:DS-045409(1.0)`)."""
    for agency, (publisher, url) in PUBLISHERS.items():
        if agency in beginning:
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
