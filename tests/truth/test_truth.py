"""The sentences of two open-source recognisers, read as CONTRACT.md has it.

`known_differences.csv` lists each sentence whose label follows another convention, with the reason; `labels.csv` says which
of our codes a label's unit name stands for. The files lie outside the repository; without them the tests are skipped.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.grammar import figures
from extractor.schema.figure import Figure

HERE = Path(__file__).parent
TRUTH = HERE.parents[2] / "shared" / "data" / "truth"
FLOOR = 0.97
Case = tuple[str, list[dict[str, Any]]]

pytestmark = pytest.mark.skipif(not TRUTH.is_dir(), reason="the truth files are not here")


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


CODES = {row["label"].lower(): row for row in rows("labels.csv")}


def near(ours: Decimal | None, label: object) -> bool:
    """Equal to twelve digits, which is all that the labels give."""
    if ours is None:
        return False
    number = Decimal(str(label))
    return abs(ours - number) <= max(abs(number), Decimal(1)) * Decimal("1e-5") and (
        abs(number) > Decimal("1e-4") or ours == number or abs(ours - number) < abs(number) / 1000
    )


def matched(
    found: list[Figure], expected: list[dict[str, Any]], same: Callable[[Figure, dict[str, Any]], bool]
) -> bool:
    """Whether each label has its figure and no figure is left over."""
    left = list(found)
    for label in expected:
        hit = next((figure for figure in left if same(figure, label)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def recognisers(name: str) -> Iterator[Case]:
    for case in json.loads((TRUTH / "recognizers-text" / f"{name}.json").read_text("utf-8-sig")):
        yield case["Input"], [r["Resolution"] | {"text": r["Text"]} for r in case["Results"]]


def valued(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Labels with a number: a unit's or currency's name alone is no figure."""
    return [label for label in labels if label.get("value") not in (None, "null")]


def currency(text: str, labels: list[dict[str, Any]]) -> bool:
    def same(figure: Figure, label: dict[str, Any]) -> bool:
        row = CODES[label["unit"].lower()]
        fits = near(figure.value, Decimal(label["value"]) * Decimal(row["factor"])) and any(
            code in figure.currencies for code in row["code"].split("|")
        )
        return fits and ("isoCurrency" not in label or label["isoCurrency"] == figure.currency)

    return matched([f for f in figures(text) if f.sort in ("money", "price", "rate")], valued(labels), same)


def dimension(text: str, labels: list[dict[str, Any]]) -> bool:
    def same(figure: Figure, label: dict[str, Any]) -> bool:
        return near(figure.value, label["value"]) and figure.unit in CODES[label["unit"].lower()]["code"].split("|")

    return matched([f for f in figures(text) if f.unit and f.sort in ("quantity", "reference")], valued(labels), same)


OTHER = ("pronoun", "quantity", "reference", "money", "date", "time", "year", "ordinal", "rank")


def number(text: str, labels: list[dict[str, Any]]) -> bool:
    def same(figure: Figure, label: dict[str, Any]) -> bool:
        value = figure.value
        if figure.sort == "fraction" and value is not None:
            value = value / 100
        start, end = figure.number_span or (figure.start, figure.end)
        printed = label["text"].casefold().strip() == text[start:end].casefold()
        return printed and (
            near(value, label["value"])
            or (figure.sort == "fraction" and abs((value or 0) - Decimal(label["value"])) < Decimal("1e-5"))
        )

    found = figures(text)
    expected = valued(labels)
    left = [f for f in found if f.sort not in OTHER or any(same(f, label) for label in expected)]
    return matched(left, expected, same)


def ends(figure: Figure) -> tuple[str, Decimal | None, Decimal | None]:
    value = figure.value / 100 if figure.sort == "fraction" and figure.value is not None else figure.value
    if figure.bound in ("exact", "about"):
        return figure.bound, value, value
    scale = 100 if figure.sort == "fraction" else 1
    low, high = figure.value_low, figure.value_high
    return figure.bound, low and low / scale, high and high / scale


def number_range(text: str, labels: list[dict[str, Any]]) -> bool:
    def same(figure: Figure, label: dict[str, Any]) -> bool:
        bound, low, high = ends(figure)
        first, last = label["value"][1:-1].split(",")
        if bool(first) != (low is not None) or bool(last) != (high is not None):
            return False
        fits = (not first or near(low, first)) and (not last or near(high, last))
        if not last:
            return fits and bound == ("at_least" if label["value"][0] == "[" else "over")
        if not first:
            return fits and bound == ("at_most" if label["value"][-1] == "]" else "under")
        return fits and bound in ("between", "exact")

    found = [f for f in figures(text) if f.bound not in ("exact", "about") or any(same(f, label) for label in labels)]
    return matched(found, labels, same)


def per_cent(text: str, labels: list[dict[str, Any]]) -> bool:
    def same(figure: Figure, label: dict[str, Any]) -> bool:
        return near(figure.value, label["value"].rstrip("%"))

    return matched([f for f in figures(text) if f.unit == "%"], valued(labels), same)


NO_UNIT = (
    "count",
    "passing",
    "pronoun",
    "fraction",
    "year",
    "identifier",
    "multiple",
    "age",
    "unknown",
    "money",
    "frequency",
    "date",
    "absence",
)


def quantity(text: str, labels: list[dict[str, Any]]) -> bool:
    def same(figure: Figure, label: dict[str, Any]) -> bool:
        row = CODES[label["unit"].lower()]
        value = figure.value / 100 if figure.sort == "fraction" and figure.value is not None else figure.value
        wanted = Decimal(str(label["value"])) * Decimal(row["factor"])
        if figure.sort in ("year", "identifier") and row["code"] == "":
            return str(int(label["value"])) in figure.text
        if row["code"] == "":
            return near(value, round(wanted, 5) if figure.sort == "fraction" else wanted) and figure.sort in NO_UNIT
        low = label.get("uncertainty") and wanted - Decimal(str(label["uncertainty"]))
        if low and figure.bound == "between" and not near(figure.value_low, low):
            return False
        return near(value, wanted) and bool(
            {figure.unit, *figure.currencies, f"{figure.currency}{figure.unit}"} & set(row["code"].split("|"))
        )

    numbers = [
        f
        for f in figures(text)
        if (f.sort not in ("date", "time", "ordinal", "rank", "vague", "pronoun") and f.value is not None)
        or f.sort in ("identifier", "year")
    ]
    found = [f for f in numbers if f.sort not in ("identifier", "year") or any(same(f, label) for label in labels)]
    return matched(found, labels, same)


def quantulum() -> Iterator[Case]:
    for name in ("quantities", "quantities.ambiguity"):
        for case in json.loads((TRUTH / "quantulum3" / f"{name}.json").read_text("utf-8")):
            yield case["req"], case["res"]


FILES: dict[str, tuple[Callable[[], Iterator[Case]], Callable[[str, list[dict[str, Any]]], bool]]] = {
    "CurrencyModel": (lambda: recognisers("CurrencyModel"), currency),
    "NumberModel": (lambda: recognisers("NumberModel"), number),
    "NumberRangeModel": (lambda: recognisers("NumberRangeModel"), number_range),
    "PercentModel": (lambda: recognisers("PercentModel"), per_cent),
    "DimensionModel": (lambda: recognisers("DimensionModel"), dimension),
    "quantulum3": (quantulum, quantity),
}


def known(name: str) -> set[str]:
    return {row["sentence"] for row in rows("known_differences.csv") if row["file"] == name}


def judge(name: str) -> tuple[int, list[str]]:
    """How many sentences count, and those that are not fully right."""
    cases, right = FILES[name][0](), FILES[name][1]
    skipped = known(name)
    counted = [(text, labels) for text, labels in cases if text not in skipped]
    return len(counted), [text for text, labels in counted if not right(text, labels)]


@pytest.mark.parametrize("name", FILES)
def test_sentences_are_fully_right(name: str) -> None:
    count, wrong = judge(name)
    assert 1 - len(wrong) / count >= FLOOR, "\n".join(wrong)


@pytest.mark.parametrize("name", FILES)
def test_known_differences_are_still_in_the_files(name: str) -> None:
    texts = {text for text, _ in FILES[name][0]()}
    assert known(name) <= texts


def test_each_known_difference_has_its_reason() -> None:
    assert all(row["reason"].strip() for row in rows("known_differences.csv"))
