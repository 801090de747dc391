"""An article as read: its text and what is known of where and when it was printed."""

from __future__ import annotations

from datetime import date as Date

from extractor.schema.base import Record


class Article(Record):
    """One article. Offsets of claims count characters of `text`."""

    id: str
    """File name, URL or the id in its archive."""
    text: str
    """All of a plain text file as decoded, header lines included; of HTML the text that the reader took out."""
    date: Date | None = None
    """The day of publication."""
    date_from: str | None = None
    """What settled the date: `option`, `header`, `metadata`, `text`, or null where none did."""
    title: str | None = None
    url: str | None = None
    site: str | None = None
    """The newspaper, agency or web site."""
    encoding: str | None = None
    """The encoding that the bytes were decoded with."""
    body_start: int = 0
    """Where the prose begins: the offset after header lines."""
    notes: tuple[str, ...] = ()
    """What was assumed in reading, for a person."""
