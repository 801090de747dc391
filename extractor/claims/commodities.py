"""Goods to codes of the Harmonized System: the lexicon of everyday names first."""

from __future__ import annotations

from functools import cache

from extractor.lexicons import table
from extractor.schema import CommodityCode

SYSTEM = "HS2022"

_NARROW, _WIDER = 0.9, 0.4
"""Scores of the lexicon's own code and of its wider alternative; further codes of a set weigh less."""


@cache
def _rows() -> dict[str, int]:
    return {row["name"]: index for index, row in enumerate(table("goods"))}


@cache
def _labels() -> dict[str, str]:
    return {row["code"]: row["label"] for row in table("hs")}


def codes(commodity: str | None, row: int | None) -> tuple[CommodityCode, ...]:
    """The codes that a commodity may stand for, best first; none where no everyday name is in it.

    `row` is the lexicon's row found in the text, null where the phrase came from grammar alone; then the phrase's own ending is
    looked up (`frozen chicken legs` by `chicken legs`).
    """
    if commodity is None:
        return ()
    index = row if row is not None else _by_ending(commodity)
    if index is None:
        return ()
    entry = table("goods")[index]
    narrow = [code for code in entry["codes"].split(";") if code]
    wider = [code for code in entry["wider"].split(";") if code and code not in narrow]
    scored = [(code, _NARROW / (1 + place / 4)) for place, code in enumerate(narrow)]
    scored += [(code, _WIDER / (1 + place / 4)) for place, code in enumerate(wider)]
    return tuple(
        CommodityCode(system=SYSTEM, code=code, label=_labels().get(code, ""), score=round(score, 3))
        for code, score in scored[:8]
    )


def _by_ending(commodity: str) -> int | None:
    words = commodity.split()
    for start in range(len(words)):
        found = _lookup(" ".join(words[start:]))
        if found is not None:
            return found
    return None


def _lookup(name: str) -> int | None:
    for form in (name, name + "s", name.removesuffix("s"), name.removesuffix("es"), name.removesuffix("ies") + "y"):
        if form in _rows():
            return _rows()[form]
    return None
