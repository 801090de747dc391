"""Figures worked out from others where the claim's own is absent: months of a year, codes of a set, exports less imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from extractor.reconcile.measures import is_stock
from extractor.reconcile.question import narrow_codes
from extractor.reconcile.series import Series, compare, identity
from extractor.schema import Claim, Observation

_SIGNS = {"turnover": Decimal(1), "balance": Decimal(-1)}


def derived(claim: Claim, series: Sequence[Series]) -> list[Series]:
    """All that can be worked out. A set's sum is wanted even where one of its codes is known, the rest only in absence."""
    found = list(_sets(claim, series))
    if any(s.fits for s in (*series, *found)):
        return found
    found += _months(claim, series)
    found += _children(claim, series)
    if claim.direction in _SIGNS:
        found += _from_both_flows(claim, series)
    return found


def _grouped(
    series: Iterable[Series], key: Callable[[Observation], tuple[str, ...]] = identity
) -> Iterator[list[Series]]:
    """The usable ones by series, currency and vintage: only such add up."""
    groups: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for s in series:
        if s.usable:
            o = s.observation
            groups[(*key(o), o.currency or "", o.vintage or "")].append(s)
    return (groups[name] for name in sorted(groups))


def _but_for_code(o: Observation) -> tuple[str, ...]:
    return identity(o.model_copy(update={"commodity_code": None, "commodity_label": None}))


def _but_for_flow(o: Observation) -> tuple[str, ...]:
    return identity(o.model_copy(update={"direction": None, "measure": None, "valuation": None}))


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
    for group in _grouped(s for s in parts if not is_stock(s.observation.measure)):
        chain = _cover([s.observation for s in group], claim.period_start, claim.period_end)
        if chain:
            value = sum((o.value for o in chain if o.value is not None), Decimal(0))
            yield _made(claim, combined(chain, value, claim), "months", group)


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


def _sets(claim: Claim, series: Sequence[Series]) -> Iterator[Series]:
    """The codes of a set (`cars and parts`: 8703, 8708) added up, where all are there."""
    codes = narrow_codes(claim)
    if len(codes) < 2:
        return
    for group in _grouped((s for s in series if s.fits), _but_for_code):
        by_code = {s.observation.commodity_code: s.observation for s in group}
        if set(codes) <= set(by_code):
            parts = [by_code[code] for code in codes]
            value = sum((o.value for o in parts if o.value is not None), Decimal(0))
            yield _made(claim, combined(parts, value, claim), "codes", group)


def _children(claim: Claim, series: Sequence[Series]) -> Iterator[Series]:
    """Subheadings added up where the heading itself is absent; what is suppressed among them is missing."""
    codes = narrow_codes(claim)
    for code in codes[:1]:
        parts = [
            s
            for s in series
            if s.place == "own" and s.flow and s.goods == "child" and s.when == "same" and s.measured
            and (s.observation.commodity_code or "").startswith(code)
        ]  # fmt: skip
        for group in _grouped(parts, _but_for_code):
            longest = min(len(s.observation.commodity_code or "") for s in group)
            level = [s.observation for s in group if len(s.observation.commodity_code or "") == longest]
            value = sum((o.value for o in level if o.value is not None), Decimal(0))
            total = combined(level, value, claim).model_copy(update={"commodity_code": code})
            yield _made(claim, total, "children", group)


def _from_both_flows(claim: Claim, series: Sequence[Series]) -> Iterator[Series]:
    """A balance is exports less imports, a turnover their sum, of one office and time; the partner's are a mirror."""
    sides = [s for s in series if s.when == "same" and s.goods == "narrow" and s.measured]
    for place in ("own", "other"):
        wanted = [s for s in sides if (s.place == "own") == (place == "own") and s.place != "partner"]
        for group in _grouped(wanted, _but_for_flow):
            flows = {s.observation.direction: s.observation for s in group}
            exports, imports = flows.get("export"), flows.get("import")
            if exports is None or imports is None or exports.value is None or imports.value is None:
                continue
            value = exports.value + imports.value * _SIGNS[claim.direction or "turnover"]
            total = combined((exports, imports), value, claim)
            total = total.model_copy(
                update={"direction": claim.direction, "measure": claim.direction, "valuation": None}
            )
            yield _made(claim, total, "flows", group)


def _made(claim: Claim, total: Observation, how: str, group: Sequence[Series]) -> Series:
    made = compare(claim, total)
    doubts = dict.fromkeys(doubt for s in group for doubt in s.doubts)
    if how == "children" or (how == "months" and claim.direction is None):
        doubts["derived_sum"] = None
    return Series(
        total, made.place, made.flow, made.goods, made.when, made.measured, (*made.doubts, *doubts), derived=how
    )


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
            "minimum": any(o.minimum for o in parts),
            "row": "; ".join(filter(None, (o.row for o in parts))),
        }
    )
