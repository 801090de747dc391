"""Bad files: one clear line, the good rows or none, and the store as it was (`bad_input.yaml`)."""

import gzip
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor import errors
from extractor.statistics import ImportReport, Options, Store, import_files
from tests.statistics.conftest import FILES, Take

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("bad_input.yaml").read_text(encoding="utf-8"))


def content(place: Path) -> tuple[int, int]:
    with Store(place) as store:
        row = store.connection.execute("SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM import)")
        imported, files = row.fetchone() or (0, 0)
        return imported, files


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_bad_input(case: dict[str, Any], take: Take, place: Path, tmp_path: Path) -> None:
    before = content(place)
    file = tmp_path / case["file"]
    file.write_text(case["text"], encoding="utf-8")
    (done,) = take(file)
    if "error" in case:
        assert type(done) is getattr(errors, case["error"]), done
        assert all(part in str(done) for part in case["says"]), done
        assert "\n" not in str(done)
        assert content(place) == before
        return
    assert isinstance(done, ImportReport), done
    assert done.rows == case["rows"]
    assert {reject.row for reject in done.rejects} == set(case["refused"])
    for reject in done.rejects:
        assert reject.file == case["file"]
        assert reject.reason.startswith(case["refused"][reject.row]), reject
    assert content(place) == (before[0] + case["rows"], before[1] + 1)


def test_truncated_gzip(take: Take, place: Path, tmp_path: Path) -> None:
    before = content(place)
    whole = gzip.compress((FILES / "wits.csv").read_bytes() * 50)
    cut = tmp_path / "wits.csv.gz"
    cut.write_bytes(whole[: len(whole) // 2])
    (error,) = take(cut)
    assert isinstance(error, errors.BadTable)
    assert "cut short" in str(error)
    assert content(place) == before


def test_zip_that_announces_ten_gigabytes(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "huge.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FILES / "wits.csv", "wits.csv")
    raw = path.read_bytes()
    size = (FILES / "wits.csv").stat().st_size.to_bytes(4, "little")
    path.write_bytes(raw.replace(size, (4_000_000_000).to_bytes(4, "little")))
    (error,) = take(path)
    assert isinstance(error, errors.BadTable)
    assert "announced as 4,000,000,000 bytes" in str(error)


def test_a_zip_is_one_transaction(take: Take, place: Path, tmp_path: Path) -> None:
    before = content(place)
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(FILES / "wits.csv", "a.csv")
        archive.writestr("b.csv", "t,i,j,k,v,q\n2022,251,398,010121,x,1\n")
    (error,) = take(path)
    assert isinstance(error, errors.BadTable)
    assert "two.zip/b.csv:2" in str(error)
    assert content(place) == before


def test_the_rest_goes_on(take: Take, tmp_path: Path) -> None:
    done = take(tmp_path / "missing.csv", FILES / "wits.csv")
    assert isinstance(done[0], errors.UnknownFormat)
    assert isinstance(done[1], ImportReport)


def test_a_format_that_is_not_there_names_those_that_are(take: Take) -> None:
    (error,) = take(FILES / "wits.csv", format="witz")
    assert isinstance(error, errors.UnknownFormat)
    assert "wits" in str(error)


def test_the_mapping_is_checked(take: Take, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("dataset: x\nsource: y\nscale: lots\nvalues: []\n", encoding="utf-8")
    (error,) = take(FILES / "office.xlsx", mapping=mapping)
    assert isinstance(error, errors.BadTable)
    assert "scale" in str(error)
    assert "values" in str(error)


def test_a_mapping_names_the_column_that_is_missing(take: Take, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    text = (FILES / "office.xlsx.yaml").read_text(encoding="utf-8").replace("partner: Country", "partner: Land")
    mapping.write_text(text, encoding="utf-8")
    (error,) = take(FILES / "office.xlsx", mapping=mapping)
    assert isinstance(error, errors.BadTable)
    assert "`Land`" in str(error)
    assert "'Country'" in str(error)


def test_unreadable_store(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    path.write_text("no store")
    with pytest.raises(errors.StoreError, match="not a store"):
        Store(path)


def test_a_store_that_lacks_a_table(place: Path) -> None:
    with Store(place, write=True) as store:
        store.connection.execute("DROP TABLE told")
    with pytest.raises(errors.StoreError, match="not a store"):
        Store(place)


def test_newer_store(place: Path) -> None:
    with Store(place, write=True) as store:
        store.connection.execute("UPDATE meta SET schema_version = 99")
    with pytest.raises(errors.StoreError, match="99"):
        Store(place)


def test_dry_run_and_refusal_change_nothing(place: Path) -> None:
    before = content(place)
    (report,) = import_files([FILES / "wits.csv"], place, Options(dry_run=True))
    assert isinstance(report, ImportReport)
    assert (report.rows, report.dry_run) == (4, True)
    import_files([FILES / "wits.csv"], place, tell=lambda report: False)
    assert content(place) == before
