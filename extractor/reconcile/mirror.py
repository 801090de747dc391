"""The partner's own statistics of the same flow: they may support a figure, and alone never contradict it."""

from __future__ import annotations

from decimal import Decimal

from extractor.reconcile import because
from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, of_claim, shown
from extractor.reconcile.judge import OUTSIDE, Judgement, judge
from extractor.reconcile.money import Amount, Rates, official
from extractor.reconcile.prefer import ordered, speaks
from extractor.reconcile.series import Series
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Finding


def judge_mirror(claim: Claim, all_series: list[Series], rates: Rates, tolerances: Tolerances) -> Finding | None:
    """A finding from mirror data, null where there are none.

    CIF against FOB: the importer's over the exporter's figure is between the tolerances (IMF, OECD, FAO, WITS).
    """
    mirrors = [
        s
        for s in all_series
        if s.place == "mirror" and s.flow and s.goods == "narrow" and s.when == "same" and s.measured
    ]
    mirrors = [s for s in mirrors if s.observation.value is not None and not s.observation.secondary]
    for series in ordered(mirrors, claim, None):
        amount = official(series.observation, claim.currency, rates)
        if amount is not None:
            return _decide(claim, series, amount, tolerances, mirrors)
    return None


def _decide(claim: Claim, series: Series, amount: Amount, tolerances: Tolerances, mirrors: list[Series]) -> Finding:
    o = series.observation
    judgement = judge(claim, amount, tolerances, provisional=o.status in ("provisional", "estimated"))
    weighed = [o, *(s.observation for s in mirrors if s.observation is not o)]
    if speaks(o, claim):  # the article quotes the partner's own office
        if judgement.outcome != OUTSIDE:
            text = because.sentence(
                claim, amount.value, o, f"the source that the article names, by the rule {judgement.rule}"
            )
            return make(
                claim,
                judgement.outcome,
                (*judgement.reasons, "mirror"),
                judgement.rule,
                text,
                weighed,
                amount.value,
                judgement,
            )
        text = because.sentence(claim, amount.value, o, "outside every tolerance of the source that the article names")
        return make(claim, "contradicted", ("mirror",), judgement.rule, text, weighed, amount.value, judgement)
    allowed = _allowed(claim, amount.value, tolerances)
    rule = f"mirror, importer over exporter {tolerances.mirror_low} to {tolerances.mirror_high}"
    steps = (*judgement.steps[:-1], f"the mirror allows {allowed}", f"rule: {rule}")
    told = Judgement(judgement.outcome, rule, ("mirror",), judgement.ratio, steps)
    if of_claim(claim).meets(allowed):
        text = because.sentence(
            claim,
            amount.value,
            o,
            f"only the partner's figure is known, and it allows {shown(allowed.low)} to {shown(allowed.high)}",
        )
        return make(claim, "close", ("mirror",), rule, text, weighed, amount.value, told)
    text = because.sentence(
        claim, amount.value, o, "only the partner's figure is known, and mirror data alone contradict nothing"
    )
    return make(claim, "ambiguous", ("mirror",), rule, text, weighed, amount.value, told)


def _allowed(claim: Claim, value: Decimal, tolerances: Tolerances) -> Interval:
    """What the claim's side may have booked, where the partner booked `value`."""
    if claim.direction == "import":  # the claim is the importer's, the mirror the exporter's
        return Interval(value * tolerances.mirror_low, value * tolerances.mirror_high)
    return Interval(value / tolerances.mirror_high, value / tolerances.mirror_low)
