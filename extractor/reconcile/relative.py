"""Changes, multiples and shares: two official values carried through as intervals.

Growth is compared in the claim's currency; where it names none, in the statistic's own, the usual ones and the country's, since
a year's growth differs between them (EU exports to Kazakhstan in 2022: 88.6 per cent in EUR, 67.9 in USD).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.reconcile import because, doubt
from extractor.reconcile.editions import moved_between, unsure_between
from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval
from extractor.reconcile.judge import ABSURD, CONFIRMED, OUTSIDE, Judgement, judge
from extractor.reconcile.money import Amount, Converter
from extractor.reconcile.pairs import Pair, currencies, pairs, value_of
from extractor.reconcile.prefer import speaks
from extractor.reconcile.series import Series, fixed
from extractor.reconcile.words import of_claim, official_sign, read
from extractor.schema import Claim, Finding
from extractor.schema.nomenclature import Correlates, none_known

_BY_VOLUME = re.compile(
    r"\b(?:volumes?|real terms|physical terms|constant prices|adjusted for inflation|tonnage)\b", re.I
)
"""`exports rose 12 per cent by volume`: money says nothing of it."""

Weighed = tuple[Pair, Amount, Judgement]


def judge_relative(
    claim: Claim, all_series: list[Series], convert: Converter, correlates: Correlates = none_known
) -> Finding:
    """The finding of a change or share, whether in per cent, as a multiple or as an amount."""
    found = pairs(claim, all_series)
    judged = [best for pair in found if (best := _best(claim, pair, convert)) is not None]
    if not judged:
        near = [s.observation for s in all_series if s.place == "own" and s.flow][:5]
        if any(s.fits and s.observation.secondary for s in all_series):
            text = "Only quoted figures are here for it, and a quotation proves nothing."
            return make(claim, "uncovered", ("secondary",), "secondary", text, near)
        hidden = [
            s.observation
            for s in all_series
            if s.place == "own" and s.flow and s.goods == "narrow" and s.observation.suppressed
        ]
        if hidden:
            text = f"{hidden[0].source} keeps {because.series_name(hidden[0])} confidential, which it takes to work this out."
            return make(claim, "ambiguous", ("suppressed",), "suppressed", text, [*hidden, *near])
        return make(claim, "uncovered", (), "no series", "No statistic here has both figures that it takes.", near)
    judged.sort(key=lambda j: _order(claim, j[0]))
    first = judged[0]
    comparable = _comparable(claim, judged)
    opposed = [j for j in comparable if j[2].fits is not first[2].fits]
    if not first[2].fits:
        opposed = opposed or [j for j in judged if j[2].fits and not speaks(first[0].upper, claim)]
        return _disagreeing(claim, opposed[0], first) if opposed else _outside(claim, first, convert, correlates)
    if opposed:
        return _disagreeing(claim, first, opposed[0])
    best = next((j for j in comparable if j[2].outcome == CONFIRMED), first)
    return _finding(claim, best[2].outcome, best, (), _within(best[2]))


def _order(claim: Claim, pair: Pair) -> tuple[object, ...]:
    """The named source first, money before quantities, figures of one vintage, final ones, the newest."""
    o = pair.upper
    return (
        not speaks(o, claim), o.currency is None, pair.lower.vintage != o.vintage, len(pair.doubts),
        o.status != "final", pair.lower.status != "final", pair.whole, fixed(o), fixed(pair.lower),
    )  # fmt: skip


def _comparable(claim: Claim, judged: Sequence[Weighed]) -> list[Weighed]:
    """Those that ought to agree with the first: money with money, one vintage of each series, the same kind of whole."""
    first = judged[0][0]
    if speaks(first.upper, claim):
        return [judged[0]]
    seen: dict[tuple[object, ...], Weighed] = {}
    for j in judged:
        pair = j[0]
        if (pair.upper.currency is None) == (first.upper.currency is None) and pair.whole == first.whole:
            seen.setdefault((pair.series, pair.upper.unit), j)
    return list(seen.values())


def _best(claim: Claim, pair: Pair, convert: Converter) -> Weighed | None:
    """The pair judged in each currency that the claim may mean: the first in which it is confirmed, else close, else at all."""
    tried = []
    for currency in currencies(claim, pair.upper):
        amount = value_of(claim, pair, currency, convert)
        if amount is not None:
            tried.append((pair, amount, judge(claim, amount, convert.tolerances)))
    ranks = (CONFIRMED, "close", ABSURD, OUTSIDE)
    return min(tried, key=lambda j: ranks.index(j[2].outcome), default=None)


def _outside(claim: Claim, weighed: Weighed, convert: Converter, correlates: Correlates) -> Finding:
    """A relative figure outside every tolerance: contradicted where nothing of it was guessed."""
    pair, amount, judgement = weighed
    turned = claim.kind == "change" and claim.unit != "x" and _fits_turned(claim, amount, convert)
    reasons = ("trend_swapped",) if turned else ()
    doubted = _doubt(claim, pair, amount, judgement, convert, correlates)
    if doubted is not None:
        return _finding(claim, "ambiguous", weighed, (*reasons, doubted[0]), doubted[1])
    return _finding(claim, "contradicted", weighed, reasons, "outside every tolerance")


def _fits_turned(claim: Claim, amount: Amount, convert: Converter) -> bool:
    return judge(claim, amount.turned(-1), convert.tolerances).fits


def _doubt(
    claim: Claim, pair: Pair, amount: Amount, judgement: Judgement, convert: Converter, correlates: Correlates
) -> tuple[str, str] | None:
    if judgement.outcome == ABSURD:
        return judgement.reasons[0], "the words allow it, but no one would say so of that much"
    if claim.kind == "share":
        return "whole_assumed", "it does not fit, but the whole that it is a part of is not certain"
    if claim.baseline_start is None:
        return "baseline_assumed", "it does not fit, but what it is compared with is not certain"
    if moved_between(claim, correlates):
        return "classification_change", "goods moved into or out of the heading between the two years"
    if unsure_between(claim, pair.upper, pair.lower, correlates):
        return "classification_change", "the two figures are told by two editions of the nomenclature"
    if pair.upper.currency is not None and _BY_VOLUME.search(claim.sentence):
        return "measure_sense", "the article speaks of volume, the statistic of money"
    if claim.trend is None and claim.unit != "x":
        return "trend_unknown", "it is not clear whether the article means a rise or a fall"
    for o in (pair.upper, pair.lower):
        if o.status != "final":
            hidden = o.status == "confidential"
            return "suppressed" if hidden else o.status, f"an official figure behind it is {o.status}"
        if o.minimum:
            return "minimum", "an official figure behind it is a verified minimum"
    if pair.lower.vintage != pair.upper.vintage:
        return "revised", "the two official figures are of different vintages"
    if pair.doubts:
        return pair.doubts[0], "the statistic may measure something else than the article"
    if _hedge_open(claim) and of_claim(claim, convert.tolerances).holds(amount.value):
        return "hedge_sense", "the words can be read as a part that is left, which would fit"
    if _growth_unsure(claim, pair, amount, convert):
        return "currency_unknown", "the article names no currency, and no rates are known to work it out in another"
    return doubt.of_claim(claim, convert.tolerances)


def _hedge_open(claim: Claim) -> bool:
    """Whether a hedged part may be what is lost or what is left: `more than half`, but not `more than halved`."""
    value, trend = claim.grounding.get("value"), claim.grounding.get("trend")
    return claim.unit == "x" and bool(claim.grounding) and (trend is None or value is None or trend.text != value.text)


def _growth_unsure(claim: Claim, pair: Pair, amount: Amount, convert: Converter) -> bool:
    """Whether growth in another currency, for which no rates are known, might fit."""
    asked = currencies(claim, pair.upper)
    if claim.unit not in ("%", "x") or len(asked) < 2:
        return False
    if all(value_of(claim, pair, currency, convert) is not None for currency in asked):
        return False
    base = Decimal(0 if claim.unit == "x" else 100)
    ratio = amount.value + base
    reach = Interval(ratio, ratio).widened(convert.tolerances.growth).plus(-base).times(Decimal(official_sign(claim)))
    words = read(claim, convert.tolerances)
    return words.all.meets(words.face_all(reach))


def _within(judgement: Judgement) -> str:
    return f"that {'fits' if judgement.outcome == CONFIRMED else 'is near'} ({judgement.rule})"


def _disagreeing(claim: Claim, fitting: Weighed, opposed: Weighed) -> Finding:
    finding = _finding(claim, "ambiguous", fitting, ("series_disagree",), "but comparable series disagree about it")
    against = (*finding.observations, opposed[0].upper, opposed[0].lower)
    return finding.model_copy(update={"observations": against})


def _finding(claim: Claim, verdict: str, weighed: Weighed, reasons: tuple[str, ...], tail: str) -> Finding:
    pair, amount, judgement = weighed
    upper, lower = pair.upper, pair.lower
    found = because.with_unit(amount.value, claim.currency, claim.unit)
    text = (
        f"The article says {because.said(claim)}{because.moved(claim)}; by {upper.source} it is {found}, "
        f"from {because.value_of(lower)} ({because.series_name(lower)}) "
        f"to {because.value_of(upper)} ({because.series_name(upper)}): {tail}."
    )
    changed = ("classification_change",) if "classification_change" in pair.doubts else ()
    codes = (*judgement.reasons, *(("derived_sum",) if pair.derived else ()), *changed, *reasons)
    return make(claim, verdict, codes, judgement.rule, text, (upper, lower), amount.value, judgement)
