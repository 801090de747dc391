"""Paths to articles: text, HTML and JSON Lines files, folders, `-` for standard input."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date as Date
from pathlib import Path

from extractor.errors import ExtractorError, InputError, MissingInput
from extractor.read.dateline import date_of_text
from extractor.read.decode import MAX_BYTES, decode, printable, require_english
from extractor.read.html import article_of_html, is_html
from extractor.read.json_lines import SUFFIXES, read_json_lines
from extractor.read.text import article_of_text
from extractor.schema import Article

READABLE = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", *SUFFIXES)
STANDARD_INPUT = "-"


def find_files(path: str, passed: Counter[str] | None = None) -> Iterator[str | MissingInput]:
    """The files of a path: itself, or of a folder every readable file below it, sorted; an error for what cannot be opened.

    `passed` counts what else lies in a folder, by its suffix.
    """
    passed = Counter() if passed is None else passed
    if path == STANDARD_INPUT or not Path(path).is_dir():
        known = path == STANDARD_INPUT or Path(path).exists()
        yield path if known else MissingInput(f"{path}: no such file or folder")
        return
    closed: list[OSError] = []
    files: list[Path] = []
    for folder, subfolders, names in os.walk(path, onerror=closed.append):
        passed["links to folders"] += sum(Path(folder, name).is_symlink() for name in subfolders)
        for file in (Path(folder, name) for name in names):
            if file.suffix.lower() in READABLE and (file.is_file() or not file.exists()):
                files.append(file)
            else:
                irregular = file.exists() and not file.is_file()
                passed["pipes and devices" if irregular else file.suffix.lower() or file.name] += 1
    yield from (MissingInput(f"{error.filename}: {error.strerror}") for error in closed)
    if not files and not closed:
        yield MissingInput(f"{path}: no readable files in this folder; looked for {', '.join(READABLE)}")
    yield from sorted(map(str, files))


def read_article(path: str, *, date: Date | str | None = None) -> Article:
    """The article of one file. Raises an InputError that names the file and what would be right."""
    name = "standard input" if path == STANDARD_INPUT else path
    text, encoding = decode(_bytes(path), name)
    made = article_of_html if is_html(text, name) else article_of_text
    article = made(text, id=name, encoding=encoding).model_copy(
        update={"id": name if path == STANDARD_INPUT else printable(Path(path).name)}
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
    return (article for _, article in read_placed(paths, date=date))


def read_placed(
    paths: Iterable[str], *, date: Date | str | None = None, passed: Counter[str] | None = None
) -> Iterator[tuple[str, Article | ExtractorError]]:
    """The same with their places: a path, with the line after it of JSON Lines. `passed`: see `find_files`."""
    for path in paths:
        for file in find_files(path, passed):
            if isinstance(file, ExtractorError):
                yield path, file
            elif file.lower().endswith(SUFFIXES):
                for place, article in read_json_lines(file):
                    yield place, article if isinstance(article, ExtractorError) else settle_date(article, date)
            else:
                yield file, _read(file, date)


def _read(file: str, date: Date | str | None) -> Article | ExtractorError:
    try:
        return read_article(file, date=date)
    except ExtractorError as error:
        return error
    except Exception as error:  # a parser that stumbles over one page is no reason to leave out the others
        return InputError(f"{file}: cannot be read ({type(error).__name__}: {' '.join(str(error).split())[:200]})")
