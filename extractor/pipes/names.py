"""Capitalised names of whom a figure may be about beside countries: companies, offices, parties, towns, persons.

A name is a run of capitalised words (`Kaupthing Bank`, `Northern & Shell`, `eBay`), with what may stand between them (`Bank of
England`, `Banco do Brasil`). Beside a country's name and before a number all readings are kept (`Kazakhstan Railways`, `Railways`;
`Orange Moldova`, `Orange`; `FTSE 100`, `FTSE`). A single word at the beginning of a sentence is a name where the tagger or the rest
of the text says so, or where it may be a noun in the singular (`Audi made 38,541 cars`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractor.lexicons import wordlist
from extractor.pipes.attributes import Mention

_WORD = re.compile(r"[^\W\d_][\w&+]*[^\W_]")
"""A word that may be capitalised: `Oslo`, `AT&T`, `eBay`."""
_NUMBER = re.compile(r"(?:['’]s)? (\d{1,4})\b(?![.,]\d|\s*(?:%|per ?cent|points?\b))")
"""A number that may belong to a name: `FTSE 100`, `Standard & Poor's 500`."""


@Language.factory(
    "extractor_names",
    requires=["doc._.figures", "doc._.places", "doc._.periods", "token.pos", "token.is_sent_start"],
    assigns=["doc._.names"],
)
def make_names(nlp: Language, name: str) -> Names:
    """Entry in the registry of spaCy."""
    return Names()


class Names:
    """Finds names that are no place, figure or words of time."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        ends = {m["start"]: m["end"] for m in doc._.places}
        starts = {end + 1: start for start, end in ends.items() if text[end : end + 1] in (" ", "-")}
        figures = {figure["start"]: figure["end"] for figure in doc._.figures}
        taken = _Stretches([*doc._.places, *doc._.figures, *doc._.periods])
        runs = list(_runs(doc, taken))
        inner = {token.text for run in runs for token in run if not token.is_sent_start}
        found: dict[tuple[int, int], Mention] = {}
        for run in runs:
            if len(run) == 1 and run[0].is_sent_start and run[0].tag_ not in ("NNP", "NN") and run[0].text not in inner:
                continue
            start = run[0].idx
            for first in {start, starts.get(start, start)}:  # Iraq Oil Ministry, Oil Ministry
                for last in _lasts(doc, text, run[-1], ends, figures):
                    name = text[first:last]
                    found[first, last] = {"start": first, "end": last, "text": name, "name": name}
        doc._.names = sorted(found.values(), key=lambda m: (m["start"], m["end"]))
        return doc


class _Stretches:
    """Stretches of characters, to be asked whether a character lies in one."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.bounds = sorted((m["start"], m["end"]) for m in mentions)
        self.starts = [start for start, _ in self.bounds]

    def __contains__(self, character: int) -> bool:
        index = bisect_right(self.starts, character)
        return any(character < end for _, end in self.bounds[max(0, index - 3) : index])


def _runs(doc: Doc, taken: _Stretches) -> Iterator[list[Token]]:
    """Runs of capitalised words, with particles only between them, none over the end of a sentence."""
    run: list[Token] = []
    between: list[Token] = []
    for token in doc:
        if run and token.is_sent_start:
            yield run
            run, between = [], []
        hyphened = bool(between) and between[0].text == "-"
        if _capitalised(token.text) and (hyphened or token.idx not in taken) and (run or not token.is_stop):
            run += [*between, token]
            between = []
        elif run and not between and _joins(token):
            between = [token]
        elif run:
            yield run
            run, between = [], []
    if run:
        yield run


def _capitalised(word: str) -> bool:
    return (word[:1].isupper() or word[1:2].isupper()) and _WORD.fullmatch(word) is not None


def _joins(token: Token) -> bool:
    """A hyphen without spaces, `&`, or a particle of names."""
    if token.text == "-":
        return not token.whitespace_ and not token.nbor(-1).whitespace_
    return token.lower_ in wordlist("name_particles")


def _lasts(doc: Doc, text: str, last: Token, places: dict[int, int], figures: dict[int, int]) -> Iterator[int]:
    """Where a name may end: behind its last word or `of England` after it, behind a place or a number that follows."""
    end = last.idx + len(last.text)
    of = last.i + 2 < len(doc) and doc[last.i + 1].lower_ == "of"
    yield places.get(doc[last.i + 2].idx, end) if of else end
    if text[end : end + 1] == " " and end + 1 in places:
        yield places[end + 1]
    number = _NUMBER.match(text, end)
    if number is not None and figures.get(number.start(1), 0) <= number.end():  # a figure that goes on has a unit
        yield number.end()
