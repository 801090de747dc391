"""World Bank WITS, a country's trade summary (`en_USA_AllYears_WITS_Trade_Summary.CSV`), million US dollars.

`Reporter,Partner,Product categories,Indicator Type,Indicator,2021,2020,…,1988`: a column a year. Taken are the trade of all
products with the world and the five first partners; groups of products without a code, shares, tariffs and counts are not.
"""

from __future__ import annotations

import re
from pathlib import Path

from extractor.statistics.csv_table import CsvTable, share
from extractor.statistics.reading import Reading, cases, name, text
from extractor.statistics.source_file import SourceFile

SIGNATURE = ("Reporter", "Partner", "Product categories", "Indicator Type", "Indicator")
FLOWS = {
    "Export(US$ Mil)": "export",
    "Exports (in US$ Mil)": "export",
    "Trade (US$ Mil)-Top 5 Export Partner": "export",
    "Import(US$ Mil)": "import",
    "Imports (in US$ Mil)": "import",
    "Trade (US$ Mil)-Top 5 Import Partner": "import",
}
"""What the indicators of trade count."""


class WitsSummary:
    """One row a partner, group of products and indicator, one column a year."""

    name = "wits-summary"
    title = "World Bank WITS trade summary, CSV"

    def sniff(self, source: SourceFile) -> float:
        return share(source, SIGNATURE)

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        direction = cases(f"trim({table.need('Indicator')})", FLOWS)
        fields = {
            "dataset": "'WITS trade summary'",
            "source": "'UN Comtrade through World Bank WITS'",
            "url": "'https://wits.worldbank.org/CountryProfile'",
            "reporter_area": f"lower(trim({table.need('Reporter')}))",
            "reporter": table.need("Reporter"),
            "partner_area": f"lower(trim({table.need('Partner')}))",
            "partner": f"trim({table.need('Partner')})",
            "direction": direction,
            "commodity_code": "'TOTAL'",
            "scale": "'1000000'",
            "currency": "'USD'",
            "valuation": f"CASE {direction} WHEN 'import' THEN 'CIF' ELSE 'FOB' END",
            "left_out": f"CASE WHEN {direction} IS NULL THEN 'no trade but shares, tariffs, counts' "
            f"WHEN lower(trim({table.need('Product categories')})) <> 'all products' "
            "THEN 'by group of products: only totals are taken' END",
        }
        figures = tuple(
            {"period": text(year), "cell": text(year), "value": f"nullif(trim({name(year)}), '')"}
            for year in table.columns
            if re.fullmatch(r"(19|20)\d\d", year)
        )
        return Reading(table.scan(), fields, figures, areas="name", scale=("million USD",))
