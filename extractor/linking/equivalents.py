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


def restatements(scene: Scene) -> dict[int, int]:
    """From the index of each restating figure to that of the figure it restates."""
    found: dict[int, int] = {}
    for index in range(1, len(scene.figures)):
        first, second = scene.figures[index - 1], scene.figures[index]
        if _restates(scene, first, second):
            found[index] = found.get(index - 1, index - 1)
    return found


def _restates(scene: Scene, first: Mention, second: Mention) -> bool:
    if first["sort"] not in _AMOUNTS or second["sort"] != first["sort"]:
        return False
    if second["currency"] == first["currency"] and second["unit"] == first["unit"]:
        return False
    return _RESTATES.fullmatch(scene.article[first["end"] : second["start"]]) is not None
