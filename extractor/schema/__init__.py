"""The records that stages share. They import nothing of ours but errors.

Text has `Figure`s (numbers as printed), figures become `Claim`s, official statistics
are `Observation`s, and a claim held against observations is a `Finding`.
Each name is fetched when it is first used, so that reading figures loads no pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.schema.article import Article
    from extractor.schema.claim import Bound, Claim, CommodityCode, Direction, Equivalent, Ground, Kind, Trend
    from extractor.schema.figure import Figure, Sort
    from extractor.schema.finding import Finding
    from extractor.schema.observation import Observation, Status
    from extractor.schema.query import Rate, SeriesQuery
    from extractor.schema.report import Report
    from extractor.schema.verdict import Verdict

_HOMES = {
    "Article": "article",
    "Bound": "claim",
    "Claim": "claim",
    "CommodityCode": "claim",
    "Direction": "claim",
    "Equivalent": "claim",
    "Figure": "figure",
    "Finding": "finding",
    "Ground": "claim",
    "Kind": "claim",
    "Observation": "observation",
    "Rate": "query",
    "Report": "report",
    "SeriesQuery": "query",
    "Sort": "figure",
    "Status": "observation",
    "Trend": "claim",
    "Verdict": "verdict",
}

__all__ = [
    "Article",
    "Bound",
    "Claim",
    "CommodityCode",
    "Direction",
    "Equivalent",
    "Figure",
    "Finding",
    "Ground",
    "Kind",
    "Observation",
    "Rate",
    "Report",
    "SeriesQuery",
    "Sort",
    "Status",
    "Trend",
    "Verdict",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"extractor.schema.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
