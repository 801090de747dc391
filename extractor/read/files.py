"""Paths to articles: text and HTML files, folders, `-` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date as Date
from pathlib import Path

from extractor.errors import ExtractorError, MissingInput
from extractor.read.dateline import date_of_text
from extractor.read.decode import MAX_BYTES, decode, require_english
from extractor.read.html import article_of_html, is_html
from extractor.read.text import article_of_text
from extractor.schema import Article

READABLE = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
STANDARD_INPUT = "-"


def find_files(path: str) -> list[str]:
    """The files of a path: itself, or of a folder every readable file below it, sorted. Raises MissingInput."""
    if path == STANDARD_INPUT:
        return [path]
    place = Path(path)
    if place.is_dir():
        found = sorted(str(file) for file in place.rglob("*") if file.suffix.lower() in READABLE and file.is_file())
        if not found:
            raise MissingInput(f"{path}: no readable files in this folder; looked for {', '.join(READABLE)}")
        return found
    if not place.exists():
        raise MissingInput(f"{path}: no such file or folder")
    return [path]


def read_article(path: str, *, date: Date | str | None = None) -> Article:
    """The article of one file. Raises an InputError that names the file and what would be right."""
    name = "standard input" if path == STANDARD_INPUT else path
    text, encoding = decode(_bytes(path), name)
    made = article_of_html if is_html(text, name) else article_of_text
    article = made(text, id=name, encoding=encoding).model_copy(
        update={"id": name if path == STANDARD_INPUT else Path(path).name}
    )
    require_english(article.text[article.body_start :], name)
    return settle_date(article, date)


def settle_date(article: Article, date: Date | str | None) -> Article:
    """The article with the date that is given, else its own, else that of its dateline, else a note that none is known."""
    if date is not None:
        given = article_of_text("", id=article.id, date=date).date
        return article.model_copy(update={"date": given, "date_from": "option"})
    if article.date is not None:
        return article
    found = date_of_text(article.text, article.body_start)
    if found is not None:
        return article.model_copy(update={"date": found, "date_from": "text"})
    note = "the day of publication is unknown: words such as `last year` stay open; --date YYYY-MM-DD sets it"
    return article.model_copy(update={"notes": (*article.notes, note)})


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise MissingInput(f"{path}: {error.strerror or error}") from error


def read_articles(paths: Iterable[str], *, date: Date | str | None = None) -> Iterator[Article | ExtractorError]:
    """The articles of all paths in order; in the place of one that cannot be read, the error that says why."""
    for path in paths:
        try:
            files = find_files(path)
        except ExtractorError as error:
            yield error
            continue
        for file in files:
            try:
                yield read_article(file, date=date)
            except ExtractorError as error:
                yield error
