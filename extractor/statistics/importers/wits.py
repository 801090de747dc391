"""WITS (World Bank): `Nomenclature,ReporterISO3,ProductCode,…,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD`."""

from __future__ import annotations

from pathlib import Path

from extractor.statistics.csv_table import CsvTable, share
from extractor.statistics.nomenclature import classification
from extractor.statistics.reading import Reading, cases, unless_zero
from extractor.statistics.source_file import SourceFile

SIGNATURE = ("ReporterISO3", "PartnerISO3", "Year", "TradeFlowName", "ProductCode", "TradeValue in 1000 USD")
FLOWS = {"1": "import", "2": "export", "3": "re-export", "4": "re-import", "5": "import", "6": "export"}
"""5 and 6 are gross imports and exports."""
FLOW_NAMES = {
    "import": "import",
    "export": "export",
    "gross imp.": "import",
    "gross exp.": "export",
    "gross imports": "import",
    "gross exports": "export",
    "re-export": "re-export",
    "re-import": "re-import",
    "re-exp.": "re-export",
    "re-imp.": "re-import",
}


class Wits:
    """A download of a WITS query. Values are in thousand US dollars."""

    name = "wits"
    title = "World Bank WITS, CSV"

    def sniff(self, source: SourceFile) -> float:
        return share(source, SIGNATURE)

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        code = f"trim({table.need('TradeFlowCode', 'TradeFlowName')})"
        called = f"lower(trim({table.or_null('TradeFlowName')}))"
        direction = f"coalesce({cases(called, FLOW_NAMES)}, {cases(code, FLOWS)})"
        product = f"trim({table.need('ProductCode')})"
        system = table.find("Nomenclature")
        fields = {
            "dataset": "'WITS'",
            "source": "'UN Comtrade through World Bank WITS'",
            "url": "'https://wits.worldbank.org'",
            "reporter_area": f"upper(trim({table.need('ReporterISO3')}))",
            "reporter": table.or_null("ReporterName"),
            "partner_area": f"upper(trim({table.need('PartnerISO3')}))",
            "partner": f"trim({table.or_null('PartnerName')})",
            "direction": direction,
            "commodity_system": classification(f"trim({system})") if system else "NULL",
            "commodity_code": f"CASE WHEN lower({product}) = 'total' THEN 'TOTAL' ELSE {product} END",
            "commodity_label": table.or_null("ProductDescription", "Product Name"),
            "period": table.need("Year"),
            "refused": f"CASE WHEN {direction} IS NULL THEN 'no known flow: ' || {code} END",
        }
        money = {
            "value": table.need("TradeValue in 1000 USD"),
            "scale": "'1000'",
            "currency": "'USD'",
            "unit": "NULL",
            "valuation": f"CASE WHEN {direction} IN ('import', 're-import') THEN 'CIF' ELSE 'FOB' END",
        }
        figures = [money]
        if weight := table.find("NetWeight in KGM", "NetWeight in KGs"):
            figures.append({"value": unless_zero(weight), "unit": "'kg'", "left_out": _unless_there(weight)})
        return Reading(table.scan(), fields, tuple(figures), areas="iso3", scale=("thousand USD", "kilograms"))


def _unless_there(weight: str) -> str:
    return f"CASE WHEN {unless_zero(weight)} IS NULL THEN '' END"
