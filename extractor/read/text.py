"""Plain text to articles."""

from __future__ import annotations

from datetime import date as Date

from extractor.errors import BadDate
from extractor.read.header import read_header
from extractor.schema import Article


def article_of_text(text: str, *, id: str, date: Date | str | None = None, encoding: str | None = None) -> Article:
    """An article from its text, header lines included. Raises BadDate."""
    header = read_header(text)
    given = _given(date)
    day = given or header.day(id)
    return Article(
        id=id,
        text=text,
        date=day,
        date_from="option" if given else "header" if day else None,
        title=header.values.get("TITLE"),
        url=header.values.get("URL"),
        site=header.values.get("SOURCE"),
        encoding=encoding,
        body_start=header.end,
    )


def _given(date: Date | str | None) -> Date | None:
    if not isinstance(date, str):
        return date
    try:
        return Date.fromisoformat(date)
    except ValueError as error:
        raise BadDate(f"{date!r} is no date; YYYY-MM-DD is right") from error
