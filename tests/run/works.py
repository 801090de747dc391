"""Works that fail where a text says so; in a module of its own, so that another process can import them."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass

from extractor.errors import SetupError
from extractor.run import limit
from extractor.schema import Article


@dataclass
class Marked:
    """Gives back each article's id; raises, runs out of memory, never ends or dies where the text says so."""

    prepared: str = "well"

    def prepare(self) -> None:
        if self.prepared == "badly":
            raise SetupError("weights are missing")
        if self.prepared == "dies":
            os._exit(3)
        if self.prepared == "briefly":
            limit.SECONDS = 0.2

    def __call__(self, batch: list[Article]) -> list[str]:
        for article in batch:
            if "raises" in article.text:
                raise ValueError("two\nlines")
            if "memory" in article.text:
                raise MemoryError
            while "loops" in article.text:
                pass
            if "stops" in article.text:
                raise KeyboardInterrupt
            if "dies" in article.text:
                os.kill(os.getpid(), signal.SIGKILL)
        return [article.id for article in batch]
