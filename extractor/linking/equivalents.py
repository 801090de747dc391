"""The same amount told again in another currency or unit: `18 million dollars (16.6 million euros)`, `3 tonnes, or 6,600 lb`."""

from __future__ import annotations

import re

from extractor.linking.frame import Mention
from extractor.linking.scene import Scene

_RESTATES = re.compile(
    r"\s*(?:[(\[]\s*|,?\s+or\s+|,?\s*\(?\s*(?:equivalent to|equal to|which is|that is|i\.e\.|the equivalent of|worth)\s+)"
    r"(?:about|around|some|roughly|approximately|almost|nearly|over|more than|just over|just under|ca\.?|~|≈|=|an estimated|only)?\s*",
    re.IGNORECASE,
)
"""What stands between an amount and its restatement."""

_AMOUNTS = ("money", "quantity")


def take_restatements(scene: Scene) -> dict[int, list[Mention]]:
    """Takes the restating figures out of the scene; gives them by the start of the figure that they restate."""
    kept: list[Mention] = []
    told: dict[int, list[Mention]] = {}
    previous: Mention | None = None
    for figure in scene.figures:
        if previous is not None and _restates(scene, previous, figure):
            told.setdefault(kept[-1]["start"], []).append(figure)
        else:
            kept.append(figure)
        previous = figure
    scene.figures = kept
    return told


def _restates(scene: Scene, first: Mention, second: Mention) -> bool:
    if first["sort"] not in _AMOUNTS or second["sort"] != first["sort"]:
        return False
    if second["currency"] == first["currency"] and second["unit"] == first["unit"]:
        return False
    return _RESTATES.fullmatch(scene.article[first["end"] : second["start"]]) is not None
