"""What the trained linker makes of its scores: mentions of one key count together."""

from __future__ import annotations

import numpy as np
import pytest
from spacy import blank

from extractor.linking import model
from extractor.linking.candidates import ROLES, Candidate
from extractor.linking.examples import Example
from extractor.linking.frame import Frame
from extractor.linking.layout import Layout

NAMES = ("Kenya", "Uganda", "Kenya")


def example() -> Example:
    places = [Candidate("place", name, name, 10 * i, 10 * i + 5) for i, name in enumerate(NAMES)]
    none = np.zeros((0, 2), dtype=np.int64)
    return Example(Layout(blank("en")("")), none, [], none, none, places, none, none)


def best(scores: list[float], taken: str | None = None) -> tuple[str | None, float]:
    candidate, sure = model._best(example(), np.array(scores), taken)
    return candidate.key if candidate else None, round(sure, 2)


def test_mentions_of_one_key_count_together() -> None:
    assert best([0.25, 0.4, 0.25, 0.1]) == ("Kenya", 0.5)


def test_the_likeliest_mention_is_the_ground() -> None:
    candidate, _ = model._best(example(), np.array([0.2, 0.1, 0.6, 0.1]), None)
    assert candidate is not None
    assert candidate.start == 20


def test_a_partner_is_not_the_entity() -> None:
    assert best([0.5, 0.2, 0.2, 0.1], taken="Kenya") == ("Uganda", 0.67)


def test_none_wins_where_it_is_likelier() -> None:
    assert best([0.1, 0.1, 0.1, 0.7]) == (None, 0.7)
    assert best([0.0, 0.0, 0.0, 0.0]) == (None, 0.0)


def test_a_surplus_goes_neither_way() -> None:
    said = Candidate("measure", "trade surplus", "trade surplus", 0, 13, forms=("flow", "balance", "noun", "with"))
    window = example()
    window.candidates = [said]
    frame = Frame({"start": 20, "end": 22, "currency": "USD", "unit": None}, kind="level", direction="export")
    chosen = {role: np.array([0.9, 0.1] if role == "measure" else [0.0, 1.0]) for role in ROLES}
    model._set_roles(frame, window, chosen)
    assert (frame.measure, frame.direction) == ("trade surplus", "balance")


@pytest.mark.parametrize(
    ("measure", "direction"),
    [("foreign trade turnover", "turnover"), ("turnover", None), ("trade turnover", "turnover")],
)
def test_the_turnover_of_trade_goes_both_ways(measure: str, direction: str | None) -> None:
    said = Candidate("measure", measure, measure, 0, len(measure), forms=("flow", "turnover", "noun", "with"))
    window = example()
    window.candidates = [said]
    frame = Frame({"start": 40, "end": 42, "currency": "USD", "unit": None}, kind="level")
    chosen = {role: np.array([0.9, 0.1] if role == "measure" else [0.0, 1.0]) for role in ROLES}
    model._set_roles(frame, window, chosen)
    assert frame.direction == direction
