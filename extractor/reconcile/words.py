"""What a claim's words allow: its interval, its lenient reading, and the stretch on the other side of a hedge.

All of it is told facing upward: a deficit, a fall and a division are turned round, so that `over` always means more.
`fell by over 12 per cent` is a fall of 12 and more; `more than halved` is a loss of a half and more.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.lexicons import wordlist
from extractor.reconcile.interval import Interval, quotient
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim

_NEARLY = ("nearly", "almost", "close to", "just under", "just short", "not quite", "shy of", "approach", "near")
"""Hedges that say `a little less than`; `under` and `less than` set no lower end (Vlachos & Riedel 2015 for the former)."""
_ABOVE, _BELOW = ("over", "at_least"), ("under", "at_most")


class Words(NamedTuple):
    """A claim's figure facing upward. `face` turns an official figure the same way."""

    value: Decimal
    strict: Interval
    excluded: Decimal | None
    """The figure itself, where `over` or `under` leave it out."""
    beside: Interval | None
    """Of a hedge, the right size on the wrong side."""
    claim: Claim
    tolerances: Tolerances
    sign: int = 1
    shift: int = 0

    @property
    def lenient(self) -> Interval | None:
        """Of a bare round figure, what it stands for if its zeros are not counted."""
        return _lenient(self.claim, self.value, self.strict, self.tolerances)

    def face(self, number: Decimal) -> Decimal:
        """An official figure turned as the claim's."""
        return number * self.sign + self.shift

    def face_all(self, interval: Interval) -> Interval:
        """An interval of official figures turned as the claim's."""
        return interval.times(Decimal(self.sign)).plus(Decimal(self.shift))

    def hold(self, number: Decimal) -> bool:
        """Whether the words allow a figure that faces upward."""
        return self.strict.holds(number) and number != self.excluded

    @property
    def all(self) -> Interval:
        """The words with every tolerance of their own."""
        return self.strict.joined(self.lenient).joined(self.beside)


def read(claim: Claim, tolerances: Tolerances) -> Words:
    """The words of a claim that has a value."""
    assert claim.value is not None
    sign, shift = _turn(claim)
    value = claim.value * sign + shift
    excluded = value if claim.bound in ("over", "under") else None
    if claim.bound in _ABOVE:
        strict, beside = Interval(value, None), Interval(value - abs(value) * tolerances.hedge, value)
    elif claim.bound in _BELOW:
        floor = _floor(claim, value, tolerances)
        strict, beside = Interval(floor, value), Interval(value, value + abs(value) * tolerances.hedge)
    else:
        strict, beside = of_claim(claim, tolerances).times(Decimal(sign)).plus(Decimal(shift)), None
    return Words(value, strict, excluded, beside, claim, tolerances, sign, shift)


def of_claim(claim: Claim, tolerances: Tolerances) -> Interval:
    """The interval as the record has it; where the record has none, what CONTRACT gives for the bound."""
    value = claim.value
    if claim.value_low is not None or claim.value_high is not None or value is None:
        return Interval(claim.value_low, claim.value_high)
    if claim.bound in _ABOVE:
        return Interval(value, None)
    if claim.bound in _BELOW:
        return Interval(None, value)
    point = Interval(value, value)
    return point.widened(tolerances.about) if claim.bound == "about" else point


def says_nearly(claim: Claim) -> bool:
    """Whether an upper bound is one that only a figure a little smaller deserves."""
    if claim.bound != "under":
        return False
    ground = claim.grounding.get("bound")
    return ground is None or any(word in ground.text.lower() for word in _NEARLY)


def is_deficit(claim: Claim) -> bool:
    """Whether the measure says which sign a balance has."""
    return claim.direction == "balance" and not wordlist("deficits").isdisjoint((claim.measure or "").lower().split())


def _turn(claim: Claim) -> tuple[int, int]:
    """How the claim's own number becomes one that faces upward: its sign, and what is added.

    A deficit and a fall are told as amounts; a hedged part (`almost halved`, 0.5 x) as the loss, one less the part.
    """
    value = claim.value or Decimal(0)
    if claim.unit == "x" and claim.kind == "change":
        return (-1, 1) if 0 < value < 1 and claim.bound in _ABOVE + _BELOW else (1, 0)
    return (-1, 0) if value < 0 else (1, 0)


def official_sign(claim: Claim) -> int:
    """-1 where the claim tells as a positive amount what statistics tell as a negative one: a fall, a deficit."""
    if (claim.value or 0) <= 0 or claim.unit == "x":
        return 1
    falls = claim.kind == "change" and claim.trend == "down"
    return -1 if falls or (claim.kind == "level" and is_deficit(claim)) else 1


def _floor(claim: Claim, value: Decimal, tolerances: Tolerances) -> Decimal | None:
    """The lower end of `nearly`; of `under`, zero where the figure is a change or a balance, which may turn round."""
    if says_nearly(claim) and value > 0:
        return value * tolerances.nearly
    return Decimal(0) if claim.kind == "change" or claim.direction == "balance" else None


def _lenient(claim: Claim, value: Decimal, strict: Interval, tolerances: Tolerances) -> Interval | None:
    """Half a unit of the last digit that is not zero, of `about` as much of the other figure; null where that adds nothing."""
    if claim.bound == "between":
        widened = [None if end is None else half_unit(end) for end in (strict.low, strict.high)]
        if strict.low is None or strict.high is None or widened[0] is None or widened[1] is None:
            return None
        return Interval(strict.low - widened[0], strict.high + widened[1])
    if claim.bound == "about":  # ten per cent of the official figure instead of the printed one
        return strict.joined(Interval(quotient(value, 1 + tolerances.about), quotient(value, 1 - tolerances.about)))
    if value == 0 or claim.bound != "exact":
        return None
    relative = claim.unit in ("x", "%", "pp") and claim.kind in ("change", "share")
    most = abs(value) * (tolerances.lenient_ratio if relative else tolerances.lenient)
    half = most if relative and _spelled(claim) else min(half_unit(value), most)
    reading = Interval(value - half, value + half).joined(strict)
    return None if reading == strict else reading


def half_unit(number: Decimal) -> Decimal:
    """Half a unit of the last digit that is not zero: 50 of 500, 0.05 of 12.5."""
    return Decimal(5).scaleb(int(number.normalize().as_tuple().exponent) - 1)


def _spelled(claim: Claim) -> bool:
    """Whether a ratio is told by a word that is always round: `a third`, `doubled`, `a quarter of last year's`."""
    ground = claim.grounding.get("value")
    return claim.unit == "x" or (ground is not None and not any(letter.isdigit() for letter in ground.text))
