"""One figure against one official value: inside the words' interval, near it by a stated tolerance, or outside."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.reconcile.interval import Interval, lenient, of_claim, quotient, shown
from extractor.reconcile.money import Amount
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim

_NEARLY = ("nearly", "almost", "close to", "just under", "just short", "not quite", "shy of")
"""Hedges that say `a little less than`; `under` and `less than` set no lower end (Vlachos & Riedel 2015 for the former)."""

CONFIRMED, CLOSE, OUTSIDE = "confirmed", "close", "outside"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a claim stands to one value."""

    outcome: str
    """`confirmed`, `close` or `outside`."""
    rule: str
    reasons: tuple[str, ...] = ()
    ratio: Decimal | None = None
    steps: tuple[str, ...] = ()


def judge(claim: Claim, amount: Amount, tolerances: Tolerances, *, provisional: bool = False) -> Judgement:
    """The first rule that fits: the words' interval, lenient rounding, the hedge's other side, revision, the rate's range."""
    words = of_claim(claim)
    ratio = quotient(claim.value, amount.value) if claim.value is not None else None
    steps = [f"the words allow {words}", f"official: {shown(amount.value)}"]
    if amount.step:
        steps.insert(1, amount.step)
    if ratio is not None:
        steps.append(f"claimed over official: {shown(claim.value)} / {shown(amount.value)} = {shown(ratio)}")

    def as_(outcome: str, rule: str, *reasons: str) -> Judgement:
        return Judgement(outcome, rule, reasons, ratio, (*steps, f"rule: {rule}"))

    if claim.contains(amount.value) and not _too_far_below(claim, amount.value, tolerances):
        far = claim.bound in ("over", "at_least") and _understates(claim, amount.value, tolerances)
        return as_(CONFIRMED, _bound_rule(claim, tolerances), *(("understated",) if far else ()))
    loose = lenient(claim)
    if loose is not None and loose.holds(amount.value):
        return as_(CLOSE, f"lenient rounding, {loose}", "rounding")
    if (side := _hedge_side(claim, tolerances)) is not None and side.holds(amount.value):
        return as_(CLOSE, f"hedge, within {tolerances.hedge:%} of the figure", "hedge_wrong")
    if provisional and words.meets(Interval(amount.value, amount.value).widened(tolerances.provisional)):
        return as_(CLOSE, f"provisional, {tolerances.provisional:%}", "provisional")
    if amount.step and words.meets(amount.spread):
        return as_(CLOSE, "range of the period's exchange rate", "exchange_rate")
    return as_(OUTSIDE, "outside every tolerance")


def _bound_rule(claim: Claim, tolerances: Tolerances) -> str:
    if claim.bound == "exact":
        return "rounding to the last printed digit"
    if claim.bound == "under" and _says_nearly(claim):
        return f"nearly, from {tolerances.nearly:%} of the figure up to it"
    return f"bound: {claim.bound.replace('_', ' ')}"


def _understates(claim: Claim, value: Decimal, tolerances: Tolerances) -> bool:
    return claim.value is not None and claim.value > 0 and value > claim.value * tolerances.understated


def _says_nearly(claim: Claim) -> bool:
    ground = claim.grounding.get("bound")
    return ground is None or any(word in ground.text.lower() for word in _NEARLY)


def _too_far_below(claim: Claim, value: Decimal, tolerances: Tolerances) -> bool:
    if claim.bound != "under" or claim.value is None or claim.value <= 0 or not _says_nearly(claim):
        return False
    return value < claim.value * tolerances.nearly


def _hedge_side(claim: Claim, tolerances: Tolerances) -> Interval | None:
    """The stretch of the right size on the other side of a hedge: a little under `over 75 million`."""
    if claim.value is None or claim.bound in ("exact", "about", "between"):
        return None
    near = Interval(claim.value, claim.value).widened(tolerances.hedge)
    return Interval(near.low, claim.value) if claim.bound in ("over", "at_least") else Interval(claim.value, near.high)
