"""What every record has in common: known fields only, exact decimals, JSON with numbers as numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from extractor.errors import BadRecord


def plain(number: Decimal) -> Decimal:
    """The same number without exponent and trailing zeros: `7.50E+7` is 75000000."""
    if not number.is_finite():
        raise ValueError("a finite number is needed")
    return Decimal(format(number.normalize(), "f"))


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
    def from_json(cls, line: str) -> Self:
        """The record of one line of JSON. Raises BadRecord, which names the fields that are wrong."""
        try:
            return cls.model_validate(json.loads(line, parse_float=Decimal))
        except json.JSONDecodeError as error:
            raise BadRecord(f"not JSON at character {error.pos + 1}: {error.msg}") from error
        except ValidationError as error:
            faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in error.errors()[:5])
            raise BadRecord(f"not a {cls.__name__.lower()}: {faults}") from error
