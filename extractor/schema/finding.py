"""A finding: a claim held against the statistics, or against the rest of its article."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from extractor.schema.base import Exact, Record
from extractor.schema.observation import Observation
from extractor.schema.verdict import Verdict


class OfficialPeriod(Record):
    """Both ends inclusive."""

    start: Date
    end: Date


class Finding(Record):
    """What the statistics say of a claim, and by which rule."""

    claim: str
    """The claim's id; of a consistency finding, the claim that is judged."""
    scope: Literal["statistics", "consistency"] = "statistics"
    """`consistency`: the article held against itself."""
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    official_value: Exact | None = None
    official_currency: str | None = None
    official_period: OfficialPeriod | None = None
    ratio: Exact | None = None
    """Claimed over official."""
    rule: str
    """The rule that decided, and its tolerance, by name: `rounding`, `mirror 0.90-1.20`."""
    because: str
    """One sentence for a reader: both figures, the source, the period, the difference."""
    arithmetic: tuple[str, ...] = ()
    """The steps, a line each."""
    observations: tuple[Observation, ...] = ()
    """All that were weighed, the decisive one first."""
    against: tuple[str, ...] = ()
    """Of a consistency finding: ids of the other claims it rests on."""
