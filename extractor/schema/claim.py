"""A claim: one figure that an article states of the world."""

from __future__ import annotations

from datetime import date as Date
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from extractor.schema.base import Exact, Record

Kind = Literal["level", "change", "share", "absence"]
Direction = Literal["import", "export", "re-export", "balance", "turnover"]
Bound = Literal["exact", "about", "over", "under", "at_least", "at_most", "between"]
Trend = Literal["up", "down", "flat"]


class CommodityCode(Record):
    """A code of a nomenclature that a commodity may stand for."""

    system: str
    """`HS2022`, `HS2017`, …"""
    code: str
    label: str
    score: float = Field(ge=0, le=1)


class Equivalent(Record):
    """The same amount restated in another currency or unit."""

    value: Exact
    currency: str | None = None
    unit: str | None = None


class Ground(Record):
    """The words behind a field: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


class Claim(Record):
    """One figure and all that makes it certain. Offsets are characters of the article's text, end exclusive."""

    id: str
    article: str
    kind: Kind
    entity: str | None = None
    entity_code: str | None = None
    partner: str | None = None
    partner_code: str | None = None
    direction: Direction | None = None
    measure: str | None = None
    commodity: str | None = None
    commodity_codes: tuple[CommodityCode, ...] = ()
    value: Exact | None
    value_low: Exact | None = None
    value_high: Exact | None = None
    bound: Bound = "exact"
    currency: str | None = None
    unit: str | None = None
    year: int | None = None
    period_start: Date | None = None
    period_end: Date | None = None
    baseline_start: Date | None = None
    baseline_end: Date | None = None
    trend: Trend | None = None
    equivalents: tuple[Equivalent, ...] = ()
    source: str | None = None
    via: str | None = None
    asserted: bool = True
    sentence: str
    start: int
    end: int
    grounding: dict[str, Ground] = Field(default_factory=dict)
    confidence: float = Field(default=0.5, ge=0, le=1)
    unsure: bool = False
    """Whether the confidence is below the threshold of the run that wrote the claim."""

    @model_validator(mode="after")
    def _coherent(self) -> Claim:
        if self.value is None and self.kind != "absence":
            raise ValueError("value: null only for an absence")
        if self.start > self.end:
            raise ValueError("start: after end")
        if self.period_start and self.period_end and self.period_start > self.period_end:
            raise ValueError("period_start: after period_end")
        return self

    def marked(self, threshold: float) -> Claim:
        """The claim, `unsure` where its confidence is below the threshold."""
        unsure = self.confidence < threshold
        return self if unsure == self.unsure else self.model_copy(update={"unsure": unsure})

    def contains(self, number: Decimal) -> bool:
        """Whether a number lies in the interval that the words allow (`over` and `under` leave out their ends)."""
        if self.value_low is not None and (
            number < self.value_low or (self.bound == "over" and number == self.value_low)
        ):
            return False
        return not (
            self.value_high is not None
            and (number > self.value_high or (self.bound == "under" and number == self.value_high))
        )
