"""The store: made at first use, the same file twice, vintages side by side, what an observation remembers."""

import os
import shutil
from pathlib import Path

import pytest

from extractor.schema import Observation
from extractor.statistics import ImportReport, Options, Store, import_files, list_datasets, show, store_path
from tests.statistics.conftest import FILES, Take


def test_store_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EXTRACTOR_STORE", str(tmp_path / "a.duckdb"))
    assert store_path() == tmp_path / "a.duckdb"
    monkeypatch.delenv("EXTRACTOR_STORE")
    assert store_path().name == "statistics.duckdb"


def test_the_sample_is_there_at_first_use(store: Store) -> None:
    held = {each.name: each for each in list_datasets(store)}
    assert held["Trade by country"].source == "Bureau of National Statistics of Kazakhstan"
    assert (held["Trade by country"].first_year, held["Trade by country"].last_year) == (2021, 2023)
    rows = list(show(store, "Trade by country", reporter="KAZ", year=2022))
    assert [(row.partner, row.direction, str(row.value)) for row in rows] == [
        ("Russia", "export", "9091390900"),
        ("Russia", "import", "17880630500"),
        ("China", "import", "11143739700"),
    ]
    assert rows[0].row == "kazakhstan-trade.csv:3"
    assert all(row.secondary and row.url for row in show(store, "Figures quoted by the press"))


def test_observations_are_whole_records(store: Store) -> None:
    for each in list_datasets(store):
        for observation in show(store, each.name):
            assert Observation.from_json(observation.to_json()) == observation


def test_the_same_file_twice_changes_nothing(take: Take, place: Path, tmp_path: Path) -> None:
    (first,) = take(FILES / "wits.csv")
    before = place.stat().st_size
    again = tmp_path / "another name.csv"
    shutil.copy(FILES / "wits.csv", again)
    (second,) = take(again)
    assert isinstance(first, ImportReport)
    assert isinstance(second, ImportReport)
    assert (first.rows, first.already, second.rows, second.already) == (4, False, 0, True)
    assert second.lines() == ["another name.csv: already in the store; nothing changed"]
    assert place.stat().st_size == before


def test_vintages_stand_side_by_side(take: Take, place: Path, tmp_path: Path) -> None:
    newer = tmp_path / "wits.csv"
    newer.write_text((FILES / "wits.csv").read_text().replace("123.456", "124"))
    take(FILES / "wits.csv", vintage="2024")
    take(newer, vintage="2025")
    with Store(place) as store:
        values = [(row.vintage, str(row.value)) for row in show(store, "WITS", reporter="NAM", commodity="010121")]
    assert ("2024", "123456") in values
    assert ("2025", "124000") in values


def test_the_vintage_is_the_day_of_the_file_where_nothing_says_it(take: Take, place: Path, tmp_path: Path) -> None:
    file = tmp_path / "wits.csv"
    shutil.copy(FILES / "wits.csv", file)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    take(file)
    with Store(place) as store:
        row = next(show(store, "WITS"))
    assert (row.vintage, str(row.retrieved)) == ("2023-11-14", "2023-11-14")


def test_a_name_that_looks_like_a_pattern(take: Take, tmp_path: Path) -> None:
    file = tmp_path / "it's wits [1]*.csv"
    shutil.copy(FILES / "wits.csv", file)
    (report,) = take(file)
    assert isinstance(report, ImportReport), report
    assert (report.file, report.rows) == (file.name, 4)


@pytest.mark.parametrize("packed", ["gz", "zip"])
def test_packed_files(packed: str, take: Take, tmp_path: Path) -> None:
    if packed == "gz":
        import gzip

        path = tmp_path / "wits.csv.gz"
        path.write_bytes(gzip.compress((FILES / "wits.csv").read_bytes()))
    else:
        path = Path(shutil.make_archive(str(tmp_path / "wits"), "zip", FILES, "wits.csv"))
    (report,) = take(path)
    assert isinstance(report, ImportReport)
    assert (report.format, report.rows) == ("wits", 4)


def test_the_report_says_what_was_understood(place: Path) -> None:
    seen: list[str] = []

    def tell(report: ImportReport) -> bool:
        seen.extend(report.lines())
        return True

    import_files([FILES / "estat_ext_lt_maineu.tsv"], place, Options(), tell)
    assert seen == [
        "estat_ext_lt_maineu.tsv: eurostat-tsv, 5 figures from 2 rows",
        "  dataset: ext_lt_maineu",
        "  reporters: European Union, Greece",
        "  partners: 1",
        "  flows: export, import",
        "  measures: exports, imports",
        "  years: 2021 to 2023",
        "  read as: units as coded",
        "  left out: 1 rows, not available",
        "  no value: 1 figures, negligible",
        "  no value: 1 figures, suppressed",
    ]
