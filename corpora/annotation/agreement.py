"""How far two people agree who labelled the same articles: detection, and every field on the figures that both found.

The second labels lie in `corpora/<split>/second/<id>.claims`. Detection is F1, which is the same from either side. A field agrees
where the second's best answer is one that the first accepts; Cohen's kappa corrects that for agreement by chance. Stricter, and
without the several right answers: how often both put the same answer best.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from annotation import gold
from annotation.check import Labels
from annotation.corpus import SPLITS, read_labels, sound
from annotation.validate import best
from extractor.evaluate import GoldArticle, GoldClaim, pair
from extractor.evaluate.compare import FIELDS, right
from extractor.evaluate.pairing import Pair
from extractor.evaluate.scores import shown
from extractor.schema import Claim
from extractor.schema.base import to_json


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one field: the share of common figures on which both agree, Cohen's kappa, and how often both put the same answer best."""

    field: str
    accuracy: float
    kappa: float
    same_best: float


def twice_labelled(root: Path, hands: Sequence[str] = ()) -> Iterator[tuple[Labels, Labels]]:
    """First and second labels of every article of a split that was labelled twice, or of those of some hands; `wikinews` is one."""
    for split in ("wikinews",) if "wikinews" in hands else SPLITS:
        for second in sorted((root / split / "second").glob("*.claims")):
            if not hands or split in hands or second.stem.rpartition("-")[0] in hands:
                first = second.parent.parent / "claims" / second.name
                yield read_labels(first)[0], read_labels(second)[0]


def pairs_of(one: Labels, other: Labels) -> tuple[list[Pair], int, int]:
    """The figures that both found, and how many each found that both need not (optional ones apart)."""
    rows = [json.loads(to_json(row), parse_float=Decimal) for row in gold.records(one.article, one.text, sound(one))]
    golds = [GoldClaim(row["id"], row["article"], row["start"], row["end"], row) for row in rows]
    found = gold.records(other.article, other.text, sound(other))
    optional = {row["id"] for row in found if row["optional"]}
    claims = [Claim.from_json(to_json(best(row))) for row in found]
    outcome = pair(GoldArticle(one.article, one.text, claims=golds), claims)
    return outcome.pairs, len(outcome.missed), sum(claim.id not in optional for claim in outcome.spurious)


def agreement(pairs: Sequence[Pair]) -> Iterator[Agreement]:
    """Accuracy and kappa of every field; kappa is 1 where both always say the same one thing."""
    for name in FIELDS:
        words = [_words(found, name) for found in pairs]
        same = sum(one == other for one, other in words) / len(words)
        ones, others = (Counter(side) for side in zip(*words, strict=True))
        chance = sum(ones[word] * others[word] for word in ones) / len(words) ** 2
        strictly = sum(right(_only_best(mine), theirs, name) for mine, theirs in pairs) / len(pairs)
        yield Agreement(name, same, (same - chance) / (1 - chance) if chance < 1 else 1.0, strictly)


def _only_best(claim: GoldClaim) -> GoldClaim:
    return replace(claim, row=best(dict(claim.row)))


def _words(found: Pair, name: str) -> tuple[str, str]:
    """What both say, in the same words where they agree."""
    mine, theirs = found
    word = shown(mine.answers(name)[0])
    if right(mine, theirs, name):
        return word, word
    other = shown(getattr(theirs, name, None) if name not in ("period", "baseline") else _days(theirs, name))
    return word, other if other != word else f"not {word}"


def _days(claim: Claim, name: str) -> tuple[str, str]:
    return str(getattr(claim, f"{name}_start")), str(getattr(claim, f"{name}_end"))


def table(root: Path, hands: Sequence[str] = ()) -> Iterator[str]:
    """The agreement table in Markdown, of all hands or of some."""
    files = list(twice_labelled(root, hands))
    if not files:
        yield "no article is labelled twice: corpora/<split>/second/<id>.claims"
        return
    pairs: list[Pair] = []
    missed = spurious = 0
    for first, second in files:
        common, only_first, only_second = pairs_of(first, second)
        pairs += common
        missed += only_first
        spurious += only_second
    yield f"{len(files)} articles, {len(pairs)} figures that both found, {missed} only the first, {spurious} only the second."
    yield ""
    yield "| | agreement | Cohen's kappa | same best answer |"
    yield "| --- | ---: | ---: | ---: |"
    yield f"| detection (F1) | {2 * len(pairs) / max(1, 2 * len(pairs) + missed + spurious):.3f} | | |"
    for row in agreement(pairs) if pairs else ():
        yield f"| {row.field} | {row.accuracy:.3f} | {row.kappa:.3f} | {row.same_best:.3f} |"


def differences(root: Path) -> Iterator[str]:
    """Every field on which two annotators differ, with the place of both: what the handbook has to settle."""
    for first, second in twice_labelled(root):
        for mine, theirs in pairs_of(first, second)[0]:
            for name in FIELDS:
                if not right(mine, theirs, name):
                    one, other = _words((mine, theirs), name)
                    yield f"{first.article} {first.text[mine.start : mine.end]!r} {name}: {one} | {other}"
