"""The slips that reporters and translators make, each tried before a figure is called contradicted, and named where it fits.

Thousand for million, another currency, a year off, reporter and partner exchanged, imports for exports, chapter for heading,
another partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log

from extractor.reconcile.because import SLIPS
from extractor.reconcile.interval import Interval
from extractor.reconcile.measures import names_place
from extractor.reconcile.money import Amount, Converter
from extractor.reconcile.series import Series
from extractor.reconcile.words import Words, official_sign, read
from extractor.schema import Claim, Finding, Observation

_SCALES = tuple(Decimal(10) ** power for power in (3, -3, 6, -6, 9, -9, 1, -1, 2, -2))
_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "RUB", "KZT", "UAH", "CNY", "JPY", "PLN", "TRY")
_ANOTHER_YEAR = re.compile(
    r"\b(?:years?|months?) (?:earlier|before|ago|later)\b|\b(?:previous|preceding|last|following) year\b"
)
"""`19.4 billion in 2022, after 17.6 billion a year earlier`."""
_STEP = Decimal("0.005")
"""Slips that come as near as this to one another are told apart by their order."""

_CROWD = 5
"""Partners whose figures are within so many times of the claim's might be taken for it by chance."""

_ALIKE = ("flow_swapped", "roles_swapped")
"""Exports told as imports, and both sides exchanged: one flow of goods, told by the one office and by the other."""
_SHARED = (*_ALIKE, "partner_slip")
"""Slips that fit together with others, or after all are known do not."""

Found = tuple[tuple[str, ...], Observation]
"""The names of a slip, and the observation that shows it."""


def wants_partners(claim: Claim, finding: Finding) -> bool:
    """Whether the figures of other partners are worth asking for: nothing else explains a figure that is to be contradicted."""
    told = claim.kind == "level" and claim.direction is not None and finding.verdict == "contradicted"
    return told and not any(reason in SLIPS for reason in finding.reasons)


def slip(claim: Claim, own: Observation, others: Sequence[Series], convert: Converter) -> Found | None:
    """The slip that explains the figure best, and the observation that shows it; null where none does."""
    if not claim.value:
        return None
    words = read(claim, convert.tolerances)
    core = _core(words, convert)
    exact = words.strict if None not in (words.strict.low, words.strict.high) else core
    fitting: dict[str, tuple[int, Observation]] = {}
    crowd: set[str | None] = set()
    sign = official_sign(claim)
    for name, observation, official in _explanations(claim, own, others, convert):
        value = words.face(official * sign)
        if name == "partner_slip" and abs(words.value) / _CROWD < abs(value) < abs(words.value) * _CROWD:
            crowd.add(observation.partner_code or observation.partner)
        if value == 0 or not (exact if name == "partner_slip" else core).holds(value):
            continue
        apart = int(abs(words.value / value - 1) / _STEP)
        if name not in fitting or apart < fitting[name][0]:
            fitting[name] = apart, observation
        if apart == 0 and name not in _SHARED:
            break  # nothing that is tried later comes nearer
    if "partner_slip" in fitting and not _tells(claim, fitting["partner_slip"][1], len(crowd), exact, convert):
        del fitting["partner_slip"]
    if not fitting:
        return None
    best = min(fitting, key=lambda name: fitting[name][0])  # of equals the first
    names = [name for name in fitting if name == best or {name, best} == set(_ALIKE)]
    return tuple(names), fitting[best][1]


def _tells(claim: Claim, o: Observation, crowd: int, reach: Interval, convert: Converter) -> bool:
    """Whether another partner's figure explains the claim's: among hundreds of partners some figure is near any other.

    Of so many partners with figures of this size, spread evenly over its orders of magnitude, so many fit by chance. One
    that the sentence names, and all partners together, are no chance.
    """
    if o.partner_code in (None, "W00") or names_place(claim.sentence, o.partner_code):
        return True
    if reach.low is None or reach.high is None or reach.low <= 0:
        return False
    by_chance = crowd * float(reach.high / reach.low - 1) / (2 * log(_CROWD))
    return by_chance <= convert.tolerances.chance


def misread(claim: Claim, slipped: Found) -> str | None:
    """What of the slip's own series stands in the claim's sentence: then the article may well say it, and was misread."""
    names, o = slipped
    sentence = claim.sentence.lower()
    if "year_slip" in names and (str(o.period_start.year) in sentence or _ANOTHER_YEAR.search(sentence)):
        return "the sentence names that year too, so the claim may be misread"
    if set(names) & set(_ALIKE) and "import" in sentence and "export" in sentence:
        return "the sentence names both flows, so the claim may be misread"
    if "partner_slip" in names and names_place(claim.sentence, o.partner_code):
        return "the sentence names that country too, so the claim may be misread"
    return None


def unconverted(claim: Claim, o: Observation, convert: Converter) -> bool:
    """Whether the number is that of the statistic's own currency, printed with the name of another."""
    if claim.currency is None or o.currency in (None, claim.currency) or o.value is None:
        return False
    words = read(claim, convert.tolerances)
    bare = Amount(o.value, Interval(o.value, o.value)).turned(official_sign(claim))
    return claim.bound == "exact" and words.strict.holds(words.face(bare.value))


def _core(words: Words, convert: Converter) -> Interval:
    """Near the figure itself: what `over` leaves open above explains nothing."""
    near = Interval(words.value, words.value).widened(convert.tolerances.hedge)
    if words.strict.low is None or words.strict.high is None:
        return near
    return words.strict.widened(convert.tolerances.same)


def _explanations(
    claim: Claim, own: Observation, others: Sequence[Series], convert: Converter
) -> Iterator[tuple[str, Observation, Decimal]]:
    """Official values of another thing or told in another way, each with the name of the slip; those of a name together."""
    for name, series in _neighbours(claim, others):
        if series.usable and (amount := convert.of(series.observation, claim)) is not None:
            yield name, series.observation, amount.value
    amount = convert.of(own, claim)
    if amount is not None and amount.value:
        yield from (("scale_slip", own, amount.value * scale) for scale in _SCALES)
    for currency in dict.fromkeys((own.currency, *_CURRENCIES)):
        if currency and claim.currency and currency != claim.currency:
            other = convert.mean(own, currency, claim.unit)
            if other is not None:
                yield "currency_slip", own, other


def _neighbours(claim: Claim, others: Sequence[Series]) -> Iterator[tuple[str, Series]]:
    """Series that differ from the claim's in one way, each with the name of the slip."""
    flows = ("import", "export", "re-export", "turnover", "balance")
    narrow = [s for s in others if s.measured and s.goods == "narrow"]
    now = [s for s in narrow if s.when == "same"]
    yield from (("year_slip", s) for s in narrow if s.place == "own" and s.flow and s.when in ("before", "after"))
    yield from (("roles_swapped", s) for s in now if s.place == "swapped" and s.flow)
    yield from (
        ("flow_swapped", s)
        for s in now
        if s.place == "own" and not s.flow and claim.direction is not None and s.observation.direction in flows
    )
    yield from (
        ("heading_slip", s)
        for s in others
        if s.measured and s.goods in ("wider", "child") and s.when == "same" and s.place == "own" and s.flow
    )
    yield from (("partner_slip", s) for s in now if s.place == "partner" and s.flow)
