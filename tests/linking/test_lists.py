"""Lists that give several places or goods a figure each, decided together."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from spacy.language import Language

from extractor.linking.candidates import ROLES
from extractor.linking.examples import Example, examples
from extractor.linking.features import CLASSES, Array
from extractor.linking.lists import place_lists, settle
from extractor.linking.model import load
from extractor.pipes.load import docs, pipeline
from extractor.read import article_of_text

PLACES = (
    ("They are followed by Chad (531 tonnes), Niger (425 tonnes) and Mali (253 tonnes).", ["Chad", "Niger", "Mali"]),
    ("Germany took 3.1 million bags, Italy 2.0 million and Japan 1.5 million.", ["Germany", "Italy", "Japan"]),
    ("Chad’s exports fell the most, by 51%, those of Niger by 50% and Mali by 29%.", ["Niger", "Mali"]),
    ("Chad and Niger, last in the table, sold sesame for 711 and 698 dollars, respectively.", ["Chad", "Niger"]),
    ("Chad sold 900 tonnes. Niger had a good year too and sold 700 tonnes.", []),
    ("Chad sold 900 tonnes in May and 800 tonnes in June.", []),
)


@cache
def nlp() -> Language:
    return pipeline(linker="rules")


def window(text: str) -> Example:
    linker = load()
    assert linker is not None
    (_, doc), *_ = docs(nlp(), [article_of_text(text, id="t", date="2024-05-02")])
    return next(examples(doc, linker.rules(doc), linker.tokenizer))


def undecided(example: Example) -> tuple[dict[str, Array], dict[str, Array]]:
    """Every filler as likely as any other, and every class."""
    rows, columns = len(example.frames), len(example.candidates) + 1
    roles = {role: np.full((rows, columns), 1 / columns) for role in ROLES}
    return roles, {name: np.full((rows, len(values)), 1 / len(values)) for name, values in CLASSES.items()}


@pytest.mark.parametrize(("text", "wanted"), PLACES)
def test_places_of_a_list(text: str, wanted: list[str]) -> None:
    assert [place.key for found in place_lists(window(text)) for _, place in found] == wanted


def test_one_sure_place_decides_the_side_of_all() -> None:
    example = window("Germany took 3.1 million bags, Italy 2.0 million and Japan 1.5 million.")
    roles, classes = undecided(example)
    germany = [i for i, c in enumerate(example.candidates) if c.key == "Germany"]
    roles["entity"][0, germany] = 50
    roles["entity"][0] /= roles["entity"][0].sum()
    settle(example, roles, classes)
    best = [example.candidates[int(row[:-1].argmax())].key for row in roles["entity"]]
    assert best == ["Germany", "Italy", "Japan"]
    keys = [c.key for c in example.candidates]
    assert all(roles["partner"][row, keys.index(key)] == 0 for row, key in enumerate(best))


def test_who_owns_the_flow_decides_for_those_that_follow() -> None:
    example = window("Chad’s exports fell the most by 51%, Niger by 50% and Mali by 29%.")
    roles, classes = undecided(example)
    for row, (entity, partner) in enumerate(((0.9, 0.1), (0.1, 0.8), (0.1, 0.8))):
        key = ("Chad", "Niger", "Mali")[row]
        column = next(i for i, c in enumerate(example.candidates) if c.key == key)
        roles["entity"][row], roles["partner"][row] = 1e-3, 1e-3
        roles["entity"][row, column], roles["partner"][row, column] = entity, partner
    settle(example, roles, classes)
    best = [example.candidates[int(row[:-1].argmax())].key for row in roles["entity"]]
    assert best == ["Chad", "Niger", "Mali"]


def test_goods_go_with_the_figure_of_their_own_stretch() -> None:
    example = window("Exports fell: crude oil by 36.1%, vegetables and root crops by 12.5%, glass by 2.6%.")
    roles, classes = undecided(example)
    settle(example, roles, classes)
    best = [example.candidates[int(row[:-1].argmax())] for row in roles["commodity"]]
    assert [c.key.split()[0] for c in best] == ["crude", "vegetables", "glass"]


def test_kind_and_trend_are_drawn_together_in_one_unit() -> None:
    example = window("Imports grew: wheat by 34.2%, cement by 25.3%, medicines by 8%.")
    roles, classes = undecided(example)
    change = CLASSES["kind"].index("change")
    classes["kind"][:2] = 0.05
    classes["kind"][:2, change] = 0.85
    settle(example, roles, classes)
    assert classes["kind"].argmax(1).tolist() == [change] * 3
    assert classes["kind"].sum(1) == pytest.approx(1)
