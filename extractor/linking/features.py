"""What the trained linker is told of figures and candidates besides the words: sort and unit, distance, form, standing in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractor.linking.candidates import ROLES, Candidate, unit_key
from extractor.linking.clauses import RELATIONS, Clauses
from extractor.linking.frame import Frame
from extractor.linking.layout import BESIDE, BETWEEN, Layout

Array = NDArray[Any]

TYPES = ("place", "good", "period", "measure", "source", "unit")
CLASSES = {
    "kind": ("level", "change", "share", "absence"),
    "direction": (None, "import", "export", "re-export", "balance", "turnover"),
    "trend": (None, "up", "down", "flat"),
    "scope": (True, False),
    "asserted": (True, False),
}
"""What is decided of a figure by class."""

SORTS = (
    "money", "quantity", "count", "per_cent", "percentage_points", "multiple", "fraction", "price", "rate", "absence",
)  # fmt: skip
MARKERS = (
    "origin", "goal", "counterpart", "owner", "agent", "place", "route", "comparison", "adjective", "subject", "object", "none",
)  # fmt: skip
FORMS = (
    "name", "demonym", "capital", "named", "city", "currency", "joined", "lexicon", "phrase", "chunk", "baseline", "anaphoric",
    "yearless", "year", "part", "article", "flow", "counted", "import", "export", "re-export", "balance", "turnover", "verb",
    "people", "price", "output", "company", "alternative", "implied", "body", "inside",
)  # fmt: skip
"""What is known of a candidate: how it is printed, and of a word of flow its direction and class."""

_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 35, 70, 150)
_BUCKETS = 2 * (len(_DISTANCES) + 1)
_FLAGS, _FIGURES, _RANKS, _STANDING = 6, 3, 4, 7
_PLACE = _BUCKETS + _FLAGS + _FIGURES + RELATIONS + BETWEEN
PAIR_FEATURES = _PLACE + _RANKS + len(MARKERS) + len(FORMS) + _STANDING + BESIDE + len(ROLES)
FIGURE_FEATURES = len(SORTS) + 14 + sum(map(len, CLASSES.values()))


def rule_classes(frame: Frame) -> dict[str, Any]:
    """What the rules decided by class."""
    return {
        "kind": frame.kind,
        "direction": frame.direction,
        "trend": frame.trend,
        "scope": frame.in_scope,
        "asserted": frame.asserted,
    }


def figure_features(layout: Layout, frames: list[Frame]) -> Array:
    """figures × FIGURE_FEATURES."""
    sentences = layout.sentence([f.figure["start"] for f in frames])
    rows = []
    for index, frame in enumerate(frames):
        first = index == 0 or sentences[index - 1] != sentences[index]
        last = index + 1 == len(frames) or sentences[index + 1] != sentences[index]
        rows.append(np.concatenate([_figure(frame), np.array([first, last], dtype=np.float32)]))
    return np.stack(rows)


def _figure(frame: Frame) -> Array:
    figure = frame.figure
    flags = (
        figure["unit"] == "people",
        figure["currency"] is not None,
        figure["unit"] == "%",
        (figure["unit"] or "").startswith("/"),
        bool(figure["change"]),
        bool(figure["carried"]),
    )
    trend = _one_hot(("up", "down", "flat", None).index(figure["trend"]), 4)
    hedged = (figure["bound"] != "exact", figure["bound"] == "between")
    rules = [_one_hot(CLASSES[name].index(value), len(CLASSES[name])) for name, value in rule_classes(frame).items()]
    sort = _one_hot(SORTS.index(figure["sort"]) if figure["sort"] in SORTS else -1, len(SORTS))
    return np.concatenate([sort, np.array([*flags, *hedged], dtype=np.float32), trend, *rules])


def _one_hot(index: int, size: int) -> Array:
    row = np.zeros(size, dtype=np.float32)
    if 0 <= index < size:
        row[index] = 1
    return row


Standings = dict[tuple[str, str], Array]
_BESIDE = {"article", "joined", "currency"}
"""Forms of candidates that no word of the text names by itself."""


def standings(doc: Doc, found: list[Candidate]) -> Standings:
    """How each key stands in the whole text: how often, its share of its type, in the headline, first, most frequent, by city, by money."""
    made: Standings = {}
    for kind in TYPES:
        by_key: dict[str, list[Candidate]] = {}
        for c in found:
            if c.type == kind:
                by_key.setdefault(c.key, []).append(c)
        body = (c.key for c in found if c.type == kind and c.start >= doc._.title_end and not _BESIDE & set(c.forms))
        first, total = next(body, None), sum(map(len, by_key.values()))
        most = max(map(len, by_key.values()), default=0)
        for key, mine in by_key.items():
            forms = [form for c in mine for form in c.forms]
            made[kind, key] = np.array(
                [
                    np.log1p(len(mine)) / 3,
                    len(mine) / total,
                    any(c.start < doc._.title_end for c in mine),
                    key == first,
                    len(mine) == most,
                    np.log1p(forms.count("city")) / 3,
                    "currency" in forms,
                ],
                dtype=np.float32,
            )
    return made


def pairs(
    doc: Doc,
    layout: Layout,
    clauses: Clauses,
    frames: list[Frame],
    tokens: list[tuple[int, int]],
    found: list[Candidate],
    stand: Standings,
) -> Array:
    """figures × candidates × PAIR_FEATURES, worked out a figure at a time over all candidates."""
    features = np.zeros((len(frames), len(found), PAIR_FEATURES), dtype=np.float32)
    if not found:
        return features
    place = _Places(doc, layout, clauses, found, stand)
    for row, (frame, (start, end)) in enumerate(zip(frames, tokens, strict=True)):
        near = [place.distances(frame, start, end), place.flags(frame), place.figures_between(frame)]
        near += [place.relations(frame), place.marks_between(frame)]
        features[row, :, :_PLACE] = np.concatenate(near, 1)
        features[row, :, _PLACE + _RANKS : -len(ROLES)] = place.fixed
        for rank, index in place.nearest(start):
            features[row, index, _PLACE + rank] = 1
        for column, (role, kind) in enumerate(ROLES.items(), start=PAIR_FEATURES - len(ROLES)):
            key, mine = _rule_key(frame, role), place.of_type[kind]
            if key is not None:
                features[row, mine, column] = place.keys[mine] == key
    return features


class _Places:
    """Where the candidates of a window stand, as arrays."""

    def __init__(self, doc: Doc, layout: Layout, clauses: Clauses, found: list[Candidate], stand: Standings) -> None:
        self.start, self.end = np.array([c.start for c in found]), np.array([c.end for c in found])
        self.first, self.last = np.array([c.tokens[0] for c in found]), np.array([c.tokens[1] for c in found])
        self.keys = np.array([c.key for c in found], dtype=object)
        types = np.array([c.type for c in found])
        self.of_type = {kind: np.flatnonzero(types == kind) for kind in TYPES}
        self.layout, self.clauses = layout, clauses
        self.sentences, self.paragraphs = layout.sentence(self.start), layout.paragraph(self.start)
        self.title_end = doc._.title_end
        self.figures = np.array([f["start"] for f in doc._.figures if f["in_scope"]])
        words = np.array([_of_words(c.marker, c.forms) for c in found])
        standing = np.array([stand[c.type, c.key] for c in found])
        self.fixed = np.concatenate([words, standing, layout.beside(types.tolist(), self.start, self.end)], 1)

    def distances(self, frame: Frame, start: int, end: int) -> Array:
        """How many word pieces lie between, as one of the buckets, before and after apart."""
        before = self.start < frame.figure["start"]
        gap = np.where(before, start - self.last, self.first - end)
        bucket = np.searchsorted(np.array(_DISTANCES), gap, side="right") + np.where(before, 0, len(_DISTANCES) + 1)
        rows: Array = np.eye(_BUCKETS, dtype=np.float32)[bucket]
        return rows

    def flags(self, frame: Frame) -> Array:
        """In the figure's sentence, the one before, the paragraph, the headline, inside the figure, before it."""
        figure = frame.figure
        own, theirs = self.layout.sentence(figure["start"]), self.sentences
        paragraph = self.layout.paragraph(figure["start"]) == self.paragraphs
        inside = (figure["start"] <= self.start) & (self.end <= figure["end"])
        before = self.start < figure["start"]
        flags = [theirs == own, theirs == own - 1, paragraph, self.start < self.title_end, inside, before]
        return np.stack(flags, 1).astype(np.float32)

    def figures_between(self, frame: Frame) -> Array:
        """How many other figures stand between: none, one, more."""
        mine = np.searchsorted(self.figures, frame.figure["start"])
        theirs = np.searchsorted(self.figures, self.start)
        count = np.where(self.start < frame.figure["start"], mine - theirs, theirs - mine - 1)
        rows: Array = np.eye(_FIGURES, dtype=np.float32)[np.clip(count, 0, _FIGURES - 1)]
        return rows

    def relations(self, frame: Frame) -> Array:
        """How those of the figure's sentence stand to it in the parse."""
        rows = np.zeros((len(self.start), RELATIONS), dtype=np.float32)
        figure = (frame.figure["start"], frame.figure["end"])
        for i in np.flatnonzero(self.sentences == self.layout.sentence(figure[0])):
            rows[i] = self.clauses.relation(figure, (int(self.start[i]), int(self.end[i])))
        return rows

    def marks_between(self, frame: Frame) -> Array:
        """Marks, joining words and brackets between the figure and each of them."""
        return self.layout.between(frame.figure["start"], frame.figure["end"], self.start, self.end)

    def nearest(self, start: int) -> Iterator[tuple[int, int]]:
        """Rank and index of the two nearest candidates of each type, before the figure (0, 1) and from it on (2, 3)."""
        for mine in self.of_type.values():
            cut = int(np.searchsorted(self.first[mine], start))
            yield from enumerate(mine[max(0, cut - 2) : cut][::-1])
            yield from enumerate(mine[cut : cut + 2], start=2)


@cache
def _of_words(marker: str, forms: tuple[str, ...]) -> Array:
    """Marker and forms of a candidate."""
    rows = [[name == marker for name in MARKERS], [name in forms for name in FORMS]]
    return np.concatenate(rows).astype(np.float32)


def _rule_key(frame: Frame, role: str) -> str | None:
    """The key of what the rules gave the figure for a role."""
    if role == "unit":
        return unit_key(frame.figure["currency"], frame.figure["unit"])
    value = getattr(frame, role)
    if value is None:
        return None
    if role in ("period", "baseline"):
        return f"{value[0]}..{value[1]}"
    return str(value).lower() if role in ("source", "via") else str(value)
