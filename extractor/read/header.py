"""Header lines of a text file: `DATE: 2023-05-19`, `TITLE:`, `URL:`, `SOURCE:`, then an empty line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractor.errors import BadDate

_LINE = re.compile(r"(?P<key>[A-Z][A-Z-]{2,20}):[ \t]*(?P<value>.*)\n")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header lines say; `end` is the offset at which prose begins."""

    values: dict[str, str]
    end: int

    def day(self, name: str) -> date | None:
        """The DATE line as a day. Raises BadDate, which names the file and the line."""
        printed = self.values.get("DATE")
        if printed is None:
            return None
        try:
            return date.fromisoformat(printed)
        except ValueError as error:
            raise BadDate(f"{name}: DATE: {printed!r} is no date; YYYY-MM-DD is right") from error


def read_header(text: str) -> Header:
    """The header lines at the top of a text, none where it begins with prose."""
    values: dict[str, str] = {}
    position = 0
    while match := _LINE.match(text, position):
        values[match["key"]] = match["value"].strip()
        position = match.end()
    blank = re.compile(r"[ \t]*\n").match(text, position)
    if not values or blank is None:
        return Header({}, 0)
    return Header(values, blank.end())
