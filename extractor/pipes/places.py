"""Countries, blocs, their demonyms and capitals, by gazetteer.

`Kazakh exports`, `Astana said`, `the EU`: each mention has the canonical English name, the ISO 3166-1 alpha-3 code where
there is one, and a `form`: `name`, `demonym` or `capital`. Longer names win (`South Sudan` over `Sudan`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor.lexicons import table, wordlist
from extractor.linking.names import cities
from extractor.pipes.attributes import Mention


@cache
def gazetteer() -> dict[str, tuple[str, str | None, str]]:
    """From each printed form to canonical name, code and kind of form."""
    forms: dict[str, tuple[str, str | None, str]] = {}
    for row in table("places"):
        code = row["code"] or None
        names = [row["name"], *filter(None, row["aliases"].split(";"))]
        groups = (("capital", row["capital"].split(";")), ("demonym", row["demonyms"].split(";")), ("name", names))
        for form, words in groups:
            for word in filter(None, words):
                forms[word] = (row["name"], code, form)
                if len(word) > 3:
                    forms.setdefault(word.upper(), (row["name"], code, form))
    return forms


@cache
def code_of(name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a canonical name, null for blocs and joined names."""
    return next((row["code"] or None for row in table("places") if row["name"] == name), None)


@Language.factory("extractor_places", requires=["doc._.figures"], assigns=["doc._.places"])
def make_places(nlp: Language, name: str) -> Places:
    """Entry in the registry of spaCy."""
    return Places(nlp)


class Places:
    """Finds the names of the gazetteer, case as printed; `New Mexico` and `South Australia` do not name a country."""

    def __init__(self, nlp: Language) -> None:
        self.by_first_word: dict[str, list[tuple[str, ...]]] = {}
        longer = [name for name in cities() if " " in name and not gazetteer().keys().isdisjoint(name.split())]
        for form in (*gazetteer(), *longer):
            words = form.split(" ") if form.replace(" ", "").isalpha() else [token.text for token in nlp.make_doc(form)]
            self.by_first_word.setdefault(words[0], []).append(tuple(words))

    def _named(self, doc: Doc) -> Iterator[Span]:
        """Every name of the gazetteer in the text; a matcher of spaCy's takes longer to fill than a short text to read."""
        words = [token.text for token in doc]
        for start, word in enumerate(words):
            for name in self.by_first_word.get(word, ()):
                if tuple(words[start : start + len(name)]) == name:
                    yield doc[start : start + len(name)]

    def __call__(self, doc: Doc) -> Doc:
        currency_words = [f["currency_span"] for f in doc._.figures if f["currency_span"]]
        found = []
        for span in filter_spans(self._named(doc)):
            if any(start < span.end_char and span.start_char < end for start, end in currency_words):
                continue  # `Canadian dollars` speaks of no country
            if span.text not in gazetteer() or _part_of_a_name(doc, span.start, span.end):
                continue
            found.append(_mention(span.text, span.start_char, span.end_char))
        doc._.places = found
        return doc


def _mention(text: str, start: int, end: int) -> Mention:
    name, code, form = gazetteer()[text]
    return {"start": start, "end": end, "text": text, "name": name, "code": code, "form": form}


def _part_of_a_name(doc: Doc, start: int, end: int) -> bool:
    """`Michael Jordan`, `Jordan Smith`: a country's name beside another capitalised name that is no title or place."""
    if doc[start:end].text not in wordlist("ambiguous_places"):
        return False
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    person_before = before is not None and before.is_title and before.is_alpha and not before.is_sent_start
    person_after = after is not None and after.is_title and after.is_alpha
    return bool(
        person_before and before is not None and before.lower_ not in gazetteer_lower() and not before.is_stop
    ) or (bool(person_after) and after is not None and after.lower_.endswith(("son", "ez", "ov", "man")))


@cache
def gazetteer_lower() -> frozenset[str]:
    """The gazetteer's single words, lower case."""
    return frozenset(word.lower() for form in gazetteer() for word in form.split())
