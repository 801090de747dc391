"""Extractor: figures of news articles as claims, held against official statistics.

    import extractor

    for claim in extractor.extract("Kazakhstan imported microchips for 35 million dollars in 2021."):
        print(claim.entity, claim.direction, claim.commodity, claim.value, claim.currency, claim.year)

    report = extractor.check(open("article.txt").read(), date="2023-05-19")

Importing this package writes nothing, logs nothing, and loads no model; each name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.errors import ExtractorError
    from extractor.flow import check, check_articles, extract, extract_articles, reconcile_claims
    from extractor.grammar import figures
    from extractor.reconcile import Tolerances
    from extractor.schema import Article, Claim, Figure, Finding, Observation, Report
    from extractor.statistics import Store

_HOMES = {
    "Article": "extractor.schema",
    "Claim": "extractor.schema",
    "ExtractorError": "extractor.errors",
    "Figure": "extractor.schema",
    "Finding": "extractor.schema",
    "Observation": "extractor.schema",
    "Report": "extractor.schema",
    "Store": "extractor.statistics",
    "Tolerances": "extractor.reconcile",
    "check": "extractor.flow",
    "check_articles": "extractor.flow",
    "extract": "extractor.flow",
    "extract_articles": "extractor.flow",
    "figures": "extractor.grammar",
    "reconcile_claims": "extractor.flow",
}

__all__ = [
    "Article",
    "Claim",
    "ExtractorError",
    "Figure",
    "Finding",
    "Observation",
    "Report",
    "Store",
    "Tolerances",
    "check",
    "check_articles",
    "extract",
    "extract_articles",
    "figures",
    "reconcile_claims",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
