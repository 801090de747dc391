"""Which numbers need a line, and whether values can be what is printed."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from annotation.interval import interval
from annotation.numbers import consistent, uncovered

LINES = (Path(__file__).parent / "numbers.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", LINES)
def test_every_number_that_needs_a_line_is_found(line: str) -> None:
    assert line.count("[") == line.count("]")
    text = re.sub(r"[\[\]]", "", line)
    wanted = re.findall(r"\[(.*?)\]", line)
    assert [text[a:b] for a, b in uncovered(text, [])] == wanted


def test_a_labelled_number_is_covered() -> None:
    assert list(uncovered("sold 35 million euros", [(5, 21)])) == []


@pytest.mark.parametrize(
    ("printed", "value", "verdict"),
    [
        ("35 million dollars", "35000000", True),
        ("5", "5000000", True),  # 5, 7 and 9 million
        ("3,5 million euros", "3500000", True),
        ("1 234 567 euros", "1234567", True),
        ("9 million 375 thousand barrel", "9375000", True),
        ("three tens eight percent", "38", True),
        ("forty-three", "43", True),
        ("twelve thousand five hundred", "12500", True),
        ("Rs 5,000 crore", "50000000000", True),
        ("50 787s", "50", True),
        ("50 787s", "50787", False),
        ("$ 1 , 350", "1350", True),
        ("1 , 9 tonnes", "1.9", True),
        ("five point four", "5400000", True),
        ("ten point seven", "-10700000000", True),
        ("two point one five billion", "2150000000", True),
        ("Two thousand seven hundred million dollars", "2700000000", True),
        ("three dollars ten", "3.10", True),
        ("two of every three", "66.667", None),
        ("Three in four hospitals", "75", None),
        ("one-seventh", "14.286", None),
        ("1/4", "25", None),
        ("a hundred and seventy, hundred and eighty million euros", "170000000", True),
        ("a hundred and seventy, hundred and eighty million euros", "180000000", True),
        ("five point four", "4500000", False),
        ("Two thousand seven hundred million dollars", "7200000000", False),
        ("15 million", "51000000", False),
        ("245,000 people", "245500", False),
        ("a third", "33.333", None),
        ("doubled", "2", None),
    ],
)
def test_a_value_is_held_against_the_printed_words(printed: str, value: str, verdict: bool | None) -> None:
    assert consistent(printed, Decimal(value), None) is verdict


@pytest.mark.parametrize(
    ("printed", "value", "bound", "low", "high"),
    [
        ("35 million", "35000000", "exact", "34500000", "35500000"),
        ("245,000 people", "245000", "exact", "244500", "245500"),
        ("8,836", "8836", "exact", "8835.5", "8836.5"),
        ("35.0 million", "35000000", "exact", "34950000", "35050000"),
        ("75 million", "75000000", "over", "75000000", None),
        ("75 million", "75000000", "under", None, "75000000"),
        ("75 million", "75000000", "at_least", "75000000", None),
        ("75 million", "75000000", "about", "67500000", "82500000"),
        ("2 million", "2000000", "about", "1500000", "2500000"),
        ("12.5 per cent", "12.5", "exact", "12.45", "12.55"),
        ("300", "300", "exact", "250", "350"),
        ("40 per cent", "40", "exact", "39.5", "40.5"),
        ("200 million", "200000000", "exact", "199500000", "200500000"),
        ("forty million", "40000000", "exact", "39500000", "40500000"),
        ("a third", "33.333", "exact", "32.833", "33.833"),
        ("doubled", "2", "exact", "1.5", "2.5"),
        ("halved", "0.5", "exact", "0.45", "0.55"),
    ],
)
def test_intervals_are_those_of_the_contract(
    printed: str, value: str, bound: str, low: str | None, high: str | None
) -> None:
    wanted = tuple(Decimal(end) if end else None for end in (low, high))
    assert interval(printed, Decimal(value), bound) == wanted
