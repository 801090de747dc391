"""The slips that reporters and translators make, each tried before a figure is called contradicted, and named where it fits.

Thousand for million, another currency, a year off, reporter and partner exchanged, imports for exports, chapter for heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.reconcile.interval import Interval, of_claim
from extractor.reconcile.money import Rates, official
from extractor.reconcile.series import Series
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Observation

_SCALES = tuple(Decimal(10) ** power for power in (3, -3, 6, -6, 1, -1))
_SWAPPED_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "RUB", "KZT", "CNY", "JPY")


def slip(
    claim: Claim, own: Observation, others: Sequence[Series], rates: Rates, tolerances: Tolerances
) -> tuple[str, Observation] | None:
    """The name of the first slip that explains the figure, and the observation that shows it."""
    words = of_claim(claim).widened(tolerances.same)
    for name, series in _neighbours(claim, others):
        amount = official(series.observation, claim.currency, rates)
        if amount is not None and amount.value != 0 and words.holds(amount.value):
            return name, series.observation
    amount = official(own, claim.currency, rates)
    if amount is not None and amount.value != 0 and any(words.holds(amount.value * scale) for scale in _SCALES):
        return "scale_slip", own
    return ("currency_slip", own) if claim.currency and _other_currency(claim, words, own, rates) else None


def _neighbours(claim: Claim, others: Sequence[Series]) -> Iterator[tuple[str, Series]]:
    for series in others:
        plain = series.measured and series.goods == "narrow"
        if plain and series.place == "own" and series.flow and series.when in ("before", "after"):
            yield "year_slip", series
    for series in others:
        if (
            series.measured
            and series.goods == "narrow"
            and series.when == "same"
            and series.place == "swapped"
            and series.flow
        ):
            yield "roles_swapped", series
    for series in others:
        if (
            series.measured
            and series.goods == "narrow"
            and series.when == "same"
            and series.place == "own"
            and not series.flow
        ):
            yield "flow_swapped", series
    for series in others:
        if (
            series.measured
            and series.goods == "wider"
            and series.when == "same"
            and series.place == "own"
            and series.flow
        ):
            yield "heading_slip", series


def _other_currency(claim: Claim, words: Interval, own: Observation, rates: Rates) -> bool:
    """Whether the number is right in another currency than the one that is printed."""
    for currency in _SWAPPED_CURRENCIES:
        if currency != claim.currency:
            amount = official(own, currency, rates)
            if amount is not None and words.holds(amount.value):
                return True
    return False
