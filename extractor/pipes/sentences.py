"""Sentence boundaries from characters alone, so that sentences without figures need no parse.

A boundary follows a full stop, question or exclamation mark (and closing quotes) before a capital, digit or currency sign,
unless the stop belongs to an abbreviation (`Mr. Abe`, `No. 5`), an initial (`J. Smith`) or stands astray inside an amount
(`75 million. dollars`: what follows is lower case). A blank line and the end of a header line are boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from extractor.lexicons import table

_STOP = re.compile(r"""[.!?…]+["'”’»)\]]*\s+(?=["'“‘«(\[–—-]*\s?[A-Z0-9À-ÖØ-ÞА-Я€$£¥])|\n\s*\n\s*|\n(?=\s*[-•*]\s)""")
LONGEST = 2000
"""Characters without a boundary that are no sentence of prose but a table or list; a figure has no frame from so far away."""
_LAST_WORD = re.compile(r"([\w.]+)$")
_OPENERS = re.compile(r"(?:The|In|It|But|And|He|She|They|This|That|These|A|An|On|At|For|By|As|Its|However|According)\b")


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["continues"] for row in table("abbreviations")}


def boundaries(text: str, body_start: int = 0) -> list[int]:
    """The offsets at which sentences start, the first of them 0; header lines before `body_start` end with their line."""
    starts = [0]
    starts += [m.end() for m in re.finditer(r"\n", text[:body_start]) if m.end() < len(text)]
    for stop in _STOP.finditer(text, body_start):
        if "\n" not in stop.group() and text[stop.start()] == "." and _inside_a_name(text, stop):
            continue
        if stop.end() < len(text):
            starts.append(stop.end())
    return list(_cut(text, sorted(set(starts))))


def _cut(text: str, starts: list[int]) -> Iterator[int]:
    """The boundaries, and more of them where what lies between two is too long: at the last line end, else space, that fits."""
    for start, end in pairwise([*starts, len(text)]):
        yield start
        while end - start > LONGEST:
            place = max(text.rfind("\n", start + 1, start + LONGEST), 0) or text.rfind(" ", start + 1, start + LONGEST)
            if place < 0:
                break
            start = place + 1
            yield start


def _inside_a_name(text: str, stop: re.Match[str]) -> bool:
    word = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    if word is None:
        return False
    printed = word.group(1)
    match _abbreviations().get(printed.lower()):
        case "always":
            return True
        case "number":  # No. 5
            return text[stop.end() : stop.end() + 1].isdigit()
        case "lower":  # 4 mln. tons goes on; 4 mln. The ministry does not
            return False
    if re.fullmatch(r"(?:[A-Za-z]\.)*[A-Z]", printed):  # J. Smith; U.S. exports; but: in the U.S. The
        return not _OPENERS.match(text, stop.end())
    return False


@Language.factory("extractor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Entry in the registry of spaCy."""
    return Sentences()


class Sentences:
    """Marks the first token of each sentence."""

    def __call__(self, doc: Doc) -> Doc:
        following = iter(boundaries(doc.text, doc._.title_end))
        wanted = next(following, None)
        marks: Any = np.full(len(doc), -1, dtype="int64")
        for token in doc:
            if wanted is not None and token.idx >= wanted and not token.is_space:
                marks[token.i] = 1
                while wanted is not None and wanted <= token.idx:
                    wanted = next(following, None)
        # all at once: spaCy looks through the whole Doc each time that a token's mark is set
        return doc.from_array([SENT_START], marks.view("uint64")) if len(doc) else doc
