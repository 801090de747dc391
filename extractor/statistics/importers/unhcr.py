"""UNHCR population figures: stocks at year end, by country of origin and of asylum.

Two headers: of the interface (`year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,refugees,…`) and of the page
(`Year,Country of origin,Country of origin (ISO),Country of asylum,…,Refugees under UNHCR's mandate,…`).
UNHCR has codes of its own (GFR for Germany) beside ISO.
"""

from __future__ import annotations

from pathlib import Path

from extractor.errors import BadTable
from extractor.statistics.areas import WORLD
from extractor.statistics.csv_table import CsvTable, plain_name, table_or_none
from extractor.statistics.reading import Reading, text
from extractor.statistics.source_file import SourceFile

MEASURES = {
    "refugees": ("refugees", "Refugees under UNHCR's mandate"),
    "asylum seekers": ("asylum_seekers", "Asylum-seekers"),
    "returned refugees": ("returned_refugees", "Returned refugees"),
    "internally displaced people": ("idps", "IDPs of concern to UNHCR"),
    "returned internally displaced people": ("returned_idps", "Returned IDPs", "Returned IDPss"),
    "stateless people": ("stateless", "Stateless persons"),
    "others of concern": ("ooc", "Others of concern"),
    "other people in need of protection": ("oip", "Other people in need of international protection"),
    "host community": ("hst", "Host Community"),
}


class Unhcr:
    """One row a year, origin and asylum. Among figures `-` stands for none, `*` for one to four that are not told.

    In the place of a country `-` stands for all of them: the table was asked for without that breakdown.
    """

    name = "unhcr"
    title = "UNHCR population figures, CSV"

    def sniff(self, source: SourceFile) -> float:
        table = _table(source)
        if table is None:
            return 0.0
        api = table.share_of(("year", "coo", "coa", "coo_iso", "coa_iso", "refugees"))
        page = table.share_of(("Year", "Country of origin", "Country of asylum", "Refugees under UNHCR's mandate"))
        best = max(api, page)
        return best if best >= 2 / 3 else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = _table(source)
        if table is None:
            raise BadTable(f"{source.name}: no header with a year, a country of origin and a country of asylum")
        asylum = table.find("coa_iso", "Country of asylum (ISO)") or table.need("coa", "Country of asylum (ISO)")
        origin = table.find("coo_iso", "Country of origin (ISO)") or table.need("coo", "Country of origin (ISO)")
        own = table.find("coa_iso", "Country of asylum (ISO)") is None
        everywhere = f"trim({asylum}) = '-'"
        fields = {
            "dataset": "'Refugee population statistics'",
            "source": "'UNHCR'",
            "url": "'https://www.unhcr.org/refugee-statistics/download'",
            "reporter_area": f"CASE WHEN {everywhere} THEN '{WORLD}' ELSE {asylum} END",
            "reporter": f"CASE WHEN {everywhere} THEN 'World' ELSE {table.or_null('coa_name', 'Country of asylum')} END",
            "partner_area": f"nullif(trim({origin}), '-')",
            "partner": f"nullif(trim({table.or_null('coo_name', 'Country of origin')}), '-')",
            "period": table.need("year"),
            "unit": "'people'",
            "flag": "'stock at the end of the period'",
        }
        figures = tuple(
            {
                "measure": text(measure),
                "value": f"nullif(nullif(trim({column}), '-'), '*')",
                "absent": f"CASE WHEN trim({column}) = '*' THEN 'suppressed' END",
            }
            for measure, names in MEASURES.items()
            if (column := table.find(*names)) is not None
        )
        if not figures:
            raise BadTable(f"{source.name}: no column of refugees; found: {', '.join(table.columns)}")
        return Reading(
            table.scan(),
            fields,
            figures,
            areas="unhcr" if own else "iso3",
            first_row=table.header_row + 1,
            scale=("people",),
        )


def _table(source: SourceFile) -> CsvTable | None:
    """Downloads of the page carry fourteen lines before the header: a title, notes, the years and countries asked for."""
    for row, line in enumerate(source.head.splitlines()[:20], start=1):
        if plain_name(line).startswith("year") and "countryofasylum" in plain_name(line):
            return CsvTable.of(source, row)
    return table_or_none(source)
