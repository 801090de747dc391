"""What words in titles, headers and cells say of their figures: scale, currency, unit, flow (`lexicons/mapping_hints.csv`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extractor.lexicons import table

ASIAN = "\u2e80-\uffef"
"""Letters of Chinese, Japanese and Korean."""
FLOW = ("import", "export", "re-export", "re-import", "balance", "turnover")


def scale_in(text: str) -> int:
    """What a text in lower case says that values are multiplied by; 1 where it says nothing."""
    return int(_first(text, str.isdigit) or 1)


def currency_in(text: str) -> str | None:
    """The currency that a text in lower case names."""
    return _first(text, lambda field: bool(re.fullmatch("[A-Z]{3}", field)))


def flow_in(text: str) -> str | None:
    """The flow of trade that a text in lower case names, null where it names none or several."""
    flows = {field for pattern, field in _hints() if field in FLOW and pattern.search(text)}
    for whole, part in (("re-export", "export"), ("re-import", "import")):
        if whole in flows:
            flows -= {part}
    return flows.pop() if len(flows) == 1 else None


def unit_in(text: str) -> str | None:
    """The unit of quantity that a text in lower case names, `%` among them."""
    found = _first(text, lambda field: field.startswith("unit "))
    return found.removeprefix("unit ") if found else None


def field_in(text: str, fields: tuple[str, ...]) -> str | None:
    """The field of an observation that a header in lower case names: the one whose word stands first in the table."""
    return _first(text, lambda field: field in fields)


def is_world(text: str) -> bool:
    """Whether a cell, and all of it, says `Total`, in one language or two: `Toplam-Total`."""
    words = {row["hint"] for row in table("mapping_hints") if row["field"] == "world"}
    parts = [part.strip(" :*") for part in re.split("[-/–]", text.lower())]
    return text.lower().strip(" :*") in words or all(part in words for part in parts)


def _first(text: str, wanted: Callable[[str], bool]) -> str | None:
    return next((field for pattern, field in _hints() if wanted(field) and pattern.search(text)), None)


@cache
def _hints() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(row["hint"]), row["field"]) for row in table("mapping_hints"))


def _pattern(hint: str) -> re.Pattern[str]:
    """The hint as the beginning of a word (`export` in `exports`), as a whole word where it is short, anywhere where it has no letters of an alphabet."""
    if hint.isdecimal():
        return re.compile(rf"(?<!\d){hint}(?!\d)")
    if not hint[0].isalpha() or not _alphabetic(hint[0]):
        return re.compile(re.escape(hint))
    letter = rf"(?![{ASIAN}])[^\W\d_]"
    end = f"(?!{letter})" if len(hint) <= 4 else ""
    return re.compile(f"(?<![^\\W\\d_]){re.escape(hint)}{end}")


def _alphabetic(letter: str) -> bool:
    """Whether words of the letter's script stand apart: not so in Chinese, Japanese and Korean."""
    return not re.match(f"[{ASIAN}]", letter)
