"""Editions of the Harmonized System by the names that sources use."""

from __future__ import annotations

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
