"""Text -> sentences of tokens, only where a number may stand.

A sentence here is a stretch within which scale, currency and words of movement may be carried over; it ends at an empty
line, a header line, or a full stop before a capital (`75 million. dollars` goes on, `5 million. Exports` does not).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from extractor.grammar import lexicon
from extractor.grammar.numeral import TOKEN

SPACED = re.compile(rf"(?:{TOKEN.pattern})\s*")
"""A token with the blanks after it."""
BREAK = re.compile(
    r"[\n.!?…](?:(?<=\n)(?:\s*\n|(?=[A-Z]+:\s))|(?<!\n)[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z]))",
)
"""An empty line, a header line, or what ends a sentence before a capital; the first character is one of few, which is quick."""
SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Rs|Mr|Mrs|Ms|Dr|St|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Co|Corp|Ltd|vs|approx|ca|U\.S|U\.K))\.\s*$"
)
"""What a full stop follows without ending a sentence: `Rs. 5,000`, `U.S. Dollars`, `No. 1`."""

COMMA_DECIMAL = re.compile(r",(?<=\d,)\d{1,2}(?![\d,])")
POINT_DECIMAL = re.compile(r"\d\.\d{1,2}(?!\d|\.\d)|\d,\d{3}(?!\d)")
"""A text with decimals after a comma and none after a point parts thousands by points."""


class Sentence:
    """The tokens of one sentence as parallel lists; `low[k]` is "" beyond either end (six blanks follow the last token)."""

    __slots__ = ("dots", "is_number", "low", "n", "numbers", "parts", "raw", "start", "taken", "text")

    def __init__(self, text: str, begin: int, stop: int) -> None:
        self.text = text
        if text[begin : begin + 1].isspace():
            begin = stop - len(text[begin:stop].lstrip())
        pieces = SPACED.findall(text, begin, stop)
        self.n = len(pieces)
        self.start: list[int] = list(accumulate(map(len, pieces), initial=begin))
        self.start[-1:] = [stop] * 6
        self.raw: list[str] = list(map(str.rstrip, pieces))
        self.numbers: list[int] = [
            k for k, token in enumerate(self.raw) if token < ":" and (token >= "0" or token > "." == token[0])
        ]
        """The tokens of digits, in order."""
        self.is_number: list[bool] = [False] * (self.n + 6)
        for k in self.numbers:
            self.is_number[k] = True
        self.parts: bool | None = None
        """Whether a word of a part (`third`, `halves`) is among the tokens; None until it is asked for."""
        self.dots = False
        """Whether points part thousands in this text (`812.000 sacks`)."""
        self.taken = 0
        """Tokens before this one belong to figures already."""
        self.raw += [""] * 6
        self.low: list[str] = "\n".join(self.raw).lower().split("\n")
        """No token holds a line's end."""

    def end(self, k: int) -> int:
        """Where token k ends in the text."""
        return self.start[k] + len(self.raw[k])

    def glued(self, k: int) -> bool:
        """Whether nothing stands between token k and the one before it."""
        return 0 < k < self.n and self.start[k] == self.start[k - 1] + len(self.raw[k - 1])

    def has_parts(self) -> bool:
        """Whether a fraction in words may stand in the sentence."""
        if self.parts is None:
            self.parts = not lexicon.part_words().isdisjoint(self.low)
        return self.parts

    def at(self, offset: int) -> int:
        """The first token that starts at or after an offset of the text."""
        return bisect_left(self.start, offset, 0, self.n)

    def phrase(self, first: int, last: int) -> str:
        """The words of tokens first to last (exclusive), joined by one blank."""
        return " ".join(self.low[first:last])


DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_SIMPLE = bytes(
    48 if 48 <= code < 58 else ord(chr(code).lower()) if code < 128 and chr(code).isalpha() else 32
    for code in range(256)
)
"""Letters to lower case, digits to noughts, all else to blanks."""


@cache
def _figure_words() -> frozenset[bytes]:
    return frozenset(word.encode() for word in lexicon.figure_words())


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences that hold a digit or a word of number, in order."""
    words = _figure_words()
    simple = text.encode("ascii", "replace").translate(_SIMPLE)
    other = None if text.isascii() else DIGIT
    if b"0" not in simple and words.isdisjoint(simple.split()) and not (other and other.search(text)):
        return
    dots = bool(COMMA_DECIMAL.search(text)) and not POINT_DECIMAL.search(text)
    begin = 0
    for stop in _breaks(text):
        stretch = simple[begin:stop]
        if b"0" in stretch or not words.isdisjoint(stretch.split()) or (other and other.search(text, begin, stop)):
            sentence = Sentence(text, begin, stop)
            sentence.dots = dots
            yield sentence
        begin = stop


SCALE = re.compile(r"\b(?:mln|mn|bln|bn|trn|thous|thsd|million|billion|crore|lakh)\.\s*$", re.IGNORECASE)
CAPITAL_MONEY = re.compile(r"U\.?S\b|[A-Z]{3}\b|(?:Euro|Dollar|Tenge|Ruble|Rouble|Swiss|Australian|Canadian|Indian)")
"""`245.6 mln. US dollars` goes on after the full stop."""


def _breaks(text: str) -> Iterator[int]:
    for match in BREAK.finditer(text):
        start = match.start()
        start += text[start] != "\n"
        lead = max(start - 9, 0)
        if "." in text[lead:start] and (
            SHORT.search(text, lead, start)
            or (SCALE.search(text, lead, start) and CAPITAL_MONEY.match(text, match.end()))
        ):
            continue
        yield match.end()
    yield len(text)
