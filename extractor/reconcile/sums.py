"""Codes of a set added up, and subheadings where their heading is absent. No goods are counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.reconcile.question import narrow_codes, wider_codes
from extractor.reconcile.series import Series, compare, identity
from extractor.schema import Claim, Observation

FEWEST = 3
"""Of a set of so many codes a sum is weighed though some have no row: statistics leave away what was not traded."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Rows that together are some codes, none of them inside another."""

    rows: tuple[Observation, ...]
    missing: tuple[str, ...]
    """Codes of which there is no row at all."""
    suppressed: tuple[str, ...]
    """Codes that are confidential, or of which some subheadings are."""
    by_children: bool
    """Whether subheadings stand for a heading: what is left away among them is not in the sum."""

    @property
    def value(self) -> Decimal:
        """Their sum."""
        return sum((o.value for o in self.rows if o.value is not None), Decimal(0))


def outermost(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, without those that lie inside another: of 7214 and 721420 the heading."""
    unique = tuple(dict.fromkeys(codes))
    return tuple(code for code in unique if not any(code != other and code.startswith(other) for other in unique))


def cover(codes: Sequence[str], rows: Iterable[Observation]) -> Cover:
    """Of each code its own row, else the outermost of its subheadings' rows."""
    by_code: dict[str, Observation] = {}
    for o in rows:
        code = o.commodity_code or ""
        if code not in by_code or by_code[code].value is None:
            by_code[code] = o
    used: list[Observation] = []
    missing, suppressed, by_children = [], [], False
    for code in outermost(codes):
        own = (code,) if code in by_code else outermost(sorted(c for c in by_code if c.startswith(code)))
        found = [by_code[each] for each in own]
        known = [o for o in found if o.value is not None]
        used += known
        by_children |= bool(known) and own != (code,)
        if any(o.suppressed for o in found):
            suppressed.append(code)
        elif not known:
            missing.append(code)
    return Cover(tuple(used), tuple(missing), tuple(suppressed), by_children)


def grouped(
    series: Iterable[Series], key: Callable[[Observation], tuple[str, ...]] = identity
) -> Iterator[list[Series]]:
    """Those that are not quoted, by series, currency and vintage: only such add up."""
    groups: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for s in series:
        o = s.observation
        if not o.secondary:
            groups[(*key(o), o.currency or "", o.vintage or "")].append(s)
    return (groups[name] for name in sorted(groups))


def but_for_code(o: Observation) -> tuple[str, ...]:
    """The series whatever its goods."""
    return identity(o.model_copy(update={"commodity_code": None, "commodity_label": None}))


def sets(claim: Claim, series: Sequence[Series]) -> Iterator[Series]:
    """The codes of a set (`cars and parts`: 8703, 8708) added up; and the set that holds it and more, where all of it is there."""
    if len(claim.commodity_codes) < 2:
        return
    narrow = outermost(narrow_codes(claim))
    wide = outermost((*narrow_codes(claim), *wider_codes(claim)))
    if len(wide) < 2:
        return
    pool = [s for s in series if s.place == "own" and s.flow and s.when == "same" and s.measured]
    for group in grouped((s for s in pool if s.goods in ("narrow", "child", "wider")), but_for_code):
        rows = [s.observation for s in group]
        if len(narrow) > 1 and (made := _sum(claim, narrow, rows, group)) is not None:
            yield made
        whole = cover(wide, rows)
        if set(wide) != set(narrow) and len(wide) > 1 and not (whole.missing or whole.suppressed):
            yield _made(claim, whole, group, f"codes {_and(wide)}")._replace(goods="wider")


def _sum(claim: Claim, codes: Sequence[str], rows: Sequence[Observation], group: Sequence[Series]) -> Series | None:
    """The sum of a set; null where too little of it is there."""
    found = cover(codes, rows)
    lacking = len(found.missing) + len(found.suppressed)
    if not found.rows or (found.missing and (len(codes) < FEWEST or 2 * lacking > len(codes))):
        return None
    return _made(claim, found, group, claim.commodity)


def _made(claim: Claim, found: Cover, group: Sequence[Series], label: str | None) -> Series:
    total = combined(found.rows, found.value, claim).model_copy(
        update={"commodity_code": (*narrow_codes(claim), *wider_codes(claim))[0], "commodity_label": label}
    )
    return made(claim, total, "codes", group, found)


def children(claim: Claim, series: Sequence[Series]) -> Iterator[Series]:
    """Subheadings added up where the heading itself is absent; what is suppressed among them is missing."""
    for code in narrow_codes(claim)[:1]:
        parts = [
            s
            for s in series
            if s.place == "own" and s.flow and s.goods == "child" and s.when == "same" and s.measured
            and (s.observation.commodity_code or "").startswith(code)
        ]  # fmt: skip
        for group in grouped(parts, but_for_code):
            found = cover((code,), [s.observation for s in group])
            if found.rows:
                total = combined(found.rows, found.value, claim).model_copy(update={"commodity_code": code})
                yield made(claim, total, "children", group, found)


def made(claim: Claim, total: Observation, how: str, group: Sequence[Series], found: Cover | None = None) -> Series:
    """A worked-out figure as a series, with the doubts of its parts and of what they lack."""
    own: list[str] = []
    note = ""
    if found is not None and (lacking := (*found.suppressed, *found.missing)):
        own += ["suppressed"] * bool(found.suppressed) + ["parts_missing"] * bool(found.missing)
        note = f"without {_and(lacking)}, {'which is confidential' if found.suppressed else 'of which there is no row'}"
    if (found is not None and found.by_children) or (how == "months" and claim.direction is None):
        own.append("derived_sum")
    stands = compare(claim, total)
    doubts = dict.fromkeys((*own, *stands.doubts, *(doubt for s in group for doubt in s.doubts)))
    return stands._replace(doubts=tuple(doubts), derived=how, note=note)


def _and(codes: Sequence[str], most: int = 5) -> str:
    told = ", ".join(codes[:most])
    return f"{told} and {len(codes) - most} more" if len(codes) > most else told


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
