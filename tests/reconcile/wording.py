"""A made-up world of trade figures, and claims about it: true ones worded as newspapers do, and wrong ones with a known slip."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from extractor.claims.commodities import codes
from extractor.schema import Claim, Ground, Observation, Rate

Rates = Callable[[str, str, date, date], Rate | None]
GROUND = {name: Ground(text=name, start=0, end=1) for name in ("value", "entity", "period", "direction", "partner")}
HOME = {"UZB": "USD", "RUS": "USD", "DEU": "EUR", "NOR": "EUR", "POL": "EUR", "CHN": "USD"}
GOODS = {"TOTAL": None, "8542": "microchips", "1001": "wheat", "2709": "crude oil", "8703": "cars"}
YEARS = (2021, 2022, 2023)
COLUMNS = (
    "dataset", "source", "reporter_code", "partner_code", "direction", "measure", "commodity_system", "commodity_code",
    "commodity_label", "period", "value", "currency", "unit", "status", "vintage",
)  # fmt: skip


def made_rows(chance: random.Random) -> Iterator[dict[str, str]]:
    """Each flow told by the exporter, and by most importers with freight on it; some only by months, some provisional."""
    for code, name in GOODS.items():
        for exporter in HOME:
            for importer in (*HOME, "KEN"):
                if exporter == importer:
                    continue
                size = Decimal(chance.randint(10**4, 10**9))
                for year in YEARS:
                    size *= Decimal(chance.choice(("0.55", "0.72", "0.89", "1.14", "1.37", "1.88", "2.6")))
                    yield from _told(chance, code, name, exporter, importer, year, size)


def _told(
    chance: random.Random, code: str, name: str | None, exporter: str, importer: str, year: int, size: Decimal
) -> Iterator[dict[str, str]]:
    yield from _row(chance, "export", exporter, importer, code, name, year, size)
    if importer in HOME:
        freight = Decimal(chance.randint(100, 115)) / 100
        yield from _row(chance, "import", importer, exporter, code, name, year, size * freight)


def _row(
    chance: random.Random, flow: str, reporter: str, partner: str, code: str, name: str | None, year: int, size: Decimal
) -> Iterator[dict[str, str]]:
    row = {
        "dataset": f"Trade of {reporter}", "source": f"Office of {reporter}", "reporter_code": reporter,
        "partner_code": partner, "direction": flow, "measure": flow + "s", "commodity_system": "HS2022",
        "commodity_code": code, "commodity_label": name or "all goods", "period": str(year), "unit": "",
        "currency": HOME[reporter], "status": "provisional" if year == 2023 and chance.random() < 0.5 else "final",
        "vintage": "",
    }  # fmt: skip
    if chance.random() < 0.12:
        part = (size / 12).quantize(Decimal(1))
        yield from ({**row, "period": f"{year}-{month:02}", "value": str(part)} for month in range(1, 13))
    else:
        yield {**row, "value": str(size.quantize(Decimal(1)))}


def write_table(path: Path, seed: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(made_rows(random.Random(seed)))


@dataclass(frozen=True)
class Made:
    """A claim, how it was worded, and for a wrong one the slip that was put in (or null where it has no name)."""

    claim: Claim
    how: str
    slip: tuple[str, ...] = ()


def rounded(number: Decimal, digits: int, how: str = ROUND_HALF_EVEN) -> tuple[Decimal, Decimal]:
    """A number to so many digits, and half a unit of the last."""
    place = number.adjusted() - digits + 1
    unit = Decimal(1).scaleb(place)
    return (number / unit).quantize(Decimal(1), how) * unit, unit / 2


class Writer:
    """Words figures; every choice comes from one seed."""

    def __init__(self, seed: int, rates: Rates) -> None:
        self.chance = random.Random(seed)
        self.rates = rates
        self.count = 0

    def figure(self, number: Decimal, bounds: Sequence[str]) -> dict[str, Any]:
        """Value, interval and bound of a number in the words that fit it."""
        bound = self.chance.choice(bounds)
        digits = self.chance.choice((2, 3))
        if number < 0:
            turned = self.figure(-number, bounds)
            low, high = turned["value_low"], turned["value_high"]
            ends = (None if high is None else -high, None if low is None else -low)
            return {**turned, "value": -turned["value"], "value_low": ends[0], "value_high": ends[1]}
        if bound == "over":
            value, _ = rounded(number * Decimal("0.9999"), digits, ROUND_FLOOR)
            return {"value": value, "value_low": value, "value_high": None, "bound": "over"}
        if bound == "under":
            value, _ = rounded(number * Decimal("1.0001"), digits, ROUND_CEILING)
            return {"value": value, "value_low": None, "value_high": value, "bound": "under"}
        if bound == "about":
            value, half = rounded(number * Decimal(self.chance.randint(95, 105)) / 100, 2)
            half = max(half, value / 10)
            return {"value": value, "value_low": value - half, "value_high": value + half, "bound": "about"}
        value, half = rounded(number, digits)
        return {"value": value, "value_low": value - half, "value_high": value + half, "bound": "exact"}

    def claim(self, o: Observation, number: Decimal, bounds: Sequence[str] = ("exact", "over", "under", "about"), **other: Any) -> Claim:  # fmt: skip
        """A claim of an observation's series with a number of its own."""
        self.count += 1
        name = GOODS.get(o.commodity_code or "TOTAL") if o.direction else None
        world = o.partner_code in (None, "W00")
        fields: dict[str, Any] = {
            "id": f"c{self.count}", "article": "made", "kind": "level", "entity": o.reporter,
            "entity_code": o.reporter_code, "partner": None if world else o.partner,
            "partner_code": None if world else o.partner_code, "direction": o.direction, "measure": o.measure,
            "commodity": name, "commodity_codes": codes(name, None), "currency": o.currency, "unit": o.unit,
            "year": o.period_start.year, "period_start": o.period_start, "period_end": o.period_end, "sentence": "",
            "start": 0, "end": 1, "confidence": 0.9, "grounding": GROUND, **self.figure(number, bounds), **other,
        }  # fmt: skip
        return Claim(**fields)

    def converted(self, o: Observation) -> tuple[Decimal, str] | None:
        """An observation's amount in another currency at the mean rate of its period."""
        currency = self.chance.choice([each for each in ("USD", "EUR", "GBP", "KZT") if each != o.currency])
        rate = self.rates(o.currency or "", currency, o.period_start, o.period_end)
        return None if rate is None or o.value is None else (o.value * rate.mean, currency)
