"""JSON Lines of articles: each line is one, and a bad line is named by its number."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from extractor.errors import BadDate, BadRecord, EmptyInput, InputError, MissingInput, TooLarge
from extractor.read import files, read_placed
from extractor.read.decode import MAX_BYTES
from extractor.schema import Article

TEXT = "Exports of tea came to 5 million dollars in 2021."
BAD = {
    '{"id": "broken': BadRecord,
    "[]": BadRecord,
    '{"text": 5}': BadRecord,
    '{"title": "Tea"}': BadRecord,
    '{"text": " "}': EmptyInput,
    '{"text": "Tea.", "date": "yesterday"}': BadDate,
    "[" * 100_000: BadRecord,
    '{"text": "' + "x" * MAX_BYTES + '"}': TooLarge,
}


def placed(path: Path, **options: str) -> dict[str, object]:
    return dict(read_placed([str(path)], **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(("line", "error"), BAD.items(), ids=[line[:30] for line in BAD])
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, error: type[InputError]) -> None:
    good = json.dumps({"id": "a1", "text": TEXT})
    path = tmp_path / "a.jsonl"
    path.write_text(f"{good}\n{line}\n\n{good}\n", encoding="utf-8")
    found = placed(path)
    assert list(found) == [f"{path}:1", f"{path}:2", f"{path}:4"]
    assert isinstance(found[f"{path}:2"], error)
    assert str(found[f"{path}:2"]).startswith(f"{path}:2: ")
    assert isinstance(found[f"{path}:4"], Article)


def test_bytes_that_are_not_utf_8_cost_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n' + json.dumps({"text": TEXT}).encode())
    assert [type(each) for each in placed(path).values()] == [BadRecord, Article]


def test_fields_are_taken_over(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "text": TEXT,
        "date": "2022-01-03T10:00:00Z",
        "title": "Tea",
        "url": "https://a/b",
        "source": "Daily",
    }
    (tmp_path / "a.ndjson").write_text("\ufeff" + json.dumps(row), encoding="utf-8")
    (article,) = placed(tmp_path / "a.ndjson").values()
    assert isinstance(article, Article)
    assert (article.id, article.date, article.title, article.url) == ("7", date(2022, 1, 3), "Tea", "https://a/b")
    assert (article.site, article.date_from) == ("Daily", "metadata")
    (article,) = placed(tmp_path / "a.ndjson", date="2020-02-02").values()
    assert isinstance(article, Article)
    assert (article.date, article.date_from) == (date(2020, 2, 2), "option")


def test_offsets_stay_and_every_character_can_be_written(tmp_path: Path) -> None:
    text = "Tea\r\nand \ud800 coffee\r"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text}), encoding="utf-8")
    (article,) = placed(tmp_path / "a.jsonl").values()
    assert isinstance(article, Article)
    assert article.id == "a.jsonl:1"
    assert len(article.text) == len(text)
    assert article.text == "Tea \nand \ufffd coffee\n"


def test_an_empty_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n")
    assert [type(each) for each in placed(tmp_path / "a.jsonl").values()] == [EmptyInput]


def test_nothing_in_a_folder_vanishes(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "link").symlink_to(tmp_path / "b")
    (tmp_path / "p.PDF").write_bytes(b"%PDF")
    (tmp_path / "NOTES").write_bytes(b"x")
    passed: Counter[str] = Counter()
    found = dict(read_placed([str(tmp_path)], passed=passed))
    assert [type(each) for each in found.values()] == [Article, MissingInput]
    assert passed == {".pdf": 1, "NOTES": 1, "links to folders": 1}


def test_a_name_that_is_not_utf_8_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    try:
        path.write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    (article,) = placed(path).values()
    assert isinstance(article, Article)
    assert article.id == "caf\ufffd.txt"


def test_a_parser_that_stumbles_costs_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(*given: object, **named: object) -> Article:
        raise RecursionError("deep")

    monkeypatch.setattr(files, "article_of_html", stumbling)
    (tmp_path / "a.html").write_text("<html><p>Tea.</p></html>", encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    found = list(placed(tmp_path).values())
    assert [type(each) for each in found] == [InputError, Article]
    assert "a.html: cannot be read (RecursionError: deep)" in str(found[0])
