"""The periods that a text goes through, for figures whose own sentence names none, and for those set against an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.linking import times
from extractor.linking.frame import Frame, Ground, Mention
from extractor.linking.scene import Scene
from extractor.timespan import Span


@dataclass(slots=True)
class Timeline:
    """What the text speaks of so far."""

    today: date | None
    span: Span | None = None
    ground: Ground | None = None
    last: Span | None = None
    """The period of the figure before, in the same sentence."""

    def find(self, scene: Scene, figure: Mention, paired: Mention | None) -> tuple[Span | None, Ground | None]:
        """The period of a figure and the words that say it; without any the article's year, said nowhere."""
        words = paired or times.beside(scene, figure)
        if words is None and self.last is not None and times.is_earlier(scene, figure):
            return self.last.shifted(years=-1), None
        words = words or times.opening(scene)
        span = times.counted(words, self.span, self.today) if words else None
        if span is not None and words is not None:
            return span, (words["start"], words["end"])
        if self.span is not None:
            return self.span, self.ground
        if self.today is not None:
            return Span(date(self.today.year, 1, 1), date(self.today.year, 12, 31)), None
        return None, None

    def begin(self) -> None:
        """A sentence begins, with no figure before."""
        self.last = None

    def remember(self, scene: Scene, frame: Frame) -> None:
        """What the figures after it inherit: not what a figure was compared with."""
        if frame.period is None:
            return
        span = Span(*frame.period)
        self.last = span
        ground = frame.grounding.get("period")
        if ground is None:
            return
        words = scene.text(*ground)
        if not any(word in words for word in ("earlier", "before", "ago", "previous")):
            self.span, self.ground = span, ground
