"""Figures worked out from others where the claim's own is absent: months of a year, codes of a set, exports less imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from extractor.reconcile.measures import is_stock
from extractor.reconcile.question import narrow_codes
from extractor.reconcile.series import Series, compare, identity
from extractor.reconcile.sums import children, combined, grouped, made, outermost, sets
from extractor.schema import Claim, Observation

_SIGNS = {"turnover": Decimal(1), "balance": Decimal(-1)}


def derived(claim: Claim, series: Sequence[Series]) -> list[Series]:
    """All that can be worked out. A set's sum is wanted even where one of its codes is known, the rest only in absence."""
    found = list(sets(claim, series)) if len(claim.commodity_codes) > 1 else []
    if any(s.fits for s in (*series, *found)):
        return found
    found += _months(claim, series)
    found += children(claim, series)
    if claim.direction in _SIGNS:
        found += _from_both_flows(claim, _summed(claim, series))
    return found


def _but_for_flow(o: Observation) -> tuple[str, ...]:
    return identity(o.model_copy(update={"direction": None, "measure": None, "valuation": None}))


def _usable(series: Iterable[Series]) -> list[Series]:
    return [s for s in series if s.usable]


def _months(claim: Claim, series: Sequence[Series]) -> Iterator[Series]:
    """Months or quarters that cover the claim's period. Stocks, prices and rates do not add up."""
    if (
        (claim.unit or "").startswith("/")
        or (claim.unit == "%" and claim.kind == "level")
        or claim.period_start is None
        or claim.period_end is None
    ):
        return
    parts = [
        s for s in series if s.place == "own" and s.flow and s.goods == "narrow" and s.when == "part" and s.measured
    ]
    for group in grouped(s for s in _usable(parts) if not is_stock(s.observation.measure)):
        chain = _cover([s.observation for s in group], claim.period_start, claim.period_end)
        if chain:
            value = sum((o.value for o in chain if o.value is not None), Decimal(0))
            yield made(claim, combined(chain, value, claim), "months", group)


def _cover(parts: Sequence[Observation], start: date, end: date) -> list[Observation] | None:
    """The fewest parts that cover a period without gap or overlap; null where they do not."""
    best: dict[date, list[Observation]] = {start: []}
    for part in sorted(parts, key=lambda o: (o.period_start, o.period_end)):
        before = best.get(part.period_start)
        following = part.period_end + timedelta(days=1)
        if before is not None and (following not in best or len(best[following]) > len(before) + 1):
            best[following] = [*before, part]
    chain = best.get(end + timedelta(days=1))
    return chain if chain and len(chain) > 1 else None


def _summed(claim: Claim, series: Sequence[Series]) -> Sequence[Series]:
    """The figures from which a balance is worked out: of a set of codes the sums of each flow instead of its codes."""
    if len(outermost(narrow_codes(claim))) < 2:
        return series
    totals = []
    for flow in ("export", "import"):
        one = claim.model_copy(update={"direction": flow})
        totals += [s for s in sets(one, [compare(one, s.observation) for s in series]) if s.goods == "narrow"]
    return totals


def _from_both_flows(claim: Claim, series: Sequence[Series]) -> Iterator[Series]:
    """A balance is exports less imports, a turnover their sum, of one office and time; the partner's are a mirror."""
    sides = [s for s in series if s.when == "same" and s.goods == "narrow" and s.measured]
    for place in ("own", "other"):
        wanted = [s for s in sides if (s.place == "own") == (place == "own") and s.place != "partner"]
        for group in grouped(_usable(wanted), _but_for_flow):
            flows = {s.observation.direction: s.observation for s in group}
            exports, imports = flows.get("export"), flows.get("import")
            if exports is None or imports is None or exports.value is None or imports.value is None:
                continue
            value = exports.value + imports.value * _SIGNS[claim.direction or "turnover"]
            total = combined((exports, imports), value, claim)
            total = total.model_copy(
                update={"direction": claim.direction, "measure": claim.direction, "valuation": None}
            )
            yield made(claim, total, "flows", group)
