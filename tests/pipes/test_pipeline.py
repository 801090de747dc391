"""The components fit together, keep plain values, and find sentences, places and words of time."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extractor.flow import pipeline
from extractor.lexicons import table
from extractor.pipes.period_context import Context
from extractor.pipes.period_grammar import periods
from extractor.pipes.period_words import Clock
from extractor.pipes.periods import settled_year
from extractor.pipes.sentences import boundaries

CASES = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / name).read_text(encoding="utf-8").splitlines()))


def test_components_have_what_they_need() -> None:
    problems = pipeline().analyze_pipes()["problems"]
    assert problems
    assert not any(problems.values())


def test_a_doc_survives_bytes() -> None:
    doc = pipeline()("Kazakhstan imported microchips for 35 million dollars in 2021.")
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again._.claims[0]["entity"] == "Kazakhstan"
    assert again._.figures[0]["value"] == "35000000"


def test_flat_sentences_stay_whole_beside_parsed_ones() -> None:
    doc = pipeline()("The harbour was quiet. Exports came to 5 million dollars. Nobody spoke of it.")
    assert [s.text.strip() for s in doc.sents] == [
        "The harbour was quiet.",
        "Exports came to 5 million dollars.",
        "Nobody spoke of it.",
    ]
    assert [token.text for token in doc if token.dep_ == "nsubj"] == ["Exports"]


@pytest.mark.parametrize("case", rows("sentences.csv"), ids=lambda c: c["text"][:40])
def test_sentences(case: dict[str, str]) -> None:
    parts = case["text"].split("|")
    text = "".join(parts)
    starts = [sum(map(len, parts[:i])) for i in range(len(parts))]
    assert boundaries(text) == starts


@pytest.mark.parametrize("case", rows("periods.csv"), ids=lambda c: c["text"][:40])
def test_periods(case: dict[str, str]) -> None:
    found = periods(case["text"], date.fromisoformat(case["article"]) if case["article"] else None)
    told = [f"{p.text}={p.span.start}..{p.span.end}" if p.span else f"{p.text}={p.shift_months:+d}" for p in found]
    assert "; ".join(told) == case["found"]


FISCAL = {"IND": ((4, 1),), "JPN": ((4, 0),)}
"""Months in which fiscal years begin, and whether they are named by their end."""


@pytest.mark.parametrize("case", rows("period_readings.csv"), ids=lambda c: c["text"][:40])
def test_readings(case: dict[str, str]) -> None:
    """Sentences parted by a stroke; an alternative reading has a question mark."""
    today = date.fromisoformat(case["article"]) if case["article"] else None
    clock = Clock(today, None, FISCAL.get(case["calendar"], ()), (7,) if case["calendar"] == "crop" else ())
    context = Context(clock)
    told = [
        f"{p.text}={p.span.start}..{p.span.end}" + "?" * p.alternative
        for sentence in case["text"].split("|")
        for p in context.resolve(sentence, periods(sentence, clock))
        if p.span
    ]
    assert "; ".join(told) == case["found"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Exports, August 2016\n\nThey rose from 2014 on.", 2016),
        ("Ports\n\nIn March 2022 nothing came, against 50 tonnes in 2021. The plan is 90 by 2030.", 2022),
        ("Ports\n\nIn 2019 nothing came.", 2019),
        ("Ports\n\nNothing came.", None),
    ],
)
def test_an_undated_text_settles_its_year(text: str, year: int | None) -> None:
    assert settled_year(text, text.index("\n\n")) == year


@pytest.mark.parametrize("name", ["fiscal_years", "crop_years"])
def test_calendars_have_months_and_sources(name: str) -> None:
    assert all(1 <= int(row["month"]) <= 12 and row["source"] for row in table(name))


def test_fiscal_years_are_of_countries() -> None:
    codes = {row["code"] for row in table("places")}
    assert {row["country"] for row in table("fiscal_years")} - codes == set()


def test_places_prefer_longer_names_and_skip_currencies_and_persons() -> None:
    doc = pipeline()(
        "South Sudan bought tea for 5 million Canadian dollars from Kenyan farmers, Michael Jordan said in Nairobi."
    )
    assert [(p["name"], p["form"]) for p in doc._.places] == [
        ("South Sudan", "name"),
        ("Kenya", "demonym"),
        ("Kenya", "capital"),
    ]


def test_names_that_hold_a_countrys_name_are_no_country() -> None:
    doc = pipeline(linker="rules")(
        "New Mexico sold 5 tonnes to South Australia, St. Lucia 6 and the Faroese 7 tonnes to Mexico."
    )
    assert [p["name"] for p in doc._.places] == ["Saint Lucia", "Faroe Islands", "Mexico"]


def test_an_item_of_a_list_before_its_figure_is_a_good_whatever_the_tagger_says() -> None:
    doc = pipeline(linker="rules")(
        "Footballs were $152m of that, gloves $94m, and cloves, $14 million; China ships 500 tonnes of tea."
    )
    assert [g["name"] for g in doc._.goods] == ["footballs", "gloves", "cloves", "tea"]


def test_goods_are_whole_phrases_without_determiners_and_demonyms() -> None:
    doc = pipeline()(
        "The country sold the frozen chicken legs and 8,836 tonnes of Norwegian salmon for 4 million dollars."
    )
    assert {"frozen chicken legs", "salmon"} <= {g["name"] for g in doc._.goods}
