"""The validator passes a sound corpus and fails, with its own message, on each way to break one."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from annotation import corpus
from annotation.validate import validate

SOUND = Path(__file__).parent / "sound"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXTRACTOR_ARCHIVE", str(tmp_path / "no archive"))
    shutil.copytree(SOUND, tmp_path / "corpora")
    assert corpus.build(tmp_path / "corpora") == []
    return tmp_path / "corpora"


def messages(root: Path) -> str:
    return "\n".join(map(str, validate(root)))


def test_a_sound_corpus_passes(root: Path) -> None:
    assert messages(root) == ""


def test_gold_has_the_fields_of_a_claim_and_lists_where_several_answers_are_right(root: Path) -> None:
    rows = corpus.read_rows(root / "train" / "gold.jsonl")
    by_value = {row["value"]: row for row in rows}
    tea = by_value[40000000]
    assert (tea["entity"], tea["entity_code"], tea["year"]) == ("Kenya", "KEN", 2021)
    assert (tea["period_start"], tea["period_end"]) == ("2021-01-01", "2021-05-31")
    assert (tea["value_low"], tea["value_high"]) == (39500000, 40500000)
    assert (tea["hand"], tea["split"], tea["optional"]) == ("wire", "train", False)
    assert tea["grounding"]["entity"]["text"] == "Kenya"
    assert by_value[9000000]["partner"] == ["Egypt", None]
    assert by_value[9000000]["partner_code"] == ["EGY", None]
    assert by_value[12]["baseline_start"] == "2020-01-01"
    assert [row["reason"] for row in corpus.read_rows(root / "train" / "outofscope.jsonl")] == ["passing", "frequency"]


def test_sentences_are_built_with_their_text_and_split(root: Path) -> None:
    rows = corpus.read_rows(root / "sentences" / "gold.jsonl")
    assert {row["split"] for row in rows} == {"dev"}
    assert rows[0]["text"][rows[0]["start"] : rows[0]["end"]] == "3 million euros"
    assert rows[0]["date"] == "2023-05-19"
    assert [case["phenomenon"] for case in corpus.read_rows(root / "sentences" / "cases.jsonl")] == ["ellipsis"] * 2


def test_without_the_archive_its_gold_stays_as_it_is(root: Path) -> None:
    (root / "wikinews" / "claims").mkdir(parents=True)
    (root / "wikinews" / "claims" / "economy-ID1.claims").write_text(
        "5 t | level | value=5 | unit=t\n", encoding="utf-8"
    )
    (root / "wikinews" / "gold.jsonl").write_text("", encoding="utf-8")
    corpus.build(root)
    assert messages(root) == ""


def test_labels_of_the_archive_are_built_without_its_text(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = root.parent / "archive"
    archive.mkdir()
    (archive / "a.jsonl").write_text(json.dumps({"id": "ID1", "text": "Peru sold 5 t."}) + "\n", encoding="utf-8")
    monkeypatch.setenv("EXTRACTOR_ARCHIVE", str(archive))
    (root / "wikinews" / "claims").mkdir(parents=True)
    line = "5 t | level | value=5 | unit=t | entity=Peru\n"
    (root / "wikinews" / "claims" / "economy-ID1.claims").write_text(line, encoding="utf-8")
    corpus.build(root)
    (row,) = corpus.read_rows(root / "wikinews" / "gold.jsonl")
    assert (row["article"], row["start"], row["sentence"], row["grounding"]["entity"]["text"]) == ("ID1", 10, "", "")
    assert messages(root) == ""


def edit(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Changes the first row of a gold file."""
    first, *others = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(first)
    change(row)
    path.write_text("\n".join([json.dumps(row), *others]) + "\n", encoding="utf-8")


def gold(change: Callable[[dict[str, Any]], Any]) -> Callable[[Path], None]:
    return lambda root: edit(root / "train" / "gold.jsonl", change)


def drop_rows(root: Path) -> None:
    path = root / "train" / "gold.jsonl"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")


def double_row(root: Path) -> None:
    path = root / "train" / "gold.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines]), encoding="utf-8")


def append(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return change


def copy(source: str, target: str) -> Callable[[Path], None]:
    return lambda root: shutil.copy(root / source, root / target) and None


def list_more(root: Path) -> None:
    path = root / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"]["train/articles/wire-999.txt"] = {"sha256": "0"}
    path.write_text(json.dumps(manifest), encoding="utf-8")


WAYS: dict[str, tuple[Callable[[Path], None], str]] = {
    "offsets beside the figure": (gold(lambda row: row.update(start=row["start"] + 1)), "which is no whole figure"),
    "offsets outside": (gold(lambda row: row.update(end=99999)), "lie outside the article"),
    "a value that is not printed": (gold(lambda row: row.update(value=77)), "does not parse from"),
    "a value outside its interval": (
        gold(lambda row: row.update(value_high=1, value_low=0)),
        "outside its own interval",
    ),
    "another id": (gold(lambda row: row.update(id="0")), "is not that of its text and place"),
    "another article": (gold(lambda row: row.update(article="wire-999")), "no article 'wire-999'"),
    "a sentence from elsewhere": (gold(lambda row: row.update(sentence="Never printed.")), "sentence does not occur"),
    "words behind a field misplaced": (
        gold(lambda row: row["grounding"]["entity"].update(start=0)),
        "grounding of entity",
    ),
    "a field missing": (gold(lambda row: row.pop("via")), "fields missing: via"),
    "an unknown direction": (gold(lambda row: row.update(direction="exports")), "direction: Input should be"),
    "an unknown field": (gold(lambda row: row.update(country="Kenya")), "country: Extra inputs"),
    "not JSON": (append("train/gold.jsonl", "{\n"), "not JSON"),
    "a claim twice": (double_row, "occurs twice"),
    "a claim left out": (drop_rows, "neither a claim nor listed as out of scope"),
    "labels changed after building": (
        append("train/claims/wire-001.claims", "# later\n"),
        "the digest of train/claims/wire-001",
    ),
    "gold changed by hand": (gold(lambda row: row.update(partner="Ghana")), "is not what the labels compile to"),
    "no gold": (lambda root: (root / "dev" / "gold.jsonl").unlink(), "no gold: run build"),
    "no manifest": (lambda root: (root / "manifest.json").unlink(), "no manifest: run build"),
    "a file that the manifest lacks": (
        copy("dev/articles/blog-001.txt", "dev/articles/blog-002.txt"),
        "does not list dev/",
    ),
    "a file that is gone": (list_more, "which is not there"),
    "an article changed": (
        append("dev/articles/blog-001.txt", "\nMore.\n"),
        "the digest of dev/articles/blog-001.txt is another",
    ),
    "an article without labels": (
        lambda root: (root / "dev/claims/blog-001.claims").unlink(),
        "without a file of labels",
    ),
    "labels without an article": (lambda root: (root / "dev/articles/blog-001.txt").unlink(), "no article"),
    "an id in two splits": (copy("train/articles/wire-001.txt", "dev/articles/wire-001.txt"), "splits are disjoint"),
    "a text under two ids": (
        copy("train/articles/wire-001.txt", "dev/articles/blog-002.txt"),
        "the same text as wire-001",
    ),
    "a shared sentence": (
        append(
            "dev/articles/blog-001.txt",
            "\nOf this 15 million went to Pakistan and 9 million to Egypt; 18 ships sailed twice.\n",
        ),
        "shares a sentence with wire-001",
    ),
    "a case twice": (copy("sentences/ellipsis.claims", "sentences/again.claims"), "the same text as"),
    "a case without text": (append("sentences/ellipsis.claims", "\n5 t | - other\n"), "a case without text"),
    "a case with a false date": (append("sentences/ellipsis.claims", "\n@ 2023-02-30\n> No.\n"), "is no date"),
    "a case in no split": (append("sentences/ellipsis.claims", "\n! split=exam\n> No.\n"), "unknown split 'exam'"),
    "a broken line of labels": (append("train/claims/wire-001.claims", "60 t | level\n"), "does not occur in the text"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_broken_corpus_fails_with_its_own_message(root: Path, way: str) -> None:
    spoil, message = WAYS[way]
    spoil(root)
    assert message in messages(root)


def test_test_needs_a_hand_that_train_lacks(root: Path) -> None:
    shutil.copytree(root / "dev", root / "test")
    for path in root.glob("test/*/blog-001.*"):
        path.rename(path.with_stem("wire-002"))
    assert "no hand in test that train does not have" in messages(root)
