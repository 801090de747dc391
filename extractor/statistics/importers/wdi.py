"""World Bank WDI: the bulk file and the pages' downloads (`Country Name,Country Code,Indicator Name,Indicator Code,1960,…,`,
four lines before the header), and exports of the DataBank: `…,Series Name,Series Code,2020 [YR2020],…` or with the series as
columns, `Time,Time Code,Country Name,Country Code,GDP (current US$) [NY.GDP.MKTP.CD],…`, and its source below the table.

Aggregates (ARB …) stand among the countries: they keep their names, without a code.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pycountry
from babel.core import get_global

from extractor.errors import BadTable
from extractor.statistics.csv_table import CsvTable, delimiter_of, plain_name, split
from extractor.statistics.reading import Reading, cases, name, text
from extractor.statistics.source_file import SourceFile

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
LOCAL = name("~local currency")
YEAR = re.compile(r"(1[89]|20)\d\d( \[YR\d{4}\])?")
SERIES = re.compile(r"(.+) \[([A-Z][A-Z0-9]*(?:\.[A-Z0-9]+)+)\]")
"""A column of the DataBank that holds one series: its name and code."""


class Wdi:
    """One row a country and indicator with one column a year, or one row a country and year with one column an indicator."""

    name = "wdi"
    title = "World Bank World Development Indicators, CSV"

    def sniff(self, source: SourceFile) -> float:
        return 1.0 if _header_row(source) else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        header = _header_row(source)
        if header is None:
            raise BadTable(f"{source.name}: no header with Country Name, Country Code and an indicator or a time")
        table = CsvTable.of(source, header)
        country = _country(table)
        updated = re.search(r'"?Last Updated Date"?,"?(\d{4}-\d\d-\d\d)', source.head)
        fields = {
            "dataset": "'World Development Indicators'",
            "source": "'World Bank'",
            "reporter_area": country,
            "reporter": table.need("Country Name"),
            "left_out": f"CASE WHEN {country} IS NULL THEN 'notes below the table' END",
        }
        if updated:
            fields["vintage"] = text(updated[1])
        figures = _figures(table)
        if not figures:
            raise BadTable(
                f"{source.name}: row {header} has no column of a year or a series; found: {', '.join(table.columns)}"
            )
        return Reading(
            f"(SELECT *, {cases(country, {iso3: code for iso3, (code, _, _) in currencies().items()})} AS {LOCAL} "
            f"FROM {table.scan()})",
            fields,
            tuple(figures),
            areas="iso3",
            first_row=header + 1,
            scale=("units as named",),
            negatives=True,
        )


def _country(table: CsvTable) -> str:
    return f"trim({table.need('Country Code')})"


def _figures(table: CsvTable) -> list[dict[str, str]]:
    """The figures of a row: a column a year, or (DataBank) a column a series beside one of the time."""
    if table.find("Indicator Code", "Series Code"):
        code, called = table.need("Indicator Code", "Series Code"), table.need("Indicator Name", "Series Name")
        return [
            _cell(year, text(year[:4]), year[:4]) | _meaning(code, called, _local(_country(table), text(year[:4])))
            for year in table.columns
            if YEAR.fullmatch(year)
        ]
    time = f"left(trim({table.need('Time')}), 4)"
    return [
        _cell(column, time, series[2]) | _meaning(text(series[2]), text(series[1]), _local(_country(table), time))
        for column in table.columns
        if (series := SERIES.fullmatch(column))
    ]


def _cell(column: str, period: str, cell: str) -> dict[str, str]:
    return {"period": period, "value": f"nullif(nullif(trim({name(column)}), '..'), '')", "cell": text(cell)}


def _meaning(code: str, called: str, local: str) -> dict[str, str]:
    """What a series counts, by its code and name (SQL expressions of text); `local` is the currency of the country."""
    direction = cases(code, TRADE)
    return {
        "url": f"'https://data.worldbank.org/indicator/' || {code}",
        "direction": direction,
        "commodity_code": f"CASE WHEN {direction} IS NOT NULL THEN 'TOTAL' END",
        "measure": f"CASE WHEN {code} = '{EXCHANGE_RATE}' THEN 'exchange rate' WHEN {direction} IS NULL THEN {called} END",
        "currency": f"CASE WHEN {code} = '{EXCHANGE_RATE}' THEN {local} WHEN {called} LIKE '%current US$%' THEN 'USD' END",
        "unit": f"CASE WHEN {code} = '{EXCHANGE_RATE}' THEN '/USD' WHEN contains({called}, '%') THEN '%' END",
        "flag": code,
    }


def _header_row(source: SourceFile) -> int | None:
    for number, line in enumerate(source.head.splitlines()[:HEADER_WITHIN], start=1):
        cells = split(line, delimiter_of(line))
        have = {plain_name(cell) for cell in cells}
        if {"countryname", "countrycode"} <= have and (
            (have & {"indicatorcode", "seriescode"} and any(map(YEAR.fullmatch, cells)))
            or ("time" in have and any(map(SERIES.fullmatch, cells)))
        ):
            return number
    return None


def _local(country: str, year: str) -> str:
    """The currency of a country in a year: rates of members of the euro area are told in their own until they joined."""
    before = " ".join(
        f"WHEN {country} = {text(iso3)} AND {year} < {text(str(joined))} THEN {text(old)}"
        for iso3, (_, old, joined) in currencies().items()
        if old and joined
    )
    return f"CASE {before} ELSE {LOCAL} END"


@cache
def currencies() -> dict[str, tuple[str, str | None, int | None]]:
    """By ISO 3166-1 alpha-3 the currency (ISO 4217); where it is the euro also the one before, and the year of the change.

    Of several it is the country's own, whose code begins as the country's does (Namibia's NAD, not ZAR).
    """
    territories = get_global("territory_currencies")
    found: dict[str, tuple[str, str | None, int | None]] = {"EMU": ("EUR", None, None)}
    for country in pycountry.countries:
        tender = [each for each in territories.get(country.alpha_2, []) if each[3]]
        today = [each for each in tender if each[2] is None]
        if not today:
            continue
        current = next((each for each in today if each[0].startswith(country.alpha_2)), today[0])
        old = [code for code, _, until, _ in tender if until is not None]
        changed = current[0] == "EUR" and old
        found[country.alpha_3] = (current[0], old[-1], current[1][0]) if changed else (current[0], None, None)
    return found
