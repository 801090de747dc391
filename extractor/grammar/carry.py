"""Scale, currency and unit carried over from a neighbour: `rose to 5.4 from 3.1 billion dollars`, `Poland (1.9bn)`."""

from __future__ import annotations

import itertools
import re

from extractor.grammar import ellipsis
from extractor.grammar.draft import Draft
from extractor.grammar.money import MILLION, apply_letter
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MONTHS, MOVEMENTS

_SOURCES = ("money", "quantity", "count", "per_cent", "percentage_points", "price", "rate")
GIVERS = 12
"""How many figures back a giver may stand."""
NEAR = 12
"""How many words may stand between the figure that lacks and the one that gives."""


def carry(drafts: list[Draft], before: list[Draft], previous: list[Draft]) -> None:
    """Completes the bare drafts of a sentence, from what follows first, then from what precedes, then from the sentence before.

    `before` is the last sentence with a scale, `previous` the one just before.
    """
    usable = [d for d in drafts if d.sort in _SOURCES or d.sort == "unknown"]
    if not usable:
        return
    _millions(usable)
    if any(d.bare_number for d in usable):
        _complete(usable, before, previous)
    if len(usable) > 1 and any(d.sort == "price" for d in usable):
        for giver, d in itertools.pairwise(usable):
            _priced(d, giver)


def _complete(usable: list[Draft], before: list[Draft], previous: list[Draft]) -> None:
    """Gives bare numbers the scale, money and unit of a neighbour, in the order of `carry`."""
    for position in range(len(usable) - 2, -1, -1):
        _backwards(usable[position], usable[position + 1])
    for position in range(1, len(usable)):
        earlier = usable[max(position - GIVERS, 0) : position]
        _forwards(usable[position], earlier)
        if usable[position].bare_number and ellipsis.is_elliptic(usable[position]):
            _elliptic(usable[position], earlier)
    if before:
        source = [d for d in before if d.sort in ("money", "quantity") and not d.bare_number and d.number.scale > 1]
        for d in usable:
            if not d.bare_number and d.sort in ("money", "quantity", "count"):
                break
            if source and d.bare_number and d.number.scale > 1 and d.number.form != "fraction" and _ends_bare(d):
                _take(d, source[-1], False)
    near: list[Draft] | None = None
    for position, d in enumerate(usable):
        if not d.bare_number or not ellipsis.is_elliptic(d) or not ellipsis.leads(d):
            break
        if near is None:
            near = _adjoining(previous, d.s)[-GIVERS:]
        _elliptic(d, near + usable[:position])


_EMPTY_LINE = re.compile(r"\n\s*\n")


def _adjoining(previous: list[Draft], s: Sentence) -> list[Draft]:
    """The drafts of the sentence before, where no empty line parts the two."""
    if previous and _EMPTY_LINE.search(s.text, previous[-1].s.start[0], s.start[0]):
        return []
    return previous


def _millions(drafts: list[Draft]) -> None:
    """`to 1.2m tonnes from 1.5m`: an `m` is no metre beside a figure whose `m` counts millions."""
    if not any(d.number.scale == MILLION for d in drafts):
        return
    for d in drafts:
        if d.unit == "m" and d.unit_span and d.s.raw[d.unit_span[0]] == "m" and d.number.scale == 1:
            d.unit, d.unit_span, d.sort, d.last = None, None, "count", d.number.last
            apply_letter(d, MILLION)


def _between(a: Draft, b: Draft) -> list[str]:
    return a.s.low[a.last : min(b.first, a.last + 4 * NEAR)]


def _linked(a: Draft, b: Draft) -> bool:
    """Whether only links and years stand between two figures."""
    gap = _between(a, b)
    if gap[:1] == ["and"] and len(gap) < 7:
        gap = [word for word, raw in zip(gap, a.s.raw[a.last : b.first], strict=True) if not raw[:1].isupper()]
    return len(gap) <= NEAR and all(
        word in LISTS["link"] or word in MONTHS or (word.isdecimal() and len(word) == 4) or word == ")" for word in gap
    )


def _backwards(d: Draft, giver: Draft) -> None:
    """`5.4 from 3.1 billion dollars`, `5, 7 and 9 million tonnes`, `from 30 to 40 million`."""
    if not d.bare_number or (giver.bare_number and giver.number.scale == 1) or giver.value is None or d.value is None:
        return
    if d.sort == "count" and ellipsis.listed(d, giver):
        _take(d, giver, d.number.scale == 1 and abs(d.number.value) < 1000)
        return
    if d.sort == "unknown" or not _linked(d, giver) or giver.sort in ("price", "rate") or d.number.form == "fraction":
        return
    gap = _between(d, giver)
    if not ({"and", "to", "from", "or", "against", ","} & set(gap)) or (")" in gap or "(" in gap):
        return
    if giver.sort == "per_cent" and (d.number.scale > 1 or ("or" in gap and "," in gap)):
        return
    if (
        d.s.low[d.last] == ","
        and giver.sort == "count"
        and giver.counted_span
        and not giver.number.scale > 1
        and len(gap) > 1
    ):
        return
    _take(d, giver, d.number.scale == 1 and abs(d.number.value) < 1000)


def _forwards(d: Draft, earlier: list[Draft]) -> None:
    """`$17.6 billion against 12.6 billion`, `(€3.1bn), Poland (1.9bn)`, `from 12 per cent to 8`."""
    if not d.bare_number or d.value is None or d.number.form == "fraction" or d.s.low[d.last - 1] == "percent":
        return
    if _percent(d, earlier):
        return
    wanted = _SOURCES if d.number.scale == 1 else ("money", "quantity", "count")
    givers = [g for g in reversed(earlier) if not g.bare_number and g.sort in wanted]
    giver = next((g for g in givers if ellipsis.depth(g) <= ellipsis.depth(d)), next(iter(givers), None))
    if giver is None or not _ends_bare(d) or d.s.low[d.last] == "is":
        return
    if d.number.scale > 1:
        if giver.codes or giver.sort in ("quantity", "count"):
            _take(d, giver, False)
    elif abs(d.number.value) >= 1000 and not d.s.low[d.last].isalpha() and d.s.raw[d.first - 1] != "(":
        _thousands(d, earlier)
    elif giver.sort == "per_cent" and abs(d.number.value) > 100:
        return
    elif _named(d) and giver.sort not in ("rate", "price") and _ends(d):
        _take(d, giver, giver.number.scale > 1 and abs(d.number.value) < 1000)
    elif (
        giver is earlier[-1]
        and _linked(giver, d)
        and {"to", "from", "against", "and", "with", "versus", "vs", "than", "or"} & set(_between(giver, d))
    ):
        if d.number.whole and d.number.value < 13 and "and" in _between(giver, d) and d.number.form == "words":
            return
        _take(d, giver, giver.number.scale > 1 and abs(d.number.value) < 1000)
    elif (
        d.s.raw[d.first - 1] == "("
        and d.s.raw[d.last] == ")"
        and giver.s.raw[giver.first - 1] == "("
        and giver.sort != "rate"
    ):
        _take(
            d,
            giver,
            giver.number.scale > 1 and abs(d.number.value) < 1000 and not (d.number.whole and giver.number.step < 1),
        )


def _percent(d: Draft, earlier: list[Draft]) -> bool:
    """`rose by 23.6 per cent and prices by 8.0`, `(plus 3)`: a bare number that is a change in per cent."""
    if d.number.scale != 1 or d.value is None or not (_ends_bare(d) or ellipsis.on_the_year(d)):
        return False
    if ellipsis.tells_per_cent(d):
        d.unit, d.sort, d.carried = "%", "per_cent", True
        return True
    giver = next((g for g in reversed(earlier) if g.unit == "%" and g.sort == "per_cent"), None)
    if giver is None:
        return False
    if not d.number.signed and not (giver.change and d.s.low[d.first - 1] == "by"):
        return False
    _take(d, giver, False)
    return True


def _thousands(d: Draft, earlier: list[Draft]) -> None:
    """`landed 3,900 tonnes, as against 190,000`: a large bare number counts what was counted before it."""
    giver = next(
        (g for g in reversed(earlier) if g.sort in ("quantity", "count") and g.unit and not g.bare_number), None
    )
    if giver and giver.value and abs(giver.value) >= 1000 and giver.bound != "between":
        _take(d, giver, False)


def _named(d: Draft) -> bool:
    """A name right before a bare number, in a list: `Spain took 1.8 Mt, Turkey 1.3`, `Germany (296,000)`."""
    s, k = d.s, d.first - 1
    k -= s.raw[k] in ("(", ":", ",")
    name = s.raw[k].removesuffix("'s").removesuffix("’s")
    return (
        k > 0 and name[:1].isupper() and name.isalpha() and s.low[k] not in MONTHS and s.low[k] not in LISTS["starts"]
    )


def _ends(d: Draft) -> bool:
    follower = d.s.low[d.last]
    return not follower.isalpha() or follower in LISTS["after_listed"]


def _elliptic(d: Draft, earlier: list[Draft]) -> None:
    """`bream 442`, `a year ago it was 170`, `96.4 million kg (117.2)`: the unit of the figure before."""
    giver = ellipsis.giver_before(d, earlier)
    if giver and _ends_bare(d):
        _take(d, giver, d.number.scale == 1 and abs(d.number.value) < 1000)


def _priced(d: Draft, giver: Draft) -> None:
    """`£282 a tonne in December against £390`: the second amount is a price too."""
    if (
        giver.sort == "price"
        and d.sort == "money"
        and d.unit is None
        and d.codes == giver.codes
        and d.number.scale == 1
    ):
        gap = _between(giver, d)
        if (
            len(gap) <= NEAR
            and {"from", "against", "with", "to", "before", "than"} & set(gap)
            and not {".", ";"} & set(gap)
        ):
            d.unit, d.sort, d.carried = giver.unit, "price", True


def _ends_bare(d: Draft) -> bool:
    """Whether no noun follows that the figure might count."""
    follower = d.s.low[d.last]
    return (
        not follower.isalpha()
        or follower in MOVEMENTS
        or follower in FUNCTION
        or follower in ("respectively", "year", "last")
    )


def _take(d: Draft, giver: Draft, with_scale: bool) -> None:
    """Copies currency, unit and sort, and the scale where asked."""
    if with_scale and giver.number.scale > 1:
        d.times(giver.number.scale)
        d.number.scale = giver.number.scale
        if d.number.form == "digits" and d.number.whole:
            d.step = giver.number.scale
    if giver.factor != 1 and not (giver.codes and d.number.scale > 1 and not with_scale):
        d.times(giver.factor)
    d.factor = giver.factor
    d.codes, d.unit, d.sort, d.carried = giver.codes, giver.unit, giver.sort, True
    d.origin = giver.origin or giver
    if giver.sort == "count":
        d.counted = giver.counted
