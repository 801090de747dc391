"""What the commands share: reading their paths, and counting what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.schema import Article


class Inputs:
    """The articles of the given paths; each that cannot be read is one line on standard error and is counted."""

    def __init__(self, paths: Iterable[str], date: str | None) -> None:
        from extractor.read import article_of_text

        if date is not None:
            article_of_text("", id="--date", date=date)
        self.paths, self.date = list(paths), date
        self.read = self.failed = 0

    def __iter__(self) -> Iterator[Article]:
        from extractor.read import read_articles

        for article in read_articles(self.paths, date=self.date):
            if isinstance(article, ExtractorError):
                self.failed += 1
                print(f"extractor: {article}", file=sys.stderr)
                continue
            self.read += 1
            if sys.stderr.isatty() and self.read % 50 == 0:
                print(f"\r{self.read} articles", end="", file=sys.stderr, flush=True)
            yield article

    def status(self) -> int:
        """2 where something could not be read, else 0; with several inputs the count is said."""
        if self.failed and self.read + self.failed > 1:
            print(f"extractor: {self.read} read, {self.failed} could not be read", file=sys.stderr)
        return 2 if self.failed else 0
