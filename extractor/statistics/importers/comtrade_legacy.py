"""UN Comtrade's older CSV (`Classification,Year,Period,…,Trade Value (US$),…,Flag`), with both spellings of its header.

`Flag` concerns the estimation of quantity alone: 2 the quantity, 4 the net weight, 6 both (UN Comtrade, "Estimation flags").
"""

from __future__ import annotations

from pathlib import Path

from extractor.statistics.csv_table import CsvTable, share
from extractor.statistics.nomenclature import classification
from extractor.statistics.reading import Reading, cases, unless_zero
from extractor.statistics.source_file import SourceFile

SIGNATURE = (
    "Classification", "Year", "Period", "Trade Flow Code", "Reporter Code", "Partner Code", "Partner ISO",
    "Commodity Code", "Trade Value (US$)",
)  # fmt: skip
FLOWS = {"1": "import", "2": "export", "3": "re-export", "4": "re-import"}


class ComtradeLegacy:
    """One file of the classic interface."""

    name = "comtrade-legacy"
    title = "UN Comtrade, older CSV"

    def sniff(self, source: SourceFile) -> float:
        spelt_short = tuple("TradeValueUS" if field.startswith("Trade Value") else field for field in SIGNATURE)
        return max(share(source, SIGNATURE), share(source, spelt_short)) * 0.99

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        flow = f"trim({table.need('Trade Flow Code')})"
        period = table.need("Period")
        fields = {
            "dataset": "'UN Comtrade'",
            "source": "'UN Comtrade'",
            "reporter_area": table.need("Reporter Code"),
            "reporter": table.or_null("Reporter"),
            "partner_area": table.need("Partner Code"),
            "partner": table.or_null("Partner"),
            "direction": cases(flow, FLOWS),
            "commodity_system": classification(f"trim({table.need('Classification')})"),
            "commodity_code": f"trim({table.need('Commodity Code')})",
            "commodity_label": table.or_null("Commodity"),
            "period": f"CASE WHEN right({period}, 2) = '52' AND length({period}) = 6 "
            f"THEN left({period}, 4) ELSE {period} END",
            "url": "'https://comtradeplus.un.org'",
            "left_out": _left_out(table),
            "refused": f"CASE WHEN {cases(flow, FLOWS)} IS NULL THEN 'trade flow code ' || "
            f"coalesce({flow}, 'missing') || ' is none of {', '.join(FLOWS)}' END",
        }
        return Reading(
            scan=table.scan(),
            fields=fields,
            figures=_figures(table, flow),
            areas="comtrade",
            scale=("US dollars", "kilograms"),
        )


def _left_out(table: CsvTable) -> str:
    second = table.or_null("2nd Partner Code")
    customs = table.or_null("Customs Proc. Code", "Customs Code")
    transport = table.or_null("Mode of Transport Code", "Mode of Transport")
    return (
        f"CASE WHEN coalesce({second}, '0') <> '0' THEN 'by second partner: only totals are taken' "
        f"WHEN coalesce({customs}, 'C00') NOT IN ('C00', '0') THEN 'by customs procedure: only totals are taken' "
        f"WHEN coalesce({transport}, '0') <> '0' THEN 'by mode of transport: only totals are taken' END"
    )


def _figures(table: CsvTable, flow: str) -> tuple[dict[str, str], ...]:
    value = table.need("Trade Value (US$)", "TradeValueUS", "Trade Value US$", "Trade Value")
    flag = table.or_null("Flag")
    money = {
        "value": value,
        "currency": "'USD'",
        "unit": "NULL",
        "valuation": f"CASE WHEN {flow} IN ('1', '4') THEN 'CIF' ELSE 'FOB' END",
        "status": "'final'",
    }
    weight = table.find("Netweight (kg)", "NetweightKg", "Netweight")
    if weight is None:
        return (money,)
    return (
        money,
        {
            "value": unless_zero(weight),
            "left_out": f"coalesce({_left_out(table)}, CASE WHEN {unless_zero(weight)} IS NULL THEN '' END)",
            "currency": "NULL",
            "unit": "'kg'",
            "valuation": "NULL",
            "status": f"CASE WHEN {flag} IN ('4', '6') THEN 'estimated' ELSE 'final' END",
        },
    )
