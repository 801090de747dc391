"""The reader of marked-up sentences refuses what it cannot read."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.grammar.marks import BadMark, cases, parse


def test_marks_are_taken_out_of_the_text() -> None:
    case = parse(r"It sold [35 kg|quantity value=35 unit=kg] of \[it\], [none|absence].")
    assert case.text == "It sold 35 kg of [it], none."
    assert [case.text[m.start : m.end] for m in case.marks] == ["35 kg", "none"]
    assert case.marks[0].number("value") == Decimal(35)
    assert case.marks[1].values == {}


@pytest.mark.parametrize(
    "line",
    [
        "It sold [35 kg|quantity value=35.",
        "It sold 35 kg].",
        "It sold [35 kg].",
        "It sold [|quantity].",
        "It sold [35 kg|].",
        "It sold [35 kg|weight value=35].",
        "It sold [35 kg|quantity amount=35].",
        "It sold [35 kg|quantity value].",
        "It sold [35 kg|quantity value=].",
        "It sold [35 kg|quantity value=many].",
        "It sold [35 kg|quantity value=NaN].",
        "It sold [35 kg|quantity value=35 value=36].",
        "It sold [35 kg|quantity bound=roughly].",
        "It sold [35 kg|quantity change=no].",
        "It sold [ 35 kg|quantity value=35].",
        "It sold [35 [kg|quantity value=35].",
        "It sold [35|kg|quantity value=35].",
    ],
)
def test_a_mark_that_does_not_parse_is_an_error(line: str) -> None:
    with pytest.raises(BadMark):
        parse(line)


def test_a_file_without_cases_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("# only a comment\n", "utf-8")
    with pytest.raises(BadMark):
        list(cases(path))
