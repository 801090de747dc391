"""What a measure's words say: whether two name the same thing, whether it is a stock, whether it is a flow of goods."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicons import table

_IDLE = frozenset(("of", "the", "a", "total", "number", "verified", "registered", "recorded", "official", "annual"))
_OF_GOODS = re.compile(
    r"import|export|trade|turnover|balance|surplus|deficit|gap|shipment|suppl|deliver|purchase|sale|flow|goods|value|"
    r"volume|intake|account|bill|receipts|earnings|revenue"
)
"""`imports`, `trade turnover`, `deliveries`, `the import bill`; not `import duties`, `export contracts`."""
_NOT_OF_GOODS = re.compile(
    r"dut(?:y|ies)|tariff|tax|fee|price|quota|licen|credit|subsid|fine|levy|levies|contract|order|deal|ban|insurance|guarantee|capacity"
)


@cache
def stems(measure: str) -> frozenset[str]:
    """The measure's words by our list's name for them, without the plural's s."""
    named = {row["word"].lower(): row["measure"] for row in table("measures")}
    words = re.findall(r"[^\W\d_]+", named.get(measure.lower(), measure).lower())
    return frozenset(re.sub(r"(?:ies|y|e?s)$", "", word) for word in words if word not in _IDLE)


def measure_fits(mine: str | None, theirs: str | None) -> str:
    """`yes` where the words agree, `perhaps` where one has more words (`deaths`, `civilian deaths`), else `no`."""
    if not mine or not theirs:
        return "no"
    one, other = stems(mine), stems(theirs)
    if one == other:
        return "yes"
    return "perhaps" if one and other and (one <= other or other <= one) else "no"


@cache
def is_stock(measure: str | None) -> bool:
    """Whether it is counted at a moment, so that months do not add up and the day matters (`refugees`, `debt`)."""
    return measure is not None and any(stock <= stems(measure) for stock in _stocks())


@cache
def _stocks() -> frozenset[frozenset[str]]:
    return frozenset(stems(row["word"]) for row in table("stock_measures"))


def is_flow_of_goods(measure: str | None) -> bool:
    """Whether a claim with a direction tells of the flow itself, and not of duties or prices."""
    if measure is None:
        return True
    text = measure.lower()
    return bool(_OF_GOODS.search(text)) and not _NOT_OF_GOODS.search(text)


def names_place(sentence: str, code: str | None) -> bool:
    """Whether a sentence names a country, or says of something that it is of that country."""
    if code is None or code == "W00":
        return False
    return any(re.search(rf"\b{re.escape(name)}\b", sentence) for name in _names().get(code, ()))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {
        row["code"]: (row["name"], *filter(None, row["demonyms"].split(";"))) for row in table("places") if row["code"]
    }
