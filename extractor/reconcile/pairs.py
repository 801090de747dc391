"""The two official figures of a change or share, and what they make: per cent, a multiple, percentage points or an amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.lexicons import table
from extractor.reconcile.derive import derived
from extractor.reconcile.interval import Interval, quotient, shown
from extractor.reconcile.money import Amount, Converter
from extractor.reconcile.question import baseline
from extractor.reconcile.series import RELATIVE, Series, compare, identity
from extractor.reconcile.words import is_deficit
from extractor.schema import Claim, Observation

_USUAL = ("USD", "EUR")
_AS_TOLD = (None, "editions")
"""Figures that no one added up."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of which one is held against the other: now and before, or part and whole."""

    upper: Observation
    lower: Observation
    series: tuple[str, ...]
    whole: int = 0
    """Of a share: 0 where the whole is all partners, 1 where it is all goods."""
    doubts: tuple[str, ...] = ()
    derived: bool = False


def pairs(claim: Claim, all_series: list[Series]) -> list[Pair]:
    """All pairs of one series, currency and unit; those of one vintage alone where there are any."""
    made = list(_changes(claim, all_series) if claim.kind == "change" else _shares(claim, all_series))
    same = [pair for pair in made if pair.upper.vintage == pair.lower.vintage]
    return same or made


def _fitting(claim: Claim, all_series: list[Series]) -> list[Series]:
    """The usable series of a claim, with what can be worked out."""
    found = [_again(claim, s) for s in all_series]
    whole = (s for s in (*found, *derived(claim, found)) if s.fits and s.usable)
    return [s for s in whole if not {"parts_missing", "suppressed"} & set(s.doubts)]


def _again(claim: Claim, s: Series) -> Series:
    """The same figure beside another claim; what was told under other codes stays marked."""
    stands = compare(claim, s.observation)
    if s.derived != "editions":
        return stands
    return stands._replace(doubts=("classification_change", *stands.doubts), derived=s.derived, note=s.note)


def _changes(claim: Claim, all_series: list[Series]) -> Iterator[Pair]:
    before = baseline(claim)
    if before is None:
        return
    earlier = claim.model_copy(update={"period_start": before[0], "period_end": before[1]})
    lowers = _fitting(earlier, all_series)
    for upper in _fitting(claim, all_series):
        for lower in lowers:
            if _alike(upper, lower, _in_time(upper.observation), _in_time(lower.observation)):
                doubts = tuple(dict.fromkeys((*upper.doubts, *lower.doubts)))
                doubts = tuple(doubt for doubt in doubts if doubt != "stock")
                yield Pair(
                    upper.observation, lower.observation, identity(upper.observation), doubts=doubts,
                    derived=upper.derived not in _AS_TOLD,
                )  # fmt: skip


def _in_time(o: Observation) -> tuple[str, ...]:
    """The series through the editions of its nomenclature, whose labels change more often than their goods."""
    if not (o.commodity_system or "").startswith("HS") or o.commodity_code is None:
        return identity(o)
    return identity(o.model_copy(update={"commodity_system": "HS", "commodity_label": None}))


def _alike(upper: Series, lower: Series, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return (
        one == other
        and (upper.derived == lower.derived or {upper.derived, lower.derived} <= set(_AS_TOLD))
        and upper.observation.currency == lower.observation.currency
        and upper.observation.unit == lower.observation.unit
    )


def _shares(claim: Claim, all_series: list[Series]) -> Iterator[Pair]:
    """A part and each whole that it may be a part of: the same goods of all partners, all goods of the same partner."""
    wholes: list[tuple[int, dict[str, object]]] = []
    if claim.partner:
        wholes.append((0, {"partner": None, "partner_code": None}))
    if claim.commodity:
        wholes.append((1, {"commodity": None, "commodity_codes": ()}))
    for upper in _fitting(claim, all_series):
        for number, update in wholes:
            for lower in _fitting(claim.model_copy(update=update), all_series):
                names = (_bare(upper.observation), _bare(lower.observation))
                if _alike(upper, lower, *names):
                    yield Pair(
                        upper.observation,
                        lower.observation,
                        names[0],
                        number,
                        upper.doubts,
                        upper.derived not in _AS_TOLD,
                    )


def _bare(o: Observation) -> tuple[str, ...]:
    """The series but for partner and goods."""
    gone = ("partner", "partner_code", "commodity_code", "commodity_label", "commodity_system")
    return identity(o.model_copy(update=dict.fromkeys(gone)))


def currencies(claim: Claim, o: Observation) -> tuple[str | None, ...]:
    """In which currencies a claim may count: its own; where it names none, the statistic's, the usual ones, the country's."""
    if claim.currency is not None or o.currency is None or claim.kind == "share":
        return (claim.currency,)
    home = _home().get(claim.entity_code or "")
    return tuple(dict.fromkeys((o.currency, *_USUAL, *((home,) if home else ()))))


@cache
def _home() -> dict[str, str]:
    return {row["country"]: row["currency"] for row in table("country_currencies")}


def value_of(claim: Claim, pair: Pair, currency: str | None, convert: Converter) -> Amount | None:
    """The official change, share or multiple in the claim's unit, with all that rounding and revision allow."""
    unit = None if claim.unit in RELATIVE else claim.unit
    upper, lower = convert.to(pair.upper, currency, unit), convert.to(pair.lower, currency, unit)
    if upper is None or lower is None or (claim.unit == "pp") != (pair.upper.unit == "%" and claim.unit == "pp"):
        return None
    if is_deficit(claim):
        upper, lower = upper.turned(-1), lower.turned(-1)
    if claim.unit in ("%", "x") and (lower.value <= 0 or upper.value < 0):
        return None
    value = _of(claim, upper.value, lower.value)
    rounded = _spread(claim, upper.value, lower.value, convert.tolerances.both_rounded)
    if claim.unit not in RELATIVE:
        rounded = rounded.joined(_differences(upper.spread, lower.spread))
    weak = upper.revised is not None or lower.revised is not None
    revised = _spread(claim, upper.value, lower.value, convert.tolerances.provisional) if weak else None

    def step() -> str:
        return f"{shown(upper.value)} against {shown(lower.value)}" + (f" in {currency}" if currency else "")

    rule = f"rounding of both figures, {convert.tolerances.both_rounded:%}"
    return Amount(value, rounded, step, None, revised, rule, "rounding")


def _of(claim: Claim, upper: Decimal, lower: Decimal) -> Decimal:
    if claim.unit not in ("%", "x"):
        return upper - lower
    ratio = quotient(upper, lower) or Decimal(0)
    if claim.unit == "x":
        return ratio
    return ratio * 100 if claim.kind == "share" else (ratio - 1) * 100


def _spread(claim: Claim, upper: Decimal, lower: Decimal, fraction: Decimal) -> Interval:
    """All that the figure may be where each of its two values may be off by a fraction."""
    if claim.unit == "pp":
        return Interval(upper - lower, upper - lower)
    up, down = abs(upper) * fraction, abs(lower) * fraction
    return Interval(_of(claim, upper - up, lower + down), _of(claim, upper + up, lower - down))


def _differences(upper: Interval, lower: Interval) -> Interval:
    """From the least to the greatest difference of two amounts, at any rates of their periods."""
    if upper.low is None or upper.high is None or lower.low is None or lower.high is None:
        return Interval(None, None)
    return Interval(upper.low - lower.high, upper.high - lower.low)
