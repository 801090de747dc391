"""Which linker to use: by rules, the trained one, or the best that is there."""

from __future__ import annotations

from extractor.errors import SetupError
from extractor.linking import model
from extractor.linking.frame import Linker
from extractor.linking.rules import RuleLinker

LINKERS = ("best", "rules", "model")


def make_linker(name: str = "best") -> Linker:
    """The linker of that name. Raises SetupError for an unknown one, and for `model` where its weights are missing."""
    if name not in LINKERS:
        raise SetupError(f"linker {name!r}: one of {', '.join(LINKERS)} is right")
    if name == "rules":
        return RuleLinker()
    trained = model.load()
    if trained is None and name == "model":
        raise SetupError("the trained linker has no weights here (models/linker/weights): use --linker rules")
    return trained or RuleLinker()
