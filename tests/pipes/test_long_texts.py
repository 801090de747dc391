"""A table saved as text is not one sentence, and prose is cut nowhere but at its boundaries."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractor.pipes.sentences import LONGEST, boundaries


@pytest.mark.parametrize("separator", [" ", "\n", "; "])
def test_a_stretch_without_boundaries_is_cut_between_words(separator: str) -> None:
    text = separator.join(["1,234"] * 5000)
    starts = boundaries(text)
    assert all(later - earlier <= LONGEST for earlier, later in pairwise([*starts, len(text)]))
    assert all(text[start - 1] in " \n" for start in starts[1:])


def test_a_word_without_end_stays_whole() -> None:
    assert boundaries("It sold tea. " + "x" * 10_000) == [0, 13]
    assert boundaries("It sold tea. " + "X" * 10_000) == [0, 13]


def test_a_line_end_is_a_better_place_than_a_space() -> None:
    text = "a b c\n" * 1000
    assert all(text[start - 1] == "\n" for start in boundaries(text)[1:])
