"""A claim and all candidate observations to one finding. Pure: no database, no model, no order of observations matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.reconcile import absent, because, relative
from extractor.reconcile.editions import missing_edition
from extractor.reconcile.finding import make
from extractor.reconcile.judge import CLOSE, CONFIRMED, Judgement, judge
from extractor.reconcile.mirror import judge_mirror
from extractor.reconcile.money import Amount, Rates, no_rates, official
from extractor.reconcile.prefer import ordered, speaks
from extractor.reconcile.question import narrow_codes
from extractor.reconcile.series import Series, combined, compare, distinct, summed
from extractor.reconcile.slips import slip
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Finding, Observation

DEFAULT = Tolerances()


def reconcile(
    claim: Claim,
    observations: Sequence[Observation],
    *,
    rates: Rates = no_rates,
    tolerances: Tolerances = DEFAULT,
    today: date | None = None,
) -> Finding:
    """The finding of a claim. `observations` are all that may be weighed; `today` is the article's date, for vintages."""
    if (missing := _lacks(claim)) is not None:
        return make(claim, "unclear", missing[0], "what the claim lacks", missing[1], ())
    all_series = [compare(claim, o) for o in distinct(observations)]
    if claim.kind in ("change", "share") and claim.unit in ("%", "x", "pp"):
        return relative.judge_relative(claim, all_series, rates, tolerances)
    own = ordered([s for s in _with_derived(claim, all_series) if s.fits and not s.observation.secondary], claim, today)
    if claim.kind == "absence":
        return absent.judge_absence(claim, own, all_series)
    known = [s for s in own if s.observation.value is not None]
    if known:
        return _judge_own(claim, known, all_series, rates, tolerances)
    return _without_own(claim, own, all_series, rates, tolerances)


def _lacks(claim: Claim) -> tuple[tuple[str, ...], str] | None:
    """What a claim needs to be looked up and does not have."""
    if claim.entity is None:
        return ("no_entity",), "It is not clear whom the figure is about, so no statistic can be looked up."
    if claim.period_start is None:
        return ("no_period",), "It is not clear which time the figure is about; --date sets the article's day."
    trade = claim.direction is not None
    if trade and claim.entity_code is None:
        return ("no_country",), f"{claim.entity} is not one country, and trade statistics are kept by country."
    if trade and claim.commodity is not None and not claim.commodity_codes:
        return ("commodity_unknown",), f"No heading of the Harmonized System is known for {claim.commodity}."
    return None


def _with_derived(claim: Claim, all_series: list[Series]) -> list[Series]:
    """The series, and what can be worked out where the figure itself is absent: parts of the year, codes of a set, balances."""
    found = list(all_series)
    if any(s.fits for s in found):
        return found
    parts = [
        s.observation
        for s in found
        if s.place == "own" and s.flow and s.goods == "narrow" and s.when == "part" and s.measured
    ]
    for source in sorted({o.dataset for o in parts}):
        if (total := summed([o for o in parts if o.dataset == source], claim)) is not None:
            found.append(compare(claim, total))
    if claim.direction in ("balance", "turnover"):
        found += _from_both_flows(claim, all_series)
    return found


def _from_both_flows(claim: Claim, all_series: list[Series]) -> list[Series]:
    """A balance is exports less imports, a turnover their sum, of one dataset."""
    made = []
    sides = [
        s.observation
        for s in all_series
        if s.place == "own" and s.when == "same" and s.goods == "narrow" and s.measured
    ]
    for source in sorted({o.dataset for o in sides}):
        exports = next(
            (o for o in sides if o.dataset == source and o.direction == "export" and o.value is not None), None
        )
        imports = next(
            (o for o in sides if o.dataset == source and o.direction == "import" and o.value is not None), None
        )
        if exports is None or imports is None or exports.value is None or imports.value is None:
            continue
        value = exports.value + (imports.value if claim.direction == "turnover" else -imports.value)
        total = combined((exports, imports), value, claim).model_copy(
            update={"direction": claim.direction, "measure": claim.direction}
        )
        made.append(compare(claim, total))
    return made


def _judge_own(
    claim: Claim, own: list[Series], all_series: list[Series], rates: Rates, tolerances: Tolerances
) -> Finding:
    judged: list[tuple[Series, Amount, Judgement]] = []
    for series in own:
        amount = official(series.observation, claim.currency, rates)
        if amount is not None:
            provisional = series.observation.status in ("provisional", "estimated")
            judged.append((series, amount, judge(claim, amount, tolerances, provisional=provisional)))
    if not judged:
        return make(claim, "ambiguous", ("currency_unknown",), "conversion", "No exchange rate is known between the claim's currency and the statistic's.",
                    [s.observation for s in own])  # fmt: skip
    decisive = judged[0]
    if speaks(decisive[0].observation, claim) or len(judged) == 1 or len({j.outcome for _, _, j in judged}) == 1:
        return _decide(claim, decisive, judged, all_series, rates, tolerances)
    outcomes = {j.outcome for _, _, j in judged}
    if "outside" not in outcomes:
        best = next(j for j in judged if j[2].outcome == CONFIRMED)
        return _decide(claim, best, judged, all_series, rates, tolerances)
    fitting = next((j for j in judged if j[2].outcome in (CONFIRMED, CLOSE)), decisive)
    text = because.sentence(claim, fitting[1].value, fitting[0].observation, "but comparable series disagree about it")
    return make(claim, "ambiguous", ("series_disagree",), fitting[2].rule, text, [fitting[0].observation, *_rest(judged, fitting)],
                fitting[1].value, fitting[2])  # fmt: skip


def _rest(
    judged: Sequence[tuple[Series, Amount, Judgement]], first: tuple[Series, Amount, Judgement]
) -> list[Observation]:
    return [s.observation for s, _, _ in judged if s.observation is not first[0].observation]


def _decide(
    claim: Claim, decisive: tuple[Series, Amount, Judgement], judged: list[tuple[Series, Amount, Judgement]],
    all_series: list[Series], rates: Rates, tolerances: Tolerances,
) -> Finding:  # fmt: skip
    series, amount, judgement = decisive
    o = series.observation
    others = _rest(judged, decisive)
    reasons = judgement.reasons + (("derived_sum",) if ";" in (o.row or "") else ())
    if judgement.outcome != "outside":
        tail = (
            "it lies within " + judgement.rule
            if judgement.outcome == CONFIRMED
            else "near it, by the rule " + judgement.rule
        )
        text = because.sentence(claim, amount.value, o, tail)
        return make(claim, judgement.outcome, reasons, judgement.rule, text, [o, *others], amount.value, judgement)
    if (doubt := _doubt(claim, o, tolerances)) is not None:
        text = because.sentence(claim, amount.value, o, doubt[1])
        return make(
            claim, "ambiguous", (*reasons, doubt[0]), judgement.rule, text, [o, *others], amount.value, judgement
        )
    slipped = slip(claim, o, all_series, rates, tolerances)
    if slipped is None:
        text = because.sentence(claim, amount.value, o, "outside every tolerance")
        return make(claim, "contradicted", reasons, judgement.rule, text, [o, *others], amount.value, judgement)
    name, shown_by = slipped
    text = because.sentence(
        claim,
        amount.value,
        o,
        f"outside every tolerance; it would fit as a {name.replace('_', ' ')} ({because.series_name(shown_by)})",
    )
    return make(
        claim, "contradicted", (*reasons, name), judgement.rule, text, [o, shown_by, *others], amount.value, judgement
    )


def _doubt(claim: Claim, o: Observation, tolerances: Tolerances) -> tuple[str, str] | None:
    """Why a figure outside every tolerance is still not called contradicted."""
    if o.minimum and claim.value is not None and o.value is not None and claim.value > o.value and not speaks(o, claim):
        return "minimum", "the official figure is a verified minimum, and the true one is higher"
    if claim.confidence < tolerances.lowest_confidence:
        return "low_confidence", "the claim may have been misread, so it is not called wrong"
    if claim.grounding and "period" not in claim.grounding:
        return "period_assumed", "the article does not say which time it means, so it is not called wrong"
    if not claim.asserted:
        return "not_asserted", "the article itself does not assert the figure"
    if o.commodity_system in ("BACI",) or o.status == "estimated":
        return "estimated", "the official figure is itself an estimate"
    if len(narrow_codes(claim)) > 1:
        return "commodity_sense", "the name of the goods may stand for other headings too, so it is not called wrong"
    return None


def _without_own(
    claim: Claim, own: list[Series], all_series: list[Series], rates: Rates, tolerances: Tolerances
) -> Finding:
    """No figure of the claim's own series: its edition, its suppression, its mirror, its quotation, its neighbours."""
    if (gone := missing_edition(claim)) is not None:
        code, first, was = gone
        text = (f"{claim.commodity} have a heading of their own ({code}) only since HS {first}; before, they were spread over {was}, "
                "so no official figure is comparable.")  # fmt: skip
        return make(
            claim,
            "not_comparable",
            ("classification_change",),
            "edition of the nomenclature",
            text,
            [s.observation for s in all_series if s.place == "own"][:10],
        )
    if own:
        text = f"{own[0].observation.source} does not publish this figure ({own[0].observation.status})."
        return make(claim, "ambiguous", ("suppressed",), "suppressed", text, [s.observation for s in own])
    if (finding := judge_mirror(claim, all_series, rates, tolerances)) is not None:
        return finding
    return absent.nothing_own(claim, all_series, rates, tolerances)
