"""Names of companies, offices, parties, towns and persons."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractor.pipes.load import docs, pipeline
from extractor.read.text import article_of_text


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline(linker="rules")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It lent 3 million euros to the Bank of England.", ["Bank of England"]),
        ("It paid Northern & Shell 3 million euros.", ["Northern & Shell"]),
        ("Some 5 tonnes went to Banco do Brasil.", ["Banco do Brasil"]),
        ("Last year Chile Copper sold 5 tonnes.", ["Chile Copper", "Copper"]),
        ("Lidl sold 5 tonnes of cheese.", ["Lidl"]),
        ("Exports were 5 million euros.", []),
        ("The figure rose by 4 per cent in March, the Office said.", ["Office"]),
        ("They sold 5 tonnes. Rolls-Royce bought none.", ["Rolls-Royce"]),
        ("The FTSE 100 rose 3 per cent.", ["FTSE", "FTSE 100"]),
        ("The FTSE 60 points lower, it sold 5 tonnes.", ["FTSE"]),
        ("The Moody's 500 rose 3 per cent.", ["Moody", "Moody's 500"]),
        ("It sold AT&T phones on eBay for 5 euros.", ["AT&T", "eBay"]),
        ("Last year Orange Moldova had 3 million users.", ["Orange", "Orange Moldova"]),
        (
            "It paid the Asia-Pacific Partnership 5 million dollars.",
            ["Asia-Pacific Partnership", "Pacific Partnership"],
        ),
        ("St. Jude's Hospital spent 3 million euros.", ["St. Jude", "St. Jude's Hospital", "Hospital"]),
        ("They sent Trou d'Eau Douce 5 tonnes.", ["Trou d'Eau Douce"]),
        ("They sent Petrovac d.d. 5 tonnes.", ["Petrovac", "Petrovac d.d."]),
        (
            "They paid the City of Unalaska 3 million dollars.",
            ["City", "City of Unalaska", "Unalaska"],
        ),
        ("Factory Lotniarz sold 5 tonnes.", ["Factory Lotniarz", "Lotniarz"]),
        ("Compare Walvis Bay: it sold 5 tonnes.", ["Compare Walvis Bay", "Walvis Bay"]),
        ("Take-Two sold 5 tonnes.", ["Take-Two"]),
        ("AES/PHEAA lent 5 million euros.", ["AES", "AES/PHEAA", "PHEAA"]),
        (
            "The Croatian Party of Justice won 5 per cent.",
            ["Croatian Party of Justice", "Party", "Party of Justice", "Justice"],
        ),
        ("The élan cost 5 euros.", []),
        ("Peru sold 5 tonnes in May. Chile bought them on Monday.", []),
    ],
)
def test_names(nlp: Language, text: str, wanted: list[str]) -> None:
    ((_, doc),) = docs(nlp, [article_of_text(text, id="x")])
    assert [name["text"] for name in doc._.names] == wanted


def test_one_word_that_begins_a_sentence_is_a_name_where_the_text_says_so_elsewhere(nlp: Language) -> None:
    text = "Voters gave 5 per cent to Rotan. Rotan is content. Seldom has one been so content."
    ((_, doc),) = docs(nlp, [article_of_text(text, id="x")])
    assert [name["text"] for name in doc._.names] == ["Rotan", "Rotan"]
