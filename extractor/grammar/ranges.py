"""Two ends of one range: `between 5 and 7 million euros`, `15-20 USD`, `$10–$12bn`, `30 to 40 per cent`, `from 7 to 10`."""

from __future__ import annotations

from decimal import Decimal

from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.measure import read_per
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import LISTS, MOVEMENTS, MULTIPLES

_OUT = frozenset(("date", "time", "year", "identifier", "ordinal", "rank", "absence", "multiple", "vague", "frequency"))
_THOUSAND = Decimal(1000)
_LOOK = 9
"""How many words back a verb of movement may stand."""


def join(drafts: list[Draft]) -> list[Draft]:
    """The drafts with each pair of ends joined; scores (`3-2`) are named as such."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _is_range(joined[-1], draft):
            joined[-1] = _joined(joined[-1], draft)
        elif joined and _two_bounds(joined[-1], draft):
            joined[-1] = _bounded(joined[-1], draft)
        elif joined and _is_score(joined[-1], draft):
            joined[-1] = _score(joined[-1], draft)
        else:
            joined.append(draft)
    return joined


def _two_bounds(a: Draft, b: Draft) -> bool:
    """`more than 40 and less than 50`, `at most 100 and at least 20`: a lower and an upper bound, hedged both."""
    if not (a.hedge and b.hedge) or a.value is None or b.value is None or a.sort in _OUT or b.sort in _OUT:
        return False
    if a.s.phrase(a.last, b.hedge[0]) not in ("and", "but", ",", "and is", "but is"):
        return False
    lower, upper = ("over", "at_least"), ("under", "at_most")
    rising = a.bound in lower and b.bound in upper and a.value < b.value
    falling = a.bound in upper and b.bound in lower and a.value > b.value
    return (rising or falling) and _same_kind(a, b)


def _bounded(a: Draft, b: Draft) -> Draft:
    b.low, b.high = sorted((a.value or Decimal(0), b.value or Decimal(0)))
    b.value, b.bound = (b.low + b.high) / 2, "between"
    b.hedge, b.first, b.number.first = a.hedge, a.first, a.number.first
    return b


def _same_kind(a: Draft, b: Draft) -> bool:
    return (a.codes == b.codes or not a.codes or not b.codes) and (a.unit == b.unit or not a.unit or not b.unit)


def _dash(s: Sentence, a: Draft, b: Draft) -> bool:
    gap = s.raw[a.last : b.first]
    return (len(gap) == 1 and (gap[0] in DASHES or gap[0] in ("~", "-"))) or gap in (
        ["-", "-"],
        ["-", "to"],
        ["-", "to", "-"],
    )


def _is_range(a: Draft, b: Draft) -> bool:
    s = a.s
    multiples = b.sort == "multiple" and b.number.form == "digits" and a.bare_number and _dash(s, a, b)
    if a.sort in _OUT or (b.sort in _OUT and not multiples):
        return False
    if a.value is None or b.value is None or a.bound == "between":
        return False
    if (a.number.form == "fraction") != (b.number.form == "fraction"):
        return False
    gap = s.phrase(a.last, b.first)
    lead = s.low[a.first - 1]
    if lead == "between" or s.phrase(a.first - 2, a.first - 1) == "between":
        linked = gap in ("and", "to", "and about", "and around") or _dash(s, a, b)
    elif _dash(s, a, b):
        mixed = s.glued(b.first) and b.number.form == "words" and s.raw[b.number.first][:1].isupper()
        linked = not mixed and not _score_like(a, b)
    elif gap in ("to", "through", "and up to", "- to"):
        far = lead == "from" and not b.bare_number and (a.value > 0 and ends(a, b)[1] > 2 * ends(a, b)[0])
        origin = next((at for at in range(a.first - 1, max(a.first - 4, -1), -1) if s.low[at] == "from"), None)
        moved = (lead == "of" and _moves(s, a.first - 1)) or (
            origin is not None and (_moves(s, origin) or _moved_before(s, origin) or _two_levels(a, b))
        )
        linked = not far and not moved and not _moved_to(s, a) and not _by_and_to(a, b)
    elif gap == "or":
        linked = _next_to(a, b)
    else:
        return False
    return linked and _alike(a, b) and a.number.signed != "+"


def _moved_before(s: Sentence, k: int) -> bool:
    """`rose from 340 to 618 cubic metres, and veneer from 31 to 52`: the verb of an earlier pair governs this one too."""
    for at in range(k - 1, max(k - 3 * _LOOK, -1), -1):
        if s.low[at] == "from":
            return s.low[at + 2 : at + 6].count("to") > 0 and _moves(s, at)
    return False


def _two_levels(a: Draft, b: Draft) -> bool:
    """`the share in Peru: from 24.9% to 38.6%`: before and after, where both have their unit and nothing ranges."""
    before = a.s.low[max(a.first - _LOOK, 0) : a.first]
    return not a.bare_number and not b.bare_number and not any(word in LISTS["ranging"] for word in before)


def _by_and_to(a: Draft, b: Draft) -> bool:
    """`slipped by merely C$12m to C$603m`, `raised by 0.25 per cent to 7 per cent`: how much it moved, then where to."""
    lead = a.s.low[max(a.first - 3, 0) : a.first]
    if "by" not in lead or a.bare_number or b.bare_number:
        return False
    return ends(a, b)[1] > 2 * ends(a, b)[0]


def _next_to(a: Draft, b: Draft) -> bool:
    """`three or four`: neighbours in words."""
    if not a.bare_number or b.value is None or a.value is None:
        return False
    scale = b.number.scale if b.number.value >= b.number.scale else Decimal(1)
    return 0 < (_hundreds(b) or b.number.value / scale) - a.number.value <= 2


def _moves(s: Sentence, k: int) -> bool:
    """Whether a verb or noun of movement stands before token k in its clause: `rose from`, `a fall from`."""
    for at in range(k - 1, max(k - _LOOK, -1), -1):
        if s.raw[at] in (";", ":"):
            return False
        movement = MOVEMENTS.get(s.low[at])
        if (
            (movement and movement.kind in ("verb", "noun", "adverb"))
            or s.low[at] in LISTS["goes_from"]
            or s.low[at] in MULTIPLES
        ):
            return True
    return False


def _moved_to(s: Sentence, a: Draft) -> bool:
    """`rose 12 per cent to 40 per cent`: what moved by, then to."""
    for at in range(a.first - 1, max(a.first - 4, -1), -1):
        movement = MOVEMENTS.get(s.low[at])
        if movement and movement.kind in ("verb", "adverb"):
            return s.low[a.first - 1] != "to"
        if s.low[at] not in LISTS["between_move_and_amount"]:
            return False
    return False


def _alike(a: Draft, b: Draft) -> bool:
    """Whether both may be ends of one range: the same money or unit, or one of them bare, and the first the smaller."""
    if a.money and b.money and not set(a.codes) & set(b.codes):
        return False
    if (a.unit and b.unit and a.unit != b.unit) or (a.money is None and b.money and not a.bare_number):
        return False
    if a.money and b.money is None and not b.bare_number:
        return False
    if a.unit and not a.money and b.bare_number and a.s.low[a.first - 1] != "between":
        return False
    if a.sort == "year" or b.sort == "year":
        return False
    low, high = ends(a, b)
    return low < high or bool(a.number.signed and b.number.signed and low != high)


def ends(a: Draft, b: Draft) -> tuple[Decimal, Decimal]:
    """Both values, with the later one's scale and factor carried to a bare first (`5 to 7 million`, `$10-12bn`, `10-15,000`)."""
    low, high = a.value or Decimal(0), b.value or Decimal(0)
    if a.bare_number and a.number.whole and 0 < low < 10 and (hundreds := _hundreds(b)):
        return low * high / hundreds, high
    if (
        a.bare_number
        and a.number.whole
        and b.number.whole
        and 1 < b.number.value / _THOUSAND / (a.number.value or 1) <= 10
    ):
        return (low * high / (b.number.value / _THOUSAND), high) if b.number.step >= _THOUSAND else (low, high)
    if a.number.value and b.number.value and a.number.scale == 1 and abs(a.number.value) < 1000:
        if a.bare_number and b.number.value:
            low = a.number.value * (high / b.number.value if b.number.form != "fraction" else 1)
            if b.number.scale > 1:
                low = (
                    a.number.value
                    * high
                    / (b.number.value / (b.number.scale if abs(b.number.value) >= b.number.scale else 1))
                )
        elif (a.money and b.number.scale > 1 and a.number.value >= Decimal(1) and a.number.step <= 10) or (
            b.number.scale > 1 and b.money
        ):
            low = low * b.number.scale
    return low, high


def _hundreds(b: Draft) -> Decimal:
    """How many hundreds a number names: six of `6 hundred thousand`, nought of others."""
    return b.number.value / b.number.scale / 100 if b.s.low[b.number.first + 1] == "hundred" else Decimal(0)


def _joined(a: Draft, b: Draft) -> Draft:
    s = a.s
    low, high = ends(a, b)
    first = a.first
    lead = s.low[a.first - 1]
    if lead in ("between", "from") and a.first > 0:
        first -= 1
    b.low, b.high, b.bound = min(low, high), max(low, high), "between"
    b.value = (low + high) / 2
    b.number.first, b.first = a.number.first, first
    if a.money and not b.money:
        b.codes, b.money, b.sort = a.codes, a.money, a.sort
        b.unit = a.unit or b.unit
        if b.unit is None:
            read_per(b)
    elif a.unit and not b.unit and not b.money:
        b.unit, b.unit_span, b.sort, b.counted, b.counted_span = a.unit, a.unit_span, a.sort, a.counted, a.counted_span
    b.hedge = a.hedge
    if s.low[first - 1] in ("aged", "ages") or s.low[b.last] in ("year-olds",):
        b.sort = "age"
    return b


def _score_like(a: Draft, b: Draft) -> bool:
    """`3-2`, `52-48`: two small whole numbers, nothing after them, the first not the smaller."""
    if not (a.number.whole and b.number.whole and a.bare_number and b.bare_number):
        return False
    return a.number.value >= b.number.value or _won(a.s, a.first)


def _won(s: Sentence, k: int) -> bool:
    words = LISTS["contest"]
    return any(word in words for word in s.low[max(k - 6, 0) : k])


def _is_score(a: Draft, b: Draft) -> bool:
    return (
        a.sort in ("count", "unknown", "passing", "pronoun")
        and b.value is not None
        and a.value is not None
        and _dash(a.s, a, b)
        and a.s.glued(b.first)
        and a.number.value < 1000
        and _score_like(a, b)
    )


def _score(a: Draft, b: Draft) -> Draft:
    a.last, a.number.last, a.sort, a.value = b.last, b.last, "score", None
    a.unit = a.counted = a.counted_span = a.unit_span = None
    return a
