"""When an extracted field is right. docs/evaluation.md says the same in words."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from extractor.evaluate.gold import PERIODS, GoldClaim
from extractor.schema import Claim

FIELDS = (
    "entity",
    "commodity",
    "value",
    "currency",
    "year",
    "direction",
    "partner",
    "bound",
    "kind",
    "measure",
    "unit",
    "period",
    "baseline",
    "trend",
    "equivalents",
    "source",
    "via",
    "asserted",
)
"""What is judged of a pair, the six of the mission first."""
SIX = FIELDS[:6]
EIGHT = FIELDS[:8]
NAMES = ("entity", "partner")
TEXTS = ("entity", "partner", "measure", "commodity", "source", "via", "unit")
RATIOS = ("%", "pp", "x")

_DETERMINERS = re.compile(r"^(?:the|a|an)\s+")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def plain(text: str) -> str:
    """A text field without what does not matter: case, leading determiner, quotation marks, kind of dash, spacing.

    `The National Bank`, `"national bank"` and `national  bank` are one.
    """
    text = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    text = " ".join(text.replace('"', " ").split()).strip(" .,;:'")
    return _DETERMINERS.sub("", text)


def plain_names(text: str) -> tuple[str, ...]:
    """Joined names in any order: `Estonia and Latvia` is `Latvia and Estonia`."""
    return tuple(sorted(plain(part) for part in re.split(r",\s+and\s+|,\s+|\s+and\s+", text)))


def same_number(one: Decimal, other: Decimal, *, ratio: bool = False) -> bool:
    """Whether two values are equal; of per cents and multiples (`ratio`) within rounding:

    33.333 and 33.3 are equal, rounded to the fewer decimals of the two, if three digits are left to compare.
    """
    if one == other:
        return True
    if not ratio:
        return False
    places = min(max(0, -int(n.normalize().as_tuple().exponent)) for n in (one, other))
    step = Decimal(1).scaleb(-places)
    rounded = [n.quantize(step, ROUND_HALF_UP) for n in (one, other)]
    return rounded[0] == rounded[1] and len(rounded[0].as_tuple().digits) >= 3


def same_value(gold: GoldClaim, claim: Claim) -> bool:
    """Whether values agree; an absence agrees with an absence and with a figure of zero."""
    if gold.kind == "absence" or claim.kind == "absence":
        return (gold.kind == "absence" or 0 in gold.answers("value")) and not claim.value
    ratio = claim.unit in RATIOS or any(unit in RATIOS for unit in gold.answers("unit"))
    return claim.value is not None and any(
        answer is not None and same_number(Decimal(answer), claim.value, ratio=ratio)
        for answer in gold.answers("value")
    )


def given(claim: Claim, name: str) -> Any:
    """An extracted field in the form in which gold has it."""
    if name in PERIODS:
        ends = (getattr(claim, f"{name}_start"), getattr(claim, f"{name}_end"))
        return tuple(day.isoformat() if day else None for day in ends)
    if name == "equivalents":
        return [{"value": e.value, "currency": e.currency, "unit": e.unit} for e in claim.equivalents]
    return getattr(claim, name)


def right(gold: GoldClaim, claim: Claim, name: str) -> bool:
    """Whether an extracted field is one of gold's right answers; null is right only where gold has null."""
    if name == "value":
        return same_value(gold, claim)
    found = given(claim, name)
    return any(_same(name, answer, found) for answer in gold.answers(name))


def _same(name: str, answer: Any, found: Any) -> bool:
    if name == "equivalents":
        return _amounts(answer) == _amounts(found)
    if answer is None or found is None:
        return answer is None and found is None
    if name in NAMES:
        return plain_names(str(answer)) == plain_names(str(found))
    if name in TEXTS:
        return plain(str(answer)) == plain(str(found))
    return bool(answer == found)


def _amounts(equivalents: list[dict[str, Any]]) -> set[tuple[Decimal, Any, Any]]:
    return {(Decimal(e["value"]).normalize(), e["currency"], e["unit"]) for e in equivalents}
