"""README counts what the corpora hold: counted by hand on the small sound corpus, and unchanged in this checkout."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from annotation import corpus
from annotation.counts import described, filled, read
from annotation.tables import MARKED, stale, write
from annotation.validate import validate

SOUND = Path(__file__).parent / "sound"
CORPORA = Path(__file__).parents[2] / "corpora"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sound corpus, built, with a README that has a marker for every part."""
    monkeypatch.setenv("EXTRACTOR_ARCHIVE", str(tmp_path / "no archive"))
    shutil.copytree(SOUND, tmp_path / "corpora")
    assert corpus.build(tmp_path / "corpora") == []
    names = filled(read(tmp_path / "corpora"))
    readme = "# Corpora\n" + "".join(f"It has <!-- {name} -->…<!-- end -->\n" for name in names)
    (tmp_path / "corpora" / "README.md").write_text(readme, encoding="utf-8")
    return tmp_path / "corpora"


def test_what_is_written_passes_and_is_written_again_alike(root: Path) -> None:
    assert "<!-- claims --> is not what the corpora hold" in "\n".join(map(str, stale(root)))
    assert write(root) == []
    first = (root / "README.md").read_text(encoding="utf-8")
    assert write(root) == []
    assert (root / "README.md").read_text(encoding="utf-8") == first
    assert validate(root) == []


def test_counts_by_hand(root: Path) -> None:
    parts = filled(read(root))
    assert (parts["articles"], parts["cases"], parts["archived"]) == ("2", "2", "–")
    assert "| `train/` | 1 | 4 | 2 |" in parts["sizes"]
    assert "| `wire` | news agency | 1 | – | – | 4 |" in parts["hands"]
    assert parts["case-split"] == "0 for train, 2 for dev"
    assert parts["once"] == "`blog` and `wire`"


def test_an_article_more_makes_readme_stale(root: Path) -> None:
    write(root)
    text = (root / "dev" / "articles" / "blog-001.txt").read_text(encoding="utf-8")
    (root / "dev" / "articles" / "misc-001.txt").write_text(text, encoding="utf-8")
    assert {"articles", "sizes", "hands"} <= {str(fault).split("<!-- ")[1].split()[0] for fault in stale(root)}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("<!-- kinds -->", "<!-- sorts -->"), "no part 'sorts'"),
        (lambda text: text.replace("<!-- kinds -->", "<!-- sorts -->"), "no marker <!-- kinds -->"),
        (lambda text: text.replace("It has <!-- years -->", "<!-- years -->"), "may not begin a line"),
        (lambda text: text.replace("| 1 | 4 | 2 |", "| 1 | 5 | 2 |"), "<!-- sizes --> is not what the corpora hold"),
    ],
)
def test_what_is_wrong_is_named(root: Path, change: Callable[[str], str], message: str) -> None:
    write(root)
    path = root / "README.md"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert message in "\n".join(map(str, stale(root)))


def test_a_hand_of_which_nothing_is_told(root: Path) -> None:
    for folder in ("articles", "claims"):
        for path in (root / "dev" / folder).iterdir():
            path.rename(path.with_stem("nobody-001"))
    corpus.build(root)
    assert [str(fault).split(": ", 1)[1] for fault in write(root)] == ["does not tell what 'nobody' writes"]


def test_readme_of_this_checkout_marks_its_tables() -> None:
    """That it is no older than the corpora is held by the validator."""
    text = (CORPORA / "README.md").read_text(encoding="utf-8")
    outside = MARKED.sub("", text)
    assert [line for line in outside.splitlines() if line.startswith("| ---") and line.count("---:") > 3] == []
    assert described().keys() >= set(read(CORPORA).hands())
