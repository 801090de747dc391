"""From a path to a report: gold is loaded, its texts are extracted or predictions read, claims are paired and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from extractor.errors import MissingInput
from extractor.evaluate.gold import GoldArticle, load, predictions
from extractor.evaluate.pairing import Outcome, pair
from extractor.evaluate.scores import Report, report
from extractor.schema import Claim


def evaluate(path: Path, *, predicted: Path | None = None, by: str | None = None) -> Report:
    """The report on a gold.jsonl or a folder that holds one. Raises MissingInput, BadRecord."""
    return report(outcomes(load(path), predictions(predicted) if predicted else None), by=by)


def outcomes(
    articles: Iterable[GoldArticle], found: Mapping[str, list[Claim]] | None = None, *, linker: str = "best"
) -> list[Outcome]:
    """Gold held against given predictions, or against what the program extracts from the texts now."""
    articles = list(articles)
    if found is None:
        found = extracted(articles, linker)
    return [pair(article, found.get(article.id, [])) for article in articles]


def extracted(articles: Iterable[GoldArticle], linker: str = "best") -> dict[str, list[Claim]]:
    """The program's claims for articles whose text is at hand. Raises MissingInput where one has none."""
    from extractor.flow import extract_articles
    from extractor.read.text import article_of_text

    texts = []
    for article in articles:
        if article.text is None:
            raise MissingInput(f"{article.id}: no text; give --predictions, or --archive with the folder that holds it")
        texts.append(article_of_text(article.text, id=article.id, date=article.date))
    return {article.id: claims for article, claims in extract_articles(texts, linker=linker)}
