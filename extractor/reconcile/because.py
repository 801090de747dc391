"""The sentence that tells a reader why: both figures, the source, the period, the difference."""

from __future__ import annotations

from decimal import Decimal

from extractor.reconcile.interval import shown
from extractor.schema import Claim, Observation

SLIPS = {
    "scale_slip": "a slip of scale",
    "year_slip": "the figure of another year",
    "roles_swapped": "the figure with both sides exchanged",
    "flow_swapped": "the figure of another flow",
    "heading_slip": "the figure of another heading",
    "partner_slip": "the figure of another partner",
    "currency_slip": "the figure in another currency",
}
"""The slips that are tried, in the words of the sentence."""


_FAR = Decimal(5)
"""From so many times on a difference is told in times, not in per cent."""


def said(claim: Claim) -> str:
    """What the article says, in a few words."""
    if claim.value is None:
        return "none"
    hedge = {"over": "over ", "under": "under ", "about": "about ", "at_least": "at least ", "at_most": "at most "}.get(
        claim.bound, ""
    )
    return hedge + with_unit(claim.value, claim.currency, claim.unit)


def moved(claim: Claim) -> str:
    """` up`, ` down`: which way the article says that it went."""
    return f" {claim.trend}" if claim.kind == "change" and claim.trend in ("up", "down") else ""


def with_unit(value: Decimal, currency: str | None, unit: str | None) -> str:
    """`35,000,000 USD`, `12.5%`, `2 times`."""
    if unit == "%":
        return f"{shown(value)}%"
    if unit == "x":
        return f"{shown(value)} times"
    return " ".join(filter(None, (shown(value), currency, unit)))


def value_of(o: Observation) -> str:
    """`35,000,000 USD`, `1,200 t`; `no figure`."""
    return "no figure" if o.value is None else with_unit(o.value, o.currency, o.unit)


def series_name(o: Observation) -> str:
    """`imports of microchips, Kazakhstan from Russia, 2022`."""
    what = o.measure or o.direction or "figure"
    goods = f" of {o.commodity_label}" if o.commodity_label and o.commodity_code != "TOTAL" else ""
    way = {"import": "from", "export": "to", "re-export": "to"}.get(o.direction or "", "with")
    world = o.partner_code in (None, "W00")
    sides = o.reporter or o.reporter_code or "world"
    if not world:
        sides += f" {way} {o.partner or o.partner_code}"
    return f"{what}{goods}, {sides}, {period(o)}"


def period(o: Observation) -> str:
    """`2022`, `2022-01 to 2022-05`."""
    start, end = o.period_start, o.period_end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    first, last = start.isoformat()[:7], end.isoformat()[:7]
    return first if first == last else f"{first} to {last}"


def difference(claimed: Decimal | None, official: Decimal) -> str:
    """`2.1% more`, `the same`, `1,000 times as much`, `a 1,000th of it`."""
    if not claimed or official == 0:
        return ""
    ratio = claimed / official
    if ratio >= _FAR:
        return f"{shown(ratio, 3)} times as much"
    if 0 < ratio <= 1 / _FAR:
        return f"1/{shown(1 / ratio, 3)} of it"
    percent = (ratio - 1) * 100
    if abs(percent) < Decimal("0.05"):
        return "the same"
    return f"{shown(abs(percent), 3)}% {'more' if percent > 0 else 'less'}"


def slip_tail(slipped: tuple[tuple[str, ...], Observation] | None) -> str:
    """`; it would fit as a year slip (imports, Kazakhstan from Russia, 2021)`."""
    if slipped is None:
        return ""
    return f"; it would fit as {SLIPS[slipped[0][0]]} ({series_name(slipped[1])})"


def sentence(claim: Claim, value: Decimal, o: Observation, tail: str, unit_of: Claim | None = None) -> str:
    """The article's figure, the official one, where it stands, and what follows."""
    told = unit_of or claim
    status = "" if o.status == "final" else f" ({o.status})"
    apart = difference(claim.value, value)
    apart = f"; the article's figure is {apart}" if apart else ""
    return (
        f"The article says {said(claim)}; {o.source} has {with_unit(value, told.currency or o.currency, told.unit)}{status} "
        f"for {series_name(o)}{apart}: {tail}."
    )
