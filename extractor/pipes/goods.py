"""Goods: what is traded, produced or priced, each mention with the phrase that the article uses.

Two sources: the lexicon of everyday names (`soft wheat`, `microchips`), widened to the noun phrase around the name where the
sentence is parsed (`frozen chicken legs`); and the places where grammar puts a good (`exports of frozen fish`, `fish exports`,
`8,836 tonnes of cobalt matte`). Determiners, demonyms and words such as `total` are no part of the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from extractor.lexicons import table, wordlist
from extractor.pipes.attributes import Mention
from extractor.pipes.period_words import months
from extractor.pipes.places import gazetteer


def number_forms(name: str) -> list[str]:
    """The name and its regular singular and plural: `lorries` and `lorry`, `boxes` and `box`, `chips` and `chip`."""
    forms = [name]
    if name.endswith("ies") and len(name) > 4:
        forms.append(name[:-3] + "y")
    elif name.endswith(("ches", "shes", "sses", "xes")):
        forms.append(name[:-2])
    elif name.endswith("s") and not name.endswith(("ss", "us", "is")):
        forms.append(name[:-1])
    elif name.endswith("y") and name[-2:-1] not in "aeiou":
        forms.append(name[:-1] + "ies")
    elif name.endswith(("ch", "sh", "x")):
        forms.append(name + "es")
    elif not name.endswith("s"):
        forms.append(name + "s")
    return forms


_ITEM_OPENS = (",", ";", ":", "(", "and", "–", "—", "-")
"""What stands before an item of a list."""


@cache
def everyday_names() -> dict[str, int]:
    """From each printed form, lower case, to its row in the lexicon of goods."""
    names: dict[str, int] = {}
    for index, row in enumerate(table("goods")):
        names[row["name"]] = index
    for index, row in enumerate(table("goods")):
        for form in number_forms(row["name"]):
            names.setdefault(form, index)
    return names


@Language.factory(
    "extractor_goods", requires=["doc._.figures", "doc._.places", "token.dep", "token.head"], assigns=["doc._.goods"]
)
def make_goods(nlp: Language, name: str) -> Goods:
    """Entry in the registry of spaCy."""
    return Goods()


class Goods:
    """Finds names of goods by lexicon and by grammar."""

    def __call__(self, doc: Doc) -> Doc:
        found: dict[tuple[int, int], Mention] = {}
        figures = {figure["start"] for figure in doc._.figures}
        blocked = [(m["start"], m["end"]) for m in doc._.places if m["form"] != "demonym"]
        for span in filter_spans(_named(doc)):
            if any(start < span.end_char and span.start_char < end for start, end in blocked):
                continue
            if span.root.pos_ in ("VERB", "ADV", "AUX") and len(span) == 1 and not _item(span, figures):
                continue
            start, end = _widen(doc, span.start, span.end)
            while start < end - 1 and doc[start].text in gazetteer():  # Norwegian salmon
                start += 1
            _add(found, doc, start, end, lexicon=_row(span))
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN") and _in_place_of_a_good(token):
                start, end = _widen(doc, token.i, token.i + 1)
                _add(found, doc, start, end, lexicon=None)
        doc._.goods = sorted(found.values(), key=lambda m: (m["start"], -m["end"]))
        return doc


def _item(span: Span, figures: set[int]) -> bool:
    """Whether a word stands as an item of a list, before its figure (`footballs $152m, gloves $94m, cloves, 14 million`): no verb then."""
    doc, before, after = span.doc, span.start - 1, span.end
    if after < len(doc) and doc[after].text == ",":
        after += 1
    opens = span[0].is_sent_start or doc[before].text in _ITEM_OPENS
    return bool(opens and after < len(doc) and doc[after].idx in figures)


def _row(span: Span) -> int | None:
    """The row of a name as printed, null where it is broken over lines."""
    return everyday_names().get(span.text.lower())


@cache
def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    """The names as words, by their first one: a matcher of spaCy's takes a second to fill with twelve thousand names."""
    words: dict[str, list[tuple[str, ...]]] = {}
    for form in everyday_names():
        if form not in wordlist("generic_goods"):
            parts = tuple(re.findall(r"\w+|[^\w\s]", form))
            words.setdefault(parts[0], []).append(parts)
    return words


def _named(doc: Doc) -> Iterator[Span]:
    """Every name of the lexicon in the text, whatever its case."""
    lower = [token.lower_ for token in doc]
    for start, word in enumerate(lower):
        for parts in _by_first_word().get(word, ()):
            if tuple(lower[start : start + len(parts)]) == parts:
                yield doc[start : start + len(parts)]


def _in_place_of_a_good(token: Token) -> bool:
    """`exports of X`, `tonnes of X`, `worth of X`: the object of an `of` that hangs on a flow or an amount; not `exports of Chile`."""
    if token.lower_ in wordlist("generic_goods") or token.text in gazetteer() or token.lower_ in months():
        return False
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("of", "in"):
        governor = head.head.lower_
        return governor in _flow_nouns() or (head.lower_ == "of" and governor in _amount_nouns())
    return token.dep_ == "compound" and head.lower_ in _flow_nouns()


@cache
def _flow_nouns() -> frozenset[str]:
    words = {row["word"] for row in table("flows") if row["pos"] == "noun" and " " not in row["word"]}
    return frozenset(words | {row["word"] for row in table("measures") if row["class"] in ("output", "stock", "price")})


@cache
def _amount_nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in table("generic_goods") if row["note"] in ("a unit", "a sum"))


def _widen(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Take in what belongs to the noun phrase: `legs` becomes `frozen chicken legs`; not `total`, not `Norwegian`."""
    if not doc[end - 1].has_dep() or doc[end - 1].dep_ in ("dep", ""):
        return start, end
    while start > 0 and _belongs(doc[start - 1], doc[start]):
        start -= 1
    while end < len(doc) and _continues(doc[end - 1], doc[end]):
        end += 1
    return start, end


def _belongs(token: Token, following: Token) -> bool:
    if token.lower_ in wordlist("modifiers") or token.text in gazetteer() or token.like_num or token.lower_ in months():
        return False
    if not (token.is_alpha or "-" in token.text) or token.text in ("-", "–"):
        return False
    return token.dep_ in ("amod", "compound", "nmod") and token.pos_ in ("ADJ", "NOUN", "PROPN") and token.head.i >= following.i \
        and token.lower_ not in _flow_nouns()  # fmt: skip


def _continues(last: Token, token: Token) -> bool:
    """`crude` then `oil`: the phrase goes on while the word hangs on the next one; a flow noun ends it."""
    return (
        last.dep_ in ("compound", "amod", "nmod")
        and last.head.i == token.i
        and token.pos_ in ("NOUN", "PROPN")
        and token.lower_ not in _flow_nouns()
        and token.lower_ not in wordlist("generic_goods")
        and token.text not in gazetteer()
    )


def _add(found: dict[tuple[int, int], Mention], doc: Doc, start: int, end: int, lexicon: int | None) -> None:
    span = doc[start:end]
    key = (span.start_char, span.end_char)
    if key in found and found[key]["lexicon"] is not None:
        return
    found[key] = {
        "start": span.start_char,
        "end": span.end_char,
        "text": span.text,
        "name": span.text.lower().strip("\"'“”«» "),
        "lexicon": lexicon,
    }
