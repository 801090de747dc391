"""What an observation is to a claim: the claim's own series, its mirror, a neighbour that a slip may have taken, or of no use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from extractor.reconcile.question import narrow_codes, wider_codes
from extractor.schema import Claim, Observation

_OPPOSITE = {"import": "export", "export": "import", "re-export": "import"}
_TOTALS = (None, "TOTAL", "AG", "0")


@dataclass(frozen=True, slots=True)
class Series:
    """An observation beside a claim, each way in which it differs."""

    observation: Observation
    place: str
    """`own`, `mirror` (partner's figure of the opposite flow), `swapped` (reporter and partner exchanged), `other`."""
    flow: bool
    """Whether the direction is the claim's (of a mirror: the opposite)."""
    goods: str
    """`narrow`, `wider`, `other`."""
    when: str
    """`same`, `before`, `after` (a year off), `part` (inside the claim's period), `around` (holds it), `other`."""
    measured: bool
    """Whether it is money where the claim is, and the claim's unit elsewhere."""

    @property
    def fits(self) -> bool:
        """Whether it is the claim's own series."""
        return self.place == "own" and self.flow and self.goods == "narrow" and self.when == "same" and self.measured


def compare(claim: Claim, observation: Observation) -> Series:
    """What an observation is to a claim."""
    place = _place(claim, observation)
    wanted = _OPPOSITE.get(claim.direction or "") if place == "mirror" else claim.direction
    flow = observation.direction == wanted and (claim.direction is not None or _same_measure(claim, observation))
    return Series(
        observation, place, flow, _goods(claim, observation), _when(claim, observation), _measured(claim, observation)
    )


def _place(claim: Claim, o: Observation) -> str:
    straight = _is(claim.entity_code, claim.entity, o.reporter_code, o.reporter) and _partner(
        claim, o.partner_code, o.partner
    )
    if straight:
        return "own"
    if claim.partner is None:
        origin = (
            claim.direction is None
            and o.reporter_code in (None, "W00")
            and _is(claim.entity_code, claim.entity, o.partner_code, o.partner)
        )
        return "own" if origin else "other"
    exchanged = _is(claim.partner_code, claim.partner, o.reporter_code, o.reporter) and _is(
        claim.entity_code, claim.entity, o.partner_code, o.partner
    )
    if not exchanged:
        return "other"
    return "swapped" if o.direction == claim.direction else "mirror"


def _is(code: str | None, name: str | None, other_code: str | None, other_name: str | None) -> bool:
    if code is not None and other_code is not None:
        return code == other_code
    return name is not None and other_name is not None and name.lower() == other_name.lower()


def _partner(claim: Claim, code: str | None, name: str | None) -> bool:
    if claim.partner is None:
        return code in (None, "W00")
    return _is(claim.partner_code, claim.partner, code, name)


def _same_measure(claim: Claim, o: Observation) -> bool:
    if claim.measure is None or o.measure is None:
        return False
    mine, theirs = claim.measure.lower(), o.measure.lower()
    return mine == theirs or mine in theirs.split() or theirs in mine.split()


def _goods(claim: Claim, o: Observation) -> str:
    if claim.commodity is None:
        return "narrow" if (o.commodity_code in _TOTALS and o.commodity_label in (None, "all goods", "total", "TOTAL")) or (
            o.commodity_code == "TOTAL"
        ) else "other"  # fmt: skip
    if o.commodity_code in narrow_codes(claim):
        return "narrow"
    if o.commodity_code in wider_codes(claim) or any(
        (o.commodity_code or "?") == code[:size] for code in narrow_codes(claim) for size in (2, 4) if size < len(code)
    ):
        return "wider"
    named = (o.commodity_label or "").lower() == claim.commodity
    return "narrow" if named else "other"


def _when(claim: Claim, o: Observation) -> str:
    start, end = claim.period_start, claim.period_end
    if start is None or end is None:
        return "other"
    if (o.period_start, o.period_end) == (start, end):
        return "same"
    same_stretch = (o.period_start.month, o.period_end.month) == (start.month, end.month) and (
        o.period_end - o.period_start
    ).days in range((end - start).days - 1, (end - start).days + 2)
    if same_stretch and o.period_start.year == start.year - 1:
        return "before"
    if same_stretch and o.period_start.year == start.year + 1:
        return "after"
    if start <= o.period_start and o.period_end <= end:
        return "part"
    return "around" if o.period_start <= start and end <= o.period_end else "other"


def _measured(claim: Claim, o: Observation) -> bool:
    if claim.kind == "absence" or claim.unit in ("%", "x", "pp"):
        return True
    if claim.currency is not None:
        return o.currency is not None and (o.unit or "") == (claim.unit or "")
    return o.currency is None and (claim.unit is None or o.unit == claim.unit)


def summed(parts: Sequence[Observation], claim: Claim) -> Observation | None:
    """Months or quarters added up to the claim's period, where they cover it without gap or overlap; marked as derived."""
    known = sorted((o for o in parts if o.value is not None), key=lambda o: (o.period_start, o.period_end))
    if not known or claim.period_start is None:
        return None
    chain: list[Observation] = []
    expected = claim.period_start
    for part in known:
        if part.period_start == expected:
            chain.append(part)
            expected = part.period_end + timedelta(days=1)
    if claim.period_end is None or expected != claim.period_end + timedelta(days=1) or len(chain) < 2:
        return None
    return combined(chain, sum((o.value for o in chain if o.value is not None), Decimal(0)), claim)


def combined(parts: Sequence[Observation], value: Decimal, claim: Claim) -> Observation:
    """An observation worked out from others: its rows are theirs, its status the weakest of theirs."""
    statuses = {o.status for o in parts}
    status = next((s for s in ("confidential", "estimated", "provisional") if s in statuses), "final")
    return parts[0].model_copy(
        update={
            "value": value,
            "period_start": claim.period_start or parts[0].period_start,
            "period_end": claim.period_end or parts[0].period_end,
            "status": status,
            "row": "; ".join(filter(None, (o.row for o in parts))),
        }
    )


def distinct(observations: Iterable[Observation]) -> list[Observation]:
    """Each observation once, in a fixed order that does not depend on theirs."""
    unique = {o.to_json(): o for o in observations}
    return [unique[key] for key in sorted(unique)]
