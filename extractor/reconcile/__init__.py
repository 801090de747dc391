"""Claims held against official statistics, and an article against itself. Pure functions on records: no database, no spaCy.

`questions` says what to ask the statistics for a claim, `reconcile` judges what they answer, `consistency` compares the
claims of one article with one another.
"""

from extractor.reconcile.consistency import consistency
from extractor.reconcile.editions import asked as other_codes
from extractor.reconcile.question import questions
from extractor.reconcile.slips import wants_partners
from extractor.reconcile.tolerances import Tolerances
from extractor.reconcile.verdict import reconcile

__all__ = ["Tolerances", "consistency", "other_codes", "questions", "reconcile", "wants_partners"]
