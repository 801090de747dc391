"""JSON Lines to articles: `{"id": "a7", "date": "2023-05-19", "title": "Tea", "text": "Exports of tea came to …"}` a line.

`text` is needed; `id`, `date`, `title`, `url` and `site` (or `source`) are taken over where they are there, other keys passed over.
Offsets of claims count the characters of `text` as the line gives it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from typing import Any

from extractor.errors import BadDate, BadRecord, EmptyInput, ExtractorError, MissingInput, TooLarge
from extractor.read.decode import MAX_BYTES, printable, require_english, require_size
from extractor.schema import Article

SUFFIXES = (".jsonl", ".ndjson")


def read_json_lines(path: str) -> Iterator[tuple[str, Article | ExtractorError]]:
    """The articles of a file, each with its place (`archive.jsonl:17`); for a line that holds none, the error that says why."""
    number, found = 0, False
    try:
        with Path(path).open("rb") as file:
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                place = f"{path}:{number}"
                if len(line) > MAX_BYTES and not line.endswith(b"\n"):
                    _to_end_of_line(file.readline)
                    found = True
                    yield place, TooLarge(f"{place}: a line of more than {MAX_BYTES:,} bytes; a line is one article")
                elif line.strip():
                    found = True
                    yield place, _article_or_error(line, place)
    except OSError as error:
        yield path, MissingInput(f"{path}: {error.strerror or error}")
        return
    if not found:
        yield path, EmptyInput(f"{path}: empty; JSON Lines of articles are needed")


def _to_end_of_line(readline: Any) -> None:
    while (rest := readline(MAX_BYTES)) and not rest.endswith(b"\n"):
        pass


def _article_or_error(line: bytes, place: str) -> Article | ExtractorError:
    try:
        return _article(line, place)
    except ExtractorError as error:
        return error


def _article(line: bytes, place: str) -> Article:
    """The article of a line. Raises BadRecord, BadDate, EmptyInput or TooLarge."""
    try:
        row: Any = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRecord(f"{place}: not UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"{place}: not JSON: {error}") from error
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise BadRecord(f'{place}: no article; an object with "text" is needed')
    if not text.strip():
        raise EmptyInput(f'{place}: "text" is empty')
    require_size(text, place)
    require_english(text, place)
    day = _day(row.get("date"), place)
    keys = ("id", "title", "url", "site", "source")
    words = {key: printable(str(row[key])) for key in keys if row.get(key) not in (None, "")}
    return Article(
        id=words.get("id", printable(Path(place).name)),
        text=_same_length(text),
        date=day,
        date_from="metadata" if day else None,
        title=words.get("title"),
        url=words.get("url"),
        site=words.get("site", words.get("source")),
        encoding="utf-8",
    )


def _day(printed: object, place: str) -> Date | None:
    """`2023-05-19`, also with a time after it. Raises BadDate."""
    if printed is None or printed == "":
        return None
    try:
        return Date.fromisoformat(str(printed)[:10])
    except ValueError as error:
        raise BadDate(f'{place}: "date": {printed!r} is no date; YYYY-MM-DD is right') from error


def _same_length(text: str) -> str:
    """The text with plain line ends and no halves of surrogate pairs, each character in its place."""
    return printable(text.replace("\r\n", " \n").replace("\r", "\n"))
