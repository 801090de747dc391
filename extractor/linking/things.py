"""What: the commodity of a figure, from the noun phrase that the figure or its governor takes."""

from __future__ import annotations

import re

from extractor.linking.frame import Mention
from extractor.linking.scene import Scene


def commodity(scene: Scene, figure: Mention, governor: Mention | None) -> Mention | None:
    """The good beside the figure (`8,836 tonnes of cobalt`, `microchips for 35 million`), else that of its governor."""
    goods = [g for g in scene.goods if not _inside_a_name(scene, g)]
    counted = _counted(figure, goods)
    return counted or _of(scene, figure["end"], goods) or _governed(scene, figure, governor, goods)


def _inside_a_name(scene: Scene, good: Mention) -> bool:
    return any(b["start"] <= good["start"] and good["end"] <= b["end"] for b in scene.names)


def _counted(figure: Mention, goods: list[Mention]) -> Mention | None:
    """`8,836 vehicles`: the counted thing is the good."""
    if figure["sort"] != "count" or figure["counted_span"] is None or figure["unit"] == "people":
        return None
    start, end = figure["counted_span"]
    inside = [
        g for g in goods if (start <= g["start"] and g["end"] <= end + 1) or (g["start"] <= start and end <= g["end"])
    ]
    return inside[-1] if inside else None


def _of(scene: Scene, end: int, goods: list[Mention]) -> Mention | None:
    """`5 million tonnes of wheat`, `2 million dollars' worth of parts`, `a kilo of tea`."""
    for good in goods:
        if good["start"] >= end:
            gap = scene.text(end, good["start"])
            if re.fullmatch(r"['’s]*\s*(?:worth\s+)?(?:of|for|in)\s+(?:[\w-]+\s+){0,3}", gap):
                return good
            return None
    return None


def _governed(scene: Scene, figure: Mention, governor: Mention | None, goods: list[Mention]) -> Mention | None:
    if not goods:
        return None
    if governor is None:
        left = [g for g in goods if g["end"] <= figure["start"]]
        return _widest(left[-1], left) if left else None
    token = scene.doc[governor["token"]]
    scored = [(_closeness(scene, figure, governor, good, token.i), -good["start"], i) for i, good in enumerate(goods)]
    best = max(scored)
    return _widest(goods[best[2]], goods) if best[0] > 0 else None


def _closeness(scene: Scene, figure: Mention, governor: Mention, good: Mention, index: int) -> float:
    head = scene.head(good)
    if good["end"] <= governor["start"]:  # wheat exports; microchips were imported
        gap = scene.between(good["end"], governor["start"])
        if not gap or head.head.i == index:
            return 50.0
        if governor["pos"] == "verb" and head.dep_ in ("nsubjpass", "nsubj") and head.head.i == index:
            return 40.0
        return 12.0 - len(gap) * 0.5
    gap_text = scene.text(governor["end"], good["start"])
    if re.fullmatch(r"\s*(?:of|in|for)\s+(?:[\w-]+\s+){0,4}", gap_text):  # exports of soft wheat
        return 45.0
    if governor["pos"] == "verb" and head.dep_ in ("dobj", "conj", "pobj"):
        return 30.0 - 0.3 * len(scene.between(governor["end"], good["start"]))
    return 15.0 - 0.5 * len(scene.between(governor["end"], good["start"]))


def _widest(good: Mention, goods: list[Mention]) -> Mention:
    """Of readings that share their words, the longest: `frozen chicken legs` over `chicken`."""
    same = [g for g in goods if g["start"] <= good["start"] and good["end"] <= g["end"]]
    return max(same, key=lambda g: int(g["end"] - g["start"]))
