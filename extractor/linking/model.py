"""The trained linker: an encoder on ONNX Runtime and small heads over it, which choose among the candidates of the rules' pipes.

It starts from the rule linker's frames (their choices are among its features), reads the text in windows, and decides for each
figure whether it is a claim, its classes, and which candidate fills each role, or none. No torch is needed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from extractor.errors import SetupError
from extractor.linking.candidates import ROLES, Candidate
from extractor.linking.examples import Example, examples
from extractor.linking.features import CLASSES, Array
from extractor.linking.frame import Frame
from extractor.linking.heads import Heads, gathered
from extractor.linking.lists import settle
from extractor.linking.rules import RuleLinker
from extractor.linking.sure import decided
from extractor.timespan import Span

PARTS = ("encoder.onnx", "heads.npz", "tokenizer.json", "settings.json")
_AGREED = ("entity", "partner", "direction", "period")
_DOUBT = 0.8
"""What is left of the confidence for each of these in which the rules say otherwise, before it is calibrated."""
_DECIDED = 0.5
"""What the words right beside a figure weigh where they decide a role."""
_FAR = 8
"""So many times likelier than none must a partner be that the figure's own sentence does not name (dev: partners as good from 3 to 10)."""
_CLAIM = 0.5
"""From this probability on a figure is a claim (dev and wikinews dev: six fields better by 0.003 than from 0.35 on)."""
_BALANCE = ("flow", "balance")
"""Forms of a word that names a surplus or deficit of trade."""
_TURNOVER = ("flow", "turnover")
"""Forms of a word that names imports and exports together."""
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
        for example in examples(doc, frames, self.tokenizer):
            roles, classes = self._scores(example)
            for index, frame in enumerate(example.frames):
                for role, column in decided(example, frame).items():
                    roles[role][index] *= 1 - _DECIDED
                    roles[role][index, column] += _DECIDED
                start, end = example.layout.bounds(frame.figure["start"])
                far = [not start <= candidate.start < end for candidate in example.candidates]
                roles["partner"][index, :-1][far] /= _FAR
            settle(example, roles, classes)
            for index, frame in enumerate(example.frames):
                by_rules = [getattr(frame, name) for name in _AGREED]
                sure = _set_classes(frame, {name: values[index] for name, values in classes.items()})
                sure |= _set_roles(frame, example, {role: values[index] for role, values in roles.items()})
                differ = sum(getattr(frame, name) != value for name, value in zip(_AGREED, by_rules, strict=True))
                raw = float(np.prod([sure[name] for name in _SIX])) * _DOUBT**differ
                frame.confidence = round(float(np.interp(raw, self.raw, self.calibrated)), 3)
        return frames

    def _scores(self, example: Example) -> tuple[dict[str, Array], dict[str, Array]]:
        wanted, spans = gathered([example.figure_tokens, example.candidate_tokens], len(example.ids))
        states = self.session.run(None, {"input_ids": example.ids[None], "wanted": wanted})[0][0]
        return self.heads(states, spans, example)


def _set_classes(frame: Frame, scores: dict[str, Array]) -> dict[str, float]:
    """Decide the classes; how sure each is."""
    sure = {}
    for name, values in CLASSES.items():
        probabilities = scores[name]
        best = int(probabilities[0] < _CLAIM) if name == "scope" else int(probabilities.argmax())
        sure[name] = float(probabilities[best])
        attribute = {"scope": "in_scope"}.get(name, name)
        setattr(frame, attribute, values[best])
    absent = frame.figure["sort"] == "absence"
    if absent or frame.kind == "absence":
        frame.kind = "absence" if absent else "level"
    return sure


def _set_roles(frame: Frame, example: Example, scores: dict[str, Array]) -> dict[str, float]:
    """Decide the roles; how sure each is."""
    sure = {}
    for role in ROLES:
        candidate, sure[role] = _best(example, scores[role], frame.entity if role == "partner" else None)
        if role == "baseline":
            candidate = _stretch_before(example, candidate, frame.period)
        if role == "measure" and candidate is not None:
            _settle_direction(frame, candidate)
        if role == "unit":
            if candidate is not None:
                frame.figure = {**frame.figure, "currency": candidate.value[0], "unit": candidate.value[1]}
            continue
        frame.grounding.pop(role, None)
        _fill(frame, role, candidate)
    if frame.kind != "change" or frame.baseline == frame.period:  # nothing is compared with its own time
        frame.baseline = None
    return sure


def _settle_direction(frame: Frame, measure: Candidate) -> None:
    """A trade surplus or deficit goes neither way; the turnover of trade goes both ways, that of a firm none."""
    if measure.forms[:2] == _BALANCE and frame.direction is not None:
        frame.direction = "balance"
    elif measure.forms[:2] == _TURNOVER and "trade" in measure.key and frame.direction is None:
        frame.direction = "turnover"


def _stretch_before(example: Example, chosen: Candidate | None, period: tuple[date, date] | None) -> Candidate | None:
    """Of several readings of the same words (`in a year`, `a year earlier`) the one that is a year before the figure's period."""
    if chosen is None or period is None:
        return chosen
    before = Span(*period).shifted(years=-1)
    readings = (c for c in example.candidates if c.type == "period" and c.start == chosen.start)
    return next((c for c in readings if c.value == (before.start, before.end)), chosen)


def _best(example: Example, probabilities: Array, taken: str | None) -> tuple[Candidate | None, float]:
    """The likeliest mention of the key with the most mass over all its mentions, or null for none; and how sure that is.

    `taken` is the key of the other side of the flow, which cannot be this one as well.
    """
    mass: dict[str, float] = {}
    likeliest: dict[str, int] = {}
    for index in np.flatnonzero(probabilities[:-1] > 1e-5):
        key, p = example.candidates[index].key, float(probabilities[index])
        if key == taken:
            continue
        mass[key] = mass.get(key, 0.0) + p
        if key not in likeliest or p > probabilities[likeliest[key]]:
            likeliest[key] = int(index)
    none = float(probabilities[-1])
    total = (sum(mass.values()) + none) or 1.0
    best = max(mass, key=lambda k: mass[k], default="")
    if mass.get(best, 0.0) <= none:
        return None, none / total
    return example.candidates[likeliest[best]], mass[best] / total


def _fill(frame: Frame, role: str, candidate: Candidate | None) -> None:
    said = candidate is not None and not (candidate.type == "period" and "article" in candidate.forms)
    ground = (candidate.start, candidate.end) if candidate is not None and said else None
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
