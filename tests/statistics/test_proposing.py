"""What a header seems to say, proposed as a mapping that reads the file once the office is named."""

from pathlib import Path

import pytest

from extractor.errors import BadTable
from extractor.statistics import ImportReport
from extractor.statistics.proposing import propose_mapping
from tests.statistics.conftest import FILES, Take


@pytest.mark.parametrize(("file", "rows"), [("office.xls", 20), ("office.xlsx", 6)])
def test_a_proposal_reads_the_file(file: str, rows: int, take: Take, tmp_path: Path) -> None:
    proposal = propose_mapping(FILES / file)
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(proposal.replace("three letters, ISO 3166-1", "KAZ"), encoding="utf-8")
    (report,) = take(FILES / file, mapping=mapping)
    assert isinstance(report, ImportReport), report
    assert report.rows >= rows - 6
    assert report.directions == ("export", "import")


def test_what_is_proposed_of_a_sheet_with_two_header_rows() -> None:
    proposal = propose_mapping(FILES / "office.xls")
    for line in ("scale: 1000", "currency: USD", "partner: Страна", "column: 2022 / импорт", "direction: import"):
        assert line in proposal


def test_no_header(tmp_path: Path) -> None:
    path = tmp_path / "prose.csv"
    path.write_text("only\nwords\nhere\n")
    with pytest.raises(BadTable, match="no header"):
        propose_mapping(path)
