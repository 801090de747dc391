"""Countries by their names in many languages, as Babel has them, for tables that are not in English."""

from __future__ import annotations

import unicodedata
from functools import cache

import pycountry
from babel import Locale

from extractor.statistics.period_names import LANGUAGES

ASIAN = ("ja", "ko", "zh")


def country_of(text: str) -> str | None:
    """ISO 3166-1 alpha-3 of the country that a cell names, also in two languages (`Trung Quốc - China`); else null."""
    names = _names()
    said = [" ".join(part.split()) for part in (text, *text.split(" - "), *text.split("/"))]
    found = {code for part in said if (code := names.get(unicodedata.normalize("NFKC", part).casefold()))}
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> dict[str, str]:
    codes = {country.alpha_2: str(country.alpha_3) for country in pycountry.countries}
    names: dict[str, str] = {}
    for language in (*LANGUAGES, *ASIAN):
        for code, name in Locale(language).territories.items():
            if code in codes:
                names.setdefault(unicodedata.normalize("NFKC", name).casefold(), codes[code])
    return names
