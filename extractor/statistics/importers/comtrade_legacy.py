"""UN Comtrade's older interface: CSV with headings for people (`Classification,Year,Period,…,Trade Value (US$),…,Flag`; head=H)
in both spellings, CSV with headings for machines (`pfCode,yr,period,…,TradeValue,…,estCode`; head=M), and its JSON, whose
fields are those of the latter (`{"validation": …, "dataset": [{…}, …]}`).

`Flag` concerns the estimation of quantity alone: 2 the quantity, 4 the net weight, 6 both (UN Comtrade, "Estimation flags").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.errors import BadTable
from extractor.statistics import json_file
from extractor.statistics.csv_table import CsvTable, plain_name, share
from extractor.statistics.importers.comtrade import UNITS, quantity, whole_year
from extractor.statistics.nomenclature import classification
from extractor.statistics.reading import Reading, cases, name, spooled, unless_zero
from extractor.statistics.source_file import SourceFile

SIGNATURE = (
    "Classification", "Year", "Period", "Trade Flow Code", "Reporter Code", "Partner Code", "Partner ISO",
    "Commodity Code", "Trade Value (US$)",
)  # fmt: skip
MACHINE = ("pfCode", "yr", "period", "rgCode", "rtCode", "ptCode", "cmdCode", "TradeValue")
FLOWS = {"1": "import", "2": "export", "3": "re-export", "4": "re-import"}
TOTALS = "('C00', '0', '')"
"""What stands in a column of a breakdown where a row is the total."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Columns by their headings, those for people first."""

    header: str
    """Where they stand: `file.csv: row 1`."""
    columns: Mapping[str, str]
    """Headings as printed, by plain names."""

    def need(self, *headings: str) -> str:
        found = self.find(*headings)
        if found is None:
            raise BadTable(
                f"{self.header} lacks the column `{headings[0]}` (or `{headings[-1]}`); "
                f"found: {', '.join(filter(None, self.columns.values()))}"
            )
        return found

    def find(self, *headings: str) -> str | None:
        found = next((self.columns[each] for each in map(plain_name, headings) if each in self.columns), None)
        return name(found) if found is not None else None

    def or_null(self, *headings: str) -> str:
        return self.find(*headings) or "NULL"


class ComtradeLegacy:
    """One answer of the classic interface."""

    name = "comtrade-legacy"
    title = "UN Comtrade, older CSV and JSON"

    def sniff(self, source: SourceFile) -> float:
        start = source.head.lstrip()[:65536]
        if start.startswith("{"):
            return 1.0 if all(f'"{field}"' in start for field in ("dataset", *MACHINE)) else 0.0
        spelt_short = tuple("TradeValueUS" if field.startswith("Trade Value") else field for field in SIGNATURE)
        return max(share(source, headings) for headings in (SIGNATURE, spelt_short, MACHINE)) * 0.99

    def read(self, source: SourceFile, work: Path) -> Reading:
        if source.head.lstrip().startswith("{"):
            return _from_json(source, work)
        table = CsvTable.of(source)
        columns = {plain_name(column): column for column in reversed(table.columns)}
        return _reading(_Table(f"{source.name}: row {table.header_row}", columns), table.scan())


def _from_json(source: SourceFile, work: Path) -> Reading:
    answer = json_file.whole(source)
    rows = answer.get("dataset")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise BadTable(f"{source.name}: `dataset` should be a list of rows, and holds none; {answer.get('validation')}")
    fields = list(dict.fromkeys(field for row in rows for field in row))
    table = _Table(f"{source.name}: dataset[0]", {plain_name(field): field for field in fields})
    reading = _reading(table, spooled(_rows(rows), ["place", *fields], work))
    return replace(reading, fields={**reading.fields, "cell": "place"}, first_row=0)


def _rows(rows: list[dict[str, Any]]) -> Iterator[Mapping[str, str | None]]:
    for number, row in enumerate(rows):
        yield {"place": f"dataset[{number}]"} | {field: json_file.printed(value) for field, value in row.items()}


def _reading(table: _Table, scan: str) -> Reading:
    flow = f"trim({table.need('Trade Flow Code', 'rgCode')})"
    period = f"trim({table.need('Period')})"
    fields = {
        "dataset": "'UN Comtrade'",
        "source": "'UN Comtrade'",
        "reporter_area": f"ltrim({table.need('Reporter Code', 'rtCode')}, '0 ')",
        "reporter": table.or_null("Reporter", "rtTitle"),
        "partner_area": f"coalesce(nullif(ltrim({table.need('Partner Code', 'ptCode')}, '0 '), ''), '0')",
        "partner": table.or_null("Partner", "ptTitle"),
        "direction": cases(flow, FLOWS),
        "commodity_system": classification(f"trim({table.need('Classification', 'pfCode')})"),
        "commodity_code": f"trim({table.need('Commodity Code', 'cmdCode')})",
        "commodity_label": table.or_null("Commodity", "cmdDescE", "cmdDE"),
        "period": whole_year(period),
        "url": "'https://comtradeplus.un.org'",
        "left_out": _left_out(table),
        "refused": f"CASE WHEN {cases(flow, FLOWS)} IS NULL THEN 'trade flow code ' || "
        f"coalesce({flow}, 'missing') || ' is none of {', '.join(FLOWS)}' END",
    }
    return Reading(
        scan=scan,
        fields=fields,
        figures=tuple(_figures(table, flow)),
        areas="comtrade",
        scale=("US dollars", "kilograms"),
    )


def _left_out(table: _Table) -> str:
    breakdowns = {
        "second partner": table.or_null("2nd Partner Code", "ptCode2"),
        "customs procedure": table.or_null("Customs Proc. Code", "Customs Code", "cstCode"),
        "mode of transport": table.or_null("Mode of Transport Code", "motCode", "Mode of Transport"),
    }
    parts = (
        f"WHEN trim({column}) NOT IN {TOTALS} THEN 'by {what}: only totals are taken'"
        for what, column in breakdowns.items()
    )
    return f"CASE {' '.join(parts)} END"


def _figures(table: _Table, flow: str) -> Iterator[Mapping[str, str]]:
    """The value; the net weight; the quantity in another unit than kilograms."""
    flag = table.or_null("Flag", "estCode")
    yield {
        "value": table.need("Trade Value (US$)", "TradeValueUS", "Trade Value"),
        "currency": "'USD'",
        "unit": "NULL",
        "valuation": f"CASE WHEN {flow} IN ('1', '4') THEN 'CIF' ELSE 'FOB' END",
        "status": "'final'",
    }
    if weight := table.find("Netweight (kg)", "NetweightKg", "Netweight"):
        yield quantity(unless_zero(weight), "'kg'", f"{flag} IN ('4', '6')", _left_out(table))
    amount, code = table.find("Qty", "TradeQuantity"), table.find("Qty Unit Code", "qtCode")
    if amount and code:
        unit = cases(f"trim({code})", UNITS)
        other = f"CASE WHEN {unit} IS NOT NULL THEN {unless_zero(amount)} END"
        yield quantity(other, unit, f"{flag} IN ('2', '6')", _left_out(table))
