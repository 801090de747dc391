"""Capitalised names of whom a figure may be about beside countries: companies, offices, parties, towns, persons.

A name is a run of capitalised words (`Kaupthing Bank`, `Northern & Shell`, `eBay`), with what may stand between them (`Bank of
England`, `Banco do Brasil`, `St. Jude's Hospital`). Where it may be longer or shorter, all readings are kept: beside a country's name and
before a number (`Kazakhstan Railways`, `Railways`; `Orange Moldova`, `Orange`; `FTSE 100`, `FTSE`), around `of` (`City of Unalaska`,
`Unalaska`), at an `'s`, and of a known town with other words (`Walvis Bay Herald`, `Walvis Bay`). A single word at the beginning of a sentence is a name where the tagger or the rest
of the text says so, or where it may be a noun in the singular (`Audi made 38,541 cars`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractor.lexicons import wordlist
from extractor.linking.names import country_of
from extractor.pipes.attributes import Mention

_WORD = re.compile(r"[^\W\d_][\w&+'’]*[^\W_]|[A-Z][a-z]{1,3}\.")
"""A word that may be capitalised: `Oslo`, `AT&T`, `eBay`, `O'Higgins`, `St.`."""
_OF = ("of", "'s", "’s", "'", "’", "/")
"""What stands between two names that may be one name."""
_TIGHT = ("-", "/")
"""Signs that join two names where no space is beside them: `Take-Two`, `AES/PHEAA`."""
_TOWN = 3
"""Words of a town's name at most."""
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
                    found[first, last] = _mention(text, first, last)
            for first, last in _parts(run, text):
                found[first, last] = _mention(text, first, last)
        doc._.names = sorted(found.values(), key=lambda m: (m["start"], m["end"]))
        return doc


def _mention(text: str, start: int, end: int) -> Mention:
    return {"start": start, "end": end, "text": text[start:end], "name": text[start:end]}


def _parts(run: list[Token], text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a run that may be names by themselves: what follows a noun (`Factory Lotniarz`), the sides of `of` and of an
    `'s`, and towns."""
    if len(run) > 1 and run[0].lower_ in wordlist("bodies") and run[1].lower_ not in _OF:
        yield _stretch(run[1:])
    cuts = [i for i, token in enumerate(run) if 0 < i < len(run) - 1 and token.lower_ in _OF]
    for cut, following in zip(cuts, [*cuts[1:], len(run)], strict=False):
        yield _stretch(run[:cut])
        yield _stretch(run[cut + 1 :])
        yield _stretch(run[cut + 1 : following])
    for first in range(len(run)):
        for last in range(first, min(first + _TOWN, len(run))):
            start, end = _stretch(run[first : last + 1])
            if last - first + 1 < len(run) and country_of(text[start:end]) is not None:
                yield start, end


def _stretch(tokens: list[Token]) -> tuple[int, int]:
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)


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
        hyphened = bool(between) and between[0].text in _TIGHT
        if (
            _capitalised(token.text)
            and (hyphened or token.idx not in taken)
            and (run or not token.is_stop or _hyphened(token) or _leads_name(token))
        ):
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
    upper = word[:1].isupper() or word[1:2].isupper() or (word[1:2] in "'’" and word[2:3].isupper())  # d'Eau
    return upper and _WORD.fullmatch(word) is not None


def _joins(token: Token) -> bool:
    """A hyphen or slash without spaces, an `'s`, `&`, or a particle of names."""
    if token.text in _TIGHT:
        return not token.whitespace_ and _hyphened(token.nbor(-1))
    return token.lower_ in wordlist("name_particles") or token.lower_ in _OF


def _leads_name(token: Token) -> bool:
    """Whether a word that says little by itself begins a name: `All` of `All Nippon Airways`, inside a sentence."""
    if token.is_sent_start or token.i + 1 == len(token.doc):
        return False
    following = token.nbor(1)
    return token.text.istitle() and _capitalised(following.text) and not following.is_stop


def _hyphened(token: Token) -> bool:
    """Whether a hyphen or slash stands right behind it."""
    return not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor(1).text in _TIGHT


@cache
def _suffix() -> re.Pattern[str]:
    """What stands behind a firm's name in small letters: `plc`, `d.d.`"""
    words = "|".join(map(re.escape, sorted(wordlist("name_suffixes"))))
    return re.compile(rf" (?:{words})(?!\w)")


def _lasts(doc: Doc, text: str, last: Token, places: dict[int, int], figures: dict[int, int]) -> Iterator[int]:
    """Where a name may end: behind its last word or `of England` after it, behind `plc`, a place or a number that follows."""
    end = last.idx + len(last.text)
    of = last.i + 2 < len(doc) and doc[last.i + 1].lower_ == "of"
    yield places.get(doc[last.i + 2].idx, end) if of else end
    if (suffix := _suffix().match(text, end)) is not None:
        yield suffix.end()
    if text[end : end + 1] == " " and end + 1 in places:
        yield places[end + 1]
    number = _NUMBER.match(text, end)
    if number is not None and figures.get(number.start(1), 0) <= number.end():  # a figure that goes on has a unit
        yield number.end()
