"""The frame of a figure: what it is about, as plain values with the offsets of the words behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from spacy.tokens import Doc

Mention = dict[str, Any]
Ground = tuple[int, int]


@dataclass(slots=True)
class Frame:
    """One figure and its roles; null where the text leaves a role open. Offsets are characters, end exclusive."""

    figure: Mention
    kind: str = "level"
    entity: str | None = None
    partner: str | None = None
    direction: str | None = None
    measure: str | None = None
    commodity: str | None = None
    lexicon: int | None = None
    """The commodity's row in the lexicon of goods."""
    period: tuple[date, date] | None = None
    baseline: tuple[date, date] | None = None
    trend: str | None = None
    source: str | None = None
    via: str | None = None
    asserted: bool = True
    in_scope: bool = True
    equivalents: list[dict[str, str | None]] = field(default_factory=list)
    grounding: dict[str, Ground] = field(default_factory=dict)
    confidence: float = 0.5

    def fill(self, name: str, value: Any, ground: Ground | None) -> None:
        """Set a role and the words behind it; an empty value leaves it as it is."""
        if value is None:
            return
        setattr(self, name, value)
        if ground is not None:
            self.grounding[name] = ground


class Linker(Protocol):
    """Gives the frames of a Doc, in the order of its figures."""

    def __call__(self, doc: Doc) -> list[Frame]: ...
