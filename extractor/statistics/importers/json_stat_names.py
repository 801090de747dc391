"""What the dimensions of a JSON-stat table are, by their names and categories, where no role says it.

PxWeb's older instances write no roles, number their categories (`"0": "2021"`), and a national office's table of trade does not
name its own country: that is in the source's name (`Statistics Norway`) or address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from extractor.lexicons import table as lexicon
from extractor.statistics.areas import WORLD, named
from extractor.statistics.hints import currency_in, scale_in
from extractor.statistics.nomenclature import editions_in

Category = Sequence[tuple[str, str | None]]
"""Codes and labels, in order."""
PERIOD = re.compile(r"(1[89]|20)\d\d(\.0|-?[MQKSH]?\d{1,2}|-\d\d-\d\d)?", re.I)
FLOWS = {"import": "IMPORT", "export": "EXPORT", "balance": "BAL", "turnover": "TURNOVER"}
"""Codes of flows by the words for them."""
BEHIND = re.compile(r"\s*(?:\(([^()]*)\)|,(.*))$")
"""`Imports (NOK million)`, `Imports, million EUR`, `Imports (cif)`."""


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("dimension_words") if row["role"] == role)


def _is(role: str, *names: str | None) -> bool:
    return any(name is not None and " ".join(name.lower().split()) in _words(role) for name in names)


def time(dimensions: Mapping[str, Any], categories: Mapping[str, Category]) -> str | None:
    """The dimension of time: by name, else the only one of which every category is a period."""
    periods = [name for name, category in categories.items() if _periods(category)]
    called = [name for name in periods if _is("time", name, dimensions[name].get("label"))]
    found = called or periods
    return found[0] if len(found) == 1 else None


def _periods(category: Category) -> bool:
    return any(all(PERIOD.fullmatch(str(each[part] or "").strip()) for each in category) for part in (0, 1))


def flow(categories: Mapping[str, Category]) -> str | None:
    """The dimension of which every category is a flow or a balance of flows."""
    return next((name for name, category in categories.items() if all(_flow(label) for _, label in category)), None)


def _flow(label: str | None) -> str | None:
    said = " ".join((label or "").lower().split())
    if behind := BEHIND.search(said):
        unit = (behind[1] or behind[2]).strip()
        if unit in ("cif", "fob", "value") or currency_in(unit) or scale_in(unit) != 1:
            said = said[: behind.start()]
    return next((code for role, code in FLOWS.items() if said in _words(role)), None)


def place(dimensions: Mapping[str, Any], geo: Sequence[str]) -> str | None:
    """The only dimension of places."""
    called = [name for name in dimensions if name in geo or _is("place", name, dimensions[name].get("label"))]
    return called[0] if len(called) == 1 else None


def goods(dimensions: Mapping[str, Any]) -> str | None:
    """The only dimension of goods."""
    called = [name for name in dimensions if _is("goods", name, dimensions[name].get("label"))]
    return called[0] if len(called) == 1 else None


def country(source: str | None, address: str | None) -> str | None:
    """The country of an office (ISO 3166-1 alpha-3): one that its name names, else that of its address."""
    said = " ".join(["", *re.findall(r"[^\W_]+", (source or "").lower()), ""])
    found = {code for name, (code, _) in named("name").items() if code and code != WORLD and f" {name} " in said}
    if len(found) == 1:
        return found.pop()
    ending = (urlsplit(address or "").hostname or "").rpartition(".")[2].upper()
    return named("iso2").get(ending, (None, ""))[0]


def nomenclature(said: str) -> tuple[str | None, bool]:
    """The edition that the name of a dimension of goods tells, and whether its codes are those of the Harmonized System.

    Groups of goods with short codes of an office's own must not be taken for chapters and headings.
    """
    found = editions_in(said)
    if found:
        return found[0][0], found[0][0].startswith(("HS", "CN"))
    if re.search(r"\bSITC\b", said, re.I):
        return "SITC4", False
    return None, re.search(r"\b(HS|CN|KN)\d?\b|harmoni[sz]ed|combined nomenclature|tariff", said, re.I) is not None


def recoded(role: str, category: Category) -> dict[str, str]:
    """By code what is to stand for it: periods and places by label where codes are mere numbers, flows, totals."""
    return dict(_recoded(role, category))


def _recoded(role: str, category: Category) -> Iterator[tuple[str, str]]:
    numbered = [code for code, _ in category] == [str(place) for place in range(len(category))]
    for code, label in category:
        said = " ".join((label or "").lower().split())
        if role == "time_period":
            if not PERIOD.fullmatch(code):
                yield code, said.upper() or code
        elif role == "flow":
            yield code, _flow(label) or code
        elif said in _words("total"):
            yield code, WORLD if role in ("partner", "geo") else "TOTAL"
        elif role in ("partner", "geo") and (numbered or code not in named("sdmx")) and said in named("name"):
            yield code, named("name")[said][0] or code
        elif numbered and role == "commodity":
            yield code, ""
