"""The main path over an archive: batches, in one process or in several, and no article that stops the others."""

from extractor.run.outcomes import outcomes, outcomes_of
from extractor.run.work import Check, Extract, Figures, Reconcile

__all__ = ["Check", "Extract", "Figures", "Reconcile", "outcomes", "outcomes_of"]
