"""A stated change against the article's own levels: `more than doubled` beside 35 and 75 million."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, quotient, shown
from extractor.reconcile.question import baseline
from extractor.reconcile.telling import level, one_source, same_series, same_time, sure, told
from extractor.reconcile.tolerances import Tolerances
from extractor.reconcile.words import is_deficit, of_claim, official_sign, read
from extractor.schema import Claim, Finding

_REAL = ("gdp", "economy", "output", "production", "growth", "industrial")
"""Measures of which growth is told in real terms and levels in money."""


def change_against_levels(change: Claim, claims: Sequence[Claim], tolerances: Tolerances) -> Iterator[Finding]:
    """At most one finding: the levels that fit, else the first that do not."""
    held = [_held(change, now, then, tolerances) for now, then in _levels(change, claims)]
    order = ("confirmed", "close", "ambiguous", "contradicted")
    if held:
        yield min(held, key=lambda finding: order.index(finding.verdict))


def _levels(change: Claim, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The later and the earlier level, of the change's own period and of what it is compared with."""
    before = baseline(change)
    levels = [c for c in claims if level(c) and same_series(change, c)]
    for now in levels:
        if change.period_start is None or not same_time(change, now) or not _counts(change, now):
            continue
        for then in levels:
            same_unit = (then.currency, then.unit) == (now.currency, now.unit)
            if then is not now and same_unit and before == (then.period_start, then.period_end):
                yield now, then


def _counts(change: Claim, now: Claim) -> bool:
    """Whether the change can be worked out from such levels: per cent of anything, an amount of the same unit."""
    if change.unit == "pp":
        return now.unit == "%"
    return change.unit in ("%", "x") or (change.currency, change.unit) == (now.currency, now.unit)


def _held(change: Claim, now: Claim, then: Claim, tolerances: Tolerances) -> Finding:
    follows = _follows(change, now, then, tolerances)
    words = read(change, tolerances)
    facing = words.face_all(follows.times(Decimal(official_sign(change))))
    unit = {"x": "times", "%": "%", "pp": "points"}.get(change.unit or "", change.currency or change.unit or "")
    told_levels = f"The article's own levels, {told(then)} and {told(now)}, make {_range(follows)} {unit}"
    reasons: tuple[str, ...] = ()
    if words.strict.meets(facing):
        verdict, reasons, tail = "confirmed", (), "the change that it states follows from them"
    elif words.all.widened(tolerances.same).meets(facing.widened(tolerances.same)):
        verdict, reasons, tail = "close", ("rounding",), "the change that it states follows from them but for rounding"
    elif all(sure(c, tolerances) for c in (change, now, then)) and _comparable(change, now, then):
        verdict, reasons, tail = "contradicted", ("does_not_follow",), "the change that it states does not follow"
    else:
        verdict, reasons, tail = "ambiguous", ("does_not_follow",), "the change that it states does not follow, but it may be of another time, source or kind"  # fmt: skip
    text = f"{told_levels}; {tail} ({shown(change.value)} {unit})."
    finding = make(change, verdict, reasons, "change against levels", text, ())
    return finding.model_copy(update={"against": (then.id, now.id)})


def _comparable(change: Claim, now: Claim, then: Claim) -> bool:
    """Whether a change that does not follow is wrong: one source, no real terms, and what is compared with what is known."""
    real = change.direction is None and any(word in (change.measure or "").lower() for word in _REAL)
    known = change.unit == "x" or change.trend is not None
    beside = bool(change.sentence) and change.sentence == now.sentence == then.sentence
    return one_source(change, now, then) and not real and known and (change.baseline_start is not None or beside)


def _follows(change: Claim, now: Claim, then: Claim, tolerances: Tolerances) -> Interval:
    """What two levels make as intervals: 18 million over 245,000 is 71.3 to 75.7."""
    upper, lower = of_claim(now, tolerances), of_claim(then, tolerances)
    if is_deficit(change):
        turn = Decimal(-1 if (now.value or 0) < 0 else 1)
        upper, lower = upper.times(turn), lower.times(turn)
    if change.unit not in ("%", "x"):
        low = None if upper.low is None or lower.high is None else upper.low - lower.high
        high = None if upper.high is None or lower.low is None else upper.high - lower.low
        turn = Decimal(-1 if is_deficit(change) and official_sign(change) == -1 else 1)
        return Interval(low, high).times(turn)
    low = quotient(upper.low, lower.high) if upper.low is not None and lower.high is not None else None
    high = quotient(upper.high, lower.low) if upper.high is not None and lower.low is not None else None
    if lower.low is not None and lower.low <= 0:
        return Interval(None, None)
    if change.unit == "x":
        return Interval(low, high)
    return Interval(None if low is None else (low - 1) * 100, None if high is None else (high - 1) * 100)


def _range(interval: Interval) -> str:
    return f"{shown(interval.low, 4)} to {shown(interval.high, 4)}"
