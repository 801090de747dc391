"""Why a figure outside every tolerance is still not called contradicted: what was guessed, or may measure something else."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.lexicons import table
from extractor.reconcile.measures import is_flow_of_goods
from extractor.reconcile.prefer import speaks
from extractor.reconcile.question import narrow_codes
from extractor.reconcile.series import Series
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim

Doubt = tuple[str, str]
"""A reason code, and the words for it."""

_OF_SERIES = {
    "partner_assumed": "the article does not name the other side, so it is not called wrong",
    "measure_sense": "the statistic may count something else than the article, so it is not called wrong",
    "derived_sum": "the official figure is added up from parts that may not be all, so it is not called wrong",
    "suppressed": "a part of the official figure is confidential, so it is not called wrong",
    "parts_missing": "a part of the official figure has no row, so it is not called wrong",
    "classification_change": "the goods had other codes then, so it is not called wrong",
    "stock": "it is counted on one day of the period, and the article may mean another",
}


def of_claim(claim: Claim, tolerances: Tolerances) -> Doubt | None:
    """What makes the claim itself uncertain."""
    return next(_claim_doubts(claim, tolerances), None)


def _claim_doubts(claim: Claim, tolerances: Tolerances) -> Iterator[Doubt]:
    if claim.unsure or claim.confidence < tolerances.lowest_confidence:
        yield "low_confidence", "the claim may have been misread, so it is not called wrong"
    if claim.grounding and "period" not in claim.grounding:
        yield "period_assumed", "the article does not say which time it means, so it is not called wrong"
    if claim.grounding and "entity" not in claim.grounding:
        yield "entity_assumed", "the article does not say whom it means, so it is not called wrong"
    if not claim.asserted:
        yield "not_asserted", "the article itself does not assert the figure"
    if claim.kind == "level" and claim.currency is None and claim.unit is None:
        yield "unit_unknown", "it is not clear in what the article counts, so it is not called wrong"
    if claim.direction is not None and not is_flow_of_goods(claim.measure):
        yield "measure_sense", _OF_SERIES["measure_sense"]
    if _loose_goods(claim, tolerances):
        yield "commodity_sense", "the name of the goods may stand for other headings too, so it is not called wrong"


def of_series(claim: Claim, series: Series, tolerances: Tolerances) -> Doubt | None:
    """What makes the official figure uncertain, or the claim."""
    o = series.observation
    higher = claim.value is not None and o.value is not None and claim.value > o.value
    if o.minimum and higher and not speaks(o, claim):
        return "minimum", "the official figure is a verified minimum, and the true one is higher"
    if o.status == "provisional":
        return "provisional", "the official figure is provisional, and contradicts nothing before it is final"
    if o.status == "estimated" or o.commodity_system == "BACI" or o.dataset.upper().startswith("BACI"):
        return "estimated", "the official figure is itself an estimate"
    if (claim.unit or "").startswith("/") and not speaks(o, claim):
        return "measure_sense", "prices differ by grade, place and day, so it is not called wrong"
    for reason in series.doubts:
        return reason, _OF_SERIES[reason]
    return of_claim(claim, tolerances)


def _loose_goods(claim: Claim, tolerances: Tolerances) -> bool:
    """Whether the goods may be more, less or other than the heading: a set of codes, an unsure one, one of their ending alone."""
    if claim.commodity is None or not claim.commodity_codes:
        return False
    unsure = Decimal(str(claim.commodity_codes[0].score)) < tolerances.sure_code
    return unsure or len(narrow_codes(claim)) > 1 or _known_by_its_ending(claim.commodity)


@cache
def _names() -> frozenset[str]:
    return frozenset(row["name"] for row in table("goods"))


def _known_by_its_ending(commodity: str) -> bool:
    """`hard red wheat` is looked up as `wheat`, which is more."""
    names = _names()
    words = commodity.split()
    endings = [" ".join(words[start:]) for start in range(len(words))]
    return endings[0] not in names and any(ending in names for ending in endings[1:])
