"""One place that makes findings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from extractor.reconcile.judge import Judgement
from extractor.reconcile.reasons import REASONS
from extractor.schema import Claim, Finding, Observation, Verdict
from extractor.schema.finding import OfficialPeriod


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

    Raises ValueError for a reason that is not in REASONS.
    """
    if unknown := set(reasons).difference(REASONS):
        raise ValueError(f"no reasons: {', '.join(sorted(unknown))}")
    weighed = tuple({id(o): o for o in observations}.values())
    period = (
        OfficialPeriod(start=weighed[0].period_start, end=weighed[0].period_end)
        if weighed and value is not None
        else None
    )
    return Finding(
        claim=claim.id,
        verdict=cast(Verdict, verdict),
        reasons=tuple(dict.fromkeys(reasons)),
        official_value=value,
        official_currency=_currency(claim, weighed) if value is not None else None,
        official_period=period,
        ratio=judgement.ratio if judgement else None,
        rule=rule,
        because=text,
        arithmetic=judgement.steps if judgement else (),
        observations=weighed,
    )


def _currency(claim: Claim, weighed: tuple[Observation, ...]) -> str | None:
    """The claim's own; of what is no money none."""
    if claim.currency is not None or claim.unit in ("%", "x", "pp"):
        return claim.currency
    return weighed[0].currency if weighed else None
