"""CEPII BACI: `t,i,j,k,v,q`: year, exporter, importer, product, thousand US dollars FOB, tonnes.

Values are reconciled estimates from both sides' reports, not what a country reported (Gaulier and Zignago, 2010).
"""

from __future__ import annotations

import re
from pathlib import Path

from extractor.statistics.csv_table import CsvTable, table_or_none
from extractor.statistics.reading import Reading, text
from extractor.statistics.source_file import SourceFile

COLUMNS = ("t", "i", "j", "v", "q")
GOODS = ("k", "hs6")
"""The product's column; `hs6` until the release of 2019."""
EDITIONS = {
    "92": "HS1992",
    "96": "HS1996",
    "02": "HS2002",
    "07": "HS2007",
    "12": "HS2012",
    "17": "HS2017",
    "22": "HS2022",
}


class Baci:
    """One year's file, `BACI_HS17_Y2022_V202401b.csv` or of old `baci92_2014.csv`. Edition and vintage stand in its name."""

    name = "baci"
    title = "CEPII BACI, CSV"

    def sniff(self, source: SourceFile) -> float:
        table = table_or_none(source)
        have = {column.lower() for column in table.columns} if table else set()
        return 1.0 if set(COLUMNS) <= have and have & set(GOODS) else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        named = re.search(r"HS(\d\d)_Y\d{4}_V(\w+)", source.name)
        old = re.search(r"baci(\d\d)_\d{4}", source.name)
        edition = EDITIONS.get((named or old or ("", ""))[1])
        goods, quantity = table.need(*GOODS), table.need("q")
        code = f"CASE WHEN strlen({goods}) = 6 AND NOT contains({goods}, ' ') THEN {goods} ELSE lpad(trim({goods}), 6, '0') END"
        fields = {
            "dataset": "'BACI'",
            "source": "'CEPII'",
            "url": "'http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37'",
            "reporter_area": _number(table.need("i")),
            "partner_area": _number(table.need("j")),
            "direction": "'export'",
            "commodity_system": text(edition),
            "commodity_code": code,
            "period": table.need("t"),
            "status": "'estimated'",
            "flag": "'reconciled from the reports of exporter and importer'",
        }
        if named:
            fields["vintage"] = text(named[2])
        known = f"CASE WHEN NOT ({quantity} < '0' OR {quantity} > ':') THEN {quantity} ELSE nullif(trim({quantity}), 'NA') END"
        figures = (
            {"value": table.need("v"), "scale": "'1000'", "currency": "'USD'", "valuation": "'FOB'"},
            {"value": known, "unit": "'t'", "left_out": f"CASE WHEN {known} IS NULL THEN '' END"},
        )
        notes = () if edition else ("the file's name names no edition of the HS (HS17_Y…_V…): it is left open",)
        return Reading(
            table.scan(), fields, figures, areas="comtrade", notes=notes, scale=("thousand USD, FOB", "tonnes")
        )


def _number(column: str) -> str:
    """SQL: a numeric code without zeros before it; most have none, and are not searched for any."""
    return f"CASE WHEN {column} >= '1' THEN {column} ELSE ltrim({column}, '0 ') END"
