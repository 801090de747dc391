"""An observation: one figure of an official statistic."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from extractor.schema.base import Exact, Record

Status = Literal["final", "provisional", "estimated", "confidential"]
Absent = Literal["missing", "suppressed", "negligible", "not_applicable"]


class Observation(Record):
    """One figure, in base units whatever scale the file used; `row` finds its line again."""

    dataset: str
    source: str
    reporter: str | None = None
    reporter_code: str | None = None
    """ISO 3166-1 alpha-3; null for others."""
    partner: str | None = None
    partner_code: str | None = None
    """ISO 3166-1 alpha-3; `W00` or null: the world."""
    direction: str | None = None
    """As in a claim."""
    measure: str | None = None
    commodity_system: str | None = None
    commodity_code: str | None = None
    commodity_label: str | None = None
    period_start: Date
    period_end: Date
    value: Exact | None
    """Null where the figure is suppressed or missing: never zero."""
    absent: Absent | None = None
    """Why there is no value: `suppressed` (confidential), `negligible` (less than half the unit that the file prints),
    `not_applicable`, or `missing`; null where there is one."""
    flag: str | None = None
    """The mark beside the figure as the file printed it (`c`, `p`), or what the import has to say of it (`reconciled …`)."""
    currency: str | None = None
    unit: str | None = None
    status: Status = "final"
    valuation: Literal["CIF", "FOB"] | None = None
    secondary: bool = False
    """True where the figure is known only as quoted by the press: it never confirms the report that quotes it."""
    minimum: bool = False
    """True where the source says that the true figure is higher (verified casualties)."""
    retrieved: Date | None = None
    vintage: str | None = None
    url: str | None = None
    row: str | None = None

    @property
    def suppressed(self) -> bool:
        """Whether the source knows the figure and keeps it confidential."""
        return self.value is None and (self.absent == "suppressed" or self.status == "confidential")
