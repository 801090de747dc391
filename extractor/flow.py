"""The main path, in one screen: files → articles → docs → claims → findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Date
from functools import cache
from typing import TYPE_CHECKING

from extractor.read.text import article_of_text
from extractor.schema import Article, Claim

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def pipeline(weights: str | None = None) -> Language:
    """The pipeline, loaded once."""
    from extractor.pipes.load import pipeline as load

    return load(weights)


def extract_articles(
    articles: Iterable[Article], *, weights: str | None = None
) -> Iterator[tuple[Article, list[Claim]]]:
    """Claims of many articles, in their order, batched through one pipeline."""
    from extractor.claims import claims
    from extractor.pipes.load import docs

    for article, doc in docs(pipeline(weights), articles):
        yield article, claims(doc, article)


def extract(text: str, *, date: Date | str | None = None, id: str = "text") -> list[Claim]:  # noqa: A002
    """The claims of one text, in its order. `date`: the day of publication, which relative words of time count from."""
    return next(extract_articles([article_of_text(text, id=id, date=date)]))[1]
