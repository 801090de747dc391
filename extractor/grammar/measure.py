"""Units after a number, and what follows them: `4.2 mln t`, `600 barrels a day`, `$226 a tonne`, `75 roubles to the dollar`."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.grammar import lexicon
from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.lexicon import Unit
from extractor.grammar.money import apply_letter, counts_millions
from extractor.grammar.number import cardinal
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import (
    FUNCTION,
    LISTS,
    MONEY_STARTS,
    MONEYS,
    NOUNS,
    SCALE_LETTERS,
    UNIT_STARTS,
    UNIT_SYMBOLS,
    UNITS,
)

_EACH = ("a", "an", "per", "/", "each", "every", "one")
TIME = {
    "day": "d",
    "d": "d",
    "daily": "d",
    "week": "wk",
    "month": "mo",
    "year": "y",
    "annum": "y",
    "y": "y",
    "annually": "y",
    "yearly": "y",
    "hour": "h",
    "h": "h",
    "hr": "h",
    "second": "s",
    "s": "s",
    "minute": "min",
    "min": "min",
    "quarter": "quarter",
    "night": "night",
    "weekly": "wk",
    "monthly": "mo",
    "mo": "mo",
}
_OIL = re.compile(r"\b(?:b/d|bbl|bpd|barrels?|crude|Brent|OPEC)\b")
"""What a text that speaks of oil says: there `13.8 mb` are barrels, elsewhere they are bits."""
NEAR = 20
"""How many words away a word of weight settles that pounds are no money."""


def read_unit(d: Draft) -> None:
    """Fills unit, its span and the sort from the words after the number (not where money was found)."""
    _s, _k = d.s, d.number.last
    if d.money is None:
        found = _found(d, d.look)
        if found:
            unit, first, last = found
            d.unit, d.unit_span, d.sort = unit.code, (first, last), unit.sort
            d.times(unit.factor)
            d.factor = unit.factor
            if d.look <= d.number.last:
                d.reach(d.first, last)
    elif d.codes[0] == "GBP" and _weighed(d):
        d.codes, d.sort, d.unit, d.unit_span, d.money = (), "quantity", "lb", d.money, None
    if d.money or d.sort == "quantity":
        _inches(d)
        read_per(d)


def is_plural_word(word: str) -> bool:
    """Whether a word ends like a plural noun (`30 C students`)."""
    return word.endswith("s") and len(word) > 3


def _weighed(d: Draft) -> bool:
    """Pounds of weight: `a twenty-pound bag`, `25 pounds of rice`, `weighs 40 pounds`; not `20 million pounds of debt`."""
    s, k = d.s, d.last
    if d.money is None or s.low[d.money[0]] not in ("pound", "pounds"):
        return False
    if s.raw[d.number.last] in DASHES or (s.low[d.money[0]] == "pound" and s.low[k] in NOUNS["reference"]):
        return s.low[k] in NOUNS["reference"]
    if any(
        word.startswith(("weigh", "heavi")) or (word in UNITS and UNITS[word].code in ("t", "kg", "lb"))
        for word in s.low[max(k - NEAR, 0) : k + NEAR]
    ):
        return True
    lead = (d.hedge[0] if d.hedge else d.first) - 1
    if s.low[lead] in LISTS["body_verbs"] and d.number.scale == 1 and d.value is not None and d.value < 500:
        return True
    return s.low[k] == "of" and s.low[k + 1].isalpha() and s.low[k + 1] not in NOUNS["spent"]


def _inches(d: Draft) -> None:
    """`5 feet 2 inches`, `12 ft 2 in` are one length in feet."""
    s = d.s
    if d.unit != "ft" or d.value is None:
        return
    rest = cardinal(s, d.last + (s.low[d.last] == "and"))
    if rest and rest.whole and rest.value < 12 and s.low[rest.last] in ("in", "inch", "inches"):
        d.value, d.step = d.value + rest.value / 12, Decimal("0.01")
        d.last = rest.last + 1


_FOLLOW = frozenset((*UNIT_STARTS, *SCALE_LETTERS, *DASHES, *".([{<"))
"""Tokens after a number that a unit may start with, or stand behind."""


def _found(d: Draft, k: int) -> tuple[Unit, int, int] | None:
    s = d.s
    half = d.number.form == "fraction" or s.low[k - 1] == "half"
    if not half and s.raw[k] not in _FOLLOW and s.low[k] not in _FOLLOW:
        return None
    value = SCALE_LETTERS.get(s.raw[k]) if d.number.scale == 1 else None
    starts = [k]
    if d.number.form == "fraction" or (d.number.scale == 1 and s.low[k - 1] == "half"):
        k += s.low[k] == "of" and s.low[k + 1] in ("a", "an")
        starts = [k + (s.low[k] in ("a", "an"))]
    if (s.raw[k] in DASHES and (s.glued(k) or s.glued(k + 1))) or (s.raw[k] == "." and d.number.scale > 1):
        starts = [k + 1]
    elif s.raw[k] in "([{<" and s.raw[k] and s.raw[k + 2] in (")", "]", "}", ">") and s.raw[k + 1] in UNIT_SYMBOLS:
        unit = UNIT_SYMBOLS[s.raw[k + 1]]
        return unit, k + 1, k + 3
    for at in starts:
        found = unit_at(s, at)
        if found and not (value and s.raw[at] in ("m", "T", "G", "K", "k", "M") and counts_millions(s, at)):
            return found[0], at, found[1]
    if value and (found := unit_at(s, k + 1)) and s.raw[k + 1] not in ("in", "a", "m"):
        apply_letter(d, value)
        return found[0], k + 1, found[1]
    return None


def unit_at(s: Sentence, k: int) -> tuple[Unit, int] | None:
    """The longest unit that starts at token k, and the token after it."""
    lengths = UNIT_STARTS.get(s.raw[k])
    if s.raw[k] != s.low[k] and (more := UNIT_STARTS.get(s.low[k])):
        lengths = tuple(sorted({*(lengths or ()), *more}, reverse=True))
    for n in lengths or ():
        if k + n > s.n:
            continue
        symbol = " ".join(s.raw[k : k + n])
        unit = UNIT_SYMBOLS.get(symbol) or UNITS.get(s.phrase(k, k + n))
        if n > 1 and s.raw[k + n - 1] == "." and k + n == s.n:
            continue
        if n > 1 and any(s.is_number[at] and not s.glued(at) for at in range(k + 1, k + n)):
            continue
        if n == 1 and f"{lexicon.OIL} {symbol}" in UNIT_SYMBOLS and _OIL.search(s.text):
            unit = UNIT_SYMBOLS[f"{lexicon.OIL} {symbol}"]
        if unit and not (n == 1 and _no_unit(s, k, symbol)):
            return _exponent(s, unit, k + n)
    return None


def _no_unit(s: Sentence, k: int, symbol: str) -> bool:
    """Words that look like units: `in`, `C`, `"` and others stand for one only in the right place."""
    follower = s.low[k + 1]
    if symbol == "in":
        return not (follower in ("", ".", ")", "thick", "wide", "long", "tall") or s.raw[k - 1] in DASHES)
    if symbol == '"':
        return follower not in LISTS["size_words"] and (not s.glued(k) or s.raw[max(k - 40, 0) : k].count('"') % 2 == 1)
    if (len(symbol) == 1 and s.raw[k + 1] in DASHES and s.is_number[k + 2]) or (s.is_number[k + 1] and s.glued(k + 1)):
        return s.raw[k + 1] not in ("2", "3")
    if symbol == "C":
        return is_plural_word(follower) and not s.glued(k)
    if symbol in LISTS["unit_only_glued"] and not s.glued(k):
        return follower.isalpha() and follower not in FUNCTION
    if symbol.lower() in LISTS["unit_is_a_word"]:
        return symbol.lower() == "second" and s.raw[k - 1] not in DASHES and s.low[k - 1] not in ("1", "one")
    return symbol in ("min", "sec") and not s.glued(k) and s.raw[k - 1] not in DASHES and not s.is_number[k - 1]


def _exponent(s: Sentence, unit: Unit, k: int) -> tuple[Unit, int]:
    """`km2`, `km^3`, `m ²`: a square or cube after a unit of length; `km/h`, `kg/cm³` are left to the compound."""
    at = k + (s.raw[k] == "^")
    if s.is_number[at] and s.low[at + 1] in UNITS:
        return unit, k
    power = {"2": "2", "3": "3", "²": "2", "³": "3"}.get(s.raw[at])
    if power and s.glued(k) and s.glued(at) and unit.code in ("m", "km", "cm", "mm", "ft", "mile"):
        return Unit(unit.code + power, unit.factor, unit.sort), at + 1
    return unit, k


def read_per(d: Draft) -> None:
    """`a tonne`, `per barrel`, `/lb`, `a day`, `each`; after money a rate of exchange as well (`to the dollar`)."""
    s, k = d.s, d.last
    if s.low[k] in ("apiece", "each") and d.money and s.low[k + 1] not in UNITS:
        d.unit, d.unit_span, d.sort, d.last = "/piece", (k, k + 1), "price", k + 1
        return
    if s.raw[k] in DASHES and s.low[k + 1] in ("a", "per") and s.raw[k + 2] in DASHES:
        over = _over(s, k + 3)
    elif s.low[k] in ("daily", "annually", "yearly", "weekly", "monthly"):
        over = (TIME[s.low[k]], k + 1, True)
    elif s.low[k] in _EACH:
        over = _over(s, k + 1)
    elif d.money and s.low[k] in ("to", "for", "against", "the"):
        over = (exchange(s, k) if s.low[k] != "the" else None) or (
            _paid_for(s, k) if s.low[k] in ("for", "the") else None
        )
    else:
        return
    if over is None or s.low[over[1]] in THEN:
        return
    code, last, is_time = over
    if d.money:
        d.unit, d.sort = f"/{code}", "money" if is_time and code != "h" else "price"
        d.sort = "rate" if len(code) == 3 and code.isupper() and code != "TEU" else d.sort
    else:
        d.unit = f"{d.unit}/{code}" if d.unit else d.unit
    d.unit_span = (d.unit_span[0] if d.unit_span else k, last)
    d.last = last
    if not d.money and not is_time and s.low[last] in ("per", "a") and (more := _over(s, last + 1)):
        d.unit, d.last, d.unit_span = f"{d.unit}/{more[0]}", more[1], (d.unit_span[0], more[1])


THEN = ("ago", "earlier", "later", "back", "before")
"""`$9 a year ago` is no price a year."""


def _over(s: Sentence, k: int) -> tuple[str, int, bool] | None:
    """What stands under the stroke at token k: code, next token, whether it is a time."""
    k += s.low[k] in ("single", "metric", "one", "each")
    thousand = s.low[k] in ("thousand", "1,000", "1000") and unit_at(s, k + 1)
    if thousand:
        return f"1000 {thousand[0].code}", thousand[1], False
    if s.low[k] in TIME:
        power = s.raw[k + 1] if s.raw[k + 1] in ("2", "²") and s.glued(k + 1) else ""
        return TIME[s.low[k]] + power, k + 1 + bool(power), True
    if s.low[k] == "pound":
        return "lb", k + 1, False
    money = MONEYS.get(s.low[k])
    if money and s.low[k - 1] in ("per", "/", "one", "a") and money.factor == 1 and not s.low[k].endswith("s"):
        return money.codes[0], k + 1, False
    unit = unit_at(s, k)
    if unit and unit[0].sort in ("quantity", "duration"):
        return unit[0].code, unit[1], unit[0].sort == "duration"
    word = s.low[k]
    if (
        word in NOUNS["per"]
        or (s.low[k - 1] in ("a", "an") and _closes(s, k))
        or (s.low[k - 1] in ("per", "/") and word.isalpha() and word not in ("cent", "share's"))
    ):
        return {"capita": "person", "item": "piece"}.get(word, word), k + 1, False
    return None


def _paid_for(s: Sentence, k: int) -> tuple[str, int, bool] | None:
    """`SKr1,000 for a tonne`, `62 pesos the kilo`: a unit of weight or volume in the singular."""
    k += 1 + (s.low[k + 1] in ("a", "one", "each", "every"))
    unit = unit_at(s, k)
    if unit and unit[0].sort == "quantity" and not s.low[unit[1] - 1].endswith("s") and s.low[k] not in TIME:
        return unit[0].code, unit[1], False
    return None


def _closes(s: Sentence, k: int) -> bool:
    """Whether a noun ends its phrase: `NT$1,800 a load.`, not `$5 million a European bank paid`."""
    alone = s.low[k].isalpha() and not s.low[k].endswith("s") and s.low[k] not in FUNCTION
    return (
        alone and (s.low[k + 1] in FUNCTION or not s.low[k + 1].isalpha()) and s.low[k] not in ("few", "lot", "share's")
    )


def exchange(s: Sentence, k: int) -> tuple[str, int, bool] | None:
    """`to the dollar`, `for one euro`, `against the US dollar`: `1.08 dollars to the euro`."""
    k += 1
    if s.low[k - 1] == "per" and (money := MONEYS.get(s.low[k])) and money.factor == 1:
        return money.codes[0], k + 1, False
    if s.low[k] not in ("the", "one", "a", "1"):
        return None
    if s.low[k - 1] == "for" and s.low[k] == "the":
        return None
    for n in MONEY_STARTS.get(s.low[k + 1], ()):
        money = MONEYS.get(s.phrase(k + 1, k + 1 + n))
        if money and money.factor == 1:
            return money.codes[0], k + 1 + n, False
    return None
