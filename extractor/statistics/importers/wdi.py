"""World Bank WDI: `Country Name,Country Code,Indicator Name,Indicator Code,1960,1961,…,` and an empty last column.

Downloads carry four lines before the header. Aggregates (ARB …) stand among the countries: they keep their names, without
a code.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pycountry
from babel.core import get_global

from extractor.errors import BadTable
from extractor.statistics.csv_table import CsvTable, plain_name, split
from extractor.statistics.reading import Reading, cases, name, text
from extractor.statistics.source_file import SourceFile

NEEDED = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
EXCHANGE_RATE = "PA.NUS.FCRF"
"""Local currency units per US dollar, the year's mean."""
TRADE = {
    "TX.VAL.MRCH.CD.WT": "export",
    "TM.VAL.MRCH.CD.WT": "import",
    "NE.EXP.GNFS.CD": None,
    "NE.IMP.GNFS.CD": None,
}
"""Merchandise trade in current US dollars (WTO); national accounts are no trade statistics."""
HEADER_WITHIN = 12


class Wdi:
    """One row a country and indicator, one column a year."""

    name = "wdi"
    title = "World Bank World Development Indicators, CSV"

    def sniff(self, source: SourceFile) -> float:
        return 1.0 if _header_row(source) else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        header = _header_row(source)
        if header is None:
            raise BadTable(f"{source.name}: no header with {', '.join(NEEDED)} in the first {HEADER_WITHIN} rows")
        table = CsvTable.of(source, header)
        years = [column for column in table.columns if re.fullmatch(r"(1[89]|20)\d\d( \[YR\d{4}\])?", column)]
        if not years:
            raise BadTable(f"{source.name}: row {header} has no column of a year; found: {', '.join(table.columns)}")
        indicator = table.need("Indicator Code", "Series Code")
        called = table.need("Indicator Name", "Series Name")
        updated = re.search(r'"?Last Updated Date"?,"?(\d{4}-\d\d-\d\d)', source.head)
        fields = {
            "dataset": "'World Development Indicators'",
            "source": "'World Bank'",
            "url": f"'https://data.worldbank.org/indicator/' || {indicator}",
            "reporter_area": f"trim({table.need('Country Code')})",
            "reporter": table.need("Country Name"),
            "direction": cases(indicator, TRADE),
            "commodity_code": f"CASE WHEN {cases(indicator, TRADE)} IS NOT NULL THEN 'TOTAL' END",
            "measure": f"CASE WHEN {indicator} = '{EXCHANGE_RATE}' THEN 'exchange rate' "
            f"WHEN {cases(indicator, TRADE)} IS NULL THEN {called} END",
            "currency": f"CASE WHEN {indicator} = '{EXCHANGE_RATE}' THEN {_currency(table)} "
            f"WHEN {called} LIKE '%current US$%' THEN 'USD' END",
            "unit": f"CASE WHEN {indicator} = '{EXCHANGE_RATE}' THEN '/USD' WHEN contains({called}, '%') THEN '%' END",
            "flag": indicator,
        }
        if updated:
            fields["vintage"] = text(updated[1])
        figures = tuple(
            {"period": text(year[:4]), "value": f"nullif(nullif(trim({name(year)}), '..'), '')", "cell": text(year[:4])}
            for year in years
        )
        return Reading(
            table.scan(), fields, figures, areas="iso3", first_row=header + 1, scale=("units as named",), negatives=True
        )


def _header_row(source: SourceFile) -> int | None:
    for number, line in enumerate(source.head.splitlines()[:HEADER_WITHIN], start=1):
        have = {plain_name(cell) for cell in split(line, ",")}
        if {"countryname", "countrycode"} <= have and have & {"indicatorcode", "seriescode"}:
            return number
    return None


def _currency(table: CsvTable) -> str:
    """The currency of a country, for the table of exchange rates."""
    return cases(table.need("Country Code"), dict(currencies()))


@cache
def currencies() -> dict[str, str]:
    """ISO 4217 by ISO 3166-1 alpha-3, for currencies that a rate to the dollar is looked up for."""
    territories = get_global("territory_currencies")
    found = {}
    for country in pycountry.countries:
        current = [code for code, _, until, tender in territories.get(country.alpha_2, []) if until is None and tender]
        if current:
            found[country.alpha_3] = current[0]
    return found
