"""The European Central Bank's reference rates, `eurofxref-hist.csv`: `Date,USD,JPY,…,` with `N/A`, units a euro."""

from __future__ import annotations

import re
from pathlib import Path

from extractor.statistics.csv_table import CsvTable, table_or_none
from extractor.statistics.reading import Reading, name, text
from extractor.statistics.source_file import SourceFile


class EcbRates:
    """One row a day, one column a currency."""

    name = "ecb-rates"
    title = "European Central Bank reference rates, CSV"

    def sniff(self, source: SourceFile) -> float:
        table = table_or_none(source)
        if table is None or table.columns[0].lower() != "date":
            return 0.0
        currencies = sum(bool(re.fullmatch("[A-Z]{3}", column)) for column in table.columns)
        return 1.0 if currencies >= 1 and currencies >= len(table.columns) - 2 else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        fields = {
            "dataset": "'Euro reference rates'",
            "source": "'European Central Bank'",
            "url": "'https://www.ecb.europa.eu/stats/eurofxref'",
            "reporter": "'Euro area'",
            "measure": "'exchange rate'",
            "period": _day(table.need("Date")),
            "unit": "'/EUR'",
        }
        figures = tuple(
            {"currency": text(column), "cell": text(column), "value": f"nullif(trim({name(column)}), 'N/A')"}
            for column in table.columns
            if re.fullmatch("[A-Z]{3}", column)
        )
        return Reading(table.scan(), fields, figures, scale=("units of the currency a euro",))


def _day(column: str) -> str:
    """`2022-03-31`, or of the daily file `31 March 2022`."""
    return f"coalesce(CAST(TRY(strptime(trim({column}), '%d %B %Y')) AS DATE)::VARCHAR, trim({column}))"
