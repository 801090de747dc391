"""An outcome for each article or claim, in order: its result, or in its place the error that says why there is none."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from extractor.errors import ArticleError, SetupError
from extractor.flow import BATCH
from extractor.run.limit import limited
from extractor.run.work import Work
from extractor.schema import Article

Item = TypeVar("Item")
Result = TypeVar("Result")

CHARACTERS = 500_000
"""Characters at which a batch is full, so that long articles do not fill the memory together."""


def outcomes(
    work: Work[Article, Result], articles: Iterable[Article], processes: int = 1
) -> Iterator[Result | ArticleError]:
    """The result of each article, or the ArticleError of one on which the program failed; in order, as they come.

    With more than one process the batches are shared out among that many; the outcomes are the same and in the same order.
    Raises SetupError and StatisticsError where the work cannot begin at all.
    """
    return outcomes_of(work, batches(articles), processes)


def outcomes_of(
    work: Work[Item, Result], batches: Iterator[list[Item]], processes: int = 1
) -> Iterator[Result | ArticleError]:
    """The same of batches of anything."""
    if processes > 1:
        from extractor.run.processes import spread

        yield from spread(work, batches, processes)
        return
    work.prepare()
    for batch in batches:
        yield from attempt(work, batch)


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in order, some at a time."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) == BATCH or size >= CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def attempt(work: Work[Item, Result], batch: Sequence[Item]) -> list[Result | ArticleError]:
    """A batch as a whole, for speed; where that fails or takes too long, each of its halves, down to what fails. Raises SetupError."""
    try:
        with limited(batch):
            return [*work(batch)]
    except SetupError:
        raise
    except Exception as error:
        if len(batch) == 1:
            return [ArticleError(_told(error))]
    middle = len(batch) // 2
    return [*attempt(work, batch[:middle]), *attempt(work, batch[middle:])]


def _told(error: Exception) -> str:
    """An error in one line, with the last place of the program that it passed: `ValueError: … (pipes/goods.py:88)`."""
    here = Path(__file__)
    root = here.parents[1]
    passed = traceback.extract_tb(error.__traceback__)
    frames = [f for f in passed if Path(f.filename).is_relative_to(root) and Path(f.filename) != here]
    place = f" ({Path(frames[-1].filename).relative_to(root).as_posix()}:{frames[-1].lineno})" if frames else ""
    said = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}{f': {said}' if said else ''}{place}"
