"""Files as publishers pack and encode them: lists of codes beside the figures, Latin-1 far below an ASCII beginning."""

import gzip
import zipfile
from pathlib import Path

from extractor.errors import UnknownFormat
from extractor.statistics import ImportReport, Store
from extractor.statistics.source_file import HEAD
from tests.statistics.conftest import FILES, Take
from tests.statistics.test_nomenclatures import workbook

BACI = "BACI_HS17_Y2022_V202401b.csv"
LISTS = {
    "country_codes_V202401b.csv": "country_code,country_name,country_iso2,country_iso3\n251,France,FR,FRA\n",
    "product_codes_HS17_V202401b.csv": 'code,description\n010121,"Horses: live, pure-bred"\n',
    "Readme.txt": "Name of the dataset : BACI\n\nList of Variables :\nt: year\n",
}


def test_lists_of_codes_in_an_archive_are_left_out_and_named(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_V202401b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in LISTS.items():
            archive.writestr(name, text)
        archive.write(FILES / BACI, BACI)
        archive.writestr("BACI_HS17_Y2023_V202401b.csv", "t,i,j,k,v,q\n2023,251,398,010121,   1.250,          NA\n")
    done = take(path)
    assert all(isinstance(report, ImportReport) for report in done), done
    first, second = (report for report in done if isinstance(report, ImportReport))
    assert (first.format, first.years, second.years) == ("baci", (2022,), (2023,))
    assert all(name in first.notes[-1] for name in LISTS)
    assert second.rows == 1


def test_an_archive_without_figures_is_refused(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "lists.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Readme.txt", LISTS["Readme.txt"])
    (error,) = take(path)
    assert isinstance(error, UnknownFormat)
    assert "lists.zip/Readme.txt" in str(error)


def test_latin_1_far_below_an_ascii_beginning(take: Take, place: Path, tmp_path: Path) -> None:
    header, *rows = (FILES / "comtrade-download.csv").read_text(encoding="utf-8").splitlines()
    row = rows[0].replace("Horses, asses; live", "Horses" * 1000)
    years = (row.replace("2023", str(year)) for year in range(1900, 1900 + HEAD // len(row) + 2))
    last = rows[0].replace("699,IND,India", "792,TUR,Türkiye").replace("842,USA,USA", "384,CIV,Côte d'Ivoire")
    path = tmp_path / "TradeData.csv"
    path.write_bytes("\n".join([header, *years, last]).encode("latin-1"))
    assert path.read_bytes()[:HEAD].isascii()
    (report,) = take(path)
    assert isinstance(report, ImportReport), report
    assert report.rejected == 0
    with Store(place) as store:
        found = store.connection.execute("SELECT DISTINCT reporter_code FROM observation WHERE file = ?", [path.name])
        assert {code for (code,) in found.fetchall()} == {"IND", "TUR"}


def test_the_name_of_a_bulk_file_is_no_pattern_and_tells_its_vintage(take: Take, place: Path, tmp_path: Path) -> None:
    path = tmp_path / "COMTRADE-FINAL-CM251202303H6[2025-12-02].gz"
    path.write_bytes(gzip.compress((FILES / "comtrade-breakdown.tsv").read_bytes()))
    (report,) = take(path)
    assert isinstance(report, ImportReport), report
    assert (report.file, report.format, report.rows) == (path.name, "comtrade-bulk", 4)
    with Store(place) as store:
        found = store.connection.execute("SELECT DISTINCT vintage FROM observation WHERE file = ?", [path.name])
        assert [str(vintage) for (vintage,) in found.fetchall()] == ["2025-12-02"]


WITS = ["Reporter", "TradeFlow", "ProductCode", "Product Description", "Year", "Partner", "Trade Value 1000USD", "Quantity",
        "Quantity Unit"]  # fmt: skip
COUNTRIES = [["Country Code", "Region", "IncomeGroup"], ["ABW", "Latin America & Caribbean", "High income"]]


def test_the_sheets_of_a_workbook_in_a_known_layout_are_tables(take: Take, place: Path, tmp_path: Path) -> None:
    avocados = ["Korea, Rep.", "Import", "080440", "Fruit; avocados", "2022", " World", "1234.56", "5.53e+011", "Kg"]
    exports = ["Occ.Pal.Terr", "Export", 80440, "Fruit; avocados", 2022, "Unspecified", 17.25, "", ""]
    path = workbook(tmp_path / "WITS-By-HS6Product.xlsx", {"By-HS6Product": [WITS, avocados, exports], "Sheet1": []})
    (report,) = take(path)
    assert isinstance(report, ImportReport), report
    assert (report.format, report.file, report.rows) == ("wits", "WITS-By-HS6Product.xlsx/By-HS6Product", 3)
    with Store(place) as store:
        found = store.connection.execute(
            "SELECT row_number, reporter_code, partner_code, commodity_code, CAST(value AS DOUBLE), currency "
            "FROM observation WHERE file = ? ORDER BY row_number, currency NULLS LAST",
            [report.file],
        ).fetchall()
    assert found == [
        (2, "KOR", "W00", "080440", 1234560.0, "USD"),
        (2, "KOR", "W00", "080440", 5.53e11, None),
        (3, "PSE", None, "080440", 17250.0, "USD"),
    ]
    (again,) = take(path)
    assert isinstance(again, ImportReport)
    assert again.already


def test_sheets_of_notes_are_left_out_and_named(take: Take, tmp_path: Path) -> None:
    rows = [
        ["Data Source", "World Development Indicators"], ["Last Updated Date", "2024-10-24"], [],
        ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "2021", "2022"],
        ["Aruba", "ABW", "GDP (current US$)", "NY.GDP.MKTP.CD", 3103184357.54, ""],
    ]  # fmt: skip
    path = workbook(tmp_path / "API_NY.GDP.MKTP.CD.xlsx", {"Data": rows, "Metadata - Countries": COUNTRIES})
    (report,) = take(path)
    assert isinstance(report, ImportReport), report
    assert (report.format, report.rows, report.years) == ("wdi", 1, (2021,))
    assert "Metadata - Countries" in report.notes[-1]
    assert report.rejected == 0


def test_a_workbook_of_no_known_layout_is_refused(take: Take) -> None:
    (error,) = take(FILES / "office.xlsx")
    assert isinstance(error, UnknownFormat)
    assert "mapping" in str(error)
