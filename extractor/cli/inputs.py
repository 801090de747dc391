"""What the commands share: reading their paths, and counting what could not be read or worked through."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import typer

from extractor.errors import ArticleError, ExtractorError

if TYPE_CHECKING:
    from extractor.schema import Article

Result = TypeVar("Result")


class Inputs:
    """The articles of the given paths; each that comes to nothing is one line on standard error and is counted.

    `done`, `unread`, `failed`: how many articles went through, could not be read, and made the program fail;
    `passed`: the files in folders that are of no kind that is read, by suffix.
    """

    def __init__(self, paths: Iterable[str], date: str | None) -> None:
        from extractor.read import article_of_text

        if date is not None:
            article_of_text("", id="--date", date=date)
        self.paths, self.date = list(paths), date
        self.done = self.unread = self.failed = 0
        self.passed: Counter[str] = Counter()
        self._places: deque[str] = deque()

    def __iter__(self) -> Iterator[Article]:
        """The articles that can be read. The place of each is kept until its outcome went through `sound`."""
        from extractor.read import read_placed

        for place, article in read_placed(self.paths, date=self.date, passed=self.passed):
            if isinstance(article, ExtractorError):
                self.unread += 1
                _say(f"extractor: {article}")
                continue
            self._places.append(place)
            yield article

    def sound(self, outcomes: Iterable[Result | ArticleError]) -> Iterator[Result]:
        """The results among the outcomes of these articles, which come in their order; each error is said with its place."""
        for outcome in outcomes:
            place = self._places.popleft()
            if isinstance(outcome, ArticleError):
                self.failed += 1
                _say(f"extractor: {place}: rejected: {outcome}")
                continue
            self.done += 1
            if sys.stderr.isatty() and self.done % 50 == 0:
                print(f"\r{self.done} articles", end="", file=sys.stderr, flush=True)
            yield outcome

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Make of Ctrl-C one line and status 130."""
        try:
            yield
        except KeyboardInterrupt:
            _say(f"extractor: stopped after {self.done} articles; a file that was to be written is left as it was")
            raise typer.Exit(130) from None

    def status(self) -> int:
        """2 where an article came to nothing, else 0; with several inputs the counts are said."""
        lost = self.unread + self.failed
        if lost and self.done + lost > 1:
            rejected = f", {self.failed} rejected" if self.failed else ""
            _say(f"extractor: {self.done} done, {self.unread} could not be read{rejected}")
        if others := ", ".join(f"{count} {kind}" for kind, count in sorted(self.passed.items()) if count):
            _say(f"extractor: passed over in folders: {others}")
        return 2 if lost else 0


def _say(line: str) -> None:
    print(f"\r{line}" if sys.stderr.isatty() else line, file=sys.stderr, flush=True)
