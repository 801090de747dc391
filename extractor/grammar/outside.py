"""What a number is when it is no statistic: age, rank, ordinal, score, frequency, identifier, reference, pronoun."""

from __future__ import annotations

import re

from extractor.grammar.calendar import is_year
from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.names import is_identifier
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MONTHS, MOVEMENTS, NOUNS, NUMBERS

SUFFIX = ("st", "nd", "rd", "th")
"""What makes digits an ordinal."""
ORDINALS = frozenset((*NUMBERS["ordinal"], *NUMBERS["denominator"], *NUMBERS["tens"]))
"""What an ordinal in words may start with."""
_ORDINAL_TEENS = re.compile(r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth")


def ordinal_at(s: Sentence, k: int) -> tuple[str, int] | None:
    """`21st`, `third`, `third-largest`, `twenty-first`: sort (`ordinal` or `rank`) and the token after."""
    words = NUMBERS
    if s.is_number[k]:
        if s.low[k + 1] not in SUFFIX or not s.glued(k + 1):
            return None
        last = k + 2
    elif (s.low[k] in words["ordinal"] and not s.low[k].endswith("s")) or (
        s.low[k] in words["denominator"] and s.low[k] not in ("half", "quarter")
    ):
        last = k + 1
    elif (
        s.low[k] in words["tens"]
        and s.raw[k + 1] in DASHES
        and (s.low[k + 2] in words["denominator"] or s.low[k + 2] in words["ordinal"])
    ):
        last = k + 3
    else:
        return None
    at = last + (s.raw[last] in DASHES)
    if s.low[at].endswith("est") and s.low[at] not in LISTS["no_superlative"]:
        return "rank", at + 1
    if s.low[at] in ("place", "position", "spot", "rank"):
        return "rank", last
    return "ordinal", last


def sort_outside(d: Draft) -> str | None:
    """The sort of a number that is no statistic, from the words beside it; None where it may be one."""
    s, k, first = d.s, d.number.last, d.number.first
    lead = s.low[first - 1]
    if (d.sort == "duration" or lead in _BEFORE_AGE) and _age(s, d):
        return "age"
    if d.sort == "duration" and s.low[d.last - 1] == "nights" and (d.value or 0) >= _STAYS:
        d.sort, d.unit, d.counted = "count", "nights", "nights"
        return None
    if d.sort == "duration":
        return "duration"
    if (
        s.low[k] in ("times", "time")
        and d.money is None
        and d.sort != "multiple"
        and s.low[k + 1] not in LISTS["multiple_tail"]
    ):
        return "frequency"
    if d.money is None and is_identifier(s, d):
        return "identifier"
    if (lead == "number" or lead in NOUNS["rank"]) and _rank(s, first, k):
        return "rank"
    if len(s.raw[first]) == YEAR and _year(d):
        return "year"
    if d.sort in ("quantity", "money") and (_reference(s, d) or _base(d)):
        return "reference"
    return None


YEAR = 4
"""Digits of a year."""
_AGED = ("aged", "age", "ages")
_BEFORE_AGE = (*_AGED, "of", ",")
_STAYS = 1000
"""So many nights are those of all guests, not how long somebody stayed."""


def _year(d: Draft) -> bool:
    """`in 1848`, `2020 exports`, `around 2010`; not `over 2000`, `2000 people`, `1848 cars`."""
    s, first = d.s, d.number.first
    if not d.number.whole or not is_year(s, first) or d.money or d.sort not in ("", "count") or d.unit == "people":
        return False
    if d.hedge and d.bound != "about" and (d.last != d.number.last or d.sort or int(s.raw[first]) < 1990):
        return False
    early = s.low[first - 1] in NOUNS["period_lead"] or s.raw[first - 1] in ("(", ",")
    if int(s.raw[first]) < 1900:
        return early and d.sort == ""
    return (d.sort == "" and first + 1 == d.last) or (
        d.sort == "count" and d.hedge is None and (early or d.number.last != d.last)
    )


def _age(s: Sentence, d: Draft) -> bool:
    """`34-year-old`, `12 years old`, `aged 12`, `at the age of 40`, `Mr Smith, 34,`."""
    first, k = d.number.first, d.number.last
    if d.sort == "duration":
        at = d.last + (s.raw[d.last] in DASHES)
        return s.low[at] in ("old", "olds") or s.phrase(d.last, d.last + 2) == "of age"
    if s.low[first - 1] in _AGED or (s.low[first - 1] == "of" and s.low[first - 2] in ("age", "ages")):
        return d.money is None
    if s.low[first - 1] == "of" and s.low[first - 2] in NOUNS["aged"] and d.number.whole and d.last == k:
        return d.money is None and 9 < d.number.value < 110
    comma = (
        s.raw[first - 1] == ","
        and s.raw[k] in (",", ".", ")")
        and s.raw[first - 2][:1].isupper()
        and s.raw[first - 3][:1].isupper()
    )
    return (
        comma
        and d.number.whole
        and d.number.form == "digits"
        and 9 < d.number.value < 110
        and s.low[first - 2] not in MONTHS
    )


def _rank(s: Sentence, first: int, k: int) -> bool:
    """`No. 1`, `number one`, `top 10`, `ranked 5th`."""
    before = s.low[first - 1]
    return (before in NOUNS["rank"] and before not in ("number", "numbers")) or (
        before == "number" and first + 1 == k and s.low[first] in ("one", "two", "three")
    )


def _base(d: Draft) -> bool:
    """`one dollar was worth`, `1 AUD = 54.4 US c`, `one kilogram cost`: what a price or a rate is told for."""
    s = d.s
    return (
        d.value == 1
        and d.sort in ("money", "quantity")
        and (s.low[d.last] in LISTS["price"] or s.raw[d.last] == "=")
        and s.low[d.last] not in ("at", "for", "to")
    )


def _reference(s: Sentence, d: Draft) -> bool:
    """`a 50-kg bag`, `a 27-kilometer ring`, `a twenty-pound bag`: a hyphen before the unit and a noun after it."""
    k = d.number.last
    return (
        d.sort == "quantity"
        and s.raw[k] in DASHES
        and s.glued(k)
        and s.low[d.last].isalpha()
        and s.low[d.last] not in FUNCTION
        and s.low[d.last] not in MOVEMENTS
    )
