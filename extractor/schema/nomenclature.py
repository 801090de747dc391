"""What a code of one edition of a nomenclature is in another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correlate:
    """A code's counterpart in another edition."""

    system: str
    """The other edition: `HS2017`."""
    codes: tuple[str, ...]
    """The codes there, a heading instead of its subheadings where all of them are meant; the code itself where it kept its number."""
    parts: tuple[str, ...]
    """The same as the correlation lists them."""
    relation: str
    """From the code's side: `1:1`, `1:n` (together exactly the same goods), `n:1`, `n:m` (they hold other goods too); empty where
    only the table of the other edition is known."""
    kept: bool
    """Whether the code itself is there, whatever goods have moved in or out."""

    @property
    def whole(self) -> bool:
        """Whether the codes there hold the same goods and no others."""
        return self.relation in ("1:1", "1:n") and bool(self.codes)


Correlates = Callable[[str, str], tuple[Correlate, ...]]
"""From an edition and a code to its counterparts in all other editions that are known."""


def none_known(system: str, code: str) -> tuple[Correlate, ...]:
    """Where no correlations were added."""
    return ()
