"""The trained linker: an encoder on ONNX Runtime and small heads over it, which choose among the candidates of the rules' pipes.

It starts from the rule linker's frames (their choices are among its features), reads the text in windows, and decides for each
figure whether it is a claim, its classes, and which candidate fills each role, or none. No torch is needed.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from extractor.errors import SetupError
from extractor.linking.examples import CLASSES, ROLES, Array, Example, examples
from extractor.linking.frame import Frame, Ground
from extractor.linking.heads import Heads
from extractor.linking.rules import RuleLinker

PARTS = ("encoder.onnx", "heads.npz", "tokenizer.json", "settings.json")
_AGREED = ("entity", "partner", "direction", "period")
_DOUBT = 0.8
"""What is left of the confidence for each of these in which the rules say otherwise, before it is calibrated."""
_DOMINANT = 0.5
"""From this share of an article's figures on, it is about one entity."""
TOPIC = 0.3
"""How much it counts whom the rest of the article is about: more helps bulletins of one country (dev), none helps mixed news (wikinews)."""
_SIX = ("entity", "commodity", "period", "direction", "scope")
"""What the confidence rests on; value and currency are the grammar's."""


def weights_folder() -> Path | None:
    """Where the weights lie: in the package, else (in a checkout) in `models/`; null where there are none."""
    packaged = Path(str(files("extractor"))) / "_models" / "linker"
    checkout = Path(str(files("extractor"))).parent / "models" / "linker" / "weights"
    return next((folder for folder in (packaged, checkout) if all((folder / part).exists() for part in PARTS)), None)


def verify(folder: Path) -> None:
    """Compare the files with their digests. Raises SetupError, which names the file."""
    wanted: dict[str, str] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))["sha256"]
    for name, digest in wanted.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != digest:
            raise SetupError(f"{folder / name}: sha256 {found}, {digest} is right: fetch the file again")


class ModelLinker:
    """Frames by the trained model; see the module."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        verify(folder)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # articles, not layers, are what runs side by side
        self.session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.heads = Heads(folder / "heads.npz")
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.raw, self.calibrated = (np.array(axis, dtype=np.float64) for axis in settings["calibration"])
        self.rules = RuleLinker()

    def __call__(self, doc: Doc) -> list[Frame]:
        frames = self.rules(doc)
        read = [(example, *self._scores(example)) for example in examples(doc, frames, self.tokenizer)]
        topic = _topic([(example, roles["entity"], classes["scope"]) for example, roles, classes in read])
        for example, roles, classes in read:
            for index, frame in enumerate(example.frames):
                by_rules = [getattr(frame, name) for name in _AGREED]
                sure = _set_classes(frame, {name: values[index] for name, values in classes.items()})
                sure |= _set_roles(frame, example, {role: values[index] for role, values in roles.items()}, topic)
                differ = sum(getattr(frame, name) != value for name, value in zip(_AGREED, by_rules, strict=True))
                raw = float(np.prod([sure[name] for name in _SIX])) * _DOUBT**differ
                frame.confidence = round(float(np.interp(raw, self.raw, self.calibrated)), 3)
        return frames

    def _scores(self, example: Example) -> tuple[dict[str, Array], dict[str, Array]]:
        ids = example.ids[None]
        states = self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return self.heads(states, example)


Topic = dict[str, tuple[float, Ground]]


def _topic(read: list[tuple[Example, Array, Array]]) -> Topic:
    """Which share of the article's figures each entity has, and where it is named: whom an article is about."""
    mass: Topic = {}
    for example, probabilities, scope in read:
        for column, candidate in enumerate(example.candidates):
            if candidate.type == "place":
                before, ground = mass.get(candidate.key, (0.0, (candidate.start, candidate.end)))
                mass[candidate.key] = (before + float(probabilities[:, column] @ scope[:, 0]), ground)
    total = sum(share for share, _ in mass.values()) or 1.0
    return {key: (share / total, ground) for key, (share, ground) in mass.items()}


def _set_classes(frame: Frame, scores: dict[str, Array]) -> dict[str, float]:
    """Decide the classes; how sure each is."""
    sure = {}
    for name, values in CLASSES.items():
        probabilities = scores[name]
        best = int(probabilities.argmax())
        sure[name] = float(probabilities[best])
        attribute = {"scope": "in_scope"}.get(name, name)
        setattr(frame, attribute, values[best])
    absent = frame.figure["sort"] == "absence"
    if absent or frame.kind == "absence":
        frame.kind = "absence" if absent else "level"
    return sure


def _set_roles(frame: Frame, example: Example, scores: dict[str, Array], topic: Topic) -> dict[str, float]:
    """Decide the roles; how sure each is. Of the entity, what the whole article is about weighs in."""
    sure = {}
    for role in ROLES:
        taken = frame.entity if role == "partner" else None
        key, mass, best = _best(example, scores[role], taken, topic if role == "entity" else None)
        sure[role] = mass
        candidate = example.candidates[best] if key is not None and best >= 0 else None
        if key is not None and candidate is None:  # named outside this window
            frame.entity = key
            frame.grounding["entity"] = topic[key][1]
            continue
        if role == "unit":
            if candidate is not None:
                frame.figure = {**frame.figure, "currency": candidate.value[0], "unit": candidate.value[1]}
            continue
        frame.grounding.pop(role, None)
        _fill(frame, role, candidate)
    if frame.kind != "change":
        frame.baseline = None
    return sure


def _best(
    example: Example, probabilities: Array, taken: str | None, topic: Topic | None
) -> tuple[str | None, float, int]:
    """The key with the most mass over all its mentions (null for none), its mass, and its likeliest mention."""
    mass: dict[str | None, float] = {None: float(probabilities[-1])}
    likeliest: dict[str | None, int] = {}
    for index in np.flatnonzero(probabilities[:-1] > 1e-5):
        candidate, p = example.candidates[index], float(probabilities[index])
        if candidate.key == taken:
            continue
        mass[candidate.key] = mass.get(candidate.key, 0.0) + p
        if candidate.key not in likeliest or p > probabilities[likeliest[candidate.key]]:
            likeliest[candidate.key] = int(index)
    if topic:
        about = max(topic, key=lambda k: topic[k][0])
        if topic[about][0] >= _DOMINANT:  # a figure that names nobody is of whom the article is about
            mass[about] = mass.get(about, 0.0) + (mass[None] or 0.0)
            mass[None] = 0.0
        mass = {key: p * (topic[key][0] ** TOPIC if key is not None else 1.0) for key, p in mass.items()}
    key = max(mass, key=lambda k: mass[k])
    return key, mass[key] / (sum(mass.values()) or 1.0), likeliest.get(key, -1)


def _fill(frame: Frame, role: str, candidate: Any) -> None:
    ground = (candidate.start, candidate.end) if candidate is not None and "article" not in candidate.forms else None
    value = candidate.value if candidate is not None else None
    if role == "commodity":
        frame.lexicon = value[1] if value else None
        value = value[0] if value else None
    setattr(frame, role, value)
    if ground is not None:
        frame.grounding[role] = ground


@cache
def load() -> ModelLinker | None:
    """The trained linker, loaded once; null where its weights are not there."""
    folder = weights_folder()
    return ModelLinker(folder) if folder is not None else None
