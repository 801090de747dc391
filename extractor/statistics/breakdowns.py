"""Dimensions that split a flow of trade further: by mode of transport, customs procedure, second partner.

A part is never a flow's figure: of a dimension that is known to split (`lexicons/breakdown_dimensions.csv`) the rows of its
totals are taken, of any other those of a total where the table is seen to have one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from extractor.lexicons import table
from extractor.statistics.reading import text

TOTALS = ("_T", "TOTAL", "TOT", "T", "ALL")
"""Codes of a total in any dimension (SDMX cross-domain code lists; Eurostat)."""


def part(codes: Mapping[str, str], seen: Mapping[str, Collection[str]]) -> str:
    """SQL: why a row is a part of a figure, null where it is none.

    `codes` are SQL expressions by dimension, of those that say nothing else; `seen` what stands in them at the beginning.
    """
    whens = " ".join(_whens(codes, seen))
    return f"CASE {whens} END" if whens else "NULL"


def whole(codes: Mapping[str, str], seen: Mapping[str, Collection[str]]) -> bool:
    """Whether rows that are no part are told of everything: each of these dimensions is known or seen to have a total."""
    known = {row["dimension"] for row in table("breakdown_dimensions")}
    return all(name in known or set(TOTALS) & _upper(seen.get(name, ())) for name in codes)


def _whens(codes: Mapping[str, str], seen: Mapping[str, Collection[str]]) -> Iterator[str]:
    rows = {row["dimension"]: row for row in table("breakdown_dimensions")}
    for name, code in codes.items():
        if (row := rows.get(name)) is not None:
            totals, what = row["totals"].split(";"), row["what"]
        else:
            totals, what = sorted(set(TOTALS) & _upper(seen.get(name, ()))), name
        if totals:
            listed = ", ".join(map(text, totals))
            yield f"WHEN upper({code}) NOT IN ({listed}) THEN {text(f'by {what}: only totals are taken')}"


def _upper(codes: Collection[str]) -> set[str]:
    return {code.upper() for code in codes}
