"""One figure against one official value: inside the words' interval, near it by a stated tolerance, or outside."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.reconcile.interval import Interval, quotient, shown
from extractor.reconcile.money import Amount
from extractor.reconcile.tolerances import Tolerances
from extractor.reconcile.words import Words, official_sign, read, says_nearly
from extractor.schema import Claim

CONFIRMED, CLOSE, OUTSIDE, ABSURD = "confirmed", "close", "outside", "absurd"


class Judgement(NamedTuple):
    """How a claim stands to one value."""

    outcome: str
    """`confirmed`, `close`, `outside`; `absurd`: the words allow it, as `over 9 million` allows 9 billion."""
    rule: str
    reasons: tuple[str, ...] = ()
    ratio: Decimal | None = None
    steps: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it is inside or near."""
        return self.outcome in (CONFIRMED, CLOSE)


def judge(claim: Claim, amount: Amount, tolerances: Tolerances) -> Judgement:
    """The first rule that fits: the words' interval, lenient rounding, the hedge's other side, the rate, revision."""
    words = read(claim, tolerances)
    official = amount.turned(official_sign(claim))
    value = words.face(official.value)
    ratio = quotient(claim.value, official.value) if claim.value is not None else None
    told = shown(amount.value)
    steps = [f"the words allow {words.strict}", f"official: {told}"]
    if words.shift:
        steps[0] += " (of the whole, as a loss)"
    if amount.step:
        steps.insert(1, amount.step())
    if ratio is not None:
        over = told if official is amount else shown(official.value)
        steps.append(f"claimed over official: {shown(claim.value)} / {over} = {shown(ratio)}")
    outcome, rule, reasons = _inside(claim, words, value, tolerances) or _near(words, value, official, tolerances)
    return Judgement(outcome, rule, reasons, ratio, (*steps, f"rule: {rule}"))


_Ruling = tuple[str, str, tuple[str, ...]]


def _inside(claim: Claim, words: Words, value: Decimal, tolerances: Tolerances) -> _Ruling | None:
    """Confirmed where the words allow the figure; `over` and `under` set no other end, but are not said of anything."""
    if not words.hold(value):
        return None
    rule = _bound_rule(claim, tolerances)
    if words.value <= 0 or claim.bound in ("exact", "about", "between"):
        return CONFIRMED, rule, ()
    if claim.bound in ("over", "at_least"):
        if value > words.value * tolerances.absurd:
            return (
                ABSURD,
                f"{rule}, and the official figure is over {tolerances.absurd} times as much",
                ("understated",),
            )
        return CONFIRMED, rule, ("understated",) if value > words.value * tolerances.understated else ()
    if value * tolerances.absurd < words.value:
        return ABSURD, f"{rule}, and the official figure is under a {tolerances.absurd}th of it", ("overstated",)
    return CONFIRMED, rule, ()


def _near(words: Words, value: Decimal, official: Amount, tolerances: Tolerances) -> _Ruling:
    """Close by the first tolerance that reaches the figure, else outside."""
    lenient = words.lenient
    if lenient is not None and lenient.holds(value):
        return CLOSE, f"lenient rounding, {lenient}", ("rounding",)
    if words.beside is not None and words.beside.holds(value):
        return CLOSE, f"hedge, within {tolerances.hedge:%} of the figure", ("hedge_wrong",)
    reach = words.all
    if _differs(official.spread, official.value) and reach.meets(words.face_all(official.spread)):
        return CLOSE, official.spread_rule, (official.spread_reason,)
    if official.of_day is not None and reach.holds(words.face(official.of_day)):
        return CLOSE, "rate of the article's date", ("rate_of_article_date",)
    if official.revised is not None and reach.meets(words.face_all(official.revised)):
        return CLOSE, f"provisional, {tolerances.provisional:%}", ("provisional",)
    return OUTSIDE, "outside every tolerance", ()


def _differs(spread: Interval, value: Decimal) -> bool:
    return spread != Interval(value, value)


def _bound_rule(claim: Claim, tolerances: Tolerances) -> str:
    if claim.bound == "exact":
        return "rounding to the last printed digit"
    if says_nearly(claim):
        return f"nearly, from {tolerances.nearly:%} of the figure up to it"
    if claim.bound == "about":
        return f"about, {tolerances.about:%} or its rounding"
    return f"{claim.bound.replace('_', ' ')}, as printed"
