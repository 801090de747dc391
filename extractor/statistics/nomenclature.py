"""Editions of nomenclatures by the names that sources use."""

from __future__ import annotations

import re

from extractor.statistics.reading import cases

CLASSIFICATIONS = {
    "H0": "HS1992",
    "H1": "HS1996",
    "H2": "HS2002",
    "H3": "HS2007",
    "H4": "HS2012",
    "H5": "HS2017",
    "H6": "HS2022",
    "S1": "SITC1",
    "S2": "SITC2",
    "S3": "SITC3",
    "S4": "SITC4",
    "B4": "BEC4",
    "B5": "BEC5",
}
"""UN Comtrade's codes of classifications."""
HARMONIZED = (*(name for name in CLASSIFICATIONS.values() if name.startswith("HS")), "HS2028")
"""Editions of the Harmonized System, the oldest first; the last is in force from 2028 on."""
_START = r"(?:(?<![A-Za-z])|(?<=to))"
_NAMES = (
    (re.compile(_START + r"(?:HS6?|harmoni[sz]ed[\s_-]*system)[\s_-]*((?:19|20)\d\d|\d\d)(?!\d)", re.I), "HS"),
    (re.compile(_START + r"(?:CN|combined[\s_-]*nomenclature)[\s_-]*((?:20)\d\d)(?!\d)", re.I), "CN"),
    (re.compile(_START + r"(SITC|BEC|CPA|CPC|NACE|ISIC)[\s_-]*(?:rev)?[\s_.-]*(\d(?:\.\d)?)(?![\d.]*\d)", re.I), ""),
)
"""`HS 2022`, `HS22`, `hs6_2022`, `HS2022toHS2017`, `harmonized-system-2017`; `CN 2024`; `SITC Rev.4`, `CPA 2.1`."""
_COMTRADE = re.compile(r"(?<![A-Za-z0-9])([HSB]\d)(?![A-Za-z0-9])", re.I)


def classification(expression: str) -> str:
    """SQL: the edition's name for Comtrade's code (`H6` is `HS2022`); other codes as they are."""
    return cases(expression, CLASSIFICATIONS, other=expression)


def edition_of_year(year: str) -> str:
    """SQL: the edition of the HS in force in a year (an SQL expression of text), for sources that name none."""
    number = f"TRY_CAST(left({year}, 4) AS INTEGER)"
    return (
        f"CASE WHEN {number} >= 2022 THEN 'HS2022' WHEN {number} >= 2017 THEN 'HS2017' "
        f"WHEN {number} >= 2012 THEN 'HS2012' WHEN {number} >= 2007 THEN 'HS2007' "
        f"WHEN {number} >= 2002 THEN 'HS2002' WHEN {number} >= 1996 THEN 'HS1996' ELSE 'HS1992' END"
    )


def editions_in(text: str) -> list[tuple[str, int, int]]:
    """The editions that a text names, in its order: canonical name (`HS2022`, `CN2024`, `SITC4`), start and end."""
    found = []
    for pattern, family in _NAMES:
        for match in pattern.finditer(text):
            told = "".join(match.groups()).upper()
            found.append((family + (_full_year(told) if family == "HS" else told), *match.span()))
    for match in _COMTRADE.finditer(text):
        if (known := CLASSIFICATIONS.get(match[1].upper())) is not None:
            found.append((known, *match.span()))
    return sorted(found, key=lambda each: each[1])


def _full_year(year: str) -> str:
    """`22` is 2022, `96` is 1996."""
    return year if len(year) == 4 else ("20" if int(year) < 80 else "19") + year


def edition(text: str) -> str | None:
    """The edition that a text is the name of, and of nothing more; null where it is none."""
    found = editions_in(text.strip())
    if len(found) != 1 or text.strip() != text.strip()[found[0][1] : found[0][2]]:
        return None
    return found[0][0]


def is_real(system: str) -> bool:
    """Whether there is such an edition: of the Harmonized System there are few."""
    return not system.startswith("HS") or system in HARMONIZED


def is_hierarchic(system: str) -> bool:
    """Whether its codes are digits, of which each pair is a level: the Harmonized System and the Combined Nomenclature."""
    return system.startswith(("HS", "CN"))
