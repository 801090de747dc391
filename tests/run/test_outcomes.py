"""One outcome for each article, in order, whatever happens to the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import ArticleError, SetupError
from extractor.run import limit, outcomes
from extractor.run.outcomes import CHARACTERS, batches
from extractor.schema import Article

sys.path.insert(0, str(Path(__file__).parent))

from works import Marked  # type: ignore[import-not-found]  # a path that processes inherit

BOTH = pytest.mark.parametrize("processes", [1, 2])


def articles(texts: dict[int, str], count: int = 100) -> Iterator[Article]:
    return (Article(id=f"a{i}", text=texts.get(i, "calm")) for i in range(count))


def told(work: Marked, given: Iterator[Article], processes: int) -> list[str]:
    return [str(each) if isinstance(each, ArticleError) else each for each in outcomes(work, given, processes)]


@BOTH
def test_all_come_out_in_order(processes: int) -> None:
    assert told(Marked(), articles({}, 300), processes) == [f"a{i}" for i in range(300)]


@BOTH
def test_what_fails_stands_in_its_place_and_the_others_come_out(processes: int) -> None:
    found = told(Marked(), articles({0: "raises", 40: "memory", 41: "raises", 99: "raises"}), processes)
    wrong = {i: each for i, each in enumerate(found) if each != f"a{i}"}
    assert wrong == {
        0: "ValueError: two lines",
        40: "MemoryError",
        41: "ValueError: two lines",
        99: "ValueError: two lines",
    }


@BOTH
def test_an_article_that_never_ends_is_named(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "SECONDS", 0.2)
    found = told(Marked("briefly"), articles({7: "loops"}), processes)
    assert [i for i, each in enumerate(found) if each != f"a{i}"] == [7]
    assert found[7].startswith("TookTooLong: more than 0 s of the processor")


def test_the_article_on_which_a_process_dies_is_the_one_that_is_named() -> None:
    found = told(Marked(), articles({5: "dies", 6: "raises", 70: "dies"}), 2)
    wrong = {i: each for i, each in enumerate(found) if each != f"a{i}"}
    assert wrong == {
        5: "the process that worked on it died (signal 9)",
        6: "ValueError: two lines",
        70: "the process that worked on it died (signal 9)",
    }


@BOTH
def test_a_work_that_cannot_begin_ends_the_run(processes: int) -> None:
    with pytest.raises(SetupError, match="weights are missing"):
        told(Marked("badly"), articles({}), processes)


def test_processes_that_die_at_once_end_the_run() -> None:
    with pytest.raises(SetupError, match="died while it loaded"):
        told(Marked("dies"), articles({}), 2)


def test_ctrl_c_is_no_fault_of_an_article() -> None:
    with pytest.raises(KeyboardInterrupt):
        told(Marked(), articles({3: "stops"}), 1)


def test_a_batch_is_full_at_so_many_characters() -> None:
    given = [Article(id=str(i), text="x" * (CHARACTERS // 2)) for i in range(5)]
    assert [len(batch) for batch in batches(given)] == [2, 2, 1]
