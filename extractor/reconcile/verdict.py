"""A claim and all candidate observations to one finding. Pure: no database, no model, no order of observations matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.reconcile import absent, because, doubt, relative
from extractor.reconcile.derive import derived
from extractor.reconcile.editions import missing_edition, told_elsewhere, translated
from extractor.reconcile.finding import make
from extractor.reconcile.judge import ABSURD, CONFIRMED, judge
from extractor.reconcile.mirror import Judged, judge_mirror, mirrors
from extractor.reconcile.money import Converter, Rates, no_rates
from extractor.reconcile.prefer import ordered, speaks, vintages
from extractor.reconcile.series import Series, comparing, distinct
from extractor.reconcile.slips import misread, slip, unconverted
from extractor.reconcile.tolerances import Tolerances
from extractor.schema import Claim, Finding, Observation
from extractor.schema.nomenclature import Correlates, none_known

DEFAULT = Tolerances()


def reconcile(
    claim: Claim,
    observations: Sequence[Observation],
    *,
    rates: Rates = no_rates,
    tolerances: Tolerances = DEFAULT,
    today: date | None = None,
    correlates: Correlates = none_known,
) -> Finding:
    """The finding of a claim. `observations` are all that may be weighed; `today` is the article's date, for vintages.

    `correlates` tells what codes are in other editions of their nomenclature.
    """
    all_series = [*map(comparing(claim), distinct(observations))]
    if (missing := _lacks(claim, all_series)) is not None:
        return make(claim, "unclear", (missing[0],), "what the claim lacks", missing[1], ())
    if (gone := missing_edition(claim, correlates)) is not None:
        return absent.before_its_heading(claim, gone, all_series, told_elsewhere(claim, observations, correlates))
    all_series += translated(claim, [s.observation for s in all_series], correlates)
    convert = Converter(rates, tolerances, today)
    if claim.kind in ("change", "share"):
        return relative.judge_relative(claim, all_series, convert, correlates)
    all_series += derived(claim, all_series)
    own = ordered([s for s in all_series if s.fits and not s.observation.secondary], claim, today)
    if claim.kind == "absence":
        return absent.judge_absence(claim, own, all_series, tolerances)
    known = [s for s in own if s.usable]
    if known:
        return _judge_own(claim, known, all_series, convert)
    beside = judge_mirror(claim, all_series, convert)
    if (why := absent.withheld(own)) is not None:
        return absent.instead(claim, own, why, beside)
    if beside is None and not own and (other := told_elsewhere(claim, observations, correlates)):
        return absent.in_another_edition(claim, other)
    return beside or absent.nothing_own(claim, own, all_series, convert)


def _lacks(claim: Claim, all_series: list[Series]) -> tuple[str, str] | None:
    """What a claim needs to be looked up and does not have."""
    if claim.entity is None:
        return "no_entity", "It is not clear whom the figure is about, so no statistic can be looked up."
    if claim.period_start is None or claim.period_end is None:
        return "no_period", "It is not clear which time the figure is about; --date sets the article's day."
    if claim.direction is None:
        return None
    if claim.entity_code is None and not any(s.place in ("own", "mirror") for s in all_series):
        return "no_country", f"{claim.entity} is not one country, and trade statistics are kept by country."
    if claim.commodity is not None and not claim.commodity_codes and not any(s.fits for s in all_series):
        return "commodity_unknown", f"No heading of the Harmonized System is known for {claim.commodity}."
    return None


def _judge_own(claim: Claim, own: list[Series], all_series: list[Series], convert: Converter) -> Finding:
    """The claim's own series: the named source decides, else all that are comparable have to agree."""
    judged: list[Judged] = []
    for series in own:
        amount = convert.of(series.observation, claim)
        if amount is not None:
            judged.append((series, amount, judge(claim, amount, convert.tolerances)))
    if not judged:
        text = "No exchange rate is known between the claim's currency and the statistic's."
        return make(claim, "ambiguous", ("currency_unknown",), "conversion", text, [s.observation for s in own])
    if claim.source and not speaks(judged[0][0].observation, claim):
        beside = mirrors(claim, all_series, convert)
        if beside and speaks(beside[0][0].observation, claim):
            return judge_mirror(claim, all_series, convert) or _decide(claim, judged[0], judged, all_series, convert)
    comparable = _comparable(claim, judged)
    decisive = comparable[0]
    others = [j for j in comparable[1:] if j[2].fits is not decisive[2].fits]
    if not others:
        if decisive[2].fits:
            decisive = next((j for j in comparable if j[2].outcome == CONFIRMED), decisive)
            return _decide(claim, decisive, judged, all_series, convert)
        named = speaks(decisive[0].observation, claim)
        others = _other_vintage(judged, decisive)
        if not others and not named:
            others = [j for j in mirrors(claim, all_series, convert) if j[2].fits]
    if not others:
        return _decide(claim, decisive, judged, all_series, convert)
    return _disagreeing(claim, decisive, others, judged)


def _comparable(claim: Claim, judged: list[Judged]) -> list[Judged]:
    """One for each series that may be what the article means, best first: of each its best vintage.

    Where the article names a source that is its series alone; else, of a set of codes, those of the sum or of the best code.
    """
    if len(judged) == 1:
        return judged
    by_series = {id(j[0]): j for j in judged}
    best = [by_series[id(group[0])] for group in vintages([series for series, _, _ in judged])]
    first = best[0][0]
    if speaks(first.observation, claim):
        return [j for j in best if speaks(j[0].observation, claim)][:1]
    return [
        j
        for j in best
        if j[0].observation.commodity_code == first.observation.commodity_code
        and j[0].derived == first.derived
        and len(j[0].doubts) == len(first.doubts)
    ]


def _other_vintage(judged: list[Judged], decisive: Judged) -> list[Judged]:
    """Other vintages and currencies of the same series that fit."""
    groups = vintages([series for series, _, _ in judged])
    mine = next(group for group in groups if any(s is decisive[0] for s in group))
    return [j for j in judged if j[2].fits and any(s is j[0] for s in mine)]


def _disagreeing(claim: Claim, decisive: Judged, others: list[Judged], judged: list[Judged]) -> Finding:
    """Some comparable series fit and some do not: nothing is decided."""
    fitting = decisive if decisive[2].fits else others[0]
    opposed = others[0] if decisive[2].fits else decisive
    same = (
        fitting[0].observation.vintage != opposed[0].observation.vintage
        and vintages([fitting[0], opposed[0]])[1:] == []
    )
    reasons = ["revised" if same else "series_disagree"]
    tail = "but another vintage of the statistic differs" if same else "but comparable series disagree about it"
    if fitting[0].place == "mirror":
        reasons.append("mirror")
        tail = f"but {opposed[0].observation.source} has {because.value_of(opposed[0].observation)}"
    text = because.sentence(claim, fitting[1].value, fitting[0].observation, tail)
    weighed = [fitting[0].observation, opposed[0].observation, *_observations(judged)]
    return make(claim, "ambiguous", tuple(reasons), fitting[2].rule, text, weighed, fitting[1].value, fitting[2])


def _made_how(series: Series) -> tuple[str, ...]:
    """The reasons of a figure that was worked out, or told under the codes of another edition."""
    if series.derived == "editions":
        return ("classification_change",)
    return ("derived_sum",) if series.derived else ()


def _observations(judged: Sequence[Judged]) -> list[Observation]:
    return [series.observation for series, _, _ in judged]


def _decide(
    claim: Claim, decisive: Judged, judged: list[Judged], all_series: list[Series], convert: Converter
) -> Finding:
    """The verdict by one series, all others being weighed with it."""
    series, amount, judgement = decisive
    o, reasons = series.observation, judgement.reasons + _made_how(series)
    weighed = [o, *_observations(judged)]
    lacking = tuple(doubted for doubted in series.doubts if doubted in ("suppressed", "parts_missing"))
    reasons += lacking
    if judgement.fits:
        inside = judgement.outcome == CONFIRMED and not lacking
        tail = f"that fits ({judgement.rule})" if inside else f"that is near ({judgement.rule})"
        tail += f", {series.note}" if series.note else ""
        if not inside and amount.step and unconverted(claim, o, convert):
            reasons, tail = (*reasons, "currency_slip"), f"{tail}; it is the very number in {o.currency}"
        if not claim.asserted:
            reasons = (*reasons, "not_asserted")
        text = because.sentence(claim, amount.value, o, tail)
        verdict = CONFIRMED if inside else "close"
        return make(claim, verdict, reasons, judgement.rule, text, weighed, amount.value, judgement)
    slipped = slip(claim, o, all_series, convert)
    tail, verdict = "outside every tolerance", "contradicted"
    if judgement.outcome == ABSURD:
        tail, verdict = "the words allow it, but no one would say so of that much", "ambiguous"
    elif (doubted := doubt.of_series(claim, series, convert.tolerances)) is not None:
        reasons, tail = (*reasons, doubted[0]), doubted[1]
        verdict = "not_comparable" if doubted[0] == "stock" else "ambiguous"
    elif slipped is not None and (seen := misread(claim, slipped)) is not None:
        reasons, verdict, tail = (*reasons, "misread"), "ambiguous", seen
    if slipped is not None:
        reasons, weighed = (*reasons, *slipped[0]), [o, slipped[1], *weighed]
    text = because.sentence(claim, amount.value, o, tail + because.slip_tail(slipped))
    return make(claim, verdict, reasons, judgement.rule, text, weighed, amount.value, judgement)
