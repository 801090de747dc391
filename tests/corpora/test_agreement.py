"""Agreement of two annotators, counted by hand."""

import shutil
from pathlib import Path

import pytest
from annotation.agreement import agreement, differences, pairs_of, table, twice_labelled

SOUND = Path(__file__).parent / "sound"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Four figures by the first; the second left one out, took one passing count in, and calls one partner Ghana."""
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    first = (tmp_path / "train" / "claims" / "wire-001.claims").read_text(encoding="utf-8")
    second = first.replace("partner=Pakistan", "partner=Ghana")
    second = second.replace("18 ships | - passing", "18 ships | level | value=18 | unit=ships")
    second = "\n".join(line for line in second.splitlines() if not line.startswith("9 million"))
    (tmp_path / "train" / "second").mkdir()
    (tmp_path / "train" / "second" / "wire-001.claims").write_text(second + "\n", encoding="utf-8")
    return tmp_path


def test_detection_and_fields(root: Path) -> None:
    ((first, second),) = twice_labelled(root)
    pairs, only_first, only_second = pairs_of(first, second)
    assert (len(pairs), only_first, only_second) == (3, 1, 1)
    by_field = {row.field: row for row in agreement(pairs)}
    assert by_field["partner"].accuracy == pytest.approx(2 / 3)
    assert by_field["partner"].kappa == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    assert (by_field["entity"].accuracy, by_field["entity"].kappa) == (1, 1)


def test_the_table_and_the_differences(root: Path) -> None:
    lines = list(table(root))
    assert lines[0] == "1 articles, 3 figures that both found, 1 only the first, 1 only the second."
    assert "| detection (F1) | 0.750 | | |" in lines
    assert "| partner | 0.667 | 0.400 | 0.667 |" in lines
    assert list(differences(root)) == ["wire-001 '15 million' partner: Pakistan | Ghana"]


def test_nothing_labelled_twice() -> None:
    assert "no article is labelled twice" in next(table(SOUND))
