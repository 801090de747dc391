"""A mapping file: says once, in YAML, how a statistics office's own table is to be read.

dataset: Trade by country
source: Bureau of National Statistics of Kazakhstan
header_rows: [3, 4]          # the years stand in row 3, the flows in row 4
scale: 1000                  # thousand USD
currency: USD
decimal: ","
columns: {partner: Country}
fixed: {reporter_code: KAZ}
values:
  - {column: 2022 / Export, period: "2022", direction: export}
  - {column: 2022 / Import, period: "2022", direction: import}
absent: {"0,0": negligible, "x": suppressed}
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from extractor.errors import BadTable

Name = Literal[
    "reporter", "reporter_code", "partner", "partner_code", "direction", "measure", "commodity_system",
    "commodity_code", "commodity_label", "period", "currency", "unit", "status", "valuation", "flag", "vintage",
]  # fmt: skip
Absent = Literal["missing", "suppressed", "negligible", "not_applicable"]
Areas = Literal["name", "iso3", "iso2", "comtrade", "eurostat", "unhcr"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Values(_Part):
    """One column of values, and what is fixed for all of it."""

    column: str
    """The column's header; of several header rows, joined by ` / `."""
    period: str | None = None
    direction: str | None = None
    measure: str | None = None
    currency: str | None = None
    unit: str | None = None
    scale: int | None = Field(default=None, ge=1, le=10**11)
    commodity_code: str | None = None
    commodity_label: str | None = None
    reporter_code: str | None = None
    partner_code: str | None = None


class Mapping(_Part):
    """Where each field of an observation comes from in a table of one's own."""

    dataset: str
    source: str
    url: str | None = None
    sheet: str | int = 1
    """Of a workbook: the sheet's name, or its number from 1."""
    header_rows: tuple[int, ...] = (1,)
    """The rows with the header, counted from 1; of several, cells left empty take their left neighbour's text."""
    delimiter: str | None = None
    decimal: Literal[".", ","] = "."
    thousands: str | None = None
    """What groups digits: a space (of any width), a point, an apostrophe."""
    scale: int = Field(default=1, ge=1, le=10**11)
    """What printed values are multiplied by: 1000 for thousands."""
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    unit: str | None = None
    areas: Areas = "name"
    """What the columns of reporters and partners hold: names, or codes of this system."""
    columns: dict[Name, str] = Field(default_factory=dict)
    """Column by field."""
    fixed: dict[Name, str] = Field(default_factory=dict)
    """Value by field, the same for the whole table. Codes of places are ISO 3166-1 alpha-3, W00 is the world."""
    codes: dict[Name, dict[str, str]] = Field(default_factory=dict)
    """What the printed codes of a field mean: `direction: {E: export, I: import}`."""
    values: tuple[Values, ...] = Field(min_length=1)
    absent: dict[str, Absent] = Field(default_factory=dict)
    """What stands in a cell without a value, and why there is none."""
    leave_out: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By column, the texts of rows that are no observations: `Country: [Total, of which]`."""
    provisional_from: str | None = None
    """Periods from this one on (as text, `2024`) are provisional."""
    negatives: bool = False
    """Whether negative values make sense."""
    minimum: bool = False
    """Whether the source says that true figures are higher."""
    secondary: bool = False
    """Whether these are figures quoted by the press."""

    @field_validator("header_rows", mode="before")
    @classmethod
    def _listed(cls, rows: object) -> object:
        return [rows] if isinstance(rows, int) else rows

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = {*self.columns, *self.fixed}
        if not given & {"reporter", "reporter_code"} and not all(value.reporter_code for value in self.values):
            raise ValueError("columns or fixed: `reporter` or `reporter_code` is needed")
        for value in self.values:
            if not (value.period or "period" in given):
                raise ValueError(f"values: `{value.column}` has no period, in `columns`, in `fixed` or of its own")
            if not (value.direction or value.measure or given & {"direction", "measure"}):
                raise ValueError(f"values: `{value.column}` has neither `direction` nor `measure`")
        return self


def read_mapping(path: Path) -> Mapping:
    """The mapping of a YAML file. Raises BadTable, which names the fields that are wrong."""
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadTable(f"{path}: the mapping file cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadTable(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'mapping'}: {e['msg']}" for e in error.errors()[:5])
        raise BadTable(f"{path}: not a mapping: {faults}") from error
