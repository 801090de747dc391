"""Goods to HS: the probe's floors, the forms that one name takes, and what gets no code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractor.claims.commodities import codes

PROBE = Path(__file__).parent / "hs_probe.csv"
RIGHT_FIRST, AMONG_FIVE = 0.85, 0.97
NARROW = 0.45
"""Reconciling takes a code that scores this much for what the commodity means."""


def probe() -> list[tuple[str, list[str]]]:
    rows = csv.DictReader(PROBE.read_text(encoding="utf-8").splitlines())
    return [(row["name"], row["headings"].split(";")) for row in rows]


def found(name: str) -> list[str]:
    return [code.code for code in codes(name, None)]


def right(code: str, accepted: list[str]) -> bool:
    return any(code.startswith(heading) for heading in accepted)


def test_the_probe_holds_three_hundred_names() -> None:
    names = [name for name, _ in probe()]
    assert len(set(names)) == len(names) == 300


def test_right_first() -> None:
    wrong = [
        (name, found(name)[:1]) for name, accepted in probe() if not any(right(c, accepted) for c in found(name)[:1])
    ]
    assert 1 - len(wrong) / len(probe()) >= RIGHT_FIRST, wrong


def test_among_five() -> None:
    wrong = [
        (name, found(name)[:5]) for name, accepted in probe() if not any(right(c, accepted) for c in found(name)[:5])
    ]
    assert 1 - len(wrong) / len(probe()) >= AMONG_FIVE, wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tractor", "tractors"),
        ("lorry", "lorries"),
        ("aluminum", "aluminium"),
        ("car tires", "car tyres"),
        ("Second-hand clothes", "second hand clothes"),
        ("plastic waste", "waste of plastics"),
        ("LNG", "lng"),
        ("milled rice", "rice, milled"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert found(one)
    assert found(one)[0] == found(other)[0]


def test_joined_names_give_the_codes_of_each() -> None:
    assert {"1001", "1003"} <= {code[:4] for code in found("wheat and barley")}
    assert {"2603", "2613"} <= {code[:4] for code in found("copper and molybdenum concentrates")}


def test_what_is_half_understood_is_not_sure() -> None:
    assert codes("wheat", None)[0].score == 0.9
    assert NARROW <= codes("zorblat wheat", None)[0].score < 0.6
    assert NARROW <= codes("wheat and zorblats", None)[0].score < 0.6


def test_scores_fall_and_guesses_stay_below_what_is_meant() -> None:
    for name in ("copper ore", "photovoltaic articles", "kabuli chickpeas", "machinery and equipment"):
        scores = [code.score for code in codes(name, None)]
        assert scores == sorted(scores, reverse=True)
    assert all(code.score < 0.4 for code in codes("photovoltaic articles", None))


@pytest.mark.parametrize(
    "name",
    [
        "refugees",
        "steel workers",
        "tourists",
        "foreign tourists",
        "transport services",
        "services",
        "goods and services",
        "tourism",
        "remittances",
        "US dollars",
        "foreign currency",
        "loans",
        "government bonds",
        "foreign direct investment",
        "humanitarian aid",
        "cholera",
        "covid-19",
        "goods",
        "other products",
        "zorblats",
        "",
        "42",
    ],
)
def test_people_services_and_money_get_none(name: str) -> None:
    assert codes(name, None) == ()


def test_nothing_gets_none() -> None:
    assert codes(None, None) == ()


def test_codes_carry_their_labels() -> None:
    for name, _ in probe():
        assert all(code.label and code.system == "HS2022" for code in codes(name, None)), name
