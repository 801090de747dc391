"""The partner's own statistics of the same flow: they may support a figure, and alone never contradict it."""

from __future__ import annotations

from decimal import Decimal

from extractor.reconcile import because
from extractor.reconcile.doubt import of_series
from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, shown
from extractor.reconcile.judge import Judgement, judge
from extractor.reconcile.money import Amount, Converter
from extractor.reconcile.prefer import ordered, speaks
from extractor.reconcile.series import Series
from extractor.reconcile.slips import slip
from extractor.reconcile.tolerances import Tolerances
from extractor.reconcile.words import read
from extractor.schema import Claim, Finding, Observation

Judged = tuple[Series, Amount, Judgement]


def mirrors(claim: Claim, all_series: list[Series], convert: Converter) -> list[Judged]:
    """The partner's figures of the claim's flow, each judged as if it were the claim's own; the named source first."""
    found = []
    for s in ordered([s for s in all_series if s.place == "mirror" and s.flow], claim, convert.today):
        if s.goods == "narrow" and s.when == "same" and s.measured and s.usable:
            amount = convert.of(s.observation, claim)
            if amount is not None and claim.direction == "balance":
                amount = amount.turned(-1)
            if amount is not None:
                found.append((s, amount, judge(claim, amount, convert.tolerances)))
    return found


def judge_mirror(claim: Claim, all_series: list[Series], convert: Converter) -> Finding | None:
    """A finding from mirror data, null where there are none.

    CIF against FOB: the importer's over the exporter's figure is between the tolerances (IMF, OECD, FAO, WITS).
    """
    judged = mirrors(claim, all_series, convert)
    if not judged:
        return None
    series, amount, judgement = judged[0]
    weighed = [s.observation for s, _, _ in judged]
    if speaks(series.observation, claim):
        return _named(claim, judged[0], weighed, convert)
    return _unnamed(claim, series, amount, judgement, weighed, all_series, convert)


def _named(claim: Claim, judged: Judged, weighed: list[Observation], convert: Converter) -> Finding:
    """The article quotes the partner's own office, so that one decides."""
    series, amount, judgement = judged
    verdict, tail = judgement.outcome, f"the source that the article names, by the rule {judgement.rule}"
    reasons = (*judgement.reasons, "mirror")
    if not judgement.fits:
        doubt = of_series(claim, series, convert.tolerances)
        sure = doubt is None and judgement.outcome == "outside"
        verdict = "contradicted" if sure else "ambiguous"
        tail = "outside every tolerance of the source that the article names"
        if doubt is not None:
            reasons, tail = (*reasons, doubt[0]), doubt[1]
    text = because.sentence(claim, amount.value, series.observation, tail)
    return make(claim, verdict, reasons, judgement.rule, text, weighed, amount.value, judgement)


def _unnamed(
    claim: Claim, series: Series, amount: Amount, judgement: Judgement, weighed: list[Observation],
    all_series: list[Series], convert: Converter,
) -> Finding:  # fmt: skip
    o, tolerances = series.observation, convert.tolerances
    words = read(claim, tolerances)
    allowed = _allowed(claim, amount, tolerances)
    rule = f"mirror, importer over exporter {tolerances.mirror_low} to {tolerances.mirror_high}"
    steps = (*judgement.steps[:-1], f"the mirror allows {allowed}", f"rule: {rule}")
    told = Judgement(judgement.outcome, rule, ("mirror",), judgement.ratio, steps)
    if judgement.fits or (words.all.meets(words.face_all(allowed)) and judgement.outcome != "absurd"):
        known = f"only the partner's figure is known, and it allows {shown(allowed.low)} to {shown(allowed.high)}"
        text = because.sentence(claim, amount.value, o, known)
        return make(claim, "close", ("mirror",), rule, text, weighed, amount.value, told)
    slipped = slip(claim, o, all_series, convert)
    reasons = ("mirror", *slipped[0]) if slipped else ("mirror",)
    tail = "only the partner's figure is known, and mirror data alone contradict nothing" + because.slip_tail(slipped)
    text = because.sentence(claim, amount.value, o, tail)
    return make(claim, "ambiguous", reasons, rule, text, weighed, amount.value, told)


def _allowed(claim: Claim, amount: Amount, tolerances: Tolerances) -> Interval:
    """What the claim's side may have booked, where the partner booked this, at any rate of the period and after revision."""
    spread = amount.revised or amount.spread
    if claim.direction == "balance":
        return spread
    low, high = tolerances.mirror_low, tolerances.mirror_high
    one = Decimal(1)
    if claim.direction == "import":  # the claim is the importer's, the mirror the exporter's
        factors = (low, high)
    elif claim.direction == "turnover":
        factors = (min(low, one / high), max(high, one / low))
    else:
        factors = (one / high, one / low)
    ends = [
        None if end is None else end * factor for end, factor in zip((spread.low, spread.high), factors, strict=True)
    ]
    return Interval(ends[0], ends[1])
