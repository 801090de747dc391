"""Files of JSON: read whole, numbers as they are printed."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from extractor.errors import BadTable
from extractor.statistics.source_file import SourceFile


def whole(source: SourceFile) -> Any:
    """What the file says, decimals exact. Raises BadTable where it breaks off."""
    try:
        return json.loads(source.plain.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise BadTable(
            f"{source.name}:{error.lineno}: not whole JSON at character {error.colno} ({error.msg}); fetch it again"
        ) from error


def printed(value: Any) -> str | None:
    """A value as text, without an exponent; `true` and `false` as JSON prints them."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
