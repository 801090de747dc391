"""Every example of the handbook is sound, and every kind, reason, field and tag is explained in it."""

import re
from pathlib import Path

import pytest
from annotation.cases import cases
from annotation.notation import FIELDS, KINDS, REASONS, TAGS

GUIDELINES = (Path(__file__).parents[2] / "corpora" / "GUIDELINES.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```claims\n(.*?)^```", GUIDELINES, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_has_no_fault(example: str, tmp_path: Path) -> None:
    path = tmp_path / "example.claims"
    path.write_text(example, encoding="utf-8")
    (case,) = cases(path)
    assert [str(fault) for fault in case.labels.faults] == []
    assert case.labels.entries


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("word", [*KINDS, *REASONS, *FIELDS, *TAGS])
def test_every_word_of_the_notation_is_explained(word: str) -> None:
    assert word in GUIDELINES
