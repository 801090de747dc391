"""Pairs and right fields, against cases scored by hand."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from evaluate_records import claim, gold

from extractor.evaluate import pair
from extractor.evaluate.compare import FIELDS, plain, right, same_number
from extractor.evaluate.scores import all_right

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_case_scored_by_hand(case: dict[str, Any]) -> None:
    outcome = pair(gold(case["gold"]), [claim(given) for given in case["extracted"]])
    found = {
        "pairs": len(outcome.pairs),
        "missed": len(outcome.missed),
        "spurious": len(outcome.spurious),
        "misread": len(outcome.misread),
        "ignored": len(outcome.ignored),
        "six": sum(all_right(found) for found in outcome.pairs),
        "wrong": [name for name in FIELDS for found in outcome.pairs if not right(*found, name)],
    }
    wanted: dict[str, Any] = dict.fromkeys(("pairs", "missed", "spurious", "misread", "ignored", "six"), 0) | {
        "wrong": []
    }
    assert found == wanted | case["expected"]


def test_names_of_cases_are_unique() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The National Bank", "national bank"), ("“soft wheat”", "soft wheat"), ("Côte  d’Ivoire", "côte d'ivoire")],
)
def test_texts_that_are_one(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_plural_and_singular_are_two() -> None:
    assert plain("microchips") != plain("microchip")


def test_rounding_needs_three_digits() -> None:
    assert same_number(Decimal("16.667"), Decimal("16.7"), ratio=True)
    assert not same_number(Decimal("16.667"), Decimal("17"), ratio=True)
    assert not same_number(Decimal("0.4348"), Decimal("0.43"), ratio=True)
