"""Hedges and the interval that they allow: `over`, `nearly`, `about`, `at least`, `up to`, `20-plus` (CONTRACT 1.2)."""

from __future__ import annotations

from decimal import Decimal

from extractor.grammar import lexicon
from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.number import cardinal
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import LISTS, MOVEMENTS, NUMBERS
from extractor.schema.figure import IN_SCOPE

_BEFORE = lexicon.bounds("before")
_BEFORE_ENDS = lexicon.hedge_edges("before")
_AFTER = lexicon.bounds("after")
_AFTER_STARTS = lexicon.hedge_edges("after")
_LEADING = frozenset((*_BEFORE_ENDS, *LISTS["skip"]))
"""What stands right before a figure that has a hedge before it."""
_FOLLOWING = frozenset((*_AFTER_STARTS, *DASHES, "+"))
"""What a hedge behind a figure starts with."""
HALF = Decimal("0.5")
TENTH = Decimal("0.1")


def read_hedge(d: Draft) -> None:
    """Fills bound and the tokens of the hedge, before the figure or after it."""
    if d.bound == "between":
        return
    low = d.s.low
    behind = after(d.s, d) if low[d.number.last] in _FOLLOWING or low[d.last] in _FOLLOWING else None
    found = before(d.s, d.first) if low[d.first - 1] in _LEADING else None
    if behind and not (found and found[0] in ("over", "under", "at_least", "at_most")):
        found = behind
    elif found is None and "odd" in low[d.number.first : d.number.last]:
        found = "about", d.number.first, d.number.last  # 30-odd thousand
    if found:
        d.bound, d.hedge = found[0], (found[1], found[2])
        if d.s.phrase(d.number.last, d.number.last + 2) == "or equal" and d.bound in ("over", "under"):
            d.bound = "at_least" if d.bound == "over" else "at_most"


_MARGIN = ("±", "+")


def read_margin(d: Draft) -> None:
    """`2,000.45±0.01`, `9.83 +/- 0.5`: the interval that the text itself gives, read as a range."""
    s, k = d.s, d.number.last
    if s.raw[k] not in _MARGIN:
        return
    if s.raw[k] == "±":
        at = k + 1
    elif s.raw[k : k + 3] == ["+", "/", "-"]:
        at = k + 3
    else:
        return
    margin = cardinal(s, at)
    if margin and d.value is not None:
        d.low, d.high, d.bound = d.value - margin.value, d.value + margin.value, "between"
        d.number.last = margin.last
        d.reach(d.first, margin.last)


def behind(d: Draft) -> int:
    """The token after the number, and after a hedge that stands between it and its noun: `300-odd | workers`."""
    found = after(d.s, d) if d.last == d.number.last and d.s.low[d.last] in _FOLLOWING else None
    return found[2] if found else d.number.last


def before(s: Sentence, k: int) -> tuple[str, int, int] | None:
    """The longest hedge that ends where token k begins: bound, first token, token after."""
    for skip in (0, 1, 2):
        last = k - skip
        if last <= 0 or (skip and s.low[last] not in LISTS["skip"]):
            return None
        for n in _BEFORE_ENDS.get(s.low[last - 1], ()):
            bound = _BEFORE.get(s.phrase(last - n, last)) if n <= last else None
            if bound and not _no_hedge(s, last - n, last):
                if "the" in s.low[last:k] and bound in ("over", "under"):
                    return None
                return _denied(s, last - n, bound), last - n, last
    return None


_DENIALS = ("not", "never", "no", "cannot", "neither", "nor", "n't")


def _denied(s: Sentence, first: int, bound: str) -> str:
    """`never fell by more than 7 per cent`, `does not exceed 1.5%`: the bound turns round."""
    near = s.low[max(first - 4, 0) : first]
    if (
        bound in ("over", "under")
        and s.low[first] not in ("almost", "nearly")
        and any(word in _DENIALS or word.endswith(("n't", "n’t")) for word in near)
    ):
        return "at_most" if bound == "over" else "at_least"
    return bound


def _no_hedge(s: Sentence, first: int, last: int) -> bool:
    """`a top 10`, `near 5th Street`, `some` of `for some 10 years` stay; `under Article 5`, `passed 3 bills` are no hedges."""
    word = s.low[last - 1]
    if s.phrase(first, last) == "up to" and _climbed(s, first):
        return True
    if word == "say" and s.raw[first - 1] not in (",", ":", "(", "–", "—", ";"):
        return True
    if s.phrase(first, last) in LISTS["compared_level"] and _share_before(s, first):
        return True
    if (word in (">", "<") and s.raw[first - 1] in ("=", "<", ">")) or s.raw[last] in ("=", "<", ">"):
        return True
    if word in ("top", "tops") and last - first == 1:
        return True
    return word in ("passed", "pass", "crossed", "breached") and not (
        s.raw[last] in ("$", "€", "£") or s.is_number[last]
    )


def _share_before(s: Sentence, k: int) -> bool:
    """Whether a share ends at token k: `30 per cent | over 40 million`, `one-fourth | higher than 3.95 million` compare, and hedge nothing."""
    words = NUMBERS
    low = s.low[k - 1]
    return low in ("%", "pct", "percent", "cent") or (
        low in words["denominators"] or (low in words["denominator"] and s.low[k - 2] in ("a", "one", "-"))
    )


def _climbed(s: Sentence, first: int) -> bool:
    """`climbed up to 524 dollars`, `from 89 million up to 214`, `by 9 percent up to 6 billion`: no hedge, the end of a movement."""
    near = s.low[max(first - 6, 0) : first]
    moved = any((m := MOVEMENTS.get(word)) and m.kind == "verb" for word in near)
    then = s.low[first + 2 : first + 10]
    drawn = "from" in then and s.low[first - 1] in ("was", "were", "is", "are")
    by = "by" in near and _share_before(s, first)
    return (
        moved or drawn or by or any(word == "from" or word in LISTS["moved"] or word.endswith("fold") for word in near)
    )


def after(s: Sentence, d: Draft) -> tuple[str, int, int] | None:
    """`or more`, `-plus`, `+`, `-odd`, `or so` after the number or the whole figure."""
    for k in (d.number.last,) if d.last == d.number.last else (d.number.last, d.last):
        if s.raw[k] == "+" and s.glued(k) and not s.is_number[k + 1]:
            d.reach(d.first, k + 1 if k == d.last else d.last)
            return "at_least", k, k + 1
        at = k + (s.raw[k] in DASHES)
        for n in _AFTER_STARTS.get(s.low[at], ()):
            phrase = s.phrase(at, at + n)
            then = s.low[at + n]
            if phrase.endswith("than") and s.is_number[at + n]:
                continue
            if phrase in _AFTER and (n > 1 or at > k) and not (then == "than" and (s.is_number[at + n + 1])):
                return _AFTER[phrase], at, at + n
    return None


def interval(d: Draft) -> None:
    """Fills `low` and `high` from the printed digits and the bound; of a range they are there already."""
    if d.value is None or d.bound == "between":
        return
    if d.sort not in IN_SCOPE and d.bound == "exact":
        d.low = d.high = None
        return
    value, half = d.value, abs(d.step) * HALF
    if d.bound == "about":
        half = max(half, abs(value) * TENTH)
    if d.bound in ("exact", "about"):
        d.low, d.high = value - half, value + half
    elif d.bound in ("over", "at_least"):
        d.low, d.high = value, None
    else:
        d.low, d.high = None, value
