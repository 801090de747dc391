"""Batches shared out among processes, each with a pipe of its own: when one dies, it is known which batch it had.

A process that dies (killed for its memory, a fault in a library) is replaced, and what was left of its batch is tried again
one article at a time; the article on which a process dies again is the one that is named.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from extractor.errors import ArticleError, ExtractorError, SetupError
from extractor.run.outcomes import attempt
from extractor.run.work import Work

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Batches a process that may be begun or done before the oldest is given out: memory is bounded by it."""


@dataclass
class _Task(Generic[Item, Result]):
    """A batch, and the outcomes of its first articles."""

    batch: list[Item]
    outcomes: list[Result | ArticleError] = field(default_factory=list)
    alone: bool = False

    def left(self) -> list[Item]:
        """What to try next: all that is left, or after a death its first article; empty when all is done."""
        rest = self.batch[len(self.outcomes) :]
        return rest[:1] if self.alone else rest

    def died(self, code: int | None) -> None:
        """Take note that a process ended over what was left."""
        if self.alone or len(self.batch) == 1:
            how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
            self.outcomes.append(ArticleError(f"the process that worked on it died ({how})"))
        self.alone = True


class _Worker(Generic[Item, Result]):
    """A process that is ready to work. Raises what its preparation raises."""

    def __init__(self, work: Work[Item, Result]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.task: _Task[Item, Result] | None = None

    def await_ready(self) -> _Worker[Item, Result]:
        """Wait until it has loaded all it needs. Raises ExtractorError, its own or SetupError where it died."""
        try:
            said: ExtractorError | None = self.pipe.recv()
        except (EOFError, OSError) as error:
            self.process.join()
            raise SetupError(
                f"a process died while it loaded the pipeline (status {self.process.exitcode}); fewer --processes may help"
            ) from error
        if said is not None:
            raise said
        return self

    def send(self) -> None:
        """Give it what is left of its task. That it has died is seen when its answer is fetched."""
        assert self.task is not None
        try:
            self.pipe.send(self.task.left())
        except OSError:
            return

    def end(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def spread(work: Work[Item, Result], batches: Iterator[list[Item]], processes: int) -> Iterator[Result | ArticleError]:
    """The outcomes of all batches, in order. Raises ExtractorError where a process cannot be made ready."""
    workers: list[_Worker[Item, Result]] = []
    window: deque[_Task[Item, Result]] = deque()
    try:
        workers += [_Worker(work) for _ in range(processes)]
        for worker in workers:
            worker.await_ready()
        more = True
        while more or window:
            while window and not window[0].left():
                yield from window.popleft().outcomes
            for worker in workers:
                if worker.task is None and more and len(window) < AHEAD * processes:
                    batch = next(batches, None)
                    more = batch is not None
                    if batch:
                        worker.task = _Task(batch)
                        window.append(worker.task)
                        worker.send()
            _collect(work, workers)
    finally:
        for worker in workers:
            worker.end()


def _collect(work: Work[Item, Result], workers: list[_Worker[Item, Result]]) -> None:
    """Wait for an answer, or a death, and go on with the tasks that are not done; nothing where all are idle."""
    busy: dict[Any, int] = {worker.pipe: i for i, worker in enumerate(workers) if worker.task is not None}
    for pipe in wait(list(busy)) if busy else ():
        index = busy[pipe]
        worker = workers[index]
        task = worker.task
        assert task is not None
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            worker.end()
            task.died(worker.process.exitcode)
            worker = workers[index] = _Worker(work).await_ready()
            worker.task = task
        else:
            if isinstance(said, ExtractorError):
                raise said
            task.outcomes += said
        if task.left():
            worker.send()
        else:
            worker.task = None


def _serve(pipe: Connection, work: Work[Item, Result]) -> None:
    """The loop of a process: batches in, outcomes out, until the pipe is closed. Ctrl-C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work.prepare()
        pipe.send(None)
        while True:
            pipe.send(attempt(work, pipe.recv()))
    except (EOFError, BrokenPipeError):
        return
    except ExtractorError as error:
        pipe.send(error)
