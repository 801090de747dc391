"""The counted noun after a number: `245,000 people`, `8,836 new cars`, `1.2 million Ukrainian refugees`, `300 were killed`."""

from __future__ import annotations

from extractor.grammar.digits import DASHES
from extractor.grammar.draft import Draft
from extractor.grammar.measure import unit_at
from extractor.grammar.money import apply_letter
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MOVEMENTS, NOUNS, NUMBERS, SCALE_LETTERS, UNITS

_CARDINALS = frozenset((*NUMBERS["unit"], *NUMBERS["teen"], *NUMBERS["tens"]))
ADJECTIVES = 4
"""How many words may stand between a number and its noun."""


def read_counted(d: Draft) -> None:
    """Fills counted noun and unit of a number that has neither money nor unit."""
    s, k = d.s, d.look
    k += s.raw[k] == "." and d.number.scale > 1 and s.raw[k + 1].islower()
    letter = SCALE_LETTERS.get(s.raw[k]) if d.number.scale == 1 else None
    if s.low[k] == "of" and s.low[k + 1] in ("the", "its", "their", "his", "our", "these", "those"):
        return
    found = _single_noun(s, k) if d.value == 1 and not letter else noun_after(s, k + 1 if letter else k)
    if letter and found:
        apply_letter(d, letter)
    if found:
        _first, last = found
        noun = s.low[last - 1]
        if is_time(noun):
            d.sort, d.unit = "duration", noun
            d.reach(d.first, last)
            return
        d.counted, d.counted_span, d.sort = noun, (last - 1, last), "count"
        d.unit = "people" if noun in NOUNS["person"] else noun
        if last - 1 == k and d.look <= d.number.last:
            d.unit_span = (last - 1, last)
            d.reach(d.first, last)
    elif (
        (d.value != 1 and d.number.scale == 1 and d.number.form == "digits" and _people_before(s, d.number.first))
        or (d.value != 1 and s.low[k] in NOUNS["casualty"])
        or (d.value != 1 and (s.low[k] in ("were", "was", "are", "have", "had") and _casualty(s, k)))
    ):
        d.unit, d.sort = "people", "count"


def _people_before(s: Sentence, first: int) -> bool:
    """`Irregular migrants: 4,200`, `Slovenes 677,000`, `refugees in Lebanon numbered 1,113,941`, `employs 1,100`: people, named before."""
    at = first - 1
    if s.low[at] in LISTS["of_people"]:
        return not s.low[first + 1].isalpha() or s.low[first + 1] in FUNCTION
    if s.low[at] in ("numbered", "numbering", "number"):
        return any(word in NOUNS["person"] for word in s.low[max(at - 6, 0) : at])
    at -= s.raw[at] == ":"
    return at >= 0 and s.low[at] in NOUNS["person"] and len(s.raw[first]) > 2


def is_time(noun: str) -> bool:
    """`13 trading weeks`, `two consecutive quarters` are durations."""
    unit = UNITS.get(noun)
    if noun in ("nights", "stays"):
        return False
    return noun == "quarters" or (unit is not None and unit.sort == "duration")


def _single_noun(s: Sentence, k: int) -> tuple[int, int] | None:
    """`one person`, `1 soldier`: one of the nouns that name people."""
    return (k, k + 1) if s.low[k] in NOUNS["person"] else None


def _casualty(s: Sentence, k: int) -> bool:
    return any(s.low[at] in NOUNS["casualty"] for at in range(k + 1, k + 4))


def noun_after(s: Sentence, k: int) -> tuple[int, int] | None:
    """Tokens of the noun phrase at k whose last word is the counted noun: at most four words before it."""
    at = k
    if s.raw[at] in DASHES:
        return None
    if s.low[at] in ("more", "other", "additional", "further", "new", "fewer"):
        at += 1
    last = None
    for at in range(at, min(at + ADJECTIVES + 1, s.n)):  # noqa
        word = s.low[at]
        if not word.isalpha() or s.is_number[at]:
            if s.raw[at] in DASHES and s.glued(at) and s.glued(at + 1):
                continue
            break
        if (
            word in FUNCTION
            or (word in MOVEMENTS and last is not None)
            or (word in _CARDINALS and s.raw[at + 1] not in DASHES)
        ):
            break  # `37,000 | twelve months ago`
        if is_plural(word):
            last = at + 1
            if not (is_plural(s.low[at + 1]) and s.low[at + 1] not in FUNCTION):
                break
        elif last is not None:
            break
    return (k, last) if last else None


def is_plural(word: str) -> bool:
    """Whether a word reads as a noun in the plural."""
    if word in NOUNS["irregular"] or word in NOUNS["person"]:
        return True
    if len(word) < 4 or not word.endswith("s") or word in NOUNS["noun_stop"]:
        return False
    return not word.endswith(("ss", "us", "is", "ous"))


def is_passing(s: Sentence, d: Draft) -> bool:
    """Whether a small number counts what no statistic holds: `two officials`, `the two countries`, `three daughters`."""
    if d.counted is None or d.value is None or d.number.scale != 1 or d.value > 12:
        return False
    if any(s.low[at] in NOUNS["casualty"] for at in range(d.last, min(d.last + 5, s.n))):
        return False
    noun = d.counted in NOUNS["passing"]
    before = s.low[d.number.first - 1]
    owned = before in LISTS["owned"]
    return noun or (owned and d.number.form == "words")


def unit_follows(s: Sentence, k: int) -> bool:
    """Whether a unit starts at token k."""
    return unit_at(s, k) is not None
