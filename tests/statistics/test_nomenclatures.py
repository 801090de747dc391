"""Tables of nomenclatures and correlations: what is understood (`nomenclatures.yaml`), kept, and found again by claims."""

import gzip
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import yaml

from extractor import errors
from extractor.flow import reconcile_claims
from extractor.lexicons import table
from extractor.statistics import NomenclatureReport, Store, add_nomenclatures, import_files, list_nomenclatures
from tests.reconcile import notation

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "nomenclatures.yaml").read_text(encoding="utf-8"))
OFFICIAL = HERE.parents[2] / "shared" / "data" / "hs"


def added(place: Path, *paths: Path, **options: Any) -> tuple[list[NomenclatureReport], list[errors.StatisticsError]]:
    seen: list[NomenclatureReport] = []
    failed = add_nomenclatures(paths, place, tell=seen.append, **options)
    return seen, failed


def held(place: Path) -> tuple[list[Any], list[Any], list[Any]]:
    with Store(place) as store:
        names = {row[0] for row in store.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if "heading" not in names:
            return [], [], []
        return tuple(store.connection.execute(f"FROM {name} ORDER BY ALL").fetchall()
                     for name in ("nomenclature", "heading", "correlation"))  # type: ignore[return-value]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_understood(case: dict[str, Any], place: Path, tmp_path: Path) -> None:
    assert not set(case) - {"name", "file", "text", "system", "rows", "codes", "links", "says", "error"}
    file = tmp_path / case["file"]
    file.write_text(case["text"], encoding="utf-8")
    reports, failed = added(place, file, system=case.get("system"))
    _, headings, links = held(place)
    if "error" in case:
        (error,) = failed
        assert type(error) is getattr(errors, case["error"]), error
        assert all(part in str(error) for part in case["says"]), error
        assert "\n" not in str(error)
        assert (reports, headings, links) == ([], [], [])
        return
    assert not failed
    (report,) = reports
    assert report.rows == case["rows"] == len(headings) + len(links)
    assert all(any(part in line for line in report.lines()) for part in case.get("says", [])), report.lines()
    if "codes" in case:
        assert [f"{system} {code}" for system, code, *_ in headings] == case["codes"]
    if "links" in case:
        told = [f"{code} {to} {relation}{' part' * partial}" for _, code, _, to, relation, partial, _ in links]
        assert told == case["links"]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """An Excel file with text and numbers, as small as one may be."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    numbered = list(enumerate(sheets, 1))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        start = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{start}</Relationships>')
        names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in numbered)
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/s{n}.xml"/>' for n, _ in numbered
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for n, name in numbered:
            rows = "".join(f"<row r='{y}'>{''.join(_cell(x, y, cell) for x, cell in enumerate(row))}</row>"
                           for y, row in enumerate(sheets[name], 1))  # fmt: skip
            archive.writestr(
                f"xl/worksheets/s{n}.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
            )
    return path


def _cell(x: int, y: int, value: object) -> str:
    place = f'r="{"ABCDEFGHIJKLMNOP"[x]}{y}"'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c {place}><v>{value}</v></c>"


def test_a_workbook_with_notes_and_numbers_for_codes(place: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "conversion.xlsx", {
        "NOTES": [["This table was made to convert trade data."]],
        "Conversion HS22-HS17": [["From HS 2022", "To HS 2017"], [10121, 10121]],
        "Correlation HS22-HS17": [["HS 2022", "HS 2017", "Relationship"], [10121, 10121, "1:1"], [880621, 852580, "n:m"]],
    })  # fmt: skip
    (report,), failed = added(place, file)
    assert not failed
    assert report.lines()[0] == "conversion.xlsx: correlation of HS2022 and HS2017, 2 pairs of codes"
    assert "from the sheet Correlation HS22-HS17" in report.notes
    assert [row[1:4:2] for row in held(place)[2]] == [("010121", "010121"), ("880621", "852580")]
    bad = workbook(tmp_path / "bad.xlsx", {"Codes": [["HS 2022", "Description"], ["01", "Animals"], ["8x", "?"]]})
    _, (error,) = added(place, bad)
    assert "bad.xlsx [Codes]:3: `8x`" in str(error)


def test_the_same_file_twice_a_dry_run_and_a_failure_change_nothing(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "HS2017.csv"
    file.write_text("Code,Description\n01,Animals\n02,Meat\n")
    (report,), _ = added(place, file, dry_run=True)
    assert "(dry run)" in report.lines()[0]
    assert held(place) == ([], [], [])
    added(place, file)
    before = held(place)
    (again,), _ = added(place, file)
    assert again.lines() == ["HS2017.csv: already in the store; nothing changed"]
    assert held(place) == before
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("HS2012.csv", "Code,Description\n01,Animals\n")
        archive.writestr("HS2007.csv", "Code,Description\n0x,Animals\n")
    _, (error,) = added(place, two)
    assert "two.zip/HS2007.csv:2" in str(error)
    packed = tmp_path / "HS2017.csv.gz"
    packed.write_bytes(gzip.compress(file.read_bytes() * 99)[:40])
    _, (error,) = added(place, packed)
    assert "cut short" in str(error)
    assert held(place) == before


def test_a_newer_table_takes_the_place_of_the_older_one_and_a_part_does_not(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "HS2017.csv"
    file.write_text("Code,Description\n01,Animals\n02,Meat\n03,Fish\n")
    added(place, file)
    file.write_text("Code,Description\n01,Animals\n02,Meat\n04,Milk\n")
    added(place, file)
    assert [row[1] for row in held(place)[1]] == ["01", "02", "04"]
    file.write_text("Code,Description\n01,Animals\n")
    _, (error,) = added(place, file)
    assert "a part does not take the place of a whole" in str(error)
    with Store(place) as store:
        assert list_nomenclatures(store)[0] == ("HS2017", "", 3, "HS2017.csv")
        assert ("HS2022", "", len(table("hs")), "built in") in list_nomenclatures(store)


def test_a_whole_table_is_checked_against_its_edition(place: Path, tmp_path: Path) -> None:
    text = "Code,Description\n" + "".join(f"{row['code']},x\n" for row in table("hs"))
    wrong = tmp_path / "HS2017.csv"
    wrong.write_text(text)
    _, (error,) = added(place, wrong)
    assert "this is not HS2017: it has codes that came with HS2022" in str(error)
    unnamed = tmp_path / "codes.csv"
    unnamed.write_text(text)
    (report,), _ = added(place, unnamed)
    assert report.systems == ("HS2022",)
    assert "HS2022 is the edition by its codes" in report.notes


LINKS = """HS 2022,HS 2017,Relationship
010121,010121,1:1
300241,300220,1:1
620120,620111,1:n
620120,620191,1:n
851713,851712,n:1
851714,851712,n:1
880710,880310,1:1
880720,880320,1:1
880621,852580,n:m
852589,852580,n:m
"""
EARLIER = """HS 2017,HS 2012,Relationship
300220,300220,1:1
851712,851712,1:1
620111,620111,1:1
620191,620190,n:1
620199,620190,n:1
"""


@pytest.fixture
def linked(place: Path, tmp_path: Path) -> Path:
    for name, text in (("new.csv", LINKS), ("old.csv", EARLIER)):
        (tmp_path / name).write_text(text)
        assert not added(place, tmp_path / name)[1]
    return place


@pytest.mark.parametrize(
    ("system", "code", "other", "found"),
    [
        ("HS2022", "010121", "HS2017", "010121 1:1 kept"),
        ("HS2022", "300241", "HS2017", "300220 1:1"),
        ("HS2022", "620120", "HS2017", "620111+620191 1:n"),
        ("HS2022", "851713", "HS2017", "851712 n:1"),
        ("HS2017", "851712", "HS2022", "851713+851714 1:n"),
        ("HS2022", "880621", "HS2017", "852580 n:1"),
        ("HS2022", "8807", "HS2017", "880310+880320 1:n"),
        ("HS2022", "8806", "HS2017", "852580 n:1"),
        ("HS2022", "300241", "HS2012", "300220 1:1"),
        ("HS2022", "620120", "HS2012", "620111+620190 n:m"),
        ("HS2012", "300220", "HS2022", "300241 1:1"),
        ("HS2022", "999999", "HS2017", None),
    ],
)
def test_correlates(linked: Path, system: str, code: str, other: str, found: str | None) -> None:
    with Store(linked) as store:
        by_system = {each.system: each for each in store.correlates(system, code)}
    each = by_system.get(other)
    assert (each and f"{'+'.join(each.codes)} {each.relation}{' kept' * each.kept}") == found


def test_a_whole_correlation_knows_whole_headings(place: Path, tmp_path: Path) -> None:
    codes = [row["code"] for row in table("hs") if len(row["code"]) == 6]
    pairs = "".join(f"{code},{code.replace('8807', '8803')},1:1\n" for code in codes)
    (tmp_path / "all.csv").write_text("HS 2022,HS 2017,Relationship\n" + pairs)
    assert not added(place, tmp_path / "all.csv")[1]
    with Store(place) as store:
        parts, chips, one = (store.correlates("HS2022", code)[0] for code in ("8807", "8542", "880710"))
    assert (parts.codes, parts.relation, parts.kept) == (("8803",), "1:1", False)
    assert (chips.codes, chips.relation, chips.kept) == (("8542",), "1:1", True)
    assert one.codes == ("880310",)


def test_without_tables_nothing_is_known(place: Path) -> None:
    with Store(place) as store:
        assert store.correlates("HS2022", "300241") == ()


ROWS = """dataset,source,reporter_code,partner_code,direction,measure,commodity_system,commodity_code,commodity_label,period,value,currency,unit,status
T,Office,KAZ,RUS,import,,HS2017,300220,Vaccines,2021,9000000,USD,,final
T,Office,KAZ,RUS,import,,HS2017,851712,Telephones,2021,7000000,USD,,final
T,Office,KAZ,RUS,import,,HS2022,8542,,2022,4000000,USD,,final
T,Office,KAZ,CHN,import,,HS2022,8542,,2022,11140000,USD,,final
T,Office,KAZ,DEU,import,,HS2022,8542,,2022,900,USD,,final
"""


@pytest.mark.parametrize(
    ("claim", "verdict", "reasons", "rows"),
    [
        ("KAZ import RUS vaccines:300241 2021 = 9 million USD", "confirmed", ["classification_change"], ["rows.csv:2"]),
        ("KAZ import RUS phones:851713 2021 = 7 million USD", "not_comparable", ["classification_change"], ["rows.csv:3"]),
        ("KAZ import RUS microchips:8542 2022 = 11.1 million USD", "contradicted", ["partner_slip"], ["rows.csv:4", "rows.csv:5"]),
        (
            "KAZ import RUS microchips:8542 2022 = 11.1 million USD sentence='China sold it 11.1 million, Russia less.'",
            "ambiguous", ["misread", "partner_slip"], ["rows.csv:4", "rows.csv:5"],
        ),
        ("KAZ import RUS microchips:8542 2022 = 17.3 million USD", "contradicted", [], ["rows.csv:4"]),
    ],
)  # fmt: skip
def test_claims_find_them(
    linked: Path, tmp_path: Path, claim: str, verdict: str, reasons: list[str], rows: list[str]
) -> None:
    (tmp_path / "rows.csv").write_text(ROWS)
    import_files([tmp_path / "rows.csv"], linked)
    with Store(linked) as store:
        (finding,) = reconcile_claims([notation.claim(claim)], store)
    assert (finding.verdict, sorted(finding.reasons)) == (verdict, reasons), finding.because
    assert [o.row for o in finding.observations] == rows


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official tables are not here")
def test_the_official_tables(place: Path) -> None:
    (new, old), failed = added(place, OFFICIAL / "harmonized-system.csv", OFFICIAL / "harmonized-system-2017.csv")
    assert not failed
    assert (new.systems, new.rows, old.systems, old.rows) == (("HS2022",), 6939, ("HS2017",), 6708)
    with Store(place) as store:
        drones, chips = (store.correlates("HS2022", code)[0] for code in ("8806", "8542"))
    assert (drones.codes, drones.kept, chips.codes, chips.kept) == ((), False, ("8542",), True)
