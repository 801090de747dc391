"""What may fill a role: places by name, city and money, joined neighbours, noun phrases, parts of names."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from extractor.linking.candidates import candidates
from extractor.linking.names import country_of, tender, untitled
from extractor.linking.rules import RuleLinker
from extractor.pipes.figures import code_on
from extractor.pipes.load import docs, pipeline
from extractor.read import article_of_text

LEXICON_FACTS = (
    ("Rotterdam", "Netherlands"),
    ("Mombasa", "Kenya"),
    ("Assam", "India"),
    ("Tromsø", "Norway"),
    ("Tromso", "Norway"),
)


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
    assert country_of(city) == country
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


def test_a_capital_is_a_place_of_its_own_too() -> None:
    assert {"Zagreb", "Croatia"} <= keys("In Zagreb some 30,000 people were without water in 2023.", "place")


def test_goods_are_joined_whichever_way_they_were_found() -> None:
    assert "buses and coaches" in keys("In 2012 it imported 1,930 buses and coaches.", "good", "joined")


def test_generic_words_name_a_good_with_others_beside_them_only() -> None:
    found = keys("Expenditure on consumer goods was 184 million dollars in 2023, and on all goods 190 million.", "good")
    assert "consumer goods" in found
    assert "goods" not in found


def test_labels_of_header_lines_are_no_goods() -> None:
    assert "date" not in keys("DATE: 2024-05-02\nTITLE: A year\n\nThe port took 5 tonnes of oil.", "good")


def test_what_is_counted_may_be_any_noun_or_none_at_all() -> None:
    assert {"exchange rate", "price"} <= keys("The exchange rate was 7.5 kroner last Friday.", "measure")
    assert "production" in keys("The mills made 23 tonnes of paper in 2007.", "measure", "implied")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Damen yard built 4 ships. The yard sold 3 ships.", {"Damen yard"}),
        ("Our cooperative took 200 bags, the fishermen's co-op 300.", {"cooperative", "fishermen's co-op"}),
        ("The nickel mine at Sotkamo made 40 tonnes.", {"nickel mine", "nickel mine at Sotkamo"}),
        ("Békés county hospital treated 500 people.", {"Békés county", "Békés county hospital"}),
        ("The heap leaching plant made 40 tonnes; it plants 300 trees.", {"heap leaching plant"}),
    ],
)
def test_bodies_that_a_noun_tells(text: str, wanted: set[str]) -> None:
    assert keys(text, "place", "body") == wanted


def test_a_short_form_in_brackets_stands_for_the_name() -> None:
    text = "The National Statistics Office (NSO) counted 5 tonnes. The NSO had counted 4 tonnes, the PMU 3."
    assert {"National Statistics Office", "PMU"} <= keys(text, "place", "named")
    assert "NSO" not in keys(text, "place")


@pytest.mark.parametrize("name", ["Wales Labour", "Zanin's Lega", "Factory Lotniarz"])
def test_a_name_that_says_whose_or_what_is_not_the_full_form_of_its_last_word(name: str) -> None:
    last = name.split()[-1]
    assert last in keys(
        f"They gave {name} 5 per cent of the votes. For {last} that is 3 per cent more.", "place", "named"
    )


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Mayor Ray Nagin", "Ray Nagin"),
        ("Deputy Prime Minister Ida Auken", "Ida Auken"),
        ("Finance Minister Ida Auken", "Ida Auken"),
        ("Prime Minister", "Prime Minister"),
        ("President of Banco Sur", "President of Banco Sur"),
        ("General Motors", "General Motors"),
    ],
)
def test_titles_and_offices_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert untitled(printed) == name


def test_who_printed_a_text_is_no_candidate_unless_the_text_names_it() -> None:
    head = "DATE: 2024-05-02\nTITLE: A year\nSOURCE: Orlova Evening Courier\n\n"
    assert "Orlova Evening Courier" not in keys(head + "The port took 5 tonnes of oil.", "place")
    assert "Orlova Evening Courier" in keys(head + "The Orlova Evening Courier sold 5,000 copies.", "place")


def test_a_name_inside_a_longer_one_is_marked() -> None:
    inside = keys("The Liberal Party of Canada won 5 per cent; Canada counted 300,000 votes.", "place", "inside")
    assert inside == {"Canada"}


@pytest.mark.parametrize(
    ("day", "currency"), [("2012-11-30", "ZMK"), ("2013-01-01", "ZMW"), ("1999-12-31", "ZMK"), ("2024-05-02", "ZMW")]
)
def test_money_has_the_code_of_its_day(day: str, currency: str) -> None:
    assert code_on("ZMW", day) == currency
    (_, doc), *_ = docs(nlp(), [article_of_text("Zambia paid 5 million kwacha.", id="t", date=day)])
    assert doc._.figures[0]["currency"] == currency


def test_reforms_follow_one_another() -> None:
    assert [code_on("VES", day) for day in ("2019-01-01", "2018-01-01", "2007-12-31")] == ["VES", "VEF", "VEB"]


def test_money_of_several_countries_is_that_of_a_country_which_its_towns_tell() -> None:
    found = keys("In Cotonou the tax is 150 francs. The town took 900 million francs last year.", "unit", "currency")
    assert "XOF|" in found
