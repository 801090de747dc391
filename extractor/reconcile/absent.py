"""Where there is no figure: claims of absence, and claims that no series of their own speaks of."""

from __future__ import annotations

from extractor.reconcile import because
from extractor.reconcile.editions import missing_edition
from extractor.reconcile.finding import make
from extractor.reconcile.interval import shown
from extractor.reconcile.judge import OUTSIDE, judge
from extractor.reconcile.money import Rates, official
from extractor.reconcile.series import Series
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Finding


def judge_absence(claim: Claim, own: list[Series], all_series: list[Series]) -> Finding:
    """`no exports were recorded`: confirmed by a zero, contradicted by an amount; a missing row says nothing."""
    seen = [s.observation for s in own]
    if (gone := missing_edition(claim)) is not None:
        text = f"{claim.commodity} have a heading of their own ({gone[0]}) only since HS {gone[1]}: an empty year before says nothing of trade."
        return make(claim, "not_comparable", ("classification_change",), "edition of the nomenclature", text, seen)
    for o in seen:
        if o.value == 0:
            text = f"The article says that there was none; {o.source} has 0 for {because.series_name(o)}."
            return make(claim, "confirmed", (), "zero", text, seen, o.value)
    for o in seen:
        if o.value is not None:
            text = f"The article says that there was none; {o.source} has {shown(o.value)} {o.currency or o.unit or ''} for {because.series_name(o)}."
            return make(claim, "contradicted", (), "zero", text, seen, o.value)
    if seen:
        return make(
            claim, "ambiguous", ("suppressed",), "suppressed", f"{seen[0].source} does not publish this figure.", seen
        )
    return make(claim, "uncovered", (), "no series", "No statistic here has a row for it, and a missing row is not a zero.",
                [s.observation for s in all_series if s.place == "own"][:5])  # fmt: skip


def nothing_own(claim: Claim, all_series: list[Series], rates: Rates, tolerances: Tolerances) -> Finding:
    """Figures of another thing: quoted ones, wider headings, another part of the year; else none at all."""
    quoted = [s for s in all_series if s.fits and s.observation.secondary]
    if quoted:
        return _quoted(claim, quoted, rates, tolerances)
    other = [s for s in all_series if s.place == "own" and s.flow and s.measured and s.observation.value is not None]
    around = [s.observation for s in other if s.goods == "narrow" and s.when in ("around", "part")]
    if around:
        text = f"{around[0].source} has {because.series_name(around[0])}, which is another stretch of time than the claim's."
        return make(claim, "not_comparable", ("period",), "same period", text, around)
    wider = [s.observation for s in other if s.goods == "wider" and s.when == "same"]
    if wider:
        text = f"{wider[0].source} has only {because.series_name(wider[0])}, which is wider than {claim.commodity}."
        return make(claim, "not_comparable", ("heading",), "same heading", text, wider)
    near = [s.observation for s in other if s.goods == "narrow" and s.when in ("before", "after")]
    return make(claim, "uncovered", (), "no series", "No statistic here speaks of it.", near)


def _quoted(claim: Claim, quoted: list[Series], rates: Rates, tolerances: Tolerances) -> Finding:
    """Figures known only as the press quotes them never confirm, and never contradict."""
    o = quoted[0].observation
    amount = official(o, claim.currency, rates)
    same = amount is not None and judge(claim, amount, tolerances).outcome != OUTSIDE
    agrees = "the same figure has been quoted before" if same else "another figure has been quoted before"
    text = f"Official data are not here; {agrees} ({o.source}: {shown(o.value)} {o.currency or o.unit or ''} for {because.series_name(o)}), and a quotation proves nothing."
    return make(claim, "uncovered", ("secondary",), "secondary", text, [s.observation for s in quoted])
