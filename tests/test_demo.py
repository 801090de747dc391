"""The demo shows each figure for what it is: confirmed, contradicted, mirror, not comparable, uncovered, and within the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.flow import check_articles
from extractor.read import read_article
from extractor.schema import Report
from extractor.statistics import Store

DEMO = Path(__file__).parents[1] / "corpora" / "articles" / "detour.txt"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    with Store(tmp_path_factory.mktemp("store") / "s.duckdb") as store:
        return next(check_articles([read_article(str(DEMO))], store))


EXPECTED = [
    ("7.02 billion dollars", "statistics", "confirmed", ""),
    ("9.09 billion dollars", "statistics", "confirmed", ""),
    ("19.4 billion dollars", "statistics", "contradicted", ""),
    ("9.6 billion dollars", "statistics", "close", "mirror"),
    ("400,000 dollars", "statistics", "not_comparable", "classification_change"),
    ("35 million dollars", "statistics", "uncovered", "secondary"),
    ("9.09 billion dollars", "consistency", "close", "rate_of_article_date"),
    ("doubled", "consistency", "confirmed", ""),
    ("tripled", "consistency", "contradicted", "does_not_follow"),
]


@pytest.mark.parametrize(("printed", "scope", "verdict", "reason"), EXPECTED)
def test_findings(report: Report, printed: str, scope: str, verdict: str, reason: str) -> None:
    text = report.article.text
    claims = [c for c in report.claims if text[c.start : c.end].endswith(printed)]
    assert len(claims) == 1
    found = [f for f in report.of(claims[0]) if f.scope == scope]
    assert any(f.verdict == verdict and (not reason or reason in f.reasons) for f in found), found


def test_ages_and_times_are_no_claims(report: Report) -> None:
    printed = [report.article.text[c.start : c.end] for c in report.claims]
    assert not {"42", "11 years", "five times", "Two officials"} & set(printed)
