"""The main path, in one screen: files → articles → docs → claims → findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date as Date
from functools import cache
from typing import TYPE_CHECKING

from extractor.read import article_of_text
from extractor.schema import Article, Claim, Finding, Observation, Report

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.reconcile import Tolerances
    from extractor.statistics import Store

BATCH = 32
"""Articles that go through the pipeline, and claims of articles that ask the store, at a time."""


@cache
def pipeline(linker: str = "best") -> Language:
    """The pipeline, loaded once for each linker: `best`, `rules` or `model`."""
    from extractor.pipes.load import pipeline as load

    return load(linker=linker)


def extract_articles(
    articles: Iterable[Article], *, linker: str = "best", threshold: float | None = None
) -> Iterator[tuple[Article, list[Claim]]]:
    """1. Claims of many articles, in their order, batched through one pipeline.

    `threshold`: claims of a lower confidence are marked `unsure`; null is `Tolerances.lowest_confidence`.
    """
    from extractor.claims import claims
    from extractor.pipes.load import docs

    lowest = _tolerances(threshold).lowest_confidence
    for article, doc in docs(pipeline(linker), articles, BATCH):
        yield article, [claim.marked(lowest) for claim in claims(doc, article)]


def reconcile_claims(
    claims: Sequence[Claim], store: Store, *, today: Date | None = None, tolerances: Tolerances | None = None
) -> list[Finding]:
    """2. A finding for each claim against the store, in their order; `today` is the article's date."""
    from extractor.reconcile import Tolerances, other_codes, questions, reconcile, wants_partners

    rates, correlates = store.rate, store.correlates
    asked = [questions(claim, other_codes(claim, correlates)) for claim in claims]
    answers = store.candidates([query for queries in asked for query in queries])
    settings = tolerances or Tolerances()

    def judged(claim: Claim, known: Sequence[Observation]) -> Finding:
        return reconcile(claim, known, rates=rates, tolerances=settings, today=today, correlates=correlates)

    found: list[Finding] = []
    unexplained: dict[int, list[Observation]] = {}
    for place, (claim, queries) in enumerate(zip(claims, asked, strict=True)):
        known = [o for _ in queries for o in next(answers)]
        found.append(judged(claim, known))
        if wants_partners(claim, found[place]):
            unexplained[place] = known
    others = store.partners([asked[place][0] for place in unexplained])
    for (place, known), partners in zip(unexplained.items(), others, strict=True):
        found[place] = judged(claims[place], [*known, *partners])
    return found


def check_articles(
    articles: Iterable[Article], store: Store | None = None, *, linker: str = "best", threshold: float | None = None
) -> Iterator[Report]:
    """3. Both, and each article against itself. Without a store the user's own is opened.

    An unsure claim (see `extract_articles`) is never called contradicted.
    """
    from extractor.reconcile import consistency
    from extractor.statistics import Store

    allowed = _tolerances(threshold)
    with nullcontext(store) if store is not None else Store() as opened:
        for article, claims in extract_articles(articles, linker=linker, threshold=threshold):
            findings = reconcile_claims(claims, opened, today=article.date, tolerances=allowed)
            findings += consistency(claims, rates=opened.rate, tolerances=allowed, today=article.date)
            yield Report(article=article, claims=tuple(claims), findings=tuple(findings))


def _tolerances(threshold: float | None) -> Tolerances:
    from extractor.reconcile import Tolerances

    return Tolerances() if threshold is None else Tolerances(lowest_confidence=threshold)


def extract(text: str, *, date: Date | str | None = None, id: str = "text") -> list[Claim]:
    """The claims of one text, in its order. `date`: the day of publication, which relative words of time count from."""
    return next(extract_articles([article_of_text(text, id=id, date=date)]))[1]


def check(text: str, *, date: Date | str | None = None, id: str = "text", store: Store | None = None) -> Report:
    """The claims of one text and the findings about them."""
    return next(check_articles([article_of_text(text, id=id, date=date)], store))
