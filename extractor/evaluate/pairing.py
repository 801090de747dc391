"""Which extracted claim answers which gold claim: by place and value, one to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractor.evaluate.compare import FIELDS, right, same_value
from extractor.evaluate.gold import GoldArticle, GoldClaim
from extractor.schema import Claim

Pair = tuple[GoldClaim, Claim]


@dataclass(slots=True)
class Outcome:
    """One article's gold held against what was extracted."""

    article: GoldArticle
    pairs: list[Pair] = field(default_factory=list)
    missed: list[GoldClaim] = field(default_factory=list)
    """Gold claims, none of them optional, that no extracted claim answers."""
    spurious: list[Claim] = field(default_factory=list)
    """Extracted claims that answer no gold claim: wrong places, wrong values, doubles."""
    misread: list[Pair] = field(default_factory=list)
    """Of those two, the ones at the same place with another value; they stay missed and spurious."""
    ignored: list[Claim] = field(default_factory=list)
    """Extracted claims at optional figures."""


def overlap(gold: GoldClaim, claim: Claim) -> float:
    """Common characters over all characters of both; 0 where they do not touch."""
    common = min(gold.end, claim.end) - max(gold.start, claim.start)
    return common / (max(gold.end, claim.end) - min(gold.start, claim.start)) if common > 0 else 0.0


def pair(article: GoldArticle, claims: Sequence[Claim]) -> Outcome:
    """The most pairs that can be, the better overlap and the more right fields first; optional gold comes last."""
    needed = [gold for gold in article.claims if not gold.optional]
    optional = [gold for gold in article.claims if gold.optional]
    pairs = match(needed, claims, same_value)
    answered, used = {gold.id for gold, _ in pairs}, {id(claim) for _, claim in pairs}
    rest = [claim for claim in claims if id(claim) not in used]
    ignored = [claim for claim in rest if any(overlap(gold, claim) for gold in optional)]
    missed = [gold for gold in needed if gold.id not in answered]
    spurious = [claim for claim in rest if not any(claim is other for other in ignored)]
    misread = match(missed, spurious, lambda gold, claim: True)
    return Outcome(article, pairs, missed, spurious, misread, ignored)


def match(golds: Sequence[GoldClaim], claims: Sequence[Claim], fits: Callable[[GoldClaim, Claim], bool]) -> list[Pair]:
    """A largest one-to-one assignment among claims that overlap and fit (augmenting paths, best partner tried first)."""
    options = [
        [
            at
            for _, at in sorted(
                (_rank(gold, claim), at) for at, claim in enumerate(claims) if _meets(gold, claim, fits)
            )
        ]
        for gold in golds
    ]
    holder: dict[int, int] = {}

    def place(gold: int, tried: set[int]) -> bool:
        for claim in options[gold]:
            if claim not in tried:
                tried.add(claim)
                if claim not in holder or place(holder[claim], tried):
                    holder[claim] = gold
                    return True
        return False

    order = sorted(
        range(len(golds)), key=lambda at: _rank(golds[at], claims[options[at][0]]) if options[at] else (0.0, 0)
    )
    for gold in order:
        place(gold, set())
    return sorted(((golds[gold], claims[claim]) for claim, gold in holder.items()), key=lambda found: found[0].start)


def _meets(gold: GoldClaim, claim: Claim, fits: Callable[[GoldClaim, Claim], bool]) -> bool:
    return overlap(gold, claim) > 0 and fits(gold, claim)


def _rank(gold: GoldClaim, claim: Claim) -> tuple[float, int]:
    """Lower is better: more overlap, then more right fields."""
    return -overlap(gold, claim), -sum(right(gold, claim, name) for name in FIELDS)
