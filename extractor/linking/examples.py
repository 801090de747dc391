"""What the trained linker sees of a Doc: windows of word pieces, figures, mentions that may fill a role, and features of pairs.

The same code makes examples for training and for use. A window holds up to 512 word pieces; a figure lies in the window that
gives it most of what went before, and later windows begin with the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from extractor.linking import times
from extractor.linking.frame import Frame, Mention
from extractor.linking.markers import mark
from extractor.linking.scene import Scene
from extractor.timespan import Span

WINDOW, STRIDE, LEFT, TITLE = 510, 256, 200, 40
"""Word pieces of a window; from one window to the next; least that goes before a figure; of the headline."""

TYPES = ("place", "good", "period", "measure", "source", "unit")
ROLES = {
    "entity": "place",
    "partner": "place",
    "commodity": "good",
    "period": "period",
    "baseline": "period",
    "measure": "measure",
    "source": "source",
    "via": "source",
    "unit": "unit",
}
"""Each role, and the type of mention that may fill it."""

CLASSES = {
    "kind": ("level", "change", "share", "absence"),
    "direction": (None, "import", "export", "re-export", "balance", "turnover"),
    "trend": (None, "up", "down", "flat"),
    "scope": (True, False),
    "asserted": (True, False),
}
"""What is decided of a figure by class."""

SORTS = (
    "money",
    "quantity",
    "count",
    "per_cent",
    "percentage_points",
    "multiple",
    "fraction",
    "price",
    "rate",
    "absence",
)
MARKERS = (
    "origin",
    "goal",
    "counterpart",
    "owner",
    "agent",
    "place",
    "route",
    "comparison",
    "adjective",
    "subject",
    "object",
    "none",
)
FORMS = (
    "name", "demonym", "capital", "body", "named", "lexicon", "phrase", "baseline", "anaphoric", "yearless", "year", "part",
    "article", "flow", "counted", "import", "export", "re-export", "balance", "turnover", "verb", "people", "price", "output",
    "company",
)  # fmt: skip
"""What is known of a candidate: how it is printed, and of a word of flow its direction and class."""
_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 35, 70, 150)
PAIR_FEATURES = 2 * (len(_DISTANCES) + 1) + 6 + 4 + len(MARKERS) + len(FORMS) + len(ROLES)
FIGURE_FEATURES = len(SORTS) + 12 + sum(map(len, CLASSES.values()))

Array = NDArray[Any]


@dataclass(slots=True)
class Candidate:
    """A mention that may fill a role. `key` is what it stands for: mentions of one key count together."""

    type: str
    key: str
    value: Any
    start: int
    end: int
    tokens: tuple[int, int] = (0, 0)
    marker: str = "none"
    forms: tuple[str, ...] = ()


@dataclass(slots=True)
class Example:
    """One window: word pieces, the frames of the rule linker, candidates, and features."""

    ids: Array
    frames: list[Frame]
    figure_tokens: Array
    figure_features: Array
    candidates: list[Candidate]
    candidate_tokens: Array
    pair_features: Array
    """figures × candidates × PAIR_FEATURES"""


def examples(doc: Doc, frames: list[Frame], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of a Doc that hold figures; `frames` are the rule linker's, in and out of scope."""
    if not frames:
        return
    encoding = tokenizer.encode(doc.text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    found = candidates(doc, frames)
    positions = [_pieces(offsets, f.figure["start"], f.figure["end"]) for f in frames]
    title = _title(doc, offsets)
    windows: dict[int, list[int]] = {}
    for index, (first, _) in enumerate(positions):
        windows.setdefault(max(0, (first - LEFT) // STRIDE) * STRIDE, []).append(index)
    for start in sorted(windows):
        yield _example(doc, frames, found, encoding.ids, offsets, positions, title, start, windows[start])


def _title(doc: Doc, offsets: Array) -> tuple[int, int]:
    last = int(np.searchsorted(offsets[:, 0], doc._.title_end))
    return max(0, last - TITLE), last


def _pieces(offsets: Array, start: int, end: int) -> tuple[int, int]:
    """The word pieces that a stretch of characters touches."""
    first = int(np.searchsorted(offsets[:, 1], start, side="right"))
    last = int(np.searchsorted(offsets[:, 0], end, side="left"))
    return first, max(last, first + 1)


def _example(
    doc: Doc, frames: list[Frame], found: list[Candidate], ids: list[int], offsets: Array,
    positions: list[tuple[int, int]], title: tuple[int, int], start: int, chosen: list[int],
) -> Example:  # fmt: skip
    stop = min(len(ids), start + WINDOW - (title[1] - title[0] if start else 0))
    head = list(range(*title)) if start > title[1] else []
    kept = head + list(range(start, stop))
    place = {piece: index + 1 for index, piece in enumerate(kept)}
    inside: list[Candidate] = []
    for candidate in found:
        first, last = _pieces(offsets, candidate.start, candidate.end)
        if first in place and last - 1 in place and place[last - 1] - place[first] == last - 1 - first:
            inside.append(Candidate(candidate.type, candidate.key, candidate.value, candidate.start, candidate.end,
                                    (place[first], place[last - 1] + 1), candidate.marker, candidate.forms))  # fmt: skip
    mine = [frames[i] for i in chosen]
    tokens = [(place[positions[i][0]], place.get(positions[i][1] - 1, place[positions[i][0]]) + 1) for i in chosen]
    return Example(
        ids=np.array([101, *(ids[i] for i in kept), 102], dtype=np.int64),
        frames=mine,
        figure_tokens=np.array(tokens, dtype=np.int64),
        figure_features=np.stack([_figure_features(f) for f in mine]),
        candidates=inside,
        candidate_tokens=np.array([c.tokens for c in inside], dtype=np.int64).reshape(-1, 2),
        pair_features=_pairs(doc, mine, tokens, inside),
    )


def candidates(doc: Doc, frames: list[Frame]) -> list[Candidate]:
    """All that may fill a role, in the order of the text."""
    found: list[Candidate] = []
    text = doc.text
    context: Span | None = None
    today = date.fromisoformat(doc._.article_date) if doc._.article_date else None
    for sentence in doc.sents:
        scene = Scene(sentence, text)
        for place in mark(scene):
            found.append(
                Candidate(
                    "place",
                    place["name"],
                    place["name"],
                    place["start"],
                    place["end"],
                    marker=place["marker"],
                    forms=(place["form"],),
                )
            )
        for body in (*scene.bodies, *names(scene)):
            found.append(
                Candidate(
                    "place", body["name"], body["name"], body["start"], body["end"], forms=(body.get("form", "body"),)
                )
            )
        for good in scene.goods:
            form = "lexicon" if good["lexicon"] is not None else "phrase"
            found.append(
                Candidate(
                    "good", good["name"], (good["name"], good["lexicon"]), good["start"], good["end"], forms=(form,)
                )
            )
        for flow in scene.flows:
            forms = ("flow", flow["direction"] or "", flow["pos"], flow["class"])
            found.append(
                Candidate("measure", flow["measure"], flow["measure"], flow["start"], flow["end"], forms=forms)
            )
        for source in scene.sources:
            found.append(Candidate("source", source["text"].lower(), source["text"], source["start"], source["end"]))
        for period in scene.periods:
            candidate, context = _period(scene, period, context, today)
            if candidate is not None:
                found.append(candidate)
    if today is not None:  # what has no words of time may be of the article's own year
        year = (date(today.year, 1, 1), date(today.year, 12, 31))
        found.append(
            Candidate("period", f"{year[0]}..{year[1]}", year, 0, max(1, min(doc._.title_end, 16)), forms=("article",))
        )
    for frame in frames:
        figure = frame.figure
        if figure["currency"] or figure["unit"]:  # what a bare number may be counted in
            value = (figure["currency"], figure["unit"])
            found.append(Candidate("unit", unit_key(*value), value, figure["start"], figure["end"]))
        if figure["counted"] and figure["counted_span"]:
            start, end = figure["counted_span"]
            found.append(Candidate("measure", figure["counted"], figure["counted"], start, end, forms=("counted",)))
    return sorted(_unique(found), key=lambda c: (c.start, c.end, c.type))


def unit_key(currency: str | None, unit: str | None) -> str:
    """Currency and unit as one key."""
    return f"{currency or ''}|{unit or ''}"


def _unique(found: list[Candidate]) -> list[Candidate]:
    return list({(c.type, c.key, c.start, c.end): c for c in reversed(found)}.values())


def names(scene: Scene) -> list[Mention]:
    """Capitalised names that entity recognition does not have: regions, ports, companies in sentences that are not parsed."""
    taken = [(m["start"], m["end"]) for m in (*scene.places, *scene.bodies, *scene.periods)]
    found: list[Mention] = []
    run: list[Any] = []
    for token in (*scene.sentence, None):
        if (
            token is not None
            and token.text[:1].isupper()
            and token.is_alpha
            and len(token.text) > 1
            and not (token.is_sent_start and not run)
        ):
            run.append(token)
            continue
        if run:
            start, end = run[0].idx, run[-1].idx + len(run[-1].text)
            if not any(a < end and start < b for a, b in taken):
                found.append({"start": start, "end": end, "name": scene.article[start:end], "form": "named"})
            run = []
    return found


def _period(
    scene: Scene, period: Mention, context: Span | None, today: date | None
) -> tuple[Candidate | None, Span | None]:
    span = times.span_of(period, context, today)
    if span is None:
        return None, context
    forms = tuple(
        name
        for name, holds in (
            ("baseline", times.is_baseline(scene, period)),
            ("anaphoric", period["anaphoric"]),
            ("yearless", period["yearless"]),
            ("year", period["grain"] == "year"),
            ("part", period["grain"] != "year"),
        )
        if holds
    )
    key = f"{span.start}..{span.end}"
    made = Candidate("period", key, (span.start, span.end), period["start"], period["end"], forms=forms)
    return made, context if period["anaphoric"] else span


def _one_hot(index: int, size: int) -> Array:
    row = np.zeros(size, dtype=np.float32)
    if 0 <= index < size:
        row[index] = 1
    return row


def _figure_features(frame: Frame) -> Array:
    figure = frame.figure
    units = (
        figure["unit"] == "people",
        figure["currency"] is not None,
        figure["unit"] == "%",
        (figure["unit"] or "").startswith("/"),
    )
    flags = (bool(figure["change"]), bool(figure["carried"]))
    trend = _one_hot(("up", "down", "flat", None).index(figure["trend"]), 4)
    hedged = (figure["bound"] != "exact", figure["bound"] == "between")
    rules = [_one_hot(CLASSES[name].index(value), len(CLASSES[name])) for name, value in rule_classes(frame).items()]
    return np.concatenate([_one_hot(SORTS.index(figure["sort"]) if figure["sort"] in SORTS else -1, len(SORTS)),
                           np.array([*units, *flags, *hedged], dtype=np.float32), trend, *rules])  # fmt: skip


def rule_classes(frame: Frame) -> dict[str, Any]:
    """What the rules decided by class."""
    return {
        "kind": frame.kind,
        "direction": frame.direction,
        "trend": frame.trend,
        "scope": frame.in_scope,
        "asserted": frame.asserted,
    }


def _pairs(doc: Doc, frames: list[Frame], tokens: list[tuple[int, int]], found: list[Candidate]) -> Array:
    """figures × candidates × PAIR_FEATURES, worked out a figure at a time over all candidates."""
    features = np.zeros((len(frames), len(found), PAIR_FEATURES), dtype=np.float32)
    if not found:
        return features
    place = _Places(doc, found)
    for row, (frame, (start, end)) in enumerate(zip(frames, tokens, strict=True)):
        features[row, :, : len(_DISTANCES) * 2 + 2] = place.distances(frame, start, end)
        features[row, :, len(_DISTANCES) * 2 + 2 : len(_DISTANCES) * 2 + 8] = place.flags(frame)
        features[row, :, len(_DISTANCES) * 2 + 12 : -len(ROLES)] = place.fixed
        features[row, :, -len(ROLES) :] = [
            [c.type == kind and _picked(frame, role, c) for role, kind in ROLES.items()] for c in found
        ]
        _ranks(features[row], found, start)
    return features


class _Places:
    """Where the candidates of a window stand, as arrays."""

    def __init__(self, doc: Doc, found: list[Candidate]) -> None:
        self.start, self.end = np.array([c.start for c in found]), np.array([c.end for c in found])
        self.first, self.last = np.array([c.tokens[0] for c in found]), np.array([c.tokens[1] for c in found])
        self.sentences = np.array([s.start_char for s in doc.sents])
        self.breaks = np.array([m.start() for m in re.finditer("\n\n", doc.text)])
        self.title_end = doc._.title_end
        marker = np.array([_one_hot(MARKERS.index(c.marker), len(MARKERS)) for c in found])
        self.fixed = np.concatenate(
            [marker, np.array([[name in c.forms for name in FORMS] for c in found], dtype=np.float32)], 1
        )

    def distances(self, frame: Frame, start: int, end: int) -> Array:
        """How many word pieces lie between, as one of the buckets, before and after apart."""
        before = self.start < frame.figure["start"]
        gap = np.where(before, start - self.last, self.first - end)
        bucket = np.searchsorted(np.array(_DISTANCES), gap, side="right") + np.where(before, 0, len(_DISTANCES) + 1)
        rows: Array = np.eye(2 * (len(_DISTANCES) + 1), dtype=np.float32)[bucket]
        return rows

    def flags(self, frame: Frame) -> Array:
        """In the figure's sentence, the one before, the paragraph, the headline, inside the figure, before it."""
        figure = frame.figure
        own = np.searchsorted(self.sentences, figure["start"], side="right")
        theirs = np.searchsorted(self.sentences, self.start, side="right")
        paragraph = np.searchsorted(self.breaks, figure["start"]) == np.searchsorted(self.breaks, self.start)
        inside = (figure["start"] <= self.start) & (self.end <= figure["end"])
        flags = [
            theirs == own,
            theirs == own - 1,
            paragraph,
            self.start < self.title_end,
            inside,
            self.start < figure["start"],
        ]
        return np.stack(flags, 1).astype(np.float32)


def _picked(frame: Frame, role: str, c: Candidate) -> bool:
    """Whether the rules gave the figure this role by what the candidate stands for."""
    if role == "unit":
        return c.key == unit_key(frame.figure["currency"], frame.figure["unit"])
    value = getattr(frame, role)
    if value is None:
        return False
    if c.type == "good":
        return bool(value == c.value[0])
    if c.type == "source":
        return str(value).lower() == c.key
    return bool(value == c.value)


def _ranks(row: Array, found: list[Candidate], start: int) -> None:
    """Marks the two nearest candidates of each type, before and after the figure."""
    column = 2 * (len(_DISTANCES) + 1) + 6
    for kind in TYPES:
        before = [i for i, c in enumerate(found) if c.type == kind and c.tokens[0] < start]
        after = [i for i, c in enumerate(found) if c.type == kind and c.tokens[0] >= start]
        for rank, index in enumerate((*before[:-3:-1], *([-1] * (2 - len(before[:-3:-1]))), *after[:2])):
            if index >= 0:
                row[index, column + min(rank, 3)] = 1
