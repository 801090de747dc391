"""The heads of the trained linker, in numpy: the same sums as models/linker/train.py makes with torch.

Each role is scored twice: by what is known of the figure and the candidate, then again with a view of what the first scores say
of the figures before and after, of the whole window, and of the other side of the flow. Classes likewise.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from extractor.linking.candidates import ROLES
from extractor.linking.examples import Example
from extractor.linking.features import CLASSES, Array

SEEN = ("entity", "partner", "measure")
"""Roles whose fillers the classes see."""
REFINED = ("entity", "partner", "commodity", "period", "measure")
"""Roles that are scored twice."""
OTHER = {"entity": "partner", "partner": "entity"}
"""The other side of the flow."""
VIEW, NULL_VIEW = 9, 6
"""Numbers that the second score of a candidate, and of none, sees."""


class Heads:
    """Scores of candidates for roles, and of classes, as probabilities."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self.weights: dict[str, Array] = {name: arrays[name].astype(np.float32) for name in arrays.files}

    def __call__(self, states: Array, example: Example) -> tuple[dict[str, Array], dict[str, Array]]:
        """Per role figures × (candidates + 1), null last; per class figures × classes."""
        f = np.concatenate([_pooled(states, example.figure_tokens), example.figure_features], 1)
        figure = np.maximum(self._linear("figure", f), 0)
        mention = np.maximum(self._linear("mention", _pooled(states, example.candidate_tokens)), 0)
        types = np.array([c.type for c in example.candidates])
        columns = {kind: np.flatnonzero(types == kind) for kind in set(ROLES.values())}
        near, first = {}, {}
        for role, kind in ROLES.items():
            at = columns[kind]
            near[role], first[role] = self._role(role, figure, mention[at], example.pair_features[:, at])
        groups = {kind: same_key([example.candidates[i].key for i in at]) for kind, at in columns.items()}
        mass = {role: softmax(first[role])[:, :-1] @ groups[ROLES[role]] for role in REFINED}
        final = {role: softmax(scores) for role, scores in first.items()}
        for role in REFINED:
            final[role] = softmax(first[role] + self._again(role, figure, near[role], final[role], mass))
        context = np.concatenate([figure, *((final[r][:, :-1, None] * near[r]).sum(1) for r in SEEN)], 1)
        return {r: _spread(p, columns[ROLES[r]], len(types)) for r, p in final.items()}, self._classes(context)

    def _role(self, role: str, figure: Array, mention: Array, pairs: Array) -> tuple[Array, Array]:
        a, b = self._linear(f"by_figure.{role}", figure)[:, None], self._linear(f"by_mention.{role}", mention)[None]
        near = np.maximum(a + b + self._linear(f"by_pair.{role}", pairs), 0)
        hidden = np.concatenate([near, np.tanh(a) * np.tanh(b)], -1)
        scores = [self._linear(f"score.{role}", hidden)[..., 0], self._linear(f"null.{role}", figure)]
        return near, np.concatenate(scores, 1)

    def _again(self, role: str, figure: Array, near: Array, first: Array, mass: dict[str, Array]) -> Array:
        candidates, none = views(role, first[:, -1:], mass)
        hidden = np.maximum(self._linear(f"near_again.{role}", near) + self._linear(f"view.{role}", candidates), 0)
        empty = np.maximum(self._linear(f"null_view.{role}", np.concatenate([figure, none], 1)), 0)
        scores = [self._linear(f"again.{role}", hidden)[..., 0], self._linear(f"null_again.{role}", empty)]
        return np.concatenate(scores, 1)

    def _classes(self, context: Array) -> dict[str, Array]:
        first = {name: self._linear(f"classes.{name}", context) for name in CLASSES}
        said = np.concatenate([softmax(scores) for scores in first.values()], 1)
        around = [context, shifted(said, 1), shifted(said, -1), np.broadcast_to(said.mean(0), said.shape)]
        hidden = np.maximum(self._linear("class_view", np.concatenate(around, 1)), 0)
        return {name: softmax(first[name] + self._linear(f"class_again.{name}", hidden)) for name in CLASSES}

    def _linear(self, name: str, x: Array) -> Array:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]


def same_key(keys: list[str]) -> Array:
    """candidates × candidates: 1 where both have one key."""
    index = np.unique(np.array(keys), return_inverse=True)[1].reshape(-1)
    same: Array = (index[:, None] == index[None]).astype(np.float32)
    return same


def views(role: str, null: Array, mass: dict[str, Array]) -> tuple[Array, Array]:
    """What the second scoring of a role sees: figures × candidates × VIEW, and figures × NULL_VIEW."""
    own = mass[role]
    other = mass[OTHER[role]] if role in OTHER else np.zeros_like(own)
    empty = np.concatenate([null, shifted(null, 1), np.broadcast_to(null.mean(0), null.shape)], 1)
    topic = np.broadcast_to(own.mean(0), own.shape)
    each = [own, topic, shifted(own, 1), shifted(own, -1), other, np.broadcast_to(other.mean(0), own.shape)]
    candidates = np.concatenate([np.stack(each, -1), np.broadcast_to(empty[:, None], (*own.shape, 3))], -1)
    most = [x.max(1, initial=0.0)[:, None] for x in (topic, shifted(own, 1), own)]
    return candidates, np.concatenate([empty, *most], 1)


def shifted(rows: Array, by: int) -> Array:
    """Each row what the one before (1) or after (-1) says, zeros at the end."""
    moved = np.zeros_like(rows)
    if by > 0:
        moved[1:] = rows[:-1]
    else:
        moved[:-1] = rows[1:]
    return moved


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
