"""Parts against their whole, and shares against parts: what one article says of a country's trade with one and with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.reconcile.finding import make
from extractor.reconcile.interval import Interval, quotient, shown
from extractor.reconcile.telling import level, one_source, same_series, same_time, sure, told
from extractor.reconcile.tolerances import Tolerances
from extractor.reconcile.words import of_claim, read
from extractor.schema import Claim, Finding

_FLOWS = ("import", "export", "re-export", "turnover")


def parts_against_whole(claims: Sequence[Claim], tolerances: Tolerances) -> Iterator[Finding]:
    """A part that is more than its whole, and parts of several partners that add up to more than it."""
    parts = [c for c in claims if level(c) and c.partner and c.direction in _FLOWS]
    for whole in (c for c in claims if level(c) and not c.partner):
        mine = [part for part in parts if _part_of(part, whole)]
        high = of_claim(whole, tolerances).high
        if high is None:
            continue
        limit = high * (1 + tolerances.same)
        larger = [part for part in mine if _low(part, tolerances) > limit]
        for part in larger:
            text = f"The part, {told(part)} with {part.partner}, is more than the whole, {told(whole)}."
            yield _exceeds(part, (whole,), text, tolerances)
        if not larger and (total := _several(mine, limit, tolerances)):
            names = ", ".join(f"{told(part)} with {part.partner}" for part in total)
            text = f"The parts ({names}) add up to more than the whole, {told(whole)}."
            yield _exceeds(total[-1], (*total[:-1], whole), text, tolerances)


def _part_of(part: Claim, whole: Claim) -> bool:
    bare = part.model_copy(update={"partner": None, "partner_code": None})
    return same_series(bare, whole) and same_time(part, whole) and (part.currency, part.unit) == (whole.currency, whole.unit)  # fmt: skip


def _low(part: Claim, tolerances: Tolerances) -> Decimal:
    return of_claim(part, tolerances).low or Decimal(0)


def _several(parts: Sequence[Claim], limit: Decimal, tolerances: Tolerances) -> list[Claim]:
    """The parts of different countries, each once by its least telling, where they add up to more than the limit."""
    least: dict[str, Claim] = {}
    for part in parts:
        code = part.partner_code
        if code and (code not in least or _low(part, tolerances) < _low(least[code], tolerances)):
            least[code] = part
    total = sum((_low(part, tolerances) for part in least.values()), Decimal(0))
    return list(least.values()) if len(least) > 1 and total > limit else []


def _exceeds(part: Claim, others: tuple[Claim, ...], text: str, tolerances: Tolerances) -> Finding:
    certain = all(sure(c, tolerances) for c in (part, *others)) and one_source(part, *others)
    verdict = "contradicted" if certain else "ambiguous"
    finding = make(part, verdict, ("part_exceeds_whole",), "parts against the whole", text, ())
    return finding.model_copy(update={"against": tuple(other.id for other in others)})


def share_against_parts(share: Claim, claims: Sequence[Claim], tolerances: Tolerances) -> Iterator[Finding]:
    """`a fifth of its exports` beside the part and the whole: at most one finding, of the pair that fits best."""
    found = []
    for part in (c for c in claims if level(c) and same_series(share, c) and same_time(share, c)):
        for number, whole in _wholes(part, claims):
            finding = _shared(share, part, whole, tolerances, certain=number == _only_whole(share))
            if finding is not None:
                found.append(finding)
    order = ("confirmed", "close", "ambiguous", "contradicted")
    if found:
        yield min(found, key=lambda finding: order.index(finding.verdict))


def _only_whole(share: Claim) -> int | None:
    """Which whole a share is of, where there is but one that it can be of: all partners, or all goods."""
    if bool(share.partner) == bool(share.commodity):
        return None
    return 0 if share.partner else 1


def _wholes(part: Claim, claims: Sequence[Claim]) -> Iterator[tuple[int, Claim]]:
    of_partners = part.model_copy(update={"partner": None, "partner_code": None})
    of_goods = part.model_copy(update={"commodity": None, "commodity_codes": ()})
    for number, bare in enumerate((of_partners, of_goods)):
        for whole in claims:
            same = level(whole) and same_series(bare, whole) and same_time(part, whole) and whole.id != part.id
            if same and bare != part and (part.currency, part.unit) == (whole.currency, whole.unit):
                yield number, whole


def _shared(share: Claim, part: Claim, whole: Claim, tolerances: Tolerances, *, certain: bool) -> Finding | None:
    upper, lower = of_claim(part, tolerances), of_claim(whole, tolerances)
    low = quotient(upper.low, lower.high) if upper.low is not None and lower.high is not None else None
    high = quotient(upper.high, lower.low) if upper.high is not None and lower.low is not None else None
    follows = Interval(low, high).times(Decimal(100))
    words = read(share, tolerances)
    reasons: tuple[str, ...] = ()
    told_parts = f"{told(part)} of {told(whole)} is {shown(follows.low, 4)} to {shown(follows.high, 4)}%"
    if words.strict.meets(follows):
        verdict, reasons, tail = "confirmed", (), "the share that the article states follows"
    elif words.all.widened(tolerances.same).meets(follows):
        verdict, reasons, tail = "close", ("rounding",), "the share that the article states follows but for rounding"
    else:
        trio = (share, part, whole)
        known = certain and all(sure(c, tolerances) for c in trio) and one_source(*trio)
        verdict, reasons = "contradicted" if known else "ambiguous", ("does_not_follow",)
        tail = "the share that the article states does not follow"
    text = f"{told_parts}; {tail} ({shown(share.value)}%)."
    finding = make(share, verdict, reasons, "shares against parts", text, ())
    return finding.model_copy(update={"against": (part.id, whole.id)})
