"""Which word of flow or measure governs a figure: `exports` in `exports to Russia came to 18 million dollars`.

Grammar first (the figure hangs on the flow, or both hang on one verb), then nearness; words before a figure outweigh words
after it. A count of people is governed by what is counted.
"""

from __future__ import annotations

from spacy.tokens import Token

from extractor.linking.frame import Mention
from extractor.linking.scene import Scene

_REACH = 40
"""Tokens beyond which a word no longer governs a figure by nearness alone."""


def governor(scene: Scene, figure: Mention) -> Mention | None:
    """The mention of flow or measure that the figure belongs to, null where its sentence has none."""
    scored = [(score, -abs(flow["start"] - figure["start"]), i) for i, flow in enumerate(scene.flows)
              if (score := _score(scene, figure, flow)) > 0]  # fmt: skip
    return scene.flows[max(scored)[2]] if scored else None


def _score(scene: Scene, figure: Mention, flow: Mention) -> float:
    head, anchor = scene.doc[flow["token"]], scene.head(figure)
    distance = abs(head.i - anchor.i)
    if flow["start"] >= figure["start"] and flow["end"] <= figure["end"]:
        return 100.0
    score = float(_REACH - distance - (8 if head.i > anchor.i else 0))
    score += _grammar(scene, head, anchor)
    score += _fit(figure, flow)
    barrier = scene.text(min(flow["end"], figure["end"]), max(flow["start"], figure["start"]))
    score -= 12 * (barrier.count(";") + barrier.count(" while ") + barrier.count(" whereas ") + barrier.count(" but "))
    others = [
        f for f in scene.figures if min(flow["end"], figure["end"]) <= f["start"] < max(flow["start"], figure["start"])
    ]
    return score - (6 * len(others) if head.i > anchor.i else 1 * len(others))


def _grammar(scene: Scene, head: Token, anchor: Token) -> float:
    if head.i == anchor.i or head in anchor.ancestors:
        return 25.0
    if anchor in head.ancestors:  # 5 million dollars of exports
        return 22.0
    verb_of_flow, verb_of_figure = scene.verb_of(head), scene.verb_of(anchor)
    if verb_of_flow is None or verb_of_figure is None:
        return 0.0
    if verb_of_flow.i == verb_of_figure.i:
        return 18.0
    return 6.0 if verb_of_flow in verb_of_figure.ancestors else 0.0


def _fit(figure: Mention, flow: Mention) -> float:
    """How well the unit suits the measure: people are counted, prices have a unit beside their currency, rates a per cent."""
    sort, kind = figure["sort"], flow["class"]
    if sort == "price":
        return 15.0 if kind == "price" else -15.0
    if figure["unit"] == "people":
        return 12.0 if kind == "people" else -20.0
    if kind == "people":
        return -12.0 if sort in ("money", "quantity") else 0.0
    if kind == "price":
        return -12.0 if sort in ("money", "quantity", "count") and figure["unit"] != "%" else 0.0
    if kind == "rate":
        return 8.0 if sort in ("per_cent", "percentage_points") else -25.0
    if kind == "share":
        return 2.0 if sort in ("per_cent", "fraction") else -25.0
    if kind in ("company", "economy", "transfer"):
        return -6.0 if sort in ("quantity", "count") else 0.0
    if flow["pos"] == "verb":
        return 2.0
    return 0.0
