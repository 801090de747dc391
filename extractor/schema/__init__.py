"""The records that stages share. They import nothing of ours but errors.

Text has `Figure`s (numbers as printed), figures become `Claim`s, official statistics
are `Observation`s, and a claim held against observations is a `Finding`.
"""

from extractor.schema.article import Article
from extractor.schema.claim import Bound, Claim, CommodityCode, Direction, Equivalent, Ground, Kind, Trend
from extractor.schema.figure import Figure, Sort
from extractor.schema.finding import Finding, Verdict
from extractor.schema.observation import Observation, Status
from extractor.schema.query import Rate, SeriesQuery
from extractor.schema.report import Report

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
