"""What an observation is to a claim: the claim's own series, its mirror, a neighbour that a slip may have taken, or of no use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from extractor.reconcile.measures import is_stock, measure_fits, names_place
from extractor.reconcile.money import unit_factor
from extractor.reconcile.question import narrow_codes, wider_codes
from extractor.schema import Claim, Observation

_OPPOSITE = {
    "import": "export",
    "export": "import",
    "re-export": "import",
    "turnover": "turnover",
    "balance": "balance",
}
_TOTALS = ("TOTAL", "AG", "0", "00")
RELATIVE = ("%", "x", "pp")


class Series(NamedTuple):
    """An observation beside a claim, each way in which it differs."""

    observation: Observation
    place: str
    """`own`, `mirror` (partner's figure of the opposite flow), `swapped` (reporter and partner exchanged), `partner`
    (the claim's reporter with another partner), `other`."""
    flow: bool
    """Whether the direction, or without one the measure, is the claim's (of a mirror: the opposite)."""
    goods: str
    """`narrow`, `child` (a part of the heading), `wider`, `other`."""
    when: str
    """`same`, `before`, `after` (a year off), `part` (inside the claim's period), `around` (holds it), `other`."""
    measured: bool
    """Whether it is money where the claim is, and in a unit that converts to the claim's elsewhere."""
    doubts: tuple[str, ...] = ()
    """Why it may measure something else than the claim means."""
    derived: str | None = None
    """Of a figure worked out from others: `months`, `codes`, `children`, `flows`, `editions`."""
    note: str = ""
    """Of such a figure, what it lacks or where it comes from, in words."""

    @property
    def fits(self) -> bool:
        """Whether it is the claim's own series."""
        return self.place == "own" and self.flow and self.goods == "narrow" and self.when == "same" and self.measured

    @property
    def usable(self) -> bool:
        """Whether it has a value that may confirm or contradict: quoted figures may not."""
        return self.observation.value is not None and not self.observation.secondary


def compare(claim: Claim, o: Observation) -> Series:
    """What an observation is to a claim."""
    return comparing(claim)(o)


def comparing(claim: Claim) -> Callable[[Observation], Series]:
    """What any observation is to a claim, whose own codes are looked up but once."""
    narrow, wider = narrow_codes(claim), wider_codes(claim)
    priced = (claim.unit or "").startswith("/")
    over_time = claim.period_start != claim.period_end

    def compared(o: Observation) -> Series:
        place, assumed = _place(claim, o)
        doubts: tuple[str, ...] = ("partner_assumed",) if assumed else ()
        if claim.direction is not None and not (priced and o.direction is None):
            flow = o.direction == (_OPPOSITE.get(claim.direction) if place == "mirror" else claim.direction)
        else:
            fit = measure_fits(claim.measure, o.measure) if o.direction is None else "no"
            flow = fit != "no"
            doubts += ("measure_sense",) if fit == "perhaps" else ()
        when = _when(claim, o)
        if when == "same" and over_time and is_stock(o.measure):
            doubts += ("stock",)
        return Series(o, place, flow, _goods(claim.commodity, narrow, wider, o), when, _measured(claim, o), doubts)

    return compared


def _place(claim: Claim, o: Observation) -> tuple[str, bool]:
    """Where it stands, and whether its partner is only assumed to be the claim's."""
    reporter = _is(claim.entity_code, claim.entity, o.reporter_code, o.reporter)
    if reporter and _partner(claim, o):
        return "own", False
    if claim.partner is None and claim.direction is None:
        if o.reporter_code in (None, "W00") and _is(claim.entity_code, claim.entity, o.partner_code, o.partner):
            return "own", False  # refugees from a country, in all countries together
        if reporter and names_place(claim.sentence, o.partner_code):
            return "own", True  # `Poland took in a million Ukrainian refugees`
    if reporter:
        return "partner", False
    exchanged = (
        claim.partner is not None
        and _is(claim.partner_code, claim.partner, o.reporter_code, o.reporter)
        and _is(claim.entity_code, claim.entity, o.partner_code, o.partner)
    )
    if not exchanged:
        return "other", False
    return "mirror" if o.direction == _OPPOSITE.get(claim.direction or "") else "swapped", False


def _is(code: str | None, name: str | None, other_code: str | None, other_name: str | None) -> bool:
    if code is not None and other_code is not None:
        return code == other_code
    return name is not None and other_name is not None and name.lower() == other_name.lower()


def _partner(claim: Claim, o: Observation) -> bool:
    if claim.partner is None:
        return o.partner_code == "W00" or (o.partner_code is None and o.partner in (None, "World"))
    return _is(claim.partner_code, claim.partner, o.partner_code, o.partner)


def _goods(commodity: str | None, narrow: tuple[str, ...], wider: tuple[str, ...], o: Observation) -> str:
    code = o.commodity_code
    if commodity is not None and code in narrow:
        return "narrow"
    label = (o.commodity_label or "").lower()
    if commodity is None:
        total = code in _TOTALS or (code is None and label in ("", "all goods", "total"))
        return "narrow" if total else "other"
    if code is None:
        return "narrow" if label and label == commodity else "other"
    if code in _TOTALS:
        return "other"
    if any(code.startswith(parent) for parent in narrow):
        return "child"
    return "wider" if code in wider or any(n.startswith(code) for n in narrow) else "other"


def _when(claim: Claim, o: Observation) -> str:
    start, end = claim.period_start, claim.period_end
    if start is None or end is None:
        return "other"
    if o.period_start == start and o.period_end == end:
        return "same"
    if is_stock(o.measure) and start == end == o.period_end:
        return "same"  # the year's figure is that of its last day
    if _same_stretch(o, start, end):
        if o.period_start.year == start.year - 1:
            return "before"
        if o.period_start.year == start.year + 1:
            return "after"
    if start <= o.period_start and o.period_end <= end:
        return "part"
    return "around" if o.period_start <= start and end <= o.period_end else "other"


def _same_stretch(o: Observation, start: date, end: date) -> bool:
    """Whether it covers the same stretch of a year; the last of February may be the 28th or 29th."""
    months = (o.period_start.month, o.period_end.month) == (start.month, end.month)
    return months and abs((o.period_end - o.period_start).days - (end - start).days) <= 1


def _measured(claim: Claim, o: Observation) -> bool:
    if claim.kind == "absence" or (claim.kind in ("change", "share") and claim.unit in RELATIVE):
        return True
    if claim.currency is not None:
        return o.currency is not None and (
            (o.unit or "") == (claim.unit or "") or (bool(o.unit and claim.unit) and _convert(o.unit, claim.unit))
        )
    return o.currency is None and (claim.unit is None or (o.unit is not None and _convert(o.unit, claim.unit)))


def _convert(unit: str | None, wanted: str | None) -> bool:
    return unit is not None and wanted is not None and unit_factor(unit, wanted) is not None


def identity(o: Observation) -> tuple[str, ...]:
    """What makes two observations figures of one series, whatever their period, vintage and status."""
    fields = (
        o.dataset, o.source, o.reporter_code, o.reporter, o.partner_code, o.partner, o.direction, o.measure,
        o.commodity_system, o.commodity_code, o.commodity_label, o.valuation, o.unit,
    )  # fmt: skip
    return tuple(field or "" for field in fields)


def fixed(o: Observation) -> str:
    """A key that orders observations in the same way however they came."""
    return repr(tuple(o.__dict__.values()))


def distinct(observations: Sequence[Observation]) -> list[Observation]:
    """Each observation once, in a fixed order that does not depend on theirs: that of `fixed`, by the fields that differ."""
    if len(observations) < 2:
        return list(observations)
    rows = [tuple(o.__dict__.values()) for o in observations]
    differing: list[int] = []
    for n, values in enumerate(zip(*rows, strict=True)):
        if values.count(values[0]) < len(values):
            alone = dict(zip(map(repr, values), observations, strict=True))
            if not differing and len(alone) == len(rows):  # the first field that differs tells each from all others
                return [alone[key] for key in sorted(alone)]
            differing.append(n)
    unique = {repr([row[n] for n in differing]): o for row, o in zip(rows, observations, strict=True)}
    return [unique[key] for key in sorted(unique)]
