"""From a code of one edition to its counterparts in the others, by the correlations that were added to a store."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

import duckdb

from extractor.schema.nomenclature import Correlate
from extractor.statistics.nomenclatures.editions import WHOLE

_Map = dict[str, frozenset[str]]
_FINEST = 6
"""Digits of the codes that correlations of the Harmonized System are told by."""


class Correlations:
    """Looked up code by code; nothing is read before the first question."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.of = lru_cache(maxsize=16384)(self._of)

    def _of(self, system: str, code: str) -> tuple[Correlate, ...]:
        """The counterparts of a code in each edition that can be reached, the fewest steps first."""
        found = [each for path in self._paths(system) if (each := self._along(path, code)) is not None]
        reached = {each.system for each in found}
        return (*found, *(each for each in self._by_tables(system, code) if each.system not in reached))

    def _paths(self, system: str) -> Iterator[tuple[str, ...]]:
        """The shortest way to each other edition."""
        seen = {system}
        waiting: deque[tuple[str, ...]] = deque([(system,)])
        while waiting:
            path = waiting.popleft()
            for other in sorted({to for start, to in self._maps if start == path[-1]} - seen, reverse=True):
                seen.add(other)
                waiting.append((*path, other))
                yield (*path, other)

    def _along(self, path: tuple[str, ...], code: str) -> Correlate | None:
        """The counterparts at the end of a way; null where the first correlation does not have the code."""
        steps = list(pairwise(path))
        start = _below(self._maps[steps[0]], code)
        if not start:
            return None
        there, told_whole = start, True
        for step in steps:
            told_whole &= not any((*step, each) in self._told_weak for each in there)
            there = self._step(step, there)
        back = there
        for step in reversed(steps):
            back = self._step((step[1], step[0]), back)
        closed = told_whole and back <= start
        kept = any(other.startswith(code) for other in there)
        if kept and closed and all(other.startswith(code) for other in there):
            return Correlate(path[-1], (code,), tuple(sorted(there)), "1:1", kept=True)
        codes = (
            (code,) if kept else tuple(_headings(there, self._all_codes(steps[-1]) if len(code) < _FINEST else None))
        )
        relation = ("1" if closed else "n") + (":1" if len(codes) == 1 and not kept else ":n" if closed else ":m")
        return Correlate(path[-1], codes, tuple(sorted(there)), relation, kept=kept)

    def _all_codes(self, step: tuple[str, str]) -> Iterable[str] | None:
        """Every code of a step's end: by its table, else by a correlation that is whole; null where neither is there."""
        told = self._tables.get(step[1], self._maps[step[1], step[0]])
        return told if len(told) >= WHOLE else None

    def _step(self, step: tuple[str, str], codes: Iterable[str]) -> frozenset[str]:
        """One edition further; a code that the correlation leaves out has kept its number."""
        links = self._maps[step]
        return frozenset(other for code in codes for other in links.get(code, (code,)))

    @cached_property
    def _told_weak(self) -> frozenset[tuple[str, str, str]]:
        """Where the file says that a code is but a part of another, or has but a part of it: a step, and a code of its start."""
        return frozenset(
            side
            for system, code, to_system, to_code, relation, partial in self._links
            if partial or relation in ("n:1", "n:m", "1:n")
            for side in ((system, to_system, code), (to_system, system, to_code))
            if partial or relation == "n:m" or (relation == "n:1") == (side[0] == system)
        )

    @cached_property
    def _links(self) -> list[tuple[str, str, str, str, str | None, bool]]:
        if not self._has("correlation"):
            return []
        return self._connection.execute(
            "SELECT system, code, to_system, to_code, relation, partial FROM correlation"
        ).fetchall()

    @cached_property
    def _maps(self) -> dict[tuple[str, str], _Map]:
        """Both ways of each correlation; one that was added in this direction goes before another's way back."""
        maps: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        given = {(system, to_system) for system, _, to_system, *_ in self._links}
        for system, code, to_system, to_code, _, _ in self._links:
            maps[system, to_system][code].add(to_code)
            if (to_system, system) not in given:
                maps[to_system, system][to_code].add(code)
        return {key: {code: frozenset(others) for code, others in links.items()} for key, links in maps.items()}

    def _by_tables(self, system: str, code: str) -> Iterator[Correlate]:
        """Editions of which only the table is known, a whole one: the code is there, or it is not."""
        for other, codes in self._tables.items():
            if other != system and other[:2] == system[:2] == "HS":
                kept = code in codes
                yield Correlate(other, (code,) if kept else (), (), "", kept=kept)

    @cached_property
    def _tables(self) -> dict[str, frozenset[str]]:
        if not self._has("heading"):
            return {}
        rows = self._connection.execute("SELECT system, list(code) FROM heading GROUP BY system ORDER BY system DESC")
        return {system: frozenset(codes) for system, codes in rows.fetchall() if len(codes) >= WHOLE}

    def _has(self, name: str) -> bool:
        known = self._connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name])
        return known.fetchone() is not None


def _below(links: _Map, code: str) -> frozenset[str]:
    """The codes of a correlation that make up a code: itself, or of a heading its subheadings."""
    if code in links or len(code) >= _FINEST:
        return frozenset((code,)) if code in links else frozenset()
    return frozenset(other for other in links if other.startswith(code))


def _headings(codes: frozenset[str], known: Iterable[str] | None) -> list[str]:
    """The codes, with a heading in the place of its subheadings where all that there are, of all known codes, are among them."""
    if known is None:
        return sorted(codes)
    finest = [code for code in known if len(code) == _FINEST]
    whole = {
        heading
        for heading in {code[:4] for code in codes if len(code) == _FINEST}
        if {other for other in finest if other.startswith(heading)} <= codes
    }
    return sorted(whole | {code for code in codes if code[:4] not in whole})
