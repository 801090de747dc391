"""The records that stages share. They import nothing of ours but errors.

Text has `Figure`s (numbers as printed), figures become `Claim`s, official statistics
are `Observation`s, and a claim held against observations is a `Finding`.
"""

from extractor.schema.article import Article
from extractor.schema.claim import Bound, Claim, CommodityCode, Direction, Equivalent, Ground, Kind, Trend
from extractor.schema.figure import Figure, Sort
from extractor.schema.finding import Finding, Verdict
from extractor.schema.observation import Observation, Status

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
    "Sort",
    "Status",
    "Trend",
    "Verdict",
]
