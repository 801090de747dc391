"""The European Central Bank's reference rates, units a euro, as two of its pages write them.

`eurofxref-hist.csv`: `Date,USD,JPY,…,` with `N/A`. The data portal: `DATE,TIME PERIOD,US dollar/Euro … (EXR.D.USD.EUR.SP00.A)`,
where the key tells frequency and currency, and DATE is the last day of a period. The portal's SDMX-CSV is `sdmx_csv.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

from extractor.statistics.csv_table import CsvTable, table_or_none
from extractor.statistics.reading import Reading, name, text
from extractor.statistics.source_file import SourceFile

LENGTHS = {"D": 10, "M": 7, "A": 4}
"""How much of a day names the day, its month, its year."""


class EcbRates:
    """One row a day or period, one column a currency."""

    name = "ecb-rates"
    title = "European Central Bank reference rates, CSV"

    def sniff(self, source: SourceFile) -> float:
        table = table_or_none(source)
        if table is None or table.columns[0].lower() != "date":
            return 0.0
        rates = sum(_rate(column) is not None for column in table.columns)
        return 1.0 if rates >= 1 and rates >= len(table.columns) - 2 else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        fields = {
            "dataset": "'Euro reference rates'",
            "source": "'European Central Bank'",
            "url": "'https://www.ecb.europa.eu/stats/eurofxref'",
            "reporter": "'Euro area'",
            "measure": "'exchange rate'",
            "unit": "'/EUR'",
        }
        figures = tuple(
            {
                "currency": text(rate[1]),
                "cell": text(rate[1]),
                "period": _period(table.need("Date"), rate[0]),
                "value": f"nullif(trim({name(column)}), 'N/A')",
            }
            for column in table.columns
            if (rate := _rate(column))
        )
        return Reading(table.scan(), fields, figures, scale=("units of the currency a euro",))


def _rate(column: str) -> tuple[str, str] | None:
    """Frequency and currency of a column, null where it holds no rate. Of the portal's series those of period means count."""
    if re.fullmatch("[A-Z]{3}", column):
        return "D", column
    key = re.search(r"\(EXR\.([DMQA])\.([A-Z]{3})\.EUR\.SP00\.A\)", column)
    return (key[1], key[2]) if key else None


def _period(column: str, frequency: str) -> str:
    """`2022-03-31`, or of the daily file `31 March 2022`; of a month or longer the part of the day that names it."""
    day = f"coalesce(CAST(TRY(strptime(trim({column}), '%d %B %Y')) AS DATE)::VARCHAR, trim({column}))"
    if frequency == "Q":
        return f"left({day}, 4) || '-Q' || quarter(TRY_CAST({day} AS DATE))"
    return f"left({day}, {LENGTHS[frequency]})"
