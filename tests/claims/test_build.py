"""Claims of a few sentences, whole: offsets, ids, intervals, signs, nulls, and how they print as JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal

import pytest

import extractor
from extractor.claims.ids import claim_id
from extractor.schema import Claim

IMPORTS = "Kazakhstan imported microchips for 35 million dollars in 2021."
LIST = (
    "Norway exported salmon worth 1.5 million euros in 2019. In 2020 Norway exported salmon worth 2.25 million euros."
)
HEDGED = "In 2022 Ghana exported more than 75 million dollars of cocoa beans."
DEFICIT = "Kenya recorded a trade deficit of 4 billion dollars in 2020."
TONNES = "Chile exported 8,836 tonnes of copper in 2018."
NONE = "The harbour was quiet and nobody spoke of it."
UNDATED = "Exports rose."

TEXTS = (IMPORTS, LIST, HEDGED, DEFICIT, TONNES)


@pytest.fixture(scope="module")
def claims() -> dict[str, list[Claim]]:
    return {text: list(extractor.extract(text)) for text in (*TEXTS, NONE, UNDATED)}


def only(found: list[Claim]) -> Claim:
    assert len(found) == 1
    return found[0]


def test_every_figure_of_the_sentences_is_a_claim(claims: dict[str, list[Claim]]) -> None:
    assert [len(claims[text]) for text in TEXTS] == [1, 2, 1, 1, 1]
    assert claims[NONE] == claims[UNDATED] == []


def test_offsets_slice(claims: dict[str, list[Claim]]) -> None:
    for text, found in claims.items():
        for claim in found:
            assert 0 <= claim.start < claim.end <= len(text)
            assert re.search(r"\d", text[claim.start : claim.end])
            assert claim.sentence in text
            for name, ground in claim.grounding.items():
                assert text[ground.start : ground.end] == ground.text, name


def test_claims_stand_in_the_order_of_the_text(claims: dict[str, list[Claim]]) -> None:
    starts = [claim.start for claim in claims[LIST]]
    assert starts == sorted(starts)


def test_ids_are_stable_and_apart(claims: dict[str, list[Claim]]) -> None:
    again = list(extractor.extract(LIST))
    assert [claim.id for claim in again] == [claim.id for claim in claims[LIST]]
    assert len({claim.id for found in claims.values() for claim in found}) == sum(map(len, claims.values()))
    for text, found in claims.items():
        assert all(claim.id == claim_id(text, claim.start, claim.end) for claim in found)


def test_an_id_depends_on_text_and_place_alone() -> None:
    assert claim_id(IMPORTS, 35, 45) == claim_id(IMPORTS, 35, 45)
    assert len({claim_id(IMPORTS, 35, 45), claim_id(IMPORTS, 35, 46), claim_id(IMPORTS + " ", 35, 45)}) == 3
    assert re.fullmatch(r"[0-9a-f]{16}", claim_id("\ud800", 0, 1))


def test_an_exact_figure_is_half_a_unit_wide_each_way(claims: dict[str, list[Claim]]) -> None:
    claim = only(claims[IMPORTS])
    assert (claim.value, claim.value_low, claim.value_high) == (35_000_000, 34_500_000, 35_500_000)
    assert (claim.bound, claim.currency, claim.year) == ("exact", "USD", 2021)
    assert (claim.period_start, claim.period_end) == (date(2021, 1, 1), date(2021, 12, 31))
    claim = only(claims[TONNES])
    assert (claim.value, claim.value_low, claim.value_high) == (8836, Decimal("8835.5"), Decimal("8836.5"))


def test_over_is_open_upward(claims: dict[str, list[Claim]]) -> None:
    claim = only(claims[HEDGED])
    assert (claim.bound, claim.value, claim.value_low, claim.value_high) == ("over", 75_000_000, 75_000_000, None)


def test_a_deficit_is_negative_and_its_ends_are_in_order(claims: dict[str, list[Claim]]) -> None:
    claim = only(claims[DEFICIT])
    assert claim.value == -4_000_000_000
    assert claim.value_low is not None
    assert claim.value_high is not None
    assert claim.value_low < claim.value < claim.value_high < 0
    assert claim.direction == "balance"


def test_what_the_text_does_not_say_is_null(claims: dict[str, list[Claim]]) -> None:
    claim = only(claims[IMPORTS])
    for name in ("partner", "partner_code", "unit", "baseline_start", "baseline_end", "trend", "source", "via"):
        assert getattr(claim, name) is None, name
    assert only(claims[TONNES]).currency is None


def test_goods_have_their_codes(claims: dict[str, list[Claim]]) -> None:
    assert only(claims[IMPORTS]).commodity_codes[0].code.startswith("8542")


def test_json_writes_numbers_dates_and_nulls(claims: dict[str, list[Claim]]) -> None:
    for claim in (claim for found in claims.values() for claim in found):
        printed = claim.to_json()
        record = json.loads(printed, parse_float=Decimal)
        assert list(record) == list(Claim.model_fields)
        assert not re.search(r'"value(?:_low|_high)?":\s*-?[\d.]+[eE]', printed)
        for name in ("value", "value_low", "value_high"):
            assert record[name] == getattr(claim, name)
            assert record[name] is None or isinstance(record[name], int | Decimal)
        for name in ("period_start", "period_end", "baseline_start", "baseline_end"):
            assert record[name] is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", record[name])
        assert Claim.from_json(printed) == claim
