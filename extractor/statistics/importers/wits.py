"""World Bank WITS, values in thousand US dollars, as its pages write it.

Advanced query (`DataJobID-….csv`): `Nomenclature,ReporterISO3,ProductCode,…,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD`.
By product (`WITS-By-HS6Product.csv`): `Reporter,TradeFlow,ProductCode,Product Description,Year,Partner,Trade Value 1000USD,…`
with names of countries.
"""

from __future__ import annotations

from pathlib import Path

from extractor.statistics.csv_table import CsvTable, share
from extractor.statistics.nomenclature import classification
from extractor.statistics.reading import Reading, cases, unless_zero
from extractor.statistics.source_file import CHUNK, SourceFile

SIGNATURE = ("ReporterISO3", "PartnerISO3", "Year", "TradeFlowName", "ProductCode", "TradeValue in 1000 USD")
BY_PRODUCT = ("Reporter", "Partner", "Year", "TradeFlow", "ProductCode", "Trade Value 1000USD")
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
NET = {"import": "foreign import", "export": "domestic export"}
"""What plain flows are where gross ones stand beside them: gross exports are exports and re-exports (World Bank Data Blog,
"Beyond exports and imports")."""
UNITS = {"kg": "kg", "item": "items", "items": "items", "number of items": "items", "l": "l", "m2": "m2", "m3": "m3"}
"""What tables by product call the units of quantity; others are left out."""


class Wits:
    """A download of a WITS query."""

    name = "wits"
    title = "World Bank WITS, CSV"

    def sniff(self, source: SourceFile) -> float:
        return max(share(source, SIGNATURE), share(source, BY_PRODUCT))

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        code = f"trim({table.need('TradeFlowCode', 'TradeFlowName', 'TradeFlow')})"
        called = f"lower(trim({table.or_null('TradeFlowName', 'TradeFlow')}))"
        names = FLOW_NAMES | NET if _has_gross(source) else FLOW_NAMES
        direction = f"coalesce({cases(called, names)}, {cases(code, FLOWS)})"
        system = table.find("Nomenclature")
        coded = table.find("ReporterISO3") is not None
        fields = {
            "dataset": "'WITS'",
            "source": "'UN Comtrade through World Bank WITS'",
            "url": "'https://wits.worldbank.org'",
            "reporter": table.or_null("ReporterName", "Reporter"),
            "partner": f"trim({table.or_null('PartnerName', 'Partner')})",
            "direction": direction,
            "commodity_system": classification(f"trim({system})") if system else "NULL",
            "commodity_code": _product(table, coded),
            "commodity_label": table.or_null("ProductDescription", "Product Name"),
            "period": table.need("Year"),
            "refused": f"CASE WHEN {direction} IS NULL THEN 'no known flow: ' || {code} END",
        }
        for side in ("Reporter", "Partner"):
            place = f"upper(trim({table.need(f'{side}ISO3')}))" if coded else f"lower(trim({table.need(side)}))"
            fields[f"{side.lower()}_area"] = place
        money = {
            "value": table.need("TradeValue in 1000 USD", "Trade Value 1000USD"),
            "scale": "'1000'",
            "currency": "'USD'",
            "unit": "NULL",
            "valuation": f"CASE WHEN {direction} IN ('import', 're-import', 'foreign import') THEN 'CIF' ELSE 'FOB' END",
        }
        return Reading(
            table.scan(),
            fields,
            (money, *_quantities(table)),
            areas="iso3" if coded else "name",
            notes=() if system else ("the file names no edition of the HS: it is left open",),
            scale=("thousand USD", "kilograms"),
        )


def _product(table: CsvTable, coded: bool) -> str:
    """A code of the HS, or TOTAL. Tables by product hold six digits, of which a spreadsheet may have taken the first zero."""
    product = f"trim({table.need('ProductCode')})"
    whole = product if coded else f"CASE WHEN length({product}) = 5 THEN '0' || {product} ELSE {product} END"
    return f"CASE WHEN lower({product}) = 'total' THEN 'TOTAL' ELSE {whole} END"


def _quantities(table: CsvTable) -> list[dict[str, str]]:
    """The net weight, or what the unit beside a quantity says that it is."""
    if weight := table.find("NetWeight in KGM", "NetWeight in KGs"):
        return [_quantity(unless_zero(weight), "'kg'")]
    quantity, unit = table.find("Quantity"), table.find("Quantity Unit")
    if quantity is None or unit is None:
        return []
    counted = cases(f"lower(trim({unit}))", UNITS)
    return [_quantity(f"CASE WHEN {counted} IS NOT NULL THEN {unless_zero(quantity)} END", counted)]


def _quantity(value: str, unit: str) -> dict[str, str]:
    return {"value": value, "unit": unit, "left_out": f"CASE WHEN {value} IS NULL THEN '' END"}


def _has_gross(source: SourceFile) -> bool:
    """Whether gross flows stand anywhere in the file."""
    before = b""
    with source.plain.open("rb") as file:
        while chunk := file.read(CHUNK):
            if b"Gross " in before + chunk:
                return True
            before = chunk[-len("Gross ") :]
    return False
