"""One place that makes findings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, get_args

from extractor.reconcile.judge import Judgement
from extractor.reconcile.reasons import REASONS
from extractor.schema import Claim, Finding, Observation, Verdict
from extractor.schema.base import plain
from extractor.schema.finding import OfficialPeriod

_VERDICTS = frozenset(get_args(Verdict))


def make(
    claim: Claim,
    verdict: str,
    reasons: tuple[str, ...],
    rule: str,
    text: str,
    observations: Iterable[Observation],
    value: Decimal | None = None,
    judgement: Judgement | None = None,
) -> Finding:
    """A finding about a claim; of the observations the first is the decisive one, and gives the period.

    Raises ValueError for a verdict that is none, and for a reason that is not in REASONS.
    """
    if verdict not in _VERDICTS:
        raise ValueError(f"no verdict: {verdict}")
    if unknown := set(reasons).difference(REASONS):
        raise ValueError(f"no reasons: {', '.join(sorted(unknown))}")
    weighed = tuple({id(o): o for o in observations}.values())
    fields: dict[str, Any] = _empty().copy()
    fields |= {
        "claim": claim.id, "verdict": verdict, "reasons": tuple(dict.fromkeys(reasons)), "rule": rule, "because": text,
        "observations": weighed,
    }  # fmt: skip
    if value is not None:
        fields["official_value"], fields["official_currency"] = plain(value), _currency(claim, weighed)
        if weighed:
            fields["official_period"] = _period(weighed[0].period_start, weighed[0].period_end)
    if judgement is not None:
        fields["ratio"] = None if judgement.ratio is None else plain(judgement.ratio)
        fields["arithmetic"] = judgement.steps
    return Finding.trusted(fields)


@lru_cache(maxsize=4096)
def _period(start: date, end: date) -> OfficialPeriod:
    return OfficialPeriod(start=start, end=end)


@cache
def _empty() -> dict[str, Any]:
    """All fields of a finding, in their order, as they are where nothing is told."""
    return {name: field.default for name, field in Finding.model_fields.items()}


def _currency(claim: Claim, weighed: tuple[Observation, ...]) -> str | None:
    """The claim's own; of what is no money none."""
    if claim.currency is not None or claim.unit in ("%", "x", "pp"):
        return claim.currency
    return weighed[0].currency if weighed else None
