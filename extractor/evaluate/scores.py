"""Counts to figures: precision, recall, F1, accuracy of fields, each with a bootstrap interval over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.evaluate.calibration import Calibration, calibration
from extractor.evaluate.compare import EIGHT, FIELDS, SIX, given, right
from extractor.evaluate.pairing import Outcome, Pair
from extractor.schema import Claim

SEED = 20240229
DRAWS = 2000
COUNTS = ("pairs", "missed", "spurious", "misread", "six", "eight", *FIELDS)
"""What is counted in each article; a field's name counts the pairs in which it is right."""
DETECTION = ("precision", "recall", "f1")
GROUPS = ("field", "phenomenon", "hand", "kind")

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """A share from 0 to 1 with its 95 per cent interval; NaN where there was nothing to divide by."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """A wrong field, how often."""

    gold: str
    extracted: str
    count: int


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one set of claims."""

    articles: int
    gold: int
    """Gold claims that are not optional."""
    extracted: int
    """Extracted claims that are not at optional figures."""
    measures: dict[str, Score]
    """precision, recall, f1, six, eight, and the accuracy of every field."""


@dataclass(slots=True)
class Report:
    """What `extractor evaluate` tells."""

    overall: Scores
    confusions: dict[str, list[Confusion]]
    calibration: Calibration
    groups: dict[str, Scores] = field(default_factory=dict)
    spurious_reasons: Counter[str] = field(default_factory=Counter)
    """How many of the spurious claims stand at a number that gold lists as out of scope, by its reason."""


def report(outcomes: Sequence[Outcome], *, by: str | None = None, draws: int = DRAWS) -> Report:
    """All figures; `by` adds a table by `phenomenon`, `hand` or `kind` (`field` is the overall table)."""
    found = Report(scores(outcomes, draws=draws), confusions(outcomes), calibrated(outcomes))
    for outcome in outcomes:
        for claim in outcome.spurious:
            found.spurious_reasons[_reason(outcome, claim)] += 1
    if by in _KEYS:
        names = sorted({name for outcome in outcomes for name in _names(outcome, _KEYS[by])})
        parts = {name: [_part(outcome, _KEYS[by], name) for outcome in outcomes] for name in names}
        found.groups = {name: scores(list(filter(_counts, part)), draws=draws) for name, part in parts.items()}
    return found


def scores(outcomes: Sequence[Outcome], *, draws: int = DRAWS) -> Scores:
    """Figures over articles: whole counts for the value, resampled articles for the interval (seeded)."""
    table = np.array([_row(outcome) for outcome in outcomes], dtype=np.float64).reshape(-1, len(COUNTS))
    total = _measures(table.sum(axis=0, keepdims=True))
    drawn = _measures(_resampled(table, draws))
    measures = {}
    for name, value in total.items():
        known = drawn[name][~np.isnan(drawn[name])]
        low, high = np.percentile(known, [2.5, 97.5]) if len(known) else (np.nan, np.nan)
        measures[name] = Score(float(value[0]), float(low), float(high))
    pairs, missed, spurious = (int(table[:, at].sum()) for at in range(3))
    return Scores(len(outcomes), pairs + missed, pairs + spurious, measures)


def _row(outcome: Outcome) -> list[int]:
    return [
        len(outcome.pairs),
        len(outcome.missed),
        len(outcome.spurious),
        len(outcome.misread),
        *(sum(all_right(pair, fields) for pair in outcome.pairs) for fields in (SIX, EIGHT)),
        *(sum(right(gold, claim, name) for gold, claim in outcome.pairs) for name in FIELDS),
    ]


def all_right(pair: Pair, fields: Iterable[str] = SIX) -> bool:
    """Whether every one of these fields is right."""
    return all(right(*pair, name) for name in fields)


def _resampled(table: Table, draws: int) -> Table:
    """Sums over articles drawn with replacement, one row for each draw."""
    count = len(table)
    if count == 0:
        return np.zeros((0, len(COUNTS)))
    times = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=draws)
    return np.asarray(times @ table, dtype=np.float64)


def _measures(sums: Table) -> dict[str, Table]:
    counts = {name: sums[:, at] for at, name in enumerate(COUNTS)}
    pairs = counts["pairs"]
    extracted, gold = pairs + counts["spurious"], pairs + counts["missed"]
    found = {
        "precision": _over(pairs, extracted),
        "recall": _over(pairs, gold),
        "f1": _over(2 * pairs, extracted + gold),
    }
    found |= {name: _over(2 * counts[name], extracted + gold) for name in ("six", "eight")}
    found |= {name: _over(counts[name], pairs) for name in FIELDS}
    found["value"] = _over(pairs, pairs + counts["misread"])
    return found


def _over(part: Table, whole: Table) -> Table:
    return np.asarray(np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0), dtype=np.float64)


def confusions(outcomes: Iterable[Outcome], most: int = 8) -> dict[str, list[Confusion]]:
    """The most frequent wrong answers of every field; of values, the misread figures."""
    counted: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in FIELDS}
    for outcome in outcomes:
        for gold, claim in outcome.pairs:
            for name in FIELDS:
                if not right(gold, claim, name):
                    counted[name][shown(gold.answers(name)[0]), shown(given(claim, name))] += 1
        for gold, claim in outcome.misread:
            counted["value"][shown(gold.answers("value")[0]), shown(claim.value)] += 1
    return {
        name: [Confusion(*words, count) for words, count in sorted(counter.items(), key=lambda i: (-i[1], i[0]))[:most]]
        for name, counter in counted.items()
        if counter
    }


def shown(value: Any) -> str:
    """A field as a person reads it: `–` where it is empty, a period as `2021-01-01..2021-12-31`."""
    if value is None or value in ([], (None, None)):
        return "–"
    if isinstance(value, tuple):
        return "..".join(str(part) for part in value)
    if isinstance(value, list):
        return "; ".join(f"{part['value']} {part['currency'] or part['unit']}" for part in value)
    return str(value)


def calibrated(outcomes: Iterable[Outcome]) -> Calibration:
    """Confidence against truth, over all extracted claims that count; right is: paired, and all six fields right."""
    outcomes = list(outcomes)
    points = [(pair[1].confidence, all_right(pair)) for outcome in outcomes for pair in outcome.pairs]
    points += [(claim.confidence, False) for outcome in outcomes for claim in outcome.spurious]
    return calibration(points)


def _reason(outcome: Outcome, claim: Claim) -> str:
    if any(claim.start < gold.end and gold.start < claim.end for gold in outcome.article.claims):
        return "at a claim: misread or doubled"
    for start, end, reason in outcome.article.out_of_scope:
        if claim.start < end and start < claim.end:
            return reason
    return "not listed"


Keys = Callable[[Outcome, Any], tuple[str, ...]]
"""The groups to which a gold or an extracted claim of an article belongs."""


def _phenomena(outcome: Outcome, claim: Any) -> tuple[str, ...]:
    return () if isinstance(claim, Claim) else (claim.tags or ("none",))


_KEYS: dict[str, Keys] = {
    "hand": lambda outcome, claim: (outcome.article.hand or "unknown",),
    "kind": lambda outcome, claim: (claim.kind,),
    "phenomenon": _phenomena,
}


def _names(outcome: Outcome, keys: Keys) -> set[str]:
    claims = [*(gold for gold, _ in outcome.pairs), *outcome.missed, *outcome.spurious]
    return {name for claim in claims for name in keys(outcome, claim)}


def _counts(outcome: Outcome) -> bool:
    return bool(outcome.pairs or outcome.missed or outcome.spurious)


def _part(outcome: Outcome, keys: Keys, name: str) -> Outcome:
    """The share of one group in an article's outcome; a pair belongs where its gold claim does."""
    return Outcome(
        outcome.article,
        pairs=[pair for pair in outcome.pairs if name in keys(outcome, pair[0])],
        missed=[gold for gold in outcome.missed if name in keys(outcome, gold)],
        spurious=[claim for claim in outcome.spurious if name in keys(outcome, claim)],
        misread=[pair for pair in outcome.misread if name in keys(outcome, pair[0])],
    )
