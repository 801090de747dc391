"""Lists that give each of several places or goods a figure.

`Germany took 3.1 million bags, Italy 2.0 million and Japan 1.5 million`: all places of a list stand on the same side: they are whom its figures
are about, or the other side of one flow. `Crude oil by 36.1%, cement by 28.8%, glass by 2.6%`: each figure has the good of its own stretch
between commas. The trained linker scores each figure by itself; here the figures of a list are decided together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from extractor.linking.candidates import Candidate
from extractor.linking.examples import Example
from extractor.linking.features import Array

_TO_FIGURE = re.compile(r"(?:['’]s?)?\s*(?:[(:–—-]\s*)?(?:[^\W\d]+\s+){0,7}(?:[^\W\d]{0,3}[$€£¥]\s?)?")
"""From a place to its figure: a bracket or colon, a few words (`accounted for`, `with only`), a sign of money."""
_TO_PLACE = re.compile(
    r"[^\W\d]*(?:\s+[^\W\d]+){0,3}[%)]*\s*(?:[,;]|[,;]?\s+(?:and|then|while|with|followed by|but))\s*(?:the\s+)?"
)
"""From a figure to the next place: what is left of its unit, a comma, a joining word."""
_RESPECTIVELY = re.compile(r"[^.;]{0,40}\brespectively\b")
_BETWEEN = re.compile(r"\s*(?:,|and|, and|to|by|and to|and by|from|and from|and for|for|the)?(?:\s*the)?\s*")
_SURE = 0.5
"""From this probability on the owner of a flow is surely whom its figure is about."""
_SIDES = ("entity", "partner")
_LIKELY = 0.15
"""A list is decided where its places fill one of the sides with at least this probability, on the geometric mean (dev: as good to 0.45)."""
_WEIGHT = 0.7
"""What the decision for the whole list weighs in each of its figures (dev: as good from 0.5 to 0.9)."""

_NO_ITEMS = frozenset(("joined", "city", "currency", "body"))
"""Forms of candidates that are no items of such lists."""
_CUT = re.compile(r"[,;](?!\d)(?:\s+and\b)?")
_OWN_GOOD = 40.0
"""So many times likelier is a good of the figure's own stretch in a list of goods (dev: as good from 8)."""
_SHARED = ("kind", "trend")
_LEAST = 1e-5
"""Added to probabilities before their logs are taken."""

List = list[tuple[int, Candidate]]
"""Figures of a window, by index, and the place of each."""


def place_lists(example: Example) -> Iterator[List]:
    """The lists of a window, of two places and more."""
    places = [c for c in example.candidates if c.type == "place" and _NO_ITEMS.isdisjoint(c.forms)]
    yield from _respectively(example, places)
    run: List = []
    last = 0
    for index, frame in enumerate(example.frames):
        start, end = frame.figure["start"], frame.figure["end"]
        place = _place(example, places, last, start)
        goes_on = place is not None and bool(run) and _TO_PLACE.fullmatch(example.layout.text[last : place.start])
        if not goes_on or place is None or place.key in (listed.key for _, listed in run):
            if len(run) > 1:
                yield run
            run = []
        if place is not None:
            run.append((index, place))
        last = end
    if len(run) > 1:
        yield run


def _place(example: Example, places: list[Candidate], since: int, figure: int) -> Candidate | None:
    """The place of a figure's sentence that stands right before it, the last where there are several."""
    begin = max(since, example.layout.bounds(figure)[0])
    nearest = next((c for c in reversed(places) if begin <= c.start and c.end <= figure), None)
    return nearest if nearest is not None and _TO_FIGURE.fullmatch(example.layout.text[nearest.end : figure]) else None


def _respectively(example: Example, places: list[Candidate]) -> Iterator[List]:
    """`Uzbekistan and Lithuania for 711 and 698 thousand respectively`: as many figures as places before them, in order."""
    text, figures = example.layout.text, [frame.figure for frame in example.frames]
    for last, figure in enumerate(figures):
        if not _RESPECTIVELY.match(text, figure["end"]):
            continue
        if last + 1 < len(figures) and _RESPECTIVELY.match(text, figures[last + 1]["end"]):
            continue
        first, (start, _) = last, example.layout.bounds(figure["start"])
        while (
            first
            and figures[first - 1]["start"] >= start
            and _BETWEEN.fullmatch(text[figures[first - 1]["end"] : figures[first]["start"]])
        ):
            first -= 1
        inside = [c for c in places if start <= c.start and c.end <= figures[first]["start"]]
        named = _joined(text, inside, last - first + 1)
        if len({c.key for c in named}) == len(named) > 1:
            yield [(first + offset, c) for offset, c in enumerate(named)]


def _joined(text: str, places: list[Candidate], count: int) -> list[Candidate]:
    """The last so many places with nothing but commas and joining words between them."""
    for first in range(len(places) - count, -1, -1):
        group = places[first : first + count]
        if all(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(group)):
            return group
    return []


def _stretches(example: Example) -> Iterator[tuple[int, int, int]]:
    """The stretches between commas and joining words that hold one figure: where they begin and end, and the figure's index."""
    text = example.layout.text
    starts = [frame.figure["start"] for frame in example.frames]
    for begin, stop in sorted({example.layout.bounds(start) for start in starts}):
        cuts = [begin, *(begin + m.end() for m in _CUT.finditer(text[begin:stop])), stop]
        for low, high in pairwise(cuts):
            inside = [index for index, start in enumerate(starts) if low <= start < high]
            if len(inside) == 1:
                yield low, high, inside[0]


def _good_lists(example: Example) -> Iterator[list[tuple[int, list[int]]]]:
    """Two figures and more in a row of stretches that have goods of their own, and the columns of these."""
    goods = [(i, c) for i, c in enumerate(example.candidates) if c.type == "good"]
    run: list[tuple[int, list[int]]] = []
    known: set[str] = set()
    end = -1
    for low, high, row in _stretches(example):
        inside = [(i, c) for i, c in goods if low <= c.start and c.end <= high]
        keys = {c.key for _, c in inside if "lexicon" in c.forms}
        if low != end or keys & known:
            if len(run) > 1:
                yield run
            run, known = [], set()
        if keys:
            run.append((row, [i for i, _ in inside]))
        known |= keys
        end = high
    if len(run) > 1:
        yield run


def settle(example: Example, roles: dict[str, Array], classes: dict[str, Array]) -> None:
    """Decides the figures of each list together: on which side its places stand, which good each has, kind and trend."""
    for goods in _good_lists(example):
        for row, own in goods:
            roles["commodity"][row, own] *= _OWN_GOOD
            roles["commodity"][row] /= roles["commodity"][row].sum()
        _share(example, classes, [row for row, _ in goods])
    keys = np.array([c.key if c.type == "place" else None for c in example.candidates], dtype=object)
    for places in place_lists(example):
        rows = [row for row, _ in places]
        columns = [np.flatnonzero(keys == place.key) for _, place in places]
        _settle_places(roles, rows, columns, owned=places[0][1].marker == "owner")
        _share(example, classes, rows)


def _settle_places(roles: dict[str, Array], rows: list[int], mine: list[Array], owned: bool) -> None:
    """Gives the places, by their columns, to one side of their figures; what stands on the other side is weighed over all of them.

    Where the first owns its flow (`Chad's exports fell by 51%, …`) and is surely whom its figure is about, the others are so too.
    """
    sums = {side: [roles[side][row, at].sum() for row, at in zip(rows, mine, strict=True)] for side in _SIDES}
    sure = {side: float(_mean(np.array(each))) for side, each in sums.items()}
    side, other = sorted(_SIDES, key=lambda name: -sure[name])
    if owned and sums["entity"][0] > _SURE:
        side, other = _SIDES
    if sure[side] < _LIKELY:
        return
    shared = _mean(roles[other][rows])
    shared[np.concatenate(mine)] = 0
    shared /= shared.sum()
    for row, at in zip(rows, mine, strict=True):
        own = roles[side][row, at] + _LEAST
        roles[side][row] *= 1 - _WEIGHT
        roles[side][row, at] += _WEIGHT * own / own.sum()
        roles[other][row] = (1 - _WEIGHT) * roles[other][row] + _WEIGHT * shared
        roles[other][row, at] = 0


def _share(example: Example, classes: dict[str, Array], rows: list[int]) -> None:
    """Draws the classes of a list's figures in one unit together."""
    units = [example.frames[row].figure["unit"] for row in rows]
    for unit in set(units):
        alike = [row for row, each in zip(rows, units, strict=True) if each == unit]
        for name in _SHARED:
            mean = _mean(classes[name][alike])
            classes[name][alike] = (1 - _WEIGHT) * classes[name][alike] + _WEIGHT * mean / mean.sum()


def _mean(probabilities: Array) -> Array:
    """The geometric mean over the first axis."""
    mean: Array = np.exp(np.log(probabilities + _LEAST).mean(0))
    return mean
