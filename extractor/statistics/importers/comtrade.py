"""UN Comtrade v1: the service's JSON answers, and bulk files (TSV or CSV) of the same columns.

Values are current US dollars, weights kilograms (UN Comtrade, "Data items" of the v1 interface). Of the rows that repeat a
total by second partner, customs procedure or mode of transport only the totals are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractor.errors import BadTable
from extractor.statistics import json_file
from extractor.statistics.csv_table import CsvTable, share
from extractor.statistics.nomenclature import classification
from extractor.statistics.reading import Reading, cases, name, spooled, text, unless_zero
from extractor.statistics.source_file import SourceFile

NEEDED = ("reporterCode", "flowCode", "partnerCode", "classificationCode", "cmdCode", "period", "primaryValue")
OPTIONAL = (
    "typeCode", "freqCode", "refYear", "refMonth", "partner2Code", "customsCode", "motCode", "mosCode",
    "isOriginalClassification",
    "cmdDesc", "qtyUnitCode", "qtyUnitAbbr", "qty", "isQtyEstimated", "netWgt", "isNetWgtEstimated", "cifvalue", "fobvalue",
    "reporterDesc", "partnerDesc", "datasetCode",
)  # fmt: skip
FLOWS = {
    "M": "import",
    "X": "export",
    "RX": "re-export",
    "RM": "re-import",
    "DX": "domestic export",
    "FM": "foreign import",
}
"""Re-exports lie inside exports and re-imports inside imports: never added."""
PROCESSING = ("MIP", "XIP", "MOP", "XOP")
"""Goods for or after processing, inward or outward: parts of imports and exports."""
UNITS = {
    "2": "m2", "3": "MWh", "4": "m", "5": "items", "6": "pairs", "7": "l", "9": "thousand items", "10": "packages",
    "11": "dozens", "12": "m3", "13": "carats", "14": "km", "15": "g", "16": "hives", "17": "thousand m3", "18": "TJ",
    "19": "bbl", "20": "thousand l", "21": "t", "22": "kWh", "23": "l of pure alcohol", "24": "head",
}  # fmt: skip
"""UN Comtrade's codes of units of quantity (its list QuantityUnits); -1 is none, 8 kilograms as in the net weight.
Those above are weights of one substance in another, and left out."""


class ComtradeJson:
    """An answer of the v1 interface: `{"elapsedTime": …, "count": …, "data": [{…}, …], "error": ""}`."""

    name = "comtrade-json"
    title = "UN Comtrade v1, JSON"

    def sniff(self, source: SourceFile) -> float:
        start = source.head.lstrip()[:65536]
        if not start.startswith(("{", "[")):
            return 0.0
        found = sum(f'"{field}"' in start for field in NEEDED)
        if found >= len(NEEDED) - 2:
            return found / len(NEEDED)
        return 0.7 if '"elapsedTime"' in start and '"data"' in start else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        answer = _answer(source)
        rows = answer.get("data")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            said = answer.get("error") or answer.get("message") or f"its fields are {', '.join(map(str, answer))}"
            raise BadTable(f"{source.name}: `data` should be a list of rows, and holds none; the service says: {said}")
        columns = list(dict.fromkeys(field for row in rows for field in row))
        for field in NEEDED:
            if field not in columns:
                raise BadTable(f"{source.name}: data[0] lacks the field `{field}`; found: {', '.join(columns)}")
        scan = spooled(_rows(rows), ["place", *columns], work)
        given = {field: name(field) for field in columns}
        notes = (*_count_note(answer, len(rows)),)
        return _reading(scan, given, notes, cell="place", first_row=0)


class ComtradeBulk:
    """A file of the bulk interface, or a download of ComtradePlus: the same columns, by tabs or commas.

    A bulk file's name ends in the day of its release: `COMTRADE-FINAL-CA251202206H6[2025-12-02].gz`.
    """

    name = "comtrade-bulk"
    title = "UN Comtrade v1, bulk files (TSV, CSV)"

    def sniff(self, source: SourceFile) -> float:
        return share(source, NEEDED)

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        given = {field: table.need(field) for field in NEEDED}
        given |= {field: found for field in OPTIONAL if (found := table.find(field))}
        reading = _reading(table.scan(), given, (), cell="NULL", first_row=2)
        released = re.search(r"\[(\d{4}-\d\d-\d\d)\]", source.name)
        return replace(reading, fields={**reading.fields, "vintage": text(released[1])}) if released else reading


def _answer(source: SourceFile) -> dict[str, Any]:
    answer = json_file.whole(source)
    return {"data": answer} if isinstance(answer, list) else answer


def _rows(rows: list[dict[str, Any]]) -> Iterator[Mapping[str, str | None]]:
    for number, row in enumerate(rows):
        yield {"place": f"data[{number}]"} | {field: json_file.printed(value) for field, value in row.items()}


def _count_note(answer: dict[str, Any], rows: int) -> Iterator[str]:
    count = answer.get("count")
    if isinstance(count, int) and count > rows:
        yield f"the answer counts {count:,} rows and holds {rows:,}: it was cut off by the service"


def _reading(scan: str, given: Mapping[str, str], notes: tuple[str, ...], cell: str, first_row: int) -> Reading:
    def of(field: str) -> str:
        return given.get(field, "NULL")

    flow = f"upper(trim({of('flowCode')}))"
    fields = {
        "cell": cell,
        "dataset": "'UN Comtrade'",
        "source": "'UN Comtrade'",
        "reporter_area": f"ltrim({of('reporterCode')}, '0')",
        "reporter": of("reporterDesc"),
        "partner_area": f"coalesce(nullif(ltrim({of('partnerCode')}, '0'), ''), '0')",
        "partner": of("partnerDesc"),
        "direction": cases(flow, FLOWS),
        "commodity_system": classification(of("classificationCode")),
        "commodity_code": of("cmdCode"),
        "commodity_label": of("cmdDesc"),
        "period": whole_year(of("period")),
        "flag": f"CASE WHEN lower({of('isOriginalClassification')}) IN ('false', '0') "
        "THEN 'converted from another edition' END",
        "url": "'https://comtradeplus.un.org'",
        "left_out": _left_out(of),
        "refused": f"CASE WHEN {cases(flow, FLOWS)} IS NULL AND {_left_out(of)} IS NULL "
        f"THEN 'flow ' || coalesce({flow}, 'missing') || ' is none of {', '.join(FLOWS)}' END",
    }
    return Reading(
        scan=scan,
        fields=fields,
        figures=_figures(of, given, flow),
        areas="comtrade",
        first_row=first_row,
        notes=notes,
        scale=("US dollars", "kilograms"),
    )


def whole_year(period: str) -> str:
    """Month 52 means the whole year."""
    return f"CASE WHEN length({period}) = 6 AND right({period}, 2) = '52' THEN left({period}, 4) ELSE {period} END"


def _left_out(of: Any) -> str:
    """The slice `customsCode=C00, motCode=0, partner2Code=0` is the total; all else repeats parts of it."""
    processing = ", ".join(map(text, PROCESSING))
    return (
        f"CASE WHEN upper(trim({of('flowCode')})) IN ({processing}) THEN 'for or after processing: only totals are taken' "
        f"WHEN coalesce({of('partner2Code')}, '0') <> '0' THEN 'by second partner: only totals are taken' "
        f"WHEN coalesce({of('customsCode')}, 'C00') <> 'C00' THEN 'by customs procedure: only totals are taken' "
        f"WHEN coalesce({of('motCode')}, '0') <> '0' THEN 'by mode of transport: only totals are taken' "
        f"WHEN coalesce({of('mosCode')}, '0') <> '0' THEN 'by mode of supply: only totals are taken' "
        f"WHEN upper({of('typeCode')}) = 'S' THEN 'trade in services: only goods are taken' END"
    )


def _figures(of: Any, given: Mapping[str, str], flow: str) -> tuple[Mapping[str, str], ...]:
    """The value; the net weight; the quantity in another unit than kilograms, where the file has them."""

    def estimated(field: str) -> str:
        return f"lower({of(field)}) IN ('true', '1')"

    valuation = (
        f"CASE WHEN {flow} IN ('M', 'RM', 'FM') AND {of('cifvalue')} IS NULL "
        f"AND {of('fobvalue')} = {of('primaryValue')} THEN 'FOB' "
        f"WHEN {flow} IN ('M', 'RM', 'FM') THEN 'CIF' ELSE 'FOB' END"
    )
    figures: list[Mapping[str, str]] = [
        {"value": of("primaryValue"), "currency": "'USD'", "unit": "NULL", "valuation": valuation, "status": "'final'"}
    ]
    if "netWgt" in given:
        figures.append(quantity(unless_zero(of("netWgt")), "'kg'", estimated("isNetWgtEstimated"), _left_out(of)))
    if "qty" in given and "qtyUnitCode" in given:
        unit = cases(of("qtyUnitCode"), UNITS)
        other = f"CASE WHEN {unit} IS NOT NULL THEN {unless_zero(of('qty'))} END"
        figures.append(quantity(other, unit, estimated("isQtyEstimated"), _left_out(of)))
    return tuple(figures)


def quantity(value: str, unit: str, estimated: str, left_out: str) -> Mapping[str, str]:
    """The fields of a quantity; `estimated` is the condition under which the service estimated it."""
    return {
        "value": value,
        "left_out": f"coalesce({left_out}, CASE WHEN {value} IS NULL THEN '' END)",
        "currency": "NULL",
        "unit": unit,
        "valuation": "NULL",
        "status": f"CASE WHEN {estimated} THEN 'estimated' ELSE 'final' END",
    }
