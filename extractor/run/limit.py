"""A limit to the processor's time that a batch may take, so that no article on which the program never ends stops the run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from extractor.schema import Article

SECONDS = 30.0
"""For any batch."""
SECONDS_A_CHARACTER = 0.001
"""Beside that: some dozen times what a character takes by `best` (2,100 words a second)."""


class TookTooLong(Exception):
    """Raised inside a batch that has had its time."""


@contextmanager
def limited(batch: Sequence[object]) -> Iterator[None]:
    """Raises TookTooLong in the block when it has taken more than the batch may.

    What counts is the processor's time of this process, so that a busy machine or one that slept wrongs no article. Only where the system
    has such a clock (not on Windows), and in a main thread.
    """
    clock = getattr(signal, "ITIMER_PROF", None)
    if clock is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds = SECONDS + SECONDS_A_CHARACTER * sum(len(i.text if isinstance(i, Article) else str(i)) for i in batch)

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong(f"more than {seconds:.0f} s of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        signal.setitimer(clock, 0)
        signal.signal(signal.SIGPROF, before)
