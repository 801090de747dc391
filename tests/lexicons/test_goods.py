"""The lexicon of everyday names: as large as promised, all chapters, every code a code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractor.lexicons import table

SHARED = Path(__file__).parents[3] / "shared" / "data" / "hs" / "harmonized-system.csv"


def used() -> set[str]:
    return {code for row in table("goods") for code in f"{row['codes']};{row['wider']}".split(";") if code}


def test_every_code_is_in_the_nomenclature() -> None:
    assert used() - {row["code"] for row in table("hs")} == set()


def test_every_name_has_codes() -> None:
    assert [row["name"] for row in table("goods") if not row["codes"]] == []


def test_no_name_stands_twice() -> None:
    names = [row["name"] for row in table("goods")]
    assert sorted(names) == sorted(set(names))


def test_names_are_lower_case_and_trimmed() -> None:
    names = [row["name"] for row in table("goods")]
    assert [name for name in names if name != " ".join(name.split()).casefold()] == []


def test_at_least_twelve_hundred() -> None:
    assert len(table("goods")) >= 1200


def test_all_chapters_in_use() -> None:
    """Chapters 1 to 97 but 77, which the nomenclature keeps empty."""
    chapters = {f"{number:02}" for number in range(1, 98)} - {"77"}
    assert len(chapters) == 96
    assert chapters - {code[:2] for row in table("goods") for code in row["codes"].split(";")} == set()


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data/hs is not there")
def test_every_code_is_in_the_published_list() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        published = {row["hscode"] for row in csv.DictReader(file)}
    assert used() - published == set()


@pytest.mark.parametrize("name", ["good_states", "not_goods"])
def test_words_stand_once(name: str) -> None:
    words = [row["word"] for row in table(name)]
    assert sorted(words) == sorted(set(words))
