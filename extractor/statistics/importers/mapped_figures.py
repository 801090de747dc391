"""SQL for the figures of a mapped table: numbers with their marks and groups of digits, codes of goods."""

from __future__ import annotations

import re

from extractor.statistics.mapping import Mapping
from extractor.statistics.reading import cases, text

SPACES = r"[\s\x{00a0}\x{2007}\x{2009}\x{202f}]"
SIGNS = {
    "£": ("GBP",),
    "€": ("EUR",),
    "¥": ("JPY", "CNY"),
    "₦": ("NGN",),
    "₹": ("INR",),
    "$": ("USD", "CAD", "AUD", "NZD"),
}
"""Signs of currencies that may stand before a number."""
APOSTROPHES = "['’ʼ`]"


def number(mapping: Mapping, printed: str) -> dict[str, str]:
    """Value, flag, absence and what is wrong with a cell, given SQL for its trimmed text."""
    absent = cases(printed, dict(mapping.absent))
    bare = f"translate({printed}, '−–▲△', '----')"
    if signs := [sign for sign in SIGNS if mapping.currency in SIGNS[sign]]:
        bare = f"regexp_replace({bare}, '^[{''.join(signs)}]\\s*', '')"
    fields = {"absent": absent}
    if mapping.marks:
        marks = "(?:" + "|".join(re.escape(mark) for mark in sorted(mapping.marks, key=len, reverse=True)) + ")"
        behind, before = text(rf"[0-9]\s*({marks})$"), text(rf"([0-9])\s*{marks}$")
        flag = f"nullif(regexp_extract({printed}, {behind}, 1), '')"
        bare = f"regexp_replace({bare}, {before}, '\\1')"
        fields |= {"flag": flag, "status": cases(flag, dict(mapping.marks), other="NULL")}
    group, point = _class(mapping.thousands), re.escape(mapping.decimal)
    whole = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{group}[0-9]{{2,3}})*{group}[0-9]{{3}})" if group else "[0-9]+"
    shape = text(rf"[-+]?(?:{whole})?(?:{point}[0-9]*)?(?:[eE][-+]?[0-9]+)?")
    said = f"decimal: {mapping.decimal!r}, thousands: {mapping.thousands!r}" if mapping.thousands else f"decimal: {mapping.decimal!r}"  # fmt: skip
    wrong = text(f" is not a number as the mapping says ({said})")
    plain = f"regexp_replace({bare}, {text(group)}, '', 'g')" if group else bare
    return fields | {
        "value": f"replace({plain}, ',', '.')" if mapping.decimal == "," else plain,
        "refused": f"CASE WHEN {absent} IS NULL AND NOT regexp_full_match({bare}, {shape}) THEN {printed} || {wrong} END",
    }


def _class(thousands: str | None) -> str:
    """A pattern for what groups digits."""
    if not thousands:
        return ""
    if thousands.isspace():
        return SPACES
    return APOSTROPHES if thousands in APOSTROPHES[1:-1] else re.escape(thousands)


def good(mapping: Mapping, code: str) -> tuple[str, str]:
    """SQL for a code of the Harmonized System as text, without points and with its zero, and for what is wrong with it."""
    bare = f"CASE WHEN regexp_full_match({code}, '''?[0-9]+(?:[. ][0-9]+)*') THEN regexp_replace({code}, '[^0-9]', '', 'g') WHEN regexp_matches({code}, '^[0-9]{{2,10}}\\s*[-–:.]?\\s+\\p{{L}}') THEN regexp_extract({code}, '^[0-9]+') ELSE {code} END"
    odd = f"regexp_full_match({bare}, '[0-9]+') AND length({bare}) % 2 = 1"
    if mapping.lost_zeros:
        return f"CASE WHEN {odd} THEN '0' || {bare} ELSE {bare} END", "NULL"
    wrong = (
        "the code ' || "
        + bare
        + " || ' has an odd number of digits: where a spreadsheet took its zero, say lost_zeros: true, "
        "where it is of another nomenclature, say which, as fixed: {commodity_system: SITC4}"
    )
    return bare, f"CASE WHEN {odd} AND length({bare}) < 9 THEN '{wrong}' END"
