"""What may fill a role: places by name, city and money, joined neighbours, noun phrases, parts of names."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractor.linking.candidates import candidates, cities, tender
from extractor.linking.heads import NULL_VIEW, VIEW, same_key, shifted, softmax, views
from extractor.linking.rules import RuleLinker
from extractor.pipes.load import docs, pipeline
from extractor.read import article_of_text

LEXICON_FACTS = (("Rotterdam", "Netherlands"), ("Mombasa", "Kenya"), ("Assam", "India"))


@cache
def nlp() -> Language:
    return pipeline(linker="rules")


def keys(text: str, kind: str, form: str | None = None) -> set[str]:
    """The keys of the candidates of a type in a text, of one form or of any."""
    (_, doc), *_ = docs(nlp(), [article_of_text(text, id="t", date="2024-05-02")])
    found = candidates(doc, RuleLinker()(doc))
    return {c.key for c in found if c.type == kind and (form is None or form in c.forms)}


@pytest.mark.parametrize(("city", "country"), LEXICON_FACTS)
def test_a_city_stands_for_its_country(city: str, country: str) -> None:
    assert cities()[city] == country
    assert country in keys(f"Traders in the port of {city} sold 300 tonnes of tea last year.", "place", "city")


@pytest.mark.parametrize(
    ("currency", "country"),
    [("VND", "Vietnam"), ("GBP", "United Kingdom"), ("INR", "India"), ("EUR", None), ("XOF", None)],
)
def test_money_is_of_the_country_that_issues_it(currency: str, country: str | None) -> None:
    assert tender().get(currency) == country


def test_a_text_that_never_names_its_country_is_known_by_its_money() -> None:
    assert "Vietnam" in keys("Our farmers earned 19.6 billion dong from pepper in 2023.", "place", "currency")
    assert keys("Our farmers earned 19.6 billion euros from pepper in 2023.", "place", "currency") == set()


def test_neighbours_are_joined() -> None:
    text = "In 2023 the firm sold 40 tonnes of tea and bicycles to Chad, Niger and Mali."
    assert "tea and bicycles" in keys(text, "good", "joined")
    assert "Chad, Niger and Mali" in keys(text, "place", "joined")
    assert keys("Tea went to Chad in 2023 for 40 million dollars, coffee to Mali.", "place", "joined") == set()


def test_any_noun_phrase_beside_a_figure_may_be_the_good() -> None:
    assert "formulations" in keys("Formulations accounted for 72 per cent of exports in 2023.", "good")


def test_part_of_a_name_stands_for_the_whole() -> None:
    text = "Marta Kovalenko won 52 per cent of the votes in 2023. In the north Kovalenko got 71 per cent."
    assert "Kovalenko" not in keys(text, "place")


@given(st.integers(1, 6), st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.integers(0, 9))
@settings(deadline=None)
def test_views_see_each_key_once(figures: int, names: list[str], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(figures, len(names) + 1)).astype(np.float32)
    mass = {role: softmax(scores)[:, :-1] @ same_key(names) for role in ("entity", "partner")}
    seen, none = views("entity", softmax(scores)[:, -1:], mass)
    assert seen.shape == (figures, len(names), VIEW)
    assert none.shape == (figures, NULL_VIEW)
    assert np.isfinite(seen).all()
    assert seen.max() <= 1 + 1e-5
    twins = [index for index, name in enumerate(names) if name == names[0]]
    assert np.allclose(seen[:, twins], seen[:, twins[:1]], atol=1e-5)


def test_shifted() -> None:
    rows = np.array([[1.0], [2.0], [3.0]])
    assert shifted(rows, 1).tolist() == [[0.0], [1.0], [2.0]]
    assert shifted(rows, -1).tolist() == [[2.0], [3.0], [0.0]]
