"""The extension attributes of a Doc, all of them, each a plain value that survives `Doc.to_bytes()`.

A mention is a mapping of plain values: `start` and `end` (characters of the text, end exclusive), `text`, and what its
component found out. Numbers that must stay exact are written as text.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

Mention = dict[str, Any]

DEFAULTS: dict[str, Any] = {
    "article_date": None,  # `YYYY-MM-DD`, set by who makes the Doc
    "title_end": 0,  # where header lines end and prose begins
    "figures": (),
    "places": (),
    "names": (),
    "goods": (),
    "flows": (),
    "periods": (),
    "sources": (),
    "references": (),
    "claims": (),
}


def declare() -> None:
    """Register the attributes; a second time changes nothing."""
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


declare()
