"""What every record has in common: known fields only, exact decimals, JSON with numbers as numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from extractor.errors import BadRecord

_ZERO = Decimal(0)
_PLAIN = 27
"""Digits that are added up exactly, less one."""


def plain(number: Decimal) -> Decimal:
    """The same number without exponent and trailing zeros: `7.50E+7` is 75000000."""
    if not number.is_finite():
        raise ValueError("a finite number is needed")
    short = number.normalize()
    if short and short.adjusted() < _PLAIN:
        return short + _ZERO  # which has the smaller exponent of both, so that none is left above zero
    return Decimal(format(short, "f"))


Exact = Annotated[Decimal, AfterValidator(plain)]
"""A decimal as a record holds it: finite, exact, printed without exponent."""


def to_json(value: Any) -> str:
    """JSON in which a decimal is a number with all its digits and no exponent, and a date is `YYYY-MM-DD`."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {to_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)


class Record(BaseModel):
    """A line of output: immutable, with the fields of its class and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> str:
        """One line of JSON; an empty field is null and is written."""
        return to_json(self.model_dump())

    @classmethod
    def trusted(cls, fields: dict[str, Any]) -> Self:
        """A record of all fields in their order, which are not checked again. It keeps the dictionary itself."""
        made = cls.__new__(cls)
        made.__setstate__({**_state(cls), "__dict__": fields})
        return made

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The record of one line of JSON. Raises BadRecord, which names the fields that are wrong."""
        try:
            return cls.model_validate(json.loads(line, parse_float=Decimal))
        except json.JSONDecodeError as error:
            raise BadRecord(f"not JSON at character {error.pos + 1}: {error.msg}") from error
        except ValidationError as error:
            faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in error.errors()[:5])
            raise BadRecord(f"not a {cls.__name__.lower()}: {faults}") from error


@cache
def _state(record: type[Record]) -> dict[str, Any]:
    """What pydantic keeps beside the fields of such a record."""
    names = set(record.model_fields)
    return {"__pydantic_fields_set__": names, "__pydantic_extra__": None, "__pydantic_private__": None}
