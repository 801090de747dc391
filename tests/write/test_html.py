"""The page: every claim marked in the text, every finding's evidence in it, and nothing of the article's own markup taken for ours."""

from __future__ import annotations

import io
from pathlib import Path

from extractor.flow import check, check_articles
from extractor.read import read_article
from extractor.statistics import Store
from extractor.write.html import write_page
from extractor.write.terminal import MARKS

DEMO = Path(__file__).parents[2] / "corpora" / "articles" / "detour.txt"


def test_every_claim_is_marked_and_every_row_is_there(tmp_path: Path) -> None:
    with Store(tmp_path / "s.duckdb") as store:
        report = next(check_articles([read_article(str(DEMO))], store))
    out = io.StringIO()
    write_page([report], out)
    page = out.getvalue()
    for claim in report.claims:
        assert f'id="t-{claim.id}"' in page
        assert f'id="c-{claim.id}"' in page
    for finding in report.findings:
        assert MARKS[finding.verdict][0] in page
        for observation in finding.observations:
            assert (observation.row or "") in page


def test_markup_in_an_article_is_text(tmp_path: Path) -> None:
    with Store(tmp_path / "s.duckdb") as store:
        report = check("<script>alert(1)</script> Norway exported salmon for 5 million dollars in 2021.", store=store)
    out = io.StringIO()
    write_page([report], out)
    assert "<script>" not in out.getvalue()
