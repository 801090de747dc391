"""Restated amounts: beside the amount, or in parentheses after the words that belong to it; other amounts stay claims."""

from __future__ import annotations

import pytest

from extractor.flow import extract_articles
from extractor.read import article_of_text

RESTATED = (
    ("Uganda sold goods for 18 million dollars (16.6 million euros) in 2022.", 1),
    ("Uganda imported 35 million dollars worth of chips in 2021 (32.3 million euros, as in years before).", 1),
    ("Uganda imported chips worth 35 million dollars in 2021 (about 32.3 million euros).", 1),
    ("In 2021 Uganda sold 5 million dollars of tea to Kenya and more coffee (3 million euros).", 2),
    ("In 2021 Uganda sold tea for 5 million dollars to Kenya, to Poland much less (3 million euros).", 2),
    ("Uganda sold tea for 5 million dollars in 2021 (6 million euros a year earlier).", 2),
)


@pytest.mark.parametrize(("text", "claims"), RESTATED)
def test_restatements_are_no_claims(text: str, claims: int) -> None:
    article = article_of_text(text, id="t", date="2023-05-19")
    (_, found), *_ = extract_articles([article], linker="rules")
    assert len(found) == claims
