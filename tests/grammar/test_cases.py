"""Marked-up sentences, grouped by phenomenon: each figure in scope is found exactly as marked, and no other."""

from pathlib import Path

import pytest

from extractor.grammar import figures
from extractor.schema.figure import IN_SCOPE, Figure
from tests.grammar.marks import Case, Mark, cases

FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
ALL = [pytest.param(case, id=f"{path.stem}-{n}") for path in FILES for n, case in enumerate(cases(path), 1)]


def described(figure: Figure) -> dict[str, object]:
    return {
        "span": (figure.start, figure.end),
        "sort": figure.sort,
        "value": figure.value,
        "bound": figure.bound,
        "currency": figure.currency,
        "unit": figure.unit,
        "trend": figure.trend,
        "change": figure.change,
    }


def wanted(mark: Mark) -> dict[str, object]:
    values = mark.values
    return {
        "span": (mark.start, mark.end),
        "sort": mark.sort,
        "value": mark.number("value"),
        "bound": values.get("bound", "exact"),
        "currency": values.get("currency"),
        "unit": values["unit"].replace("_", " ") if "unit" in values else None,
        "trend": values.get("trend"),
        "change": values.get("change") == "yes",
    }


@pytest.mark.parametrize("case", ALL)
def test_sentence(case: Case) -> None:
    found = figures(case.text)
    spans = {(mark.start, mark.end) for mark in case.marks}
    kept = [figure for figure in found if figure.in_scope or (figure.start, figure.end) in spans]
    for mark in case.marks:
        figure = next((f for f in kept if (f.start, f.end) == (mark.start, mark.end)), None)
        if figure and mark.sort not in IN_SCOPE:
            assert figure.sort == mark.sort
            kept.remove(figure)
    assert [described(f) for f in kept] == [wanted(m) for m in case.marks if m.sort in IN_SCOPE]
    for mark in case.marks:
        figure = next(f for f in found if (f.start, f.end) == (mark.start, mark.end))
        for key, actual in (("low", figure.value_low), ("high", figure.value_high)):
            assert key not in mark.values or actual == mark.number(key)
        assert "counted" not in mark.values or figure.counted == mark.values["counted"]
        assert "carried" not in mark.values or figure.carried


def test_there_are_enough_cases_and_each_group_has_some_that_must_not_match() -> None:
    groups = {path.stem: list(cases(path)) for path in FILES}
    assert sum(map(len, groups.values())) >= 400
    for name, group in groups.items():
        assert any(all(mark.sort not in IN_SCOPE for mark in case.marks) for case in group), name
