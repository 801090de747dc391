"""Every broken file of labels fails with its own message."""

from pathlib import Path

import pytest
from annotation.check import labels, read

FOLDER = Path(__file__).parent / "broken"
CONSEQUENCE = "no line for "
"""A line that cannot be read or placed leaves its number without a line."""
BROKEN = sorted(path for path in FOLDER.glob("*.claims") if path.stem != "sound")


def faults_of(path: Path) -> list[str]:
    text = (FOLDER / "article.txt").read_text(encoding="utf-8")
    found = labels(str(path), "article", text, enumerate(path.read_text(encoding="utf-8").splitlines(), 1))
    return [fault.message for fault in found.faults]


def test_the_sound_file_has_no_fault() -> None:
    assert faults_of(FOLDER / "sound.claims") == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_broken_file_fails_with_its_own_message(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# fault: ")
    found = faults_of(path)
    own = [message for message in found if first.removeprefix("# fault: ") in message]
    assert own, found
    assert [message for message in found if message not in own and not message.startswith(CONSEQUENCE)] == []


def test_there_are_broken_files() -> None:
    assert len(BROKEN) > 30


def test_a_missing_article_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    path = tmp_path / "claims" / "wire-001.claims"
    path.write_text("5 people | - passing\n", encoding="utf-8")
    assert "no article" in read(path).faults[0].message
