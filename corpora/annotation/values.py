"""Checks of what the cells hold: numbers, periods, codes, names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale

from annotation.notation import TAGS, Answers, Entry
from extractor.lexicons import table

DIRECTIONS = ("import", "export", "re-export", "balance", "turnover")
BOUNDS = ("exact", "about", "over", "under", "at_least", "at_most", "between")
TRENDS = ("up", "down", "flat")
PARTS = frozenset(
    ("Gaza", "Gaza Strip", "West Bank", "Somaliland", "England", "Yugoslavia", "Zaire", "Rhodesia", "West Germany")
)
"""Other names in places.csv that may be entities of their own: parts of countries, and countries that are no more."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
Period = tuple[date, date]


def number(text: str) -> Decimal:
    """A plain number in base units. Raises ValueError."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no plain number in base units (75 million is 75000000)")
    return Decimal(text)


def period(text: str) -> Period:
    """First and last day of `2021`, `2021-Q3`, `2021-03`, `2021-03-14` or of two of these with `..` between. Raises ValueError."""
    first, dots, last = text.partition("..")
    start, end = _stretch(first), _stretch(last if dots else first)
    if end[1] < start[0]:
        raise ValueError(f"period {text!r} ends before it begins")
    return start[0], end[1]


def _stretch(text: str) -> Period:
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no period: 2021, 2021-Q3, 2021-03, 2021-03-14, or two of them with '..'")
    year = int(match["year"])
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    try:
        month = int(match["month"])
        if match["day"]:
            return (date(year, month, int(match["day"])),) * 2
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError as error:
        raise ValueError(f"{text!r} is no day or month of the calendar") from error


def equivalents(text: str) -> list[tuple[Decimal, str | None, str | None]]:
    """`16600000 EUR; 5200 t` as value, currency, unit. Raises ValueError."""
    found: list[tuple[Decimal, str | None, str | None]] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        amount, _, what = part.partition(" ")
        if not what:
            raise ValueError(f"equivalent {part!r} has no currency or unit")
        is_money = what in currencies()
        found.append((number(amount), what if is_money else None, None if is_money else what))
    return found


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes, withdrawn ones among them."""
    return frozenset(Locale("en").currencies)


@cache
def codes() -> dict[str, str]:
    """Canonical English name -> ISO 3166-1 alpha-3."""
    return {row["name"]: row["code"] for row in table("places") if row["code"]}


@cache
def _other_names() -> dict[str, str]:
    """Aliases and demonyms -> canonical name."""
    names: dict[str, str] = {}
    for row in table("places"):
        for other in f"{row['aliases']};{row['demonyms']}".split(";"):
            names.setdefault(other.strip().lower(), row["name"])
    canonical = {row["name"].lower() for row in table("places")}
    return {name: to for name, to in names.items() if name and name not in canonical and name.title() not in PARTS}


@cache
def _unit_words() -> dict[str, str]:
    """`tonnes` -> `t`, where the code is another than the word and the factor one."""
    rows = (
        row
        for row in table("units")
        if row.get("sort") in ("quantity", "per_cent") and row["surface"] and not row["surface"].startswith("#")
    )
    return {
        row["surface"].lower(): row["unit"]
        for row in rows
        if row.get("kind") == "word" and row["unit"] != row["surface"]
    }


def name_parts(name: str) -> list[str]:
    """`Chad, Niger and Mali` as three names; a name that is one country's stays whole."""
    if name in codes():
        return [name]
    return re.split(r",\s+and\s+|,\s+|\s+and\s+", name)


def faults(entry: Entry) -> Iterator[str]:
    """What is wrong in the cells of one claim, a sentence each."""
    for name, check in _CHECKS.items():
        for answer in entry.all(name):
            if answer is not None:
                message = check(answer)
                if message:
                    yield message
    yield from _incoherent(entry)


def _incoherent(entry: Entry) -> Iterator[str]:
    has_range = bool(entry.all("low") and entry.all("high"))
    if entry.kind != "absence" and not entry.all("value") and not has_range:
        yield "no value: every kind but an absence has one (of a range low and high)"
    if bool(entry.all("low")) != bool(entry.all("high")):
        yield "low and high come together"
    if has_range != (entry.first("bound") == "between"):
        yield "bound=between and low=, high= come together"
    if entry.first("currency") and entry.first("unit") and not (entry.first("unit") or "").startswith("/"):
        yield f"currency and unit {entry.first('unit')!r} exclude each other (unit of a price: /t); empty one with 'currency=' or 'unit='"
    if entry.kind in ("level", "change") and not entry.all("currency") and not entry.all("unit"):
        yield "neither currency nor unit"
    if entry.kind == "share" and entry.first("unit") not in ("%", "x", "pp"):
        yield "a share has unit=% (or x)"
    if entry.kind == "absence" and entry.first("bound") not in (None, "exact"):
        yield "the bound of an absence is exact"
    if entry.all("baseline") and entry.kind != "change":
        yield "only a change has a baseline"


def _tried(reader: Callable[[str], object]) -> Callable[[str], str | None]:
    def check(answer: str) -> str | None:
        try:
            reader(answer)
        except ValueError as error:
            return str(error)
        return None

    return check


def _one_of(field: str, choices: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda answer: None if answer in choices else f"unknown {field} {answer!r}: {', '.join(choices)}"


def _currency(answer: str) -> str | None:
    return None if answer in currencies() else f"currency {answer!r} is no ISO 4217 code"


def _unit(answer: str) -> str | None:
    wanted = _unit_words().get(answer.lower())
    if answer in ("per cent", "percent", "pct"):
        wanted = "%"
    if not wanted or answer in (wanted, f"{wanted}s", f"{wanted}es"):  # bales, heads: counted things in the plural
        return None
    return f"unit {answer!r} is written {wanted!r}"


def _name(answer: str) -> str | None:
    others = _other_names()
    parts = name_parts(answer)
    if len(parts) > 1 and not all(part in codes() or part.lower() in others for part in parts):
        return None
    for part in parts:
        if part.lower() in others and part not in PARTS:
            return f"name {part!r}: the canonical name is {others[part.lower()]!r}"
        if part not in codes() and part.title() in codes():
            return f"name {part!r}: the canonical name is {part.title()!r}"
    return (
        "a name without its determiner" if answer.startswith(("the ", "The ", "a ")) and answer[4:] in codes() else None
    )


def _text(answer: str) -> str | None:
    return f"{answer!r} begins with a determiner" if re.match(r"(?:the|a|an)\s", answer, re.I) else None


def _commodity(answer: str) -> str | None:
    return f"commodity {answer!r} stands in quotation marks" if re.search(r"[\"“”«»]", answer) else _text(answer)


def tags(text: str) -> list[str]:
    """`list, no_year` as two names. Raises ValueError for an unknown one."""
    found = [part for part in re.split(r"[,;\s]+", text) if part]
    for tag in found:
        if tag not in TAGS:
            raise ValueError(f"unknown tag {tag!r}: {', '.join(TAGS)}")
    return found


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "value": _tried(number),
    "low": _tried(number),
    "high": _tried(number),
    "currency": _currency,
    "unit": _unit,
    "bound": _one_of("bound", BOUNDS),
    "entity": _name,
    "partner": _name,
    "direction": _one_of("direction", DIRECTIONS),
    "measure": _text,
    "commodity": _commodity,
    "period": _tried(period),
    "baseline": _tried(period),
    "trend": _one_of("trend", TRENDS),
    "asserted": _one_of("asserted", ("yes", "no")),
    "optional": _one_of("optional", ("yes", "no")),
    "equiv": _tried(equivalents),
    "tags": _tried(tags),
}

__all__ = [
    "Answers",
    "Period",
    "codes",
    "currencies",
    "equivalents",
    "faults",
    "name_parts",
    "number",
    "period",
    "tags",
]
