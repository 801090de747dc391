"""The heads of the trained linker, in numpy: the same sums as models/linker/train.py makes with torch."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from extractor.linking.candidates import ROLES
from extractor.linking.examples import Example
from extractor.linking.features import CLASSES, Array

SEEN = ("entity", "partner", "measure")
"""Roles whose fillers the classes see."""


class Heads:
    """Scores of candidates for roles, and of classes, as probabilities."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self.weights: dict[str, Array] = {name: arrays[name].astype(np.float32) for name in arrays.files}

    def __call__(
        self, states: Array, spans: list[Array], example: Example
    ) -> tuple[dict[str, Array], dict[str, Array]]:
        """Per role figures × (candidates + 1), null last; per class figures × classes. `spans` are those of figures and of
        candidates among the states."""
        figures, mentions = (_pooled(states, each) for each in spans)
        f = np.concatenate([figures, example.figure_features], 1)
        figure = np.maximum(self._linear("figure", f), 0)
        mention = np.maximum(self._linear("mention", mentions), 0)
        types = np.array([c.type for c in example.candidates])
        roles, seen = {}, [figure]
        for role, kind in ROLES.items():
            at = np.flatnonzero(types == kind)
            near, scores = self._role(role, figure, mention[at], example.pair_features[:, at])
            probabilities = softmax(scores)
            roles[role] = _spread(probabilities, at, len(types))
            if role in SEEN:
                seen.append((probabilities[:, :-1, None] * near).sum(1))
        context = np.concatenate(seen, 1)
        return roles, {name: softmax(self._linear(f"classes.{name}", context)) for name in CLASSES}

    def _role(self, role: str, figure: Array, mention: Array, pairs: Array) -> tuple[Array, Array]:
        a, b = self._linear(f"by_figure.{role}", figure)[:, None], self._linear(f"by_mention.{role}", mention)[None]
        near = np.maximum(a + b + self._linear(f"by_pair.{role}", pairs), 0)
        hidden = np.concatenate([near, np.tanh(a) * np.tanh(b)], -1)
        scores = [self._linear(f"score.{role}", hidden)[..., 0], self._linear(f"null.{role}", figure)]
        return near, np.concatenate(scores, 1)

    def _linear(self, name: str, x: Array) -> Array:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]


def gathered(spans: list[Array], length: int) -> tuple[Array, list[Array]]:
    """The word pieces that lie in any of the spans, of so many pieces in all, and the spans counted among them."""
    inside = np.zeros(length + 1, dtype=np.int64)
    for each in spans:
        np.add.at(inside, each[:, 0], 1)
        np.add.at(inside, each[:, 1], -1)
    wanted = inside[:-1].cumsum() > 0
    place = np.concatenate([[0], wanted.cumsum()])
    return np.flatnonzero(wanted), [place[each] for each in spans]


def _spread(probabilities: Array, columns: Array, width: int) -> Array:
    """Probabilities of the candidates of one type and none, over all candidates and none."""
    spread = np.zeros((len(probabilities), width + 1), dtype=np.float32)
    spread[:, columns] = probabilities[:, :-1]
    spread[:, -1] = probabilities[:, -1]
    return spread


def _pooled(states: Array, spans: Array) -> Array:
    """First piece and mean of each span."""
    if not len(spans):
        return np.zeros((0, 2 * states.shape[1]), dtype=np.float32)
    sums = np.concatenate([np.zeros((1, states.shape[1]), dtype=np.float32), states.cumsum(0)])
    mean = (sums[spans[:, 1]] - sums[spans[:, 0]]) / np.maximum(spans[:, 1] - spans[:, 0], 1)[:, None]
    return np.concatenate([states[spans[:, 0]], mean], 1)


def softmax(scores: Array) -> Array:
    """Probabilities of scores, over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    softened: Array = raised / raised.sum(axis=-1, keepdims=True)
    return softened
