"""HTML pages to articles: trafilatura finds the prose, its date, title and site."""

from __future__ import annotations

import re
from datetime import date as Date
from typing import Any

from extractor.errors import EmptyInput
from extractor.schema import Article

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)


def is_html(text: str, name: str) -> bool:
    """Whether a file is a page: by its name, else by its first tags."""
    return name.lower().endswith((".html", ".htm", ".xhtml")) or bool(_MARKUP.search(text[:2000]))


def article_of_html(page: str, *, id: str, encoding: str | None = None) -> Article:
    """The article of a page. Raises EmptyInput where the page holds no prose."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise EmptyInput(f"{id}: HTML without prose; a page with an article is needed")
    day = _day(found.date)
    return Article(
        id=id,
        text=text,
        date=day,
        date_from="metadata" if day else None,
        title=found.title,
        url=found.url,
        site=found.sitename,
        encoding=encoding,
        notes=("the text is the prose that was taken out of the page",),
    )


def _day(printed: str | None) -> Date | None:
    """The page's date, null where what it gives is none."""
    try:
        return Date.fromisoformat(printed) if printed else None
    except ValueError:
        return None
