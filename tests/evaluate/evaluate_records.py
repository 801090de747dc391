"""Gold and extracted claims from the few fields that a test names."""

from __future__ import annotations

from typing import Any

from extractor.evaluate import GoldArticle, GoldClaim
from extractor.schema import Claim

EMPTY = [
    "entity",
    "entity_code",
    "partner",
    "partner_code",
    "direction",
    "measure",
    "commodity",
    "value",
    "value_low",
    "value_high",
    "currency",
    "unit",
    "year",
    "period_start",
    "period_end",
    "baseline_start",
    "baseline_end",
    "trend",
    "source",
    "via",
]


def row(given: dict[str, Any], article: str = "a") -> dict[str, Any]:
    """All fields of a gold claim; `at` becomes start and end."""
    fields = dict(given)
    start, end = fields.pop("at")
    base: dict[str, Any] = dict.fromkeys(EMPTY) | {
        "kind": "level",
        "bound": "exact",
        "equivalents": [],
        "asserted": True,
    }
    return (
        base
        | {"id": f"{article}{start}-{end}", "article": article, "start": start, "end": end, "sentence": "S."}
        | fields
    )


def gold(claims: list[dict[str, Any]], article: str = "a", hand: str = "") -> GoldArticle:
    """An article without text and its gold claims."""
    rows = [row(claim, article) for claim in claims]
    return GoldArticle(article, hand=hand, claims=[GoldClaim(r["id"], article, r["start"], r["end"], r) for r in rows])


def claim(given: dict[str, Any], article: str = "a") -> Claim:
    """An extracted claim."""
    return Claim.model_validate(row(given, article))
