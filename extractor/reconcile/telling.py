"""When two claims of one article tell of the same series and time, and how sure that is."""

from __future__ import annotations

from extractor.reconcile.interval import shown
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim


def level(claim: Claim) -> bool:
    """Whether it is an amount of a known time."""
    return claim.kind == "level" and bool(claim.value) and claim.period_start is not None


def same_series(one: Claim, other: Claim) -> bool:
    """Whether both speak of one entity's same flow of the same goods, or of the same measure where no flow is meant."""
    sides = (one.entity, one.partner, one.direction, one.commodity)
    if sides != (other.entity, other.partner, other.direction, other.commodity) or one.entity is None:
        return False
    return one.direction is not None or one.measure == other.measure


def same_time(one: Claim, other: Claim) -> bool:
    """Whether both are of one period."""
    return (one.period_start, one.period_end) == (other.period_start, other.period_end)


def sure(claim: Claim, tolerances: Tolerances) -> bool:
    """Whether its entity and time stand in the article, it is asserted, and was not likely misread."""
    grounded = not claim.grounding or {"entity", "period"} <= set(claim.grounding)
    return grounded and claim.asserted and not claim.unsure and claim.confidence >= tolerances.lowest_confidence


def one_source(*claims: Claim) -> bool:
    """Whether no two of them name different sources."""
    return len({claim.source for claim in claims if claim.source}) < 2


def told(claim: Claim) -> str:
    """`35,000,000 USD (2021)`."""
    year = f"({claim.year})" if claim.year else ""
    return " ".join(filter(None, (shown(claim.value), claim.currency or claim.unit, year)))
