"""Each published format in its exact shape: what is taken over, figure by figure (`expected/`, one table a file)."""

import csv
from pathlib import Path

import pytest

from extractor.statistics import ImportReport, Store
from tests.statistics.conftest import FILES, Take

EXPECTED = Path(__file__).parent / "expected"
SHOWN = (
    "row_number, cell, reporter_code, reporter, partner_code, direction, measure, commodity_system, commodity_code, "
    "period_start, period_end, value, absent, currency, unit, status, valuation, flag"
)
FORMATS = {
    "comtrade-v1.json": "comtrade-json",
    "comtrade-bulk.tsv": "comtrade-bulk",
    "comtrade-breakdown.tsv": "comtrade-bulk",
    "comtrade-download.csv": "comtrade-bulk",
    "comtrade-legacy.csv": "comtrade-legacy",
    "comtrade-legacy-short.csv": "comtrade-legacy",
    "comtrade-legacy-machine.csv": "comtrade-legacy",
    "comtrade-legacy.json": "comtrade-legacy",
    "wits.csv": "wits",
    "wits-gross.csv": "wits",
    "wits-by-product.csv": "wits",
    "wits-summary.csv": "wits-summary",
    "comext.csv": "comext",
    "comext-wide.csv": "comext",
    "comext-regimes.csv": "comext",
    "comext-transport.csv": "comext",
    "comext-sitc.csv": "comext",
    "full_v2_202401.dat": "comext",
    "full200101.dat": "comext",
    "sdmx-1.csv": "sdmx-csv",
    "sdmx-labels.csv": "sdmx-csv",
    "sdmx-2.csv": "sdmx-csv",
    "sdmx-names.csv": "sdmx-csv",
    "sdmx-key.csv": "sdmx-csv",
    "sdmx-attributes.csv": "sdmx-csv",
    "sdmx-indicator.csv": "sdmx-csv",
    "sdmx-seasonal.csv": "sdmx-csv",
    "sdmx-transport.csv": "sdmx-csv",
    "sdmx-sitc.csv": "sdmx-csv",
    "sdmx-ml-flat.xml": "sdmx-ml",
    "sdmx-ml-generic.xml": "sdmx-ml",
    "sdmx-ml-series.xml": "sdmx-ml",
    "sdmx-ml-3.xml": "sdmx-ml",
    "sdmx-ml-group.xml": "sdmx-ml",
    "sdmx-ml-group-generic.xml": "sdmx-ml",
    "sdmx-1.json": "sdmx-json",
    "sdmx-2.json": "sdmx-json",
    "sdmx-groups.json": "sdmx-json",
    "sdmx-power.json": "sdmx-json",
    "estat_ext_lt_maineu.tsv": "eurostat-tsv",
    "json-stat.json": "json-stat",
    "json-stat-1.json": "json-stat",
    "json-stat-no-role.json": "json-stat",
    "json-stat-bundle.json": "json-stat",
    "json-stat-pxweb.json": "json-stat",
    "json-stat-collection.json": "json-stat",
    "estat_nama_10_gdp.tsv": "eurostat-tsv",
    "BACI_HS17_Y2022_V202401b.csv": "baci",
    "baci92_2014.csv": "baci",
    "wdi.csv": "wdi",
    "wdi-bulk.csv": "wdi",
    "wdi-page.csv": "wdi",
    "wdi-databank.csv": "wdi",
    "wdi-databank-series.csv": "wdi",
    "unhcr.csv": "unhcr",
    "unhcr-page.csv": "unhcr",
    "unhcr-preamble.csv": "unhcr",
    "eurofxref-hist.csv": "ecb-rates",
    "ecb-portal-sdmx.csv": "sdmx-csv",
    "ecb-portal-page.csv": "ecb-rates",
    "office.xls": "mapping",
    "office.xlsx": "mapping",
    "office-cp1251.csv": "mapping",
}


def rows_of(place: Path, file: str) -> list[list[str]]:
    with Store(place) as store:
        found = store.connection.execute(
            f"SELECT {SHOWN} FROM observation WHERE file = ? "
            "ORDER BY row_number, cell, measure, currency NULLS LAST, unit, period_start, direction",
            [file],
        ).fetchall()
    return [["" if cell is None else str(cell) for cell in row] for row in found]


@pytest.mark.parametrize("file", FORMATS)
def test_format_is_found_and_read(file: str, take: Take, place: Path, pytestconfig: pytest.Config) -> None:
    mapping = FILES / f"{file}.yaml"
    (report,) = take(FILES / file, mapping=mapping if mapping.exists() else None)
    assert isinstance(report, ImportReport), report
    assert report.format == FORMATS[file]
    with (EXPECTED / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        assert rows_of(place, file) == list(csv.reader(lines))[1:]


def test_every_file_here_is_tested() -> None:
    assert {path.name for path in FILES.iterdir() if path.suffix != ".yaml"} == set(FORMATS)
