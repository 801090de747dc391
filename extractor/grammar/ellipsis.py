"""What a bare number leaves out in lists and telegraphic phrases, taken from the figure that said it.

`Turkey 31, EU 29, Egypt 11 thousand tonnes`; `Germany for 1.15; the United Kingdom for 0.85`; `96.4 million kg (117.2)`;
`Floating store 45 Mt, was 50`; and over a full stop: `China took 534 kt. India 208. A year ago it was 170.`
"""

from __future__ import annotations

from extractor.grammar import lexicon
from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.measure import TIME
from extractor.grammar.words import FUNCTION, LISTS, MONTHS, MOVEMENTS

MEASURED = ("money", "quantity", "count", "per_cent", "percentage_points", "price", "rate")
LIST = 5
"""How many tokens part two members of a list."""
FAR = 60
"""How many tokens back an open parenthesis or a word of comparison is looked for."""
HUNDRED = 100


def depth(d: Draft) -> int:
    """How many parentheses are open where a figure stands."""
    before = d.s.raw[max(d.first - FAR, 0) : d.first]
    return max(before.count("(") - before.count(")"), 0)


def listed(d: Draft, giver: Draft) -> bool:
    """`wheat 3.0; corn 4.6; barley 0.8 million tonnes`: one member of a list, whose last member says the unit."""
    s = d.s
    gap = s.low[d.last : giver.first]
    if not 1 <= len(gap) <= LIST or gap[0] not in (",", ";", "and") or giver.bare_number or _carried_on(giver):
        return False
    if giver.sort not in ("money", "quantity", "per_cent") and giver.number.scale == 1:
        return False
    names = [word for word in gap if word not in LISTS["listed"]]
    named = all(word.isalpha() and word not in FUNCTION for word in names)
    moved = any(word in MOVEMENTS for word in (*names, s.low[d.first - 1]))
    return named and not moved and d.first > 0 and _after_name(d) and depth(d) == depth(giver)


def _carried_on(giver: Draft) -> bool:
    """Whether a figure took its unit from one before it."""
    return giver.carried and not (giver.origin and giver.origin.first > giver.first)


def _after_name(d: Draft) -> bool:
    """Whether the number follows the name of what it belongs to (`Japan 170`, `zinc 76`)."""
    word = d.s.low[d.first - 1]
    return word.isalpha() and word not in LISTS["starts"] and word not in MONTHS


def giver_before(d: Draft, earlier: list[Draft]) -> Draft | None:
    """The last measured figure before a bare one at its own depth of parentheses; a number in parentheses restates the one before them."""
    wanted = [g for g in earlier if (not g.bare_number or g.number.scale > 1) and g.sort in MEASURED and _fits(d, g)]
    inside = depth(d)
    level = [g for g in wanted if depth(g) == inside]
    if inside == 0:
        return level[-1] if level else None
    opened = max((k for k in range(max(d.first - FAR, 0), d.first) if d.s.raw[k] == "("), default=0)
    outside = [g for g in wanted if depth(g) < inside and g.last <= opened]
    if outside and outside[-1].last == opened:
        return outside[-1]
    return level[-1] if level else outside[-1] if outside else None


def _fits(d: Draft, giver: Draft) -> bool:
    """No more than a hundred is per cent, and what is no price is no rate of exchange."""
    if giver.sort == "per_cent":
        return d.value is not None and abs(d.value) <= HUNDRED and d.number.scale == 1
    return giver.bound != "between" or giver.sort != "count"


def is_elliptic(d: Draft) -> bool:
    """Whether a bare number can only be meant in the unit of an earlier one."""
    if d.number.form != "digits" or d.sort != "count" or d.value in (None, 1):
        return False
    s = d.s
    if s.glued(d.last) and (s.raw[d.last].isalnum() or s.raw[d.last] in "-'\"°"):
        return False
    if "." in (s.raw[d.last], s.raw[d.first - 1]) and not (s.raw[d.last] == "." and s.glued(d.last)) and d.first:
        return False
    if s.raw[d.last] in DASHES and s.low[d.last + 1] in TIME:
        return False
    if s.raw[d.last] == ")" and depth(d) == 0:
        return False
    if s.raw[d.first - 1] == "-" and s.glued(d.first) and s.is_number[d.first - 2]:
        return False
    return s.low[d.last] not in ("is", "are") and (s.low[d.last] != "of" or s.low[d.last + 1] in _OF_THEM)


def on_the_year(d: Draft) -> bool:
    """`-3.1 y/y`."""
    return d.s.phrase(d.last, d.last + 3) in ("y / y", "m / m", "q / q", "w / w")


def tells_per_cent(d: Draft) -> bool:
    """`Cu 499 kt (+5)`, `containers 6.7 million, up 4.3`, `imports grew 10.4`: a bare change in per cent after a level."""
    s, before = d.s, d.first - 1
    if d.value is None or abs(d.value) >= HUNDRED or d.number.scale != 1 or d.number.form != "digits":
        return False
    if d.number.signed and (s.raw[before] == "(" or on_the_year(d)):
        return True
    moved = lexicon.movement_at(s, before, "adverb", "verb")
    return bool(moved and moved.trend in ("up", "down") and not s.low[d.last].isalpha() and s.low[before - 1] != "from")


_OF_THEM = ("them", "these", "those", "whom", "which", "it")


def leads(d: Draft) -> bool:
    """Whether a sentence speaks on from the one before it: `India 208.`, `A year ago it was 170`, `In 1993 it had been 10.6`."""
    s = d.s
    if d.first <= SHORT and all(word.isalpha() or word in ",:.-–" for word in s.low[: d.first]):
        return True
    return any(word in LISTS["anaphor"] for word in s.low[max(d.first - FAR, 0) : d.first]) or d.number.step < 1


SHORT = 3
"""A sentence in which so few words precede the number is telegraphic."""
