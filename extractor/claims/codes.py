"""Names of countries to ISO 3166-1 alpha-3."""

from __future__ import annotations

from functools import cache

import pycountry

from extractor.lexicons import table


@cache
def _codes() -> dict[str, str]:
    return {row["name"]: row["code"] for row in table("places") if row["code"]}


@cache
def country_code(name: str | None) -> str | None:
    """The code of a country by its canonical English name; null for companies, bodies, blocs and joined names."""
    if name is None:
        return None
    if name in _codes():
        return _codes()[name]
    country = pycountry.countries.get(name=name)
    return str(country.alpha_3) if country else None
