"""What is done with a batch of articles or claims: a value that can be sent to another process, and made ready there."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from extractor.errors import BadRecord
from extractor.flow import check_articles, extract_articles, pipeline, reconcile_claims
from extractor.schema import Article, Claim, Figure, Finding, Report

if TYPE_CHECKING:
    from extractor.statistics import Store

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)


class Work(Protocol[Item, Result]):
    """Gives one result an item, in order: an article, or the line of a claim. It is pickled before `prepare`, which each process calls once."""

    def prepare(self) -> None:
        """Load what it takes. Raises SetupError or StatisticsError, which end the run."""

    def __call__(self, batch: Sequence[Item]) -> Sequence[Result]:
        """The results of a batch; whatever it raises concerns the items of this batch alone."""


@dataclass
class Figures:
    """Articles to their figures; those that are out of scope too where `all` is true."""

    all: bool = False

    def prepare(self) -> None:
        """Nothing: no model is needed."""

    def __call__(self, batch: Sequence[Article]) -> list[tuple[Article, list[Figure]]]:
        from extractor.grammar import figures

        return [(article, [f for f in figures(article.text) if self.all or f.in_scope]) for article in batch]


@dataclass
class Extract:
    """Articles to claims. `threshold`: see `extractor.flow.extract_articles`."""

    linker: str = "best"
    threshold: float | None = None

    def prepare(self) -> None:
        pipeline(self.linker)

    def __call__(self, batch: Sequence[Article]) -> list[tuple[Article, list[Claim]]]:
        return list(extract_articles(batch, linker=self.linker, threshold=self.threshold))


@dataclass
class Check:
    """Articles to reports. Each process opens the store at `path` (null: the user's own) for itself, to read alone."""

    path: Path | None = None
    linker: str = "best"
    threshold: float | None = None
    _store: Store | None = field(default=None, init=False, repr=False)

    def prepare(self) -> None:
        from extractor.statistics import Store

        self._store = Store(self.path)
        pipeline(self.linker)

    def __call__(self, batch: Sequence[Article]) -> list[Report]:
        return list(check_articles(batch, self._store, linker=self.linker, threshold=self.threshold))

    def close(self) -> None:
        """Lets go of the store, where this process opened it."""
        if self._store is not None:
            self._store.close()


class Told(NamedTuple):
    """A finding as it is printed."""

    verdict: str
    text: str


@dataclass
class Reconcile:
    """Lines of claims to findings; in the place of a line that is no claim what is wrong with it.

    Each of the `processes` opens the store at `path` (null: the user's own) for itself, to read alone, and takes its part of
    the memory that one would take. `explain`: the arithmetic instead of records.
    """

    path: Path | None = None
    threshold: float | None = None
    explain: bool = False
    processes: int = 1
    store: Store | None = field(default=None, init=False, repr=False)

    def prepare(self) -> None:
        from extractor.statistics import Store

        self.store = Store(self.path)
        if self.processes > 1:
            self.store.shared(self.processes)

    def __call__(self, batch: Sequence[str]) -> list[Told | BadRecord]:
        with uncollected():
            read = [_claim(line) for line in batch]
            findings = iter(self.findings([claim for claim in read if isinstance(claim, Claim)]))
            return [self._told(claim, next(findings)) if isinstance(claim, Claim) else claim for claim in read]

    def findings(self, claims: Sequence[Claim]) -> list[Finding]:
        """The finding of each claim."""
        from extractor.reconcile import Tolerances

        assert self.store is not None
        allowed = Tolerances() if self.threshold is None else Tolerances(lowest_confidence=self.threshold)
        return reconcile_claims(claims, self.store, tolerances=allowed)

    def _told(self, claim: Claim, finding: Finding) -> Told:
        from extractor.write.terminal import arithmetic

        return Told(finding.verdict, arithmetic(claim, finding) if self.explain else finding.to_json() + "\n")

    def close(self) -> None:
        """Lets go of the store, where this process opened it."""
        if self.store is not None:
            self.store.close()


def _claim(line: str) -> Claim | BadRecord:
    try:
        return Claim.from_json(line)
    except BadRecord as error:
        return error


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for circles among all that is held, which takes a fifth of the time: records are in none."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
