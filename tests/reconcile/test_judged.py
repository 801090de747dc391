"""Claims and official figures with the verdict that is due (`judged.yaml`), and articles against themselves (`articles.yaml`)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.reconcile import consistency, reconcile

from . import notation

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "judged.yaml").read_text(encoding="utf-8"))
ARTICLES = yaml.safe_load((HERE / "articles.yaml").read_text(encoding="utf-8"))
JUDGED = [{**case, "rule": rule} for rule, cases in CASES.items() for case in cases]
FIELDS = {"correlates", "rule", "claim", "official", "rates", "today", "verdict", "reasons", "why"}


def test_enough_cases_and_no_field_unread() -> None:
    assert len(JUDGED) >= 150
    assert not {field for case in JUDGED for field in case} - FIELDS


@pytest.mark.parametrize("case", JUDGED, ids=lambda case: f"{case['rule']}: {case['claim']}")
def test_judged(case: dict[str, Any]) -> None:
    finding = reconcile(
        notation.claim(case["claim"]),
        [notation.observation(line) for line in case.get("official", [])],
        rates=notation.rates(case.get("rates", [])),
        today=case.get("today"),
        correlates=notation.correlates(case.get("correlates", [])),
    )
    assert (finding.verdict, set(finding.reasons)) == (case["verdict"], set(case.get("reasons", []))), finding.because
    assert finding.because.endswith(".")
    assert finding.rule


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case["name"])
def test_article_against_itself(case: dict[str, Any]) -> None:
    claims = [notation.claim(line, number) for number, line in enumerate(case["claims"])]
    found = consistency(claims, rates=notation.rates(case.get("rates", [])), today=case.get("today"))
    told = [[int(f.claim[1:]), f.verdict, *f.reasons] for f in found]
    assert told == case["found"], [f.because for f in found]
    assert all(f.scope == "consistency" for f in found)
