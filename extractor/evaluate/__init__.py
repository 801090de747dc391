"""How good the extraction is: gold and extracted claims paired, counted and shown. docs/evaluation.md defines every figure."""

from extractor.evaluate.calibration import Calibration, calibration, diagram
from extractor.evaluate.gold import GoldArticle, GoldClaim, load, predictions
from extractor.evaluate.pairing import Outcome, pair
from extractor.evaluate.run import evaluate, outcomes
from extractor.evaluate.scores import GROUPS, Report, Score, Scores, report

__all__ = [
    "GROUPS",
    "Calibration",
    "GoldArticle",
    "GoldClaim",
    "Outcome",
    "Report",
    "Score",
    "Scores",
    "calibration",
    "diagram",
    "evaluate",
    "load",
    "outcomes",
    "pair",
    "predictions",
    "report",
]
