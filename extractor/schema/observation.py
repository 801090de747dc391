"""An observation: one figure of an official statistic."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from extractor.schema.base import Exact, Record

Status = Literal["final", "provisional", "estimated", "confidential"]


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
