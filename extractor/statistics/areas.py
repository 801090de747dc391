"""Codes of countries and areas as the sources print them, resolved to ISO 3166-1 alpha-3 where there is one.

Systems: `iso3`, `iso2`, `comtrade` (numeric), `eurostat` (two letters, EL, UK, EU27_2020), `comext`
(as Eurostat, but GR, GB, XS), `unhcr`,
`sdmx` (two or three letters, as any of these, or a name, for tables with labels alone), `name` (lower case). World is `W00` in each.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pycountry

from extractor.lexicons import table

WORLD = "W00"
Area = tuple[str, str, str | None, str]
"""System, code, ISO 3166-1 alpha-3 or null, canonical English name."""


@cache
def areas() -> tuple[Area, ...]:
    """Every code that is known, each once."""
    known: dict[tuple[str, str], Area] = {}
    for area in _all():
        known.setdefault(area[:2], area)
        if area[0] in ("eurostat", "iso3"):
            known.setdefault(("sdmx", area[1]), ("sdmx", *area[1:]))
    return tuple(known.values())


@cache
def named(system: str) -> dict[str, tuple[str | None, str]]:
    """Code and name by a system's code."""
    return {code: (iso3, name) for kind, code, iso3, name in areas() if kind == system}


def _all() -> Iterator[Area]:
    names = {row["code"]: row["name"] for row in table("places") if row["code"]}
    for world in ("W00", "WLD", "W0", "_W", "WORLD", "World"):
        yield "iso3", world, WORLD, "World"
        yield "iso2", world, WORLD, "World"
        yield "name", world.lower(), WORLD, "World"
    for row in table("area_codes"):
        yield row["system"], row["code"], row["iso3"] or None, row["name"] or names.get(row["iso3"], row["iso3"])
    for country in pycountry.countries:
        iso3 = country.alpha_3
        name = str(names.get(iso3) or getattr(country, "common_name", country.name))
        yield "iso3", iso3, iso3, name
        yield "iso2", country.alpha_2, iso3, name
        yield "eurostat", country.alpha_2, iso3, name
        yield "comext", country.alpha_2, iso3, name
        yield "unhcr", iso3, iso3, name
        yield "comtrade", str(int(country.numeric)), iso3, name
        for other in {name, country.name, getattr(country, "official_name", country.name), iso3}:
            yield "name", other.lower(), iso3, name
            yield "sdmx", other, iso3, name
    for row in table("places"):
        for other in (row["name"], *row["aliases"].split(";")):
            if other:
                yield "name", other.lower(), row["code"] or None, row["name"]
