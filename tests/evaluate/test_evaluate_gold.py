"""Loading gold and predictions."""

import json
from datetime import date
from pathlib import Path

import pytest
from evaluate_records import claim, row

from extractor.errors import BadRecord, MissingInput
from extractor.evaluate import load, outcomes, predictions


def write(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "gold.jsonl", row({"at": [0, 5], "value": 1}, "wire-001") | {"hand": "wire", "split": "test"})
    write(tmp_path / "outofscope.jsonl", {"article": "wire-001", "start": 7, "end": 8, "reason": "age"})
    (tmp_path / "articles").mkdir()
    for name in ("wire-001", "blog-002"):
        (tmp_path / "articles" / f"{name}.txt").write_bytes(b"5 tea\r\n7")
    return tmp_path


def test_a_folder_gives_articles_with_text_those_without_claims_too(folder: Path) -> None:
    blog, wire = load(folder)
    assert (blog.id, blog.hand, blog.claims) == ("blog-002", "blog", [])
    assert (wire.text, wire.out_of_scope) == ("5 tea\r\n7", [(7, 8, "age")])
    assert wire.claims[0].answers("entity") == (None,)


def test_a_file_is_loaded_like_its_folder(folder: Path) -> None:
    assert [article.id for article in load(folder / "gold.jsonl")] == ["blog-002", "wire-001"]


def test_cases_of_sentences_carry_text_date_and_phenomenon(tmp_path: Path) -> None:
    about = {"text": "5 tea", "date": "2020-01-02", "phenomenon": "ellipsis", "split": "dev"}
    write(tmp_path / "cases.jsonl", {"id": "c1", **about}, {"id": "c2", **about, "split": "train"})
    write(tmp_path / "gold.jsonl", row({"at": [0, 5], "value": 1}, "c1") | about | {"tags": ["list"]})
    (article,) = load(tmp_path, split="dev")
    assert (article.text, article.date, article.hand) == ("5 tea", date(2020, 1, 2), "ellipsis")
    assert article.claims[0].tags == ("ellipsis", "list")


def test_labels_without_text_find_it_in_the_archive(tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", row({"at": [0, 5], "value": 1}, "ID7"))
    write(tmp_path / "archive" / "a.jsonl", {"id": "ID7", "text": "5 tea", "date": "2009-08-07"})
    (article,) = load(tmp_path, archive=tmp_path / "archive")
    assert (article.text, article.date) == ("5 tea", date(2009, 8, 7))


def test_predictions_are_matched_by_the_name_of_their_file(folder: Path) -> None:
    path = folder / "claims.jsonl"
    path.write_text(claim({"at": [0, 5], "value": 1}, "some/folder/wire-001.txt").to_json() + "\n", encoding="utf-8")
    found = outcomes(load(folder), predictions(path))
    assert [len(outcome.pairs) for outcome in found] == [0, 1]


def test_what_cannot_be_loaded_is_named(folder: Path) -> None:
    with pytest.raises(MissingInput, match="no such file"):
        load(folder / "nowhere")
    with pytest.raises(MissingInput, match="no such file"):
        predictions(folder / "nowhere")
    (folder / "bad.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(BadRecord, match=r"bad\.jsonl:1: not JSON"):
        predictions(folder / "bad.jsonl")
    with pytest.raises(BadRecord, match=r"bad\.jsonl:1: not JSON"):
        load(folder / "bad.jsonl")
    write(folder / "lean.jsonl", {"id": "x"})
    with pytest.raises(BadRecord, match="without 'article'"):
        load(folder / "lean.jsonl")


def test_text_is_needed_only_for_extraction(tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", row({"at": [0, 5], "value": 1}, "ID7"))
    pytest.importorskip("extractor.flow")
    with pytest.raises(MissingInput, match="ID7: no text"):
        outcomes(load(tmp_path))
