"""What is done with a batch of articles: a value that can be sent to another process, and made ready there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from extractor.flow import check_articles, extract_articles, pipeline
from extractor.schema import Article, Claim, Figure, Report

if TYPE_CHECKING:
    from extractor.statistics import Store

Result = TypeVar("Result")


class Work(Protocol[Result]):
    """Gives one result an article, in order. It is pickled before `prepare`, which each process calls once."""

    def prepare(self) -> None:
        """Load what it takes. Raises SetupError or StatisticsError, which end the run."""

    def __call__(self, batch: list[Article]) -> list[Result]:
        """The results of a batch; whatever it raises concerns the articles of this batch alone."""


@dataclass
class Figures:
    """Articles to their figures; those that are out of scope too where `all` is true."""

    all: bool = False

    def prepare(self) -> None:
        """Nothing: no model is needed."""

    def __call__(self, batch: list[Article]) -> list[tuple[Article, list[Figure]]]:
        from extractor.grammar import figures

        return [(article, [f for f in figures(article.text) if self.all or f.in_scope]) for article in batch]


@dataclass
class Extract:
    """Articles to claims. `threshold`: see `extractor.flow.extract_articles`."""

    linker: str = "best"
    threshold: float | None = None

    def prepare(self) -> None:
        pipeline(self.linker)

    def __call__(self, batch: list[Article]) -> list[tuple[Article, list[Claim]]]:
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

    def __call__(self, batch: list[Article]) -> list[Report]:
        return list(check_articles(batch, self._store, linker=self.linker, threshold=self.threshold))

    def close(self) -> None:
        """Lets go of the store, where this process opened it."""
        if self._store is not None:
            self._store.close()
