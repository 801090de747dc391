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

import codecs
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from extractor.errors import BadTable

Name = Literal[
    "reporter", "reporter_code", "partner", "partner_code", "direction", "measure", "commodity_system",
    "commodity_code", "commodity_label", "period", "part", "scale", "currency", "unit", "status", "valuation", "flag", "vintage",
]  # fmt: skip
"""Fields of an observation; `part` is what stands beside a year: a month's name or number, `Q1`, `H1`; `scale` is `millions`."""
Absent = Literal["missing", "suppressed", "negligible", "not_applicable"]
Standing = Literal["final", "provisional", "estimated"]
Areas = Literal["name", "iso3", "iso2", "comtrade", "eurostat", "unhcr"]

UNIT, MEASURE = "the unit", "what is counted"
"""What a proposal says where a person has to."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class _Counted(_Part):
    unit: str | None = None
    """What is counted in; then the table's currency does not hold for this column."""
    measure: str | None = None

    @field_validator("unit", "measure")
    @classmethod
    def _said(cls, said: str | None) -> str | None:
        if said in (UNIT, MEASURE):
            raise ValueError(
                f"say it in place of {said!r}, such as {'t' if said == UNIT else 'production'}, or leave the line out"
            )
        return said


class Values(_Counted):
    """One column of values, and what is fixed for all of it."""

    column: str
    """The column's header; of several header rows, joined by ` / `."""
    period: str | None = None
    part: str | None = None
    """A month or quarter (`Jan`, `Q1`) of the year that stands in the row."""
    direction: str | None = None
    currency: str | None = None
    scale: int | None = Field(default=None, ge=1, le=10**11)
    commodity_code: str | None = None
    commodity_label: str | None = None
    reporter_code: str | None = None
    partner_code: str | None = None


class Mapping(_Counted):
    """Where each field of an observation comes from in a table of one's own."""

    dataset: str
    source: str
    url: str | None = None
    sheet: str | int = 1
    """Of a workbook: the sheet's name, or its number from 1."""
    header_rows: tuple[int, ...] = (1,)
    """The rows with the header, counted from 1; of several, cells left empty take their left neighbour's text."""
    encoding: str | None = None
    """`cp1251`, `cp932`; found by itself where null."""
    delimiter: str | None = None
    decimal: Literal[".", ","] = "."
    thousands: str | None = None
    """What groups digits: a space (of any width), a point, an apostrophe."""
    scale: int = Field(default=1, ge=1, le=10**11)
    """What printed values are multiplied by: 1000 for thousands."""
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$")
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
    marks: dict[str, Standing] = Field(default_factory=dict)
    """Footnote marks behind numbers, and what they say of them: `{p: provisional, "*": final}`."""
    headings: dict[Name, str] = Field(default_factory=dict)
    """Fields that stand alone in a row above the rows they hold for, and the column of that cell: `{period: Country}`."""
    filled: tuple[str, ...] = ()
    """Columns whose empty cells are merged with the one above: `[Year]`."""
    year_begins: int | None = Field(default=None, ge=1, le=12)
    """The month in which years such as `2022-23` begin: 4 in India, 7 in Pakistan."""
    frequency: Literal["day", "month", "quarter", "year"] | None = None
    """What a day in the period's column stands for: offices print 2023-01-01 for January, or for all of 2023."""
    lost_zeros: bool = False
    """Whether a spreadsheet took the zero from codes such as 0101, so that one with an odd number of digits gets it back."""
    summed: bool = False
    """Whether rows of the same series are parts of one figure (by region, by customs office), to be added up."""
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

    @field_validator("encoding")
    @classmethod
    def _known(cls, encoding: str | None) -> str | None:
        try:
            return codecs.lookup(encoding).name if encoding else None
        except LookupError as error:
            raise ValueError(f"no encoding is called {encoding}; cp1251, cp1252, utf-8 are some") from error

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = {*self.columns, *self.fixed, *self.headings}
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
