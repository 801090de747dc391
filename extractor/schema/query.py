"""What reconciliation asks of the statistics: the series that may speak of a claim, and exchange rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SeriesQuery:
    """One claim as a question to the store. The answer holds every observation that may be weighed:

    the series itself; its mirror (reporter and partner exchanged, opposite flow); the swapped flow and swapped roles;
    the same series one year earlier and later; wider and narrower codes; months and quarters where the period itself is
    absent; and, where no flow is meant, other measures of the same place and period.
    """

    reporter_code: str | None
    """ISO 3166-1 alpha-3 of the claim's entity."""
    partner_code: str | None
    """ISO 3166-1 alpha-3; null: the world."""
    direction: str | None
    """As in a claim; null where no flow is meant. A balance or turnover asks for imports and exports as well."""
    measure: str | None
    """The claim's own noun: `refugees`, `civilian deaths`, `price`."""
    commodity_codes: tuple[str, ...]
    """Codes that the commodity may stand for (`8542`), without their system."""
    wider_codes: tuple[str, ...]
    """Codes that hold it and more (`8541`, `8542`, `85`)."""
    period_start: Date | None
    period_end: Date | None
    """Both ends inclusive; without them nothing is found."""
    currency: str | None
    """ISO 4217: money is asked for (in whatever currency it is told)."""
    unit: str | None
    """As in a claim: quantities are asked for. Of `%`, `pp` and `x`, and with neither, both money and quantities."""
    mirror: bool = True
    """Whether the partner's own statistics are wanted."""
    total: bool = False
    """True where the claim names no commodity: total trade."""
    commodity: str | None = None
    """The commodity's name, for statistics that know goods by name alone (prices, production)."""
    reporter: str | None = None
    """The entity's name, for entities without a code (companies, bodies)."""
    partner: str | None = None
    """The partner's name, for partners without a code."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many units of the one currency a unit of the other is worth, over a period."""

    mean: Decimal
    low: Decimal
    high: Decimal
    """The lowest and the highest of the period; equal to the mean where only a mean is known."""
    source: str
    """Who publishes it, and what was averaged: `European Central Bank, mean of 257 daily rates`."""
