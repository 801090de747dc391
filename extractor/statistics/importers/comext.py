"""Eurostat Comext CSV: codes and labels in one cell (`DE-Germany`, `2-EXPORT`, `202252-Jan.-Dec. 2022`), values in euros.

The words depend on the language that was chosen; the codes before the dash do not. Month 52 is the whole year.
"""

from __future__ import annotations

from pathlib import Path

from extractor.statistics.csv_table import CsvTable, share
from extractor.statistics.dimensions import Dimensions
from extractor.statistics.reading import Reading, text
from extractor.statistics.source_file import SourceFile

NAMES = {
    "reporter": ("REPORTER", "DECLARANT", "REPORTER_LAB"),
    "partner": ("PARTNER", "PARTNER_LAB"),
    "product": ("PRODUCT", "PRODUCT_NC", "PRODUCT_LAB"),
    "flow": ("FLOW", "FLOW_LAB"),
    "time_period": ("PERIOD", "PERIOD_LAB"),
}
INDICATORS = (
    "VALUE_IN_EUROS", "VALUE_IN_EUR", "VALUE_EUR", "QUANTITY_IN_100KG", "QUANTITY_IN_KG", "QUANTITY_KG", "SUP_QUANTITY",
    "SUPPLEMENTARY_QUANTITY",
)  # fmt: skip


class Comext:
    """A table of Easy Comext or of its successor, one row a figure or one column an indicator."""

    name = "comext"
    title = "Eurostat Comext, CSV"

    def sniff(self, source: SourceFile) -> float:
        wanted = [names[0] for names in NAMES.values()]
        either = max(share(source, wanted), share(source, ["DECLARANT", *wanted[1:]]))
        return either * 0.95 if "OBS_VALUE" not in source.head[:2000] else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        columns = {dimension: table.need(*names) for dimension, names in NAMES.items()}
        wide = [(name, column) for name in INDICATORS if (column := table.find(name))]
        codes = {dimension: _code(column) for dimension, column in columns.items()}
        period = codes["time_period"]
        codes["time_period"] = (
            f"CASE WHEN length({period}) = 6 AND right({period}, 2) = '52' THEN left({period}, 4) ELSE {period} END"
        )
        labels = {dimension: _label(column) for dimension, column in columns.items()}
        told = [(text(name), column) for name, column in wide]
        if not told:
            indicator = table.need("INDICATORS", "INDICATOR")
            told = [(_code(indicator), table.need("INDICATOR_VALUE", "VALUE", "OBS_VALUE"))]
        figures = [self._fields(codes | {"indicators": name}, labels, column) for name, column in told]
        shared = {field: figures[0][field] for field in figures[0] if len({figure[field] for figure in figures}) == 1}
        differing = tuple({field: figure[field] for field in figure if field not in shared} for figure in figures)
        return Reading(table.scan(), shared, differing, areas="eurostat", scale=("euros", "100 kg or kg, as named"))

    def _fields(self, codes: dict[str, str], labels: dict[str, str], column: str) -> dict[str, str]:
        number = f"replace(replace(trim({column}), ' ', ''), chr(160), '')"
        return Dimensions(
            dataset="'Comext'",
            source="Eurostat",
            codes=codes,
            labels=labels,
            value=number,
            flag="''",
            url="https://ec.europa.eu/eurostat/comext/newxtweb/",
        ).fields()


def _code(column: str) -> str:
    """What stands before the first dash of a cell."""
    return f"trim(split_part({column}, '-', 1))"


def _label(column: str) -> str:
    """What stands behind it, if anything."""
    return f"nullif(trim(substr({column}, length(split_part({column}, '-', 1)) + 2)), '')"
