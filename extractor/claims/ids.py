"""Identifiers of claims: the same article text and the same figure give the same id on every run and machine."""

from __future__ import annotations

from hashlib import sha256


def claim_id(article_text: str, start: int, end: int) -> str:
    """Sixteen hexadecimal digits for the figure `article_text[start:end]` (characters, end exclusive).

    They depend on the text and the place alone, not on what was understood of the figure or on the article's name.
    """
    return sha256(f"{start}:{end}\n{article_text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
