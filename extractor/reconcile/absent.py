"""Where there is no figure: claims of absence, and claims that no series of their own speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.reconcile import because, doubt
from extractor.reconcile.finding import make
from extractor.reconcile.judge import judge
from extractor.reconcile.money import Converter
from extractor.reconcile.series import Series
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Finding, Observation

_WITHHELD = {
    "suppressed": "keeps its figure for {series} confidential",
    "negligible": "has for {series} less than half of the unit that it prints, which is not quite none",
    "not_applicable": "has no figure for {series}, which it says does not apply",
}
"""Why an official row has no value, in words; a `missing` one says nothing at all."""


def withheld(own: Sequence[Series]) -> str | None:
    """Why the claim's own rows have no value, where their source says why."""
    for reason in _WITHHELD:
        if any(s.observation.absent == reason or (reason == "suppressed" and s.observation.suppressed) for s in own):
            return reason
    return None


def instead(claim: Claim, own: Sequence[Series], reason: str, beside: Finding | None) -> Finding:
    """The source says why it prints no figure: nothing is decided by it, and the partner's figure, if any, stands beside."""
    rows = [s.observation for s in own]
    o = next(o for o in rows if o.absent == reason or (reason == "suppressed" and o.suppressed))
    text = f"{o.source} {_WITHHELD[reason].format(series=because.series_name(o))}."
    if beside is not None:
        more = {"reasons": (*beside.reasons, reason), "because": f"{beside.because} {text}",
                "observations": (*beside.observations, *rows)}  # fmt: skip
        return beside.model_copy(update=more)
    return make(claim, "uncovered" if reason == "not_applicable" else "ambiguous", (reason,), reason, text, [o, *rows])


def before_its_heading(
    claim: Claim, gone: tuple[str, int, str], all_series: list[Series], then: Sequence[Observation]
) -> Finding:
    """What the claim means had no heading of its own in its period (drones in 2021): any figure is of another thing."""
    code, first, was = gone
    text = (
        f"{claim.commodity} have a heading of their own ({code}) only since HS {first}; "
        f"before, they were {f'spread over {was}' if was else 'in others'}, "
        "so no official figure is comparable, and an empty year says nothing of trade."
    )
    near = [*then, *(s.observation for s in all_series if s.place == "own")][:10]
    return make(claim, "not_comparable", ("classification_change",), "edition of the nomenclature", text, near)


def in_another_edition(claim: Claim, told: Sequence[Observation]) -> Finding:
    """The statistic is told by an edition in which the goods have no code of their own."""
    o = told[0]
    text = (
        f"{o.source} tells its trade by {o.commodity_system}, where {claim.commodity} have no code of their own; it has "
        f"{because.value_of(o)} for {because.series_name(o)} ({o.commodity_code}), which is not the same goods."
    )
    return make(claim, "not_comparable", ("classification_change",), "edition of the nomenclature", text, told[:10])


def judge_absence(claim: Claim, own: list[Series], all_series: list[Series], tolerances: Tolerances) -> Finding:
    """`no exports were recorded`: confirmed by a zero, contradicted by an amount; a missing row says nothing."""
    known = [s for s in own if s.usable]
    weighed = [s.observation for s in own]
    if not known:
        if (why := withheld(own)) is not None:
            return instead(claim, own, why, None)
        near = weighed + [s.observation for s in all_series if s.place in ("own", "mirror")][:5]
        text = "No statistic here has a row for it, and a missing row is not a zero."
        return make(claim, "uncovered", (), "no series", text, near)
    first = known[0]
    o = first.observation
    told = f"The article says that there was none; {o.source} has {because.value_of(o)} for {because.series_name(o)}"
    if len({s.observation.value == 0 for s in known}) > 1:
        text = f"{told}, and comparable series disagree about it."
        return make(claim, "ambiguous", ("series_disagree",), "zero", text, weighed, o.value)
    if o.value == 0:
        return make(claim, "confirmed", (), "zero", f"{told}.", weighed, o.value)
    doubted = doubt.of_series(claim, first, tolerances)
    if doubted is not None:
        return make(claim, "ambiguous", (doubted[0],), "zero", f"{told}: {doubted[1]}.", weighed, o.value)
    return make(claim, "contradicted", (), "zero", f"{told}.", weighed, o.value)


def nothing_own(claim: Claim, own: list[Series], all_series: list[Series], convert: Converter) -> Finding:
    """Figures of another thing: quoted ones, wider headings, another part of the year; else none at all."""
    quoted = [s for s in all_series if s.fits and s.observation.secondary and s.observation.value is not None]
    if quoted:
        return _quoted(claim, quoted, convert)
    other = [s for s in all_series if s.place == "own" and s.measured and s.usable]
    around = [s for s in other if s.flow and s.goods == "narrow" and s.when in ("around", "part")]
    if around:
        return _another(claim, around, "period", "is another stretch of time than the claim's")
    wider = [s for s in other if s.flow and s.goods == "wider" and s.when == "same"]
    if wider:
        return _another(claim, wider, "heading", f"is wider than {claim.commodity}")
    now = [s for s in other if s.goods == "narrow" and s.when == "same"]
    kin = [s for s in now if {s.observation.direction, claim.direction} == {"export", "re-export"}]
    if kin:
        return _another(claim, kin, "flow", "is another flow: re-exports are a part of exports")
    near = [s.observation for s in own] or [
        s.observation for s in other if s.flow and s.goods == "narrow" and s.when in ("before", "after")
    ]
    if own:
        text = f"{own[0].observation.source} has an empty cell for it, which is not a zero."
        return make(claim, "uncovered", ("missing",), "no series", text, near)
    return make(claim, "uncovered", (), "no series", "No statistic here speaks of it.", near)


def _another(claim: Claim, series: list[Series], reason: str, how: str) -> Finding:
    """There is a figure, but of another thing."""
    o = series[0].observation
    text = f"{o.source} has only {because.value_of(o)} for {because.series_name(o)}, which {how}."
    return make(claim, "not_comparable", (reason,), f"same {reason}", text, [s.observation for s in series])


def _quoted(claim: Claim, quoted: list[Series], convert: Converter) -> Finding:
    """Figures known only as the press quotes them never confirm, and never contradict."""
    o = quoted[0].observation
    amount = convert.of(o, claim)
    same = amount is not None and judge(claim, amount, convert.tolerances).fits
    agrees = "the same figure has been quoted before" if same else "another figure has been quoted before"
    text = (
        f"Official data are not here; {agrees} ({o.source}: {because.value_of(o)} for {because.series_name(o)}), "
        "and a quotation proves nothing."
    )
    return make(claim, "uncovered", ("secondary",), "secondary", text, [s.observation for s in quoted])
