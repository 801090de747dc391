"""Text -> sentences of tokens, only where a number may stand.

A sentence here is a stretch within which scale, currency and words of movement may be carried over; it ends at an empty
line, a header line, or a full stop before a capital (`75 million. dollars` goes on, `5 million. Exports` does not).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, chain

from extractor.grammar import lexicon

NUMERAL = (
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)"  # 1,234,567.89  12,34,567
    r"|\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.111,11  1.234.567
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f’']\d{3})+(?![\d\w])(?:[.,]\d+(?!\d))?"  # 1 234 567  73 572,5
    r"|\d+\.\d+|(?<!\d,)\d+,\d+(?!,?\d)|\d+|\.\d+"  # 3.5  3,5  42  .08
)
WORD = r"[^\W\d_]+(?:[’'](?:s|t|re|ve|ll|d|S)\b)?"
TOKEN = re.compile(rf"{NUMERAL}|{WORD}|\S")
BREAK = re.compile(
    r"\n\s*\n|\n(?=[A-Z]+:\s)|(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])",
)
SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Rs|Mr|Mrs|Ms|Dr|St|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Co|Corp|Ltd|vs|approx|ca|U\.S|U\.K))\.\s*$"
)
"""What a full stop follows without ending a sentence: `Rs. 5,000`, `U.S. Dollars`, `No. 1`."""


SPACED = re.compile(rf"(\s*)({NUMERAL}|{WORD}|\S)")


COMMA_DECIMAL = re.compile(r"\d,\d{1,2}(?![\d,])")
POINT_DECIMAL = re.compile(r"\d\.\d{1,2}(?!\d|\.\d)|\d,\d{3}(?!\d)")
"""A text with decimals after a comma and none after a point parts thousands by points."""


class Sentence:
    """The tokens of one sentence as parallel lists; `low[k]` is "" beyond either end (six blanks follow the last token)."""

    __slots__ = ("dots", "end", "is_number", "low", "n", "raw", "start", "taken", "text")

    def __init__(self, text: str, begin: int, stop: int) -> None:
        self.text = text
        pieces = SPACED.findall(text, begin, stop)
        self.raw: list[str] = [token for _, token in pieces]
        edges = list(accumulate(map(len, chain.from_iterable(pieces)), initial=begin))
        self.start: list[int] = edges[1::2]
        self.end: list[int] = edges[2::2]
        self.is_number: list[bool] = ["0" <= token < ":" or (token[0] == "." and token != ".") for token in self.raw]
        self.n = len(self.raw)
        self.dots = False
        """Whether points part thousands in this text (`812.000 sacks`)."""
        self.taken = 0
        """Tokens before this one belong to figures already."""
        self.raw += [""] * 6
        self.is_number += [False] * 6
        self.low = list(map(str.lower, self.raw))
        self.start += [stop] * 6
        self.end += [stop] * 6

    def glued(self, k: int) -> bool:
        """Whether nothing stands between token k and the one before it."""
        return 0 < k < self.n and self.start[k] == self.end[k - 1]

    def at(self, offset: int) -> int:
        """The first token that starts at or after an offset of the text."""
        return bisect_left(self.start, offset, 0, self.n)

    def phrase(self, first: int, last: int) -> str:
        """The words of tokens first to last (exclusive), joined by one blank."""
        return " ".join(self.low[first:last])


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences that hold a digit or a word of number, in order."""
    scan = lexicon.scan()
    dots = bool(COMMA_DECIMAL.search(text)) and not POINT_DECIMAL.search(text)
    low = text.lower()
    aligned = len(low) == len(text)
    begin = 0
    for stop in _breaks(text):
        if scan.search(low, begin, stop) if aligned else scan.search(text[begin:stop].lower()):
            sentence = Sentence(text, begin, stop)
            sentence.dots = dots
            yield sentence
        begin = stop


SCALE = re.compile(r"\b(?:mln|mn|bln|bn|trn|thous|thsd|million|billion|crore|lakh)\.\s*$", re.IGNORECASE)
CAPITAL_MONEY = re.compile(r"U\.?S\b|[A-Z]{3}\b|(?:Euro|Dollar|Tenge|Ruble|Rouble|Swiss|Australian|Canadian|Indian)")
"""`245.6 mln. US dollars` goes on after the full stop."""


def _breaks(text: str) -> Iterator[int]:
    for match in BREAK.finditer(text):
        lead = max(match.start() - 9, 0)
        if SHORT.search(text, lead, match.start()):
            continue
        if SCALE.search(text, lead, match.start()) and CAPITAL_MONEY.match(text, match.end()):
            continue
        yield match.end()
    yield len(text)
