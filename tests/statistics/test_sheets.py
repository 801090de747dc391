"""Tables in the layouts of statistics offices (`sheets.yaml`, figures made up): proposed, corrected, imported, figure by figure."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.errors import BadTable
from extractor.statistics import ImportReport, Store
from extractor.statistics.proposing import propose_mapping
from tests.statistics.conftest import Take
from tests.statistics.test_nomenclatures import workbook

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("sheets.yaml").read_text(encoding="utf-8"))
SHOWN = (
    "row_number, reporter_code, coalesce(partner_code, partner), direction, commodity_code, period_start, period_end, "
    "CAST(CAST(value AS DOUBLE) AS VARCHAR), absent, coalesce(currency, unit), status, flag"
)


def written(case: dict[str, Any], folder: Path) -> Path:
    if "rows" in case:
        return workbook(folder / case["file"], {"Sheet1": case["rows"]})
    path = folder / case["file"]
    path.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    return path


def mapping_of(case: dict[str, Any], path: Path) -> Path:
    """The proposal with the person's corrections: whole fields, `fixed` added to, `every` for all columns of values."""
    mapping = yaml.safe_load(propose_mapping(path))
    said = dict(case["said"])
    mapping["fixed"] = {**mapping.get("fixed", {}), **said.pop("fixed", {})}
    every = said.pop("every", {})
    mapping |= said
    mapping["values"] = [
        {field: text for field, text in {**value, **every}.items() if text is not None}
        for value in mapping["values"]
        if value["column"] not in case.get("without", ())
    ]
    written = path.with_suffix(".yaml")
    kept = {field: said for field, said in mapping.items() if said is not None}
    written.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    return written


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_layout(case: dict[str, Any], take: Take, place: Path, tmp_path: Path) -> None:
    path = written(case, tmp_path)
    (report,) = take(path, mapping=mapping_of(case, path))
    if "error" in case:
        assert isinstance(report, BadTable), report
        assert all(part in str(report) for part in case["error"]), report
        return
    assert isinstance(report, ImportReport), report
    for part in case.get("says", ()):
        assert part in "\n".join(report.lines())
    with Store(place) as store:
        found = store.connection.execute(
            f"SELECT {SHOWN} FROM observation WHERE file = ? ORDER BY ALL", [path.name]
        ).fetchall()
    assert ["|".join("" if cell is None else str(cell) for cell in row) for row in found] == case["observations"]


@pytest.mark.parametrize("case", [case for case in CASES if "proposed" in case], ids=lambda case: case["name"])
def test_what_is_proposed(case: dict[str, Any], tmp_path: Path) -> None:
    proposed = yaml.safe_load(propose_mapping(written(case, tmp_path)))
    assert {field: proposed.get(field) for field in case["proposed"]} == case["proposed"]
