"""Eurostat Comext CSV: codes and labels in one cell (`DE-Germany`, `2-EXPORT`, `202252-Jan.-Dec. 2022`), values in euros.

The words depend on the language that was chosen; the codes before the dash do not. Month 52 is the whole year. The bulk files
(`full_v2_202401.dat`, before 2002 `full200101.dat`) have codes alone, and a row for each statistical procedure and each
class of other nomenclatures (User guide on European statistics on international trade in goods, "Bulk download").
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from extractor.lexicons import table as lexicon
from extractor.statistics import breakdowns
from extractor.statistics.csv_table import CsvTable, table_or_none
from extractor.statistics.dimensions import Dimensions
from extractor.statistics.reading import Reading, cases, text
from extractor.statistics.source_file import SourceFile

NAMES = {
    "reporter": ("DECLARANT_ISO", "REPORTER", "DECLARANT", "REPORTER_LAB", "DECLARANT_LAB"),
    "partner": ("PARTNER_ISO", "PARTNER", "PARTNER_LAB"),
    "product": ("PRODUCT", "PRODUCT_NC", "PRODUCT_HS", "PRODUCT_LAB"),
    "flow": ("FLOW", "FLOW_LAB"),
    "time_period": ("PERIOD", "PERIOD_LAB"),
}
"""Columns by dimension; beside an ISO code the old files print a number of three or four digits."""
INDICATORS = (
    "VALUE_IN_EUROS", "VALUE_IN_EUR", "VALUE_EUR", "QUANTITY_IN_100KG", "QUANTITY_IN_KG", "QUANTITY_KG", "SUP_QUANTITY",
    "SUPPLEMENTARY_QUANTITY", "QUANTITY_SUPPL_UNIT",
)  # fmt: skip
SUPPLEMENTARY = {"NAR": "items", "PST": "items", "LTR": "l", "MTK": "m2", "MTQ": "m3", "MTR": "m", "GRM": "g",
                 "CTM": "carat", "NPR": "pairs", "MWH": "MWh", "TJO": "TJ"}  # fmt: skip
"""Units by the codes of the column SUPPL_UNIT (TARIC, measurement units); another code stands as it is."""
PROCEDURES = ("STAT_PROCEDURE", "STAT_REGIME", "STAT_PROCEDURE_LAB", "STAT_REGIME_LAB")
ALL_PROCEDURES = ("4", "TOTAL")
"""The sum over all statistical procedures, where a file has it."""
LIKELY = 2 / 3


class Comext:
    """A table of Easy Comext, of its successor or of the bulk files, one row a figure or one column an indicator."""

    name = "comext"
    title = "Eurostat Comext, CSV"

    def sniff(self, source: SourceFile) -> float:
        table = table_or_none(source)
        if table is None or table.find("OBS_VALUE") or not table.find(*INDICATORS, "INDICATORS", "INDICATOR"):
            return 0.0
        part = sum(table.find(*names) is not None for names in NAMES.values()) / len(NAMES)
        return part * 0.95 if part >= LIKELY else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        columns = {dimension: table.need(*names) for dimension, names in NAMES.items()}
        wide = [(name, column) for name in INDICATORS if (column := table.find(name))]
        codes = _codes(columns)
        labels = {
            dimension: f"coalesce({_label(column)}, {table.or_null(NAMES[dimension][-1])})"
            for dimension, column in columns.items()
        }
        told = [(text(name), column) for name, column in wide]
        if not told:
            indicator = table.need("INDICATORS", "INDICATOR")
            told = [(_code(indicator), table.need("INDICATOR_VALUE", "VALUE", "OBS_VALUE"))]
        procedure, unit = table.find(*PROCEDURES), table.find("SUPPL_UNIT")
        totals = _totals(table, procedure) if procedure else ""
        part = breakdowns.part(_breakdowns(table), {})
        figures = []
        for name, column in told:
            figure = _fields(codes | {"indicators": name}, labels, column)
            if part != "NULL":
                figure["left_out"] = part
            if _is_sitc(table, columns["product"]):
                figure["commodity_system"] = f"CASE WHEN {codes['product']} <> 'TOTAL' THEN 'SITC4' END"
            if unit and name == "'QUANTITY_SUPPL_UNIT'":
                figure |= _supplementary(_code(unit), figure.get("left_out", "NULL"))
            if procedure and totals:
                one = f"upper({_code(procedure)}) NOT IN ({totals}) THEN 'a part of the total over procedures'"
                figure["left_out"] = f"CASE WHEN {one} ELSE {figure.get('left_out', 'NULL')} END"
            figures.append(figure)
        shared = {
            field: figures[0][field] for field in figures[0] if len({figure.get(field) for figure in figures}) == 1
        }
        differing = tuple({field: figure[field] for field in figure if field not in shared} for figure in figures)
        return Reading(
            table.scan(), shared, differing, areas="eurostat", scale=("euros", "100 kg or kg, as named"),
            summed=bool((procedure and not totals) or table.find("PRODUCT_SITC")),
        )  # fmt: skip


def _codes(columns: Mapping[str, str]) -> dict[str, str]:
    """The code in each column: month 52 is the year; 004, and 0720 for a partner, are of the Geonomenclature."""
    codes = {dimension: _code(column) for dimension, column in columns.items()}
    period = codes["time_period"]
    codes["time_period"] = (
        f"CASE WHEN length({period}) = 6 AND right({period}, 2) = '52' THEN left({period}, 4) ELSE {period} END"
    )
    for side in ("reporter", "partner"):
        code = codes[side]
        codes[side] = f"CASE WHEN regexp_full_match({code}, '[0-9]+') THEN lpad({code}, 4, '0') ELSE {code} END"
    return codes


def _fields(codes: Mapping[str, str], labels: Mapping[str, str], column: str) -> dict[str, str]:
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


def _supplementary(code: str, left_out: str) -> dict[str, str]:
    """The unit of a quantity in the unit of its goods; goods without one have a 0 there, which says nothing."""
    return {
        "unit": cases(code, SUPPLEMENTARY, other=code),
        "left_out": f"CASE WHEN coalesce({code}, '') IN ('', 'NO_SU') THEN '' ELSE {left_out} END",
    }


def _breakdowns(table: CsvTable) -> dict[str, str]:
    """The columns that split a flow further, by mode of transport and the like; statistical procedures are added up."""
    own = {name.lower() for name in PROCEDURES}
    names = [row["dimension"] for row in lexicon("breakdown_dimensions") if row["dimension"] not in own]
    return {name: _code(column) for name in names if (column := table.find(name))}


def _is_sitc(table: CsvTable, column: str) -> bool:
    """Whether products are of the SITC: some of its codes have one, three or five digits, none of the Combined Nomenclature's."""
    codes = _beginning(table, column)
    return any(code.isdigit() and len(code) in (1, 3, 5) for code in codes)


def _totals(table: CsvTable, procedure: str) -> str:
    """The codes of all procedures together that stand at the beginning of a file, as an SQL list; empty where none does."""
    cells = _beginning(table, procedure)
    return ", ".join(text(code) for code in ALL_PROCEDURES if code in cells)


def _beginning(table: CsvTable, column: str) -> set[str]:
    """The codes of a column at the beginning of the file."""
    place = table.columns.index(column.strip('"'))
    below = csv.reader(table.source.head.splitlines()[table.header_row :], delimiter=table.delimiter)
    return {row[place].split("-")[0].strip().upper() for row in below if len(row) > place}


def _code(column: str) -> str:
    """What stands before the first dash of a cell."""
    return f"trim(split_part({column}, '-', 1))"


def _label(column: str) -> str:
    """What stands behind it, if anything."""
    return f"nullif(trim(substr({column}, length(split_part({column}, '-', 1)) + 2)), '')"
