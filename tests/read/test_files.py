"""Files are read as what they are, and what cannot be read says why in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.errors import BadDate, EmptyInput, InputError, MissingInput, NotEnglish, NotText, TooLarge
from extractor.read import read_article, read_articles

PROSE = (
    "The ministry said that exports of tea to the region rose to 5 million dollars in 2019, which was more than the year before. "
    * 2
)


def test_header_lines_belong_to_the_text(tmp_path: Path) -> None:
    text = "DATE: 2023-05-19\nTITLE: Tea\nSOURCE: The Daily\n\n" + PROSE
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    article = read_article(str(tmp_path / "a.txt"))
    assert (article.id, article.text, article.date, article.date_from) == ("a.txt", text, date(2023, 5, 19), "header")
    assert (article.title, article.site, article.text[article.body_start :]) == ("Tea", "The Daily", PROSE)


def test_the_option_beats_the_header(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("DATE: 2023-05-19\n\n" + PROSE, encoding="utf-8")
    article = read_article(str(tmp_path / "a.txt"), date="2020-01-02")
    assert (article.date, article.date_from) == (date(2020, 1, 2), "option")


def test_a_dateline_settles_the_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("BAKU, 14 March 2019 (Turan) - " + PROSE, encoding="utf-8")
    article = read_article(str(tmp_path / "a.txt"))
    assert (article.date, article.date_from) == (date(2019, 3, 14), "text")


def test_an_unknown_date_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    article = read_article(str(tmp_path / "a.txt"))
    assert article.date is None
    assert "--date" in article.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = (
        "The café’s owner said that the price of coffee in the town rose to €3 in 2019, which is more than it was – “too much”. "
        * 3
    )
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    article = read_article(str(tmp_path / "a.txt"))
    assert "café" in article.text
    assert article.encoding is not None


def test_html_gives_prose_date_and_title(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>Tea sells</title><meta property='article:published_time' content='2019-03-14'>"
        f"</head><body><nav>Home Sport</nav><article><h1>Tea sells</h1><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    article = read_article(str(tmp_path / "a.html"))
    assert "exports of tea" in article.text
    assert (article.date, article.date_from, article.title) == (date(2019, 3, 14), "metadata", "Tea sells")


def bad_files(folder: Path) -> dict[str, tuple[bytes, type[InputError], str]]:
    return {
        "empty.txt": (b" \n", EmptyInput, "empty"),
        "binary.txt": (bytes(range(256)) * 20, NotText, "binary"),
        "huge.txt": (b"a" * 21_000_000, TooLarge, "bytes"),
        "line.txt": (b"word " * 3_000_000, TooLarge, "characters"),
        "german.txt": (
            (
                "Die Ausfuhr von Tee stieg im vergangenen Jahr auf fünf Millionen Euro und die Einfuhr fiel. " * 4
            ).encode(),
            NotEnglish,
            "English",
        ),
        "nothing.html": (b"<html><head></head><body><script>1</script></body></html>", EmptyInput, "without prose"),
        "date.txt": (b"DATE: 2023-02-30\n\nTea was sold.", BadDate, "2023-02-30"),
    }


@pytest.mark.parametrize("name", bad_files(Path()))
def test_bad_files_say_what_and_where(tmp_path: Path, name: str) -> None:
    data, error, word = bad_files(tmp_path)[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=word) as caught:
        read_article(str(tmp_path / name))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    found = list(read_articles([str(tmp_path / "none.txt"), str(tmp_path)]))
    assert [type(f) for f in found] == [MissingInput, MissingInput]


def test_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(PROSE, encoding="utf-8")
    found = list(read_articles([str(tmp_path)]))
    assert isinstance(found[0], EmptyInput)
    assert getattr(found[1], "id", None) == "b.txt"
