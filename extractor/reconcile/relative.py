"""Changes, multiples and shares: two official values carried through as intervals.

Growth is compared in the claim's currency; where it names none, in the statistic's own and in the usual ones, since a year's
growth differs between them (EU exports to Kazakhstan in 2022: 88.6 per cent in EUR, 67.9 in USD).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.reconcile import because
from extractor.reconcile.editions import missing_edition
from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, of_claim, quotient, shown
from extractor.reconcile.judge import CLOSE, CONFIRMED, OUTSIDE, Judgement
from extractor.reconcile.money import Amount, Rates, official
from extractor.reconcile.question import baseline
from extractor.reconcile.series import Series, compare
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Finding, Observation

_CURRENCIES = ("USD", "EUR")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of which one is held against the other: now and before, or part and whole."""

    upper: Observation
    lower: Observation
    currency: str | None


def judge_relative(claim: Claim, all_series: list[Series], rates: Rates, tolerances: Tolerances) -> Finding:
    """The finding of a change or share in per cent, or of a multiple."""
    if (gone := missing_edition(claim)) is not None and claim.kind == "change":
        text = f"{claim.commodity} have a heading of their own ({gone[0]}) only since HS {gone[1]}, so the two years do not compare."
        return make(claim, "not_comparable", ("classification_change",), "edition of the nomenclature", text,
                    [s.observation for s in all_series if s.place == "own"][:6])  # fmt: skip
    pairs = list(_pairs(claim, all_series))
    judged = [
        (pair, value, _judge(claim, value, pair, rates, tolerances))
        for pair in pairs
        if (value := _value(claim, pair, rates)) is not None
    ]
    if not judged:
        near = [s.observation for s in all_series if s.place == "own" and s.flow][:5]
        return make(claim, "uncovered", (), "no series", "No statistic here has both figures that it takes.", near)
    for wanted in (CONFIRMED, CLOSE):
        for pair, value, judgement in judged:
            if judgement.outcome == wanted:
                return _finding(claim, wanted, pair, value, judgement)
    pair, value, judgement = judged[0]
    return _finding(claim, _worst(claim, pair, tolerances), pair, value, judgement)


def _worst(claim: Claim, pair: Pair, tolerances: Tolerances) -> str:
    """What a relative figure outside every tolerance is: a share's whole and an unnamed baseline are guesses."""
    guessed = claim.kind == "share" or claim.baseline_start is None or claim.confidence < tolerances.lowest_confidence
    weak = {pair.upper.status, pair.lower.status} & {"provisional", "estimated"}
    hidden = pair.upper.secondary or pair.lower.secondary
    return "ambiguous" if guessed or weak or hidden else "contradicted"


def _pairs(claim: Claim, all_series: list[Series]) -> Iterator[Pair]:
    known = [s for s in all_series if s.observation.value is not None and s.place == "own" and s.flow]
    known.sort(key=lambda s: s.observation.to_json())
    tops = [s.observation for s in known if s.goods == "narrow" and s.when == "same" and not s.observation.secondary]
    for top in tops:
        for bottom in _bottoms(claim, top, all_series):
            if bottom.dataset == top.dataset and bottom.vintage == top.vintage and bottom.unit == top.unit:
                for currency in dict.fromkeys((claim.currency,) if claim.currency else (top.currency, *_CURRENCIES)):
                    yield Pair(top, bottom, currency)


def _bottoms(claim: Claim, top: Observation, all_series: list[Series]) -> Iterator[Observation]:
    """What the upper value is held against: the same series in the baseline, or the whole of which it is a part."""
    if claim.kind == "change":
        before = baseline(claim)
        for s in all_series:
            o = s.observation
            same = (o.reporter_code, o.partner_code, o.direction, o.commodity_code, o.measure) == (
                top.reporter_code, top.partner_code, top.direction, top.commodity_code, top.measure)  # fmt: skip
            if same and before == (o.period_start, o.period_end) and o.value:
                yield o
        return
    wholes = [claim.model_copy(update={"partner": None, "partner_code": None})] if claim.partner else []
    if claim.commodity:
        wholes.append(claim.model_copy(update={"commodity": None, "commodity_codes": ()}))
    for whole in wholes:
        yield from (
            s.observation for s in (compare(whole, s.observation) for s in all_series) if s.fits and s.observation.value
        )


def _values(pair: Pair, rates: Rates) -> tuple[Amount, Amount] | None:
    upper, lower = official(pair.upper, pair.currency, rates), official(pair.lower, pair.currency, rates)
    return (upper, lower) if upper is not None and lower is not None and lower.value != 0 else None


def _value(claim: Claim, pair: Pair, rates: Rates) -> Decimal | None:
    """The official change, share or multiple, in the claim's unit."""
    amounts = _values(pair, rates)
    if amounts is None:
        return None
    ratio = quotient(amounts[0].value, amounts[1].value)
    return None if ratio is None else _of_ratio(claim, ratio)


def _of_ratio(claim: Claim, ratio: Decimal) -> Decimal:
    if claim.unit == "x":
        return ratio
    return ratio * 100 if claim.kind == "share" else (ratio - 1) * 100


def _signed(claim: Claim) -> Interval:
    """The claim's interval with the sign that its movement gives it: a fall of 12 per cent is −12."""
    words = of_claim(claim)
    falls = claim.kind == "change" and claim.trend == "down" and claim.unit != "x" and (claim.value or 0) > 0
    if falls and words.high is None and words.low is not None:
        return Interval(None, -words.low)
    return words.times(Decimal(-1)) if falls else words


def _judge(claim: Claim, value: Decimal, pair: Pair, rates: Rates, tolerances: Tolerances) -> Judgement:
    words = _signed(claim)
    ratio = quotient(claim.value, value) if claim.value is not None and value != 0 else None
    unit = "" if claim.unit == "x" else " %"
    steps = (
        f"the words allow {words}{unit}",
        f"official: {shown(pair.upper.value)} ({because.period(pair.upper)}) against {shown(pair.lower.value)} ({because.period(pair.lower)})"
        + (f" in {pair.currency}" if pair.currency else ""),
        f"that is {shown(value)}{unit}",
    )
    if words.holds(value):
        return Judgement(CONFIRMED, "interval of the words", (), ratio, steps)
    if words.meets(_spread(claim, pair, rates, Decimal("0.005"))):
        return Judgement(CLOSE, "rounding of both figures, 0.5%", ("rounding",), ratio, steps)
    weak = {pair.upper.status, pair.lower.status} & {"provisional", "estimated"}
    if weak and words.meets(_spread(claim, pair, rates, tolerances.provisional)):
        return Judgement(CLOSE, f"provisional, {tolerances.provisional:%}", ("provisional",), ratio, steps)
    turned = claim.kind == "change" and claim.unit != "x" and words.times(Decimal(-1)).holds(value)
    return Judgement(OUTSIDE, "outside every tolerance", ("trend_swapped",) if turned else (), ratio, steps)


def _spread(claim: Claim, pair: Pair, rates: Rates, fraction: Decimal) -> Interval:
    """All that the official figure may be where each of its two values may be off by a fraction."""
    amounts = _values(pair, rates)
    assert amounts is not None
    high = quotient(amounts[0].value * (1 + fraction), amounts[1].value * (1 - fraction)) or Decimal(0)
    low = quotient(amounts[0].value * (1 - fraction), amounts[1].value * (1 + fraction)) or Decimal(0)
    return Interval(_of_ratio(claim, low), _of_ratio(claim, high))


def _finding(claim: Claim, verdict: str, pair: Pair, value: Decimal, judgement: Judgement) -> Finding:
    tail = {
        "confirmed": f"it lies within the words' interval, {_signed(claim)}",
        "close": f"near it, by the rule {judgement.rule}",
        "contradicted": "outside every tolerance",
        "ambiguous": "it does not fit, but what it is compared with is not certain",
    }[verdict]
    said, found = because.said(claim), because.with_unit(value, None, claim.unit)
    text = (
        f"The article says {said}; by {pair.upper.source} it is {found}, from {shown(pair.lower.value)} ({because.series_name(pair.lower)}) "
        f"to {shown(pair.upper.value)} {pair.upper.currency or pair.upper.unit or ''} ({because.series_name(pair.upper)}): {tail}."
    )
    return make(claim, verdict, judgement.reasons, judgement.rule, text, (pair.upper, pair.lower), value, judgement)
