"""Numbers of one token, with a word of scale at most, and nothing after them that is theirs: `300`, `35 million`, `two`; most are."""

from __future__ import annotations

from extractor.grammar.digits import DASHES
from extractor.grammar.number import HUNDREDS, ONE, PARTS, SCALES, SCALES_ON, SMALL, Number
from extractor.grammar.numeral import printed
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import NUMBERS

_GOES_ON = frozenset(
    {
        *SCALES_ON,
        *DASHES,
        *HUNDREDS,
        *NUMBERS["glyph"],
        *NUMBERS["tens"],
        *PARTS,
        "/",
        "e",
        "x",
        "×",
        "^",
        "point",
        "and",
        "&",
    }
)
"""What stands after digits that are not the whole of their number."""


_SMALL_OR_ZERO = frozenset((*SMALL, *NUMBERS["zero"]))


def plain_digits(s: Sentence, k: int) -> Number | None:
    """Digits, or digits and one word of scale, that nothing after them takes on; None where more has to be read."""
    follower = s.low[k + 1]
    scale = SCALES.get(follower)
    at = k + 1 if scale is None else k + 2
    if s.low[at] in _GOES_ON or s.is_number[at] or s.dots:
        return None
    read = printed(s.raw[k])
    if read is None:
        return None
    if scale is None:
        return Number(k, at, read[0], read[2], "digits")
    if s.low[at] in _SMALL_OR_ZERO or s.has_parts():
        return None
    return Number(k, at, read[0] * scale, read[1] * scale, "digits", scale)


def plain_word(s: Sentence, k: int) -> Number | None:
    """A small number in one word (`two`, `forty`) that nothing after it takes on; None where more has to be read."""
    value = SMALL.get(s.low[k])
    if value is None or s.low[k + 1] in _GOES_ON or s.low[k + 1] in _SMALL_OR_ZERO or s.has_parts():
        return None
    return Number(k, k + 1, value, ONE, "words")
