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

_LATER = re.compile(
    r"[^(),;]{1,80}\((?:about|around|some|roughly|approximately|almost|nearly|over|ca\.?|~|≈|=)?\s*", re.IGNORECASE
)
"""The same with words before the parenthesis: `35 million dollars worth of chips in 2021 (32.3 million euros, as in years before)`."""

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
    gap = scene.article[first["end"] : second["start"]]
    if _RESTATES.fullmatch(gap):
        return True
    apart = any(first["end"] <= place["start"] < second["start"] for place in scene.places)
    ends = scene.article[second["end"] : second["end"] + 1] in (")", ",")
    return bool(ends and not apart and first["currency"] and second["currency"] and _LATER.fullmatch(gap)
                and not re.search(r"\b(?:and|while|but)\b", gap))  # fmt: skip
