"""The mentions of a Doc that may fill a role of a figure, for the trained linker.

Besides what the pipes find: a city or region stands for its country too, and so does a country's own currency (`our country shipped …
and earned 19.6 billion dong`); neighbouring goods (`buses and coaches`) and places (`Chad, Niger and Mali`) are joined as well; a name
that is part of a longer one (`Landrieu`) stands for the longer (`Mitch Landrieu`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from extractor.lexicons import wordlist
from extractor.linking import times
from extractor.linking.bodies import bodies, full_bodies
from extractor.linking.frame import Frame, Mention
from extractor.linking.markers import mark
from extractor.linking.names import country_of, full_names, tender, untitled, users
from extractor.linking.scene import Scene
from extractor.timespan import Span

ROLES = {
    "entity": "place",
    "partner": "place",
    "commodity": "good",
    "period": "period",
    "baseline": "period",
    "measure": "measure",
    "source": "source",
    "via": "source",
    "unit": "unit",
}
"""Each role, and the type of mention that may fill it."""

_WORLD_MONEY = ("USD", "EUR")
"""Currencies that say nothing of the country that a text is about."""
_FEW = 4
"""A word of money that may be of more currencies, such as `$`, says nothing of the country either."""
_GAP = re.compile(r"\s*(?:,|/|&|and|, and|, &)\s*")
"""What stands between things that may be joined."""
_PHRASE = ("NOUN", "ADJ", "PROPN", "VERB")
"""Parts of speech that a noun phrase may begin with, once its determiners are off."""
_LONGEST = 5
"""Words of a noun phrase that may name a good at most."""
_MOST = 5
"""Names joined in one candidate at most."""
_SOURCE = "SOURCE:"
"""The label of the header line that names who printed the text."""
_BESIDE = {"city", "body"}
"""Forms of candidates that stand beside another reading of their words."""
_IMPLIED = {"money": "price", "price": "price", "quantity": "production", "count": "production"}
"""What a figure may be where no noun says it (`a bag went for 640 rupees`), by its sort."""


@dataclass(slots=True)
class Candidate:
    """A mention that may fill a role. `key` is what it stands for: mentions of one key count together."""

    type: str
    key: str
    value: Any
    start: int
    end: int
    tokens: tuple[int, int] = (0, 0)
    marker: str = "none"
    forms: tuple[str, ...] = ()


def unit_key(currency: str | None, unit: str | None) -> str:
    """Currency and unit as one key."""
    return f"{currency or ''}|{unit or ''}"


def candidates(doc: Doc, frames: list[Frame]) -> list[Candidate]:
    """All that may fill a role, in the order of the text."""
    text = doc.text
    found: list[Candidate] = []
    context: Span | None = None
    today = date.fromisoformat(doc._.article_date) if doc._.article_date else None
    chunks = list(doc.noun_chunks) if doc.has_annotation("DEP") else []  # once: a sentence's own looks through the text
    for sentence in doc.sents:
        scene = Scene(sentence, text)
        places = list(_places(scene))
        phrases = _phrases(scene, chunks)
        goods = sorted(_goods(scene, phrases), key=lambda c: (c.start, c.end))
        found += [*places, *_joined(places, text), *goods, *_joined(goods, text), *_measures(scene, phrases)]
        found += [Candidate("source", s["text"].lower(), s["text"], s["start"], s["end"]) for s in scene.sources]
        for period in scene.periods:
            candidate, context = _period(scene, period, context, today)
            if candidate is not None:
                found.append(candidate)
    if today is not None:  # what has no words of time may be of the article's own year
        year = (date(today.year, 1, 1), date(today.year, 12, 31))
        end = max(1, min(doc._.title_end, 16))
        found.append(Candidate("period", f"{year[0]}..{year[1]}", year, 0, end, forms=("article",)))
    found = [c for c in found if not _is_label(text, c, doc._.title_end) and not _is_paper(text, c, doc._.title_end)]
    found += _of_figures(frames, found)
    _use_full_names(found, text)
    for kind in ("place", "good", "measure"):
        for candidate in _nested([c for c in found if c.type == kind and "joined" not in c.forms]):
            candidate.forms = (*candidate.forms, "inside")
    return sorted(_unique(found), key=lambda c: (c.start, c.end, c.type))


def _is_label(text: str, c: Candidate, title_end: int) -> bool:
    """Whether it is the label of a header line, such as `DATE:`, which is the name of a fruit too."""
    return c.start < title_end and text[c.end : c.end + 1] == ":" and text[max(0, c.start - 1) : c.start] in ("", "\n")


def _is_paper(text: str, c: Candidate, title_end: int) -> bool:
    """Whether it is the name of who printed the text, which the text itself does not name."""
    if c.start >= title_end or "named" not in c.forms or country_of(c.key) is not None:
        return False
    return text.startswith(_SOURCE, text.rfind("\n", 0, c.start) + 1) and text[c.start : c.end] not in text[title_end:]


def _unique(found: list[Candidate]) -> list[Candidate]:
    return list({(c.type, c.key, c.start, c.end): c for c in reversed(found)}.values())


def _places(scene: Scene) -> Iterator[Candidate]:
    """Countries, other names and bodies told by a noun; a city or region as its country too, a capital as itself too."""
    for place in mark(scene):
        name, start, end = place["name"], place["start"], place["end"]
        yield Candidate("place", name, name, start, end, marker=place["marker"], forms=(place["form"],))
        if place["form"] == "capital":
            city = scene.article[start:end]
            yield Candidate("place", city, city, start, end, marker=place["marker"], forms=("named", "capital"))
    for mention in scene.names:
        name, start, end = untitled(mention["name"]), mention["start"], mention["end"]
        yield Candidate("place", name, name, start, end, forms=("named",))
        country = country_of(name)
        if country is not None:
            yield Candidate("place", country, country, start, end, forms=("city",))
    for start, end in bodies(scene):
        name = scene.article[start:end]
        yield Candidate("place", name, name, start, end, forms=("body",))


def _goods(scene: Scene, phrases: list[list[Token]]) -> Iterator[Candidate]:
    """What the pipe of goods found, and in sentences with figures every other noun phrase (`Formulations accounted for 72 per cent`)."""
    known = set()
    for good in scene.goods:
        form = "lexicon" if good["lexicon"] is not None else "phrase"
        known.add((good["start"], good["end"]))
        value = (good["name"], good["lexicon"])
        yield Candidate("good", good["name"], value, good["start"], good["end"], forms=(form,))
    for phrase in phrases:
        start, end = phrase[0].idx, phrase[-1].idx + len(phrase[-1].text)
        if (start, end) not in known:
            name = scene.text(start, end)
            yield Candidate("good", name, (name, None), start, end, forms=("chunk",))


def _phrases(scene: Scene, chunks: list[Words]) -> list[list[Token]]:
    """The noun phrases of a sentence with figures that may name a good or a measure."""
    if not scene.figures or not scene.parsed:
        return []
    first, last = scene.sentence.start, scene.sentence.end
    taken = [(m["start"], m["end"]) for m in (*scene.figures, *scene.places, *scene.periods, *scene.flows)]
    found = (_phrase(list(c), taken) for c in chunks if c.start >= first and c.end <= last)
    return [phrase for phrase in found if phrase]


def _phrase(tokens: list[Token], taken: list[tuple[int, int]]) -> list[Token]:
    """A noun phrase without determiners, numbers, names and words of flow; nothing where no noun is left."""

    def free(token: Token) -> bool:
        return not any(start < token.idx + len(token.text) and token.idx < end for start, end in taken)

    while tokens and not (
        free(tokens[0])
        and tokens[0].is_alpha
        and tokens[0].pos_ in _PHRASE
        and tokens[0].lower_ not in wordlist("modifiers")
    ):
        tokens = tokens[1:]
    while tokens and not (free(tokens[-1]) and tokens[-1].pos_ in ("NOUN", "PROPN")):
        tokens = tokens[:-1]
    if (
        not tokens
        or len(tokens) > _LONGEST
        or not all(map(free, tokens))
        or (len(tokens) == 1 and tokens[0].lower_ in wordlist("generic_goods"))
    ):
        return []
    return tokens


def _measures(scene: Scene, phrases: list[list[Token]]) -> Iterator[Candidate]:
    """Words of flow and measure, and in sentences with figures the last word or two of every other noun phrase (`the exchange rate`)."""
    for flow in scene.flows:
        forms = ("flow", flow["direction"] or "", flow["pos"], flow["class"])
        yield Candidate("measure", flow["measure"], flow["measure"], flow["start"], flow["end"], forms=forms)
        word = scene.token(flow["start"])
        if word.i > scene.sentence.start and word.nbor(-1).dep_ == "compound" and word.nbor(-1).is_alpha:
            start = word.nbor(-1).idx
            name = scene.text(start, flow["end"])
            yield Candidate("measure", name, name, start, flow["end"], forms=forms)
    for phrase in phrases:
        end = phrase[-1].idx + len(phrase[-1].text)
        for first in phrase[-2:]:
            yield Candidate("measure", name := scene.text(first.idx, end), name, first.idx, end, forms=("chunk",))


def _joined(found: list[Candidate], text: str) -> Iterator[Candidate]:
    """Neighbours with commas or `and` between them, as one; a name that lies inside another is left out."""
    nested = {(c.start, c.end) for c in _nested(found)}
    apart = [c for c in found if not _BESIDE & set(c.forms) and (c.start, c.end) not in nested]
    for first in range(len(apart)):
        for last in range(first + 1, min(first + _MOST, len(apart))):
            if not _GAP.fullmatch(text[apart[last - 1].end : apart[last].start]):
                break
            chosen = apart[first : last + 1]
            if len({c.key for c in chosen}) < len(chosen):
                continue
            start, end = chosen[0].start, chosen[-1].end
            if chosen[0].type == "good":
                name = " ".join(text[start:end].lower().split())
                yield Candidate("good", name, (name, None), start, end, forms=("joined",))
            else:
                name = " and ".join([", ".join(c.key for c in chosen[:-1]), chosen[-1].key])
                yield Candidate("place", name, name, start, end, marker=chosen[0].marker, forms=("joined",))


def _nested(found: list[Candidate]) -> list[Candidate]:
    """Those that lie inside a longer one: `Canada` of `Liberal Party of Canada`, `milk` of `milk powder`."""
    reach, last, nested = -1, (-1, -1), False
    made = []
    for c in sorted(found, key=lambda c: (c.start, -c.end)):
        if (c.start, c.end) != last:
            nested, last = c.end <= reach, (c.start, c.end)
        if nested:
            made.append(c)
        if not _BESIDE & set(c.forms):
            reach = max(reach, c.end)
    return made


def _use_full_names(found: list[Candidate], text: str) -> None:
    named = [c for c in found if c.type == "place" and "named" in c.forms]
    full = full_names([(c.key, c.end) for c in named], text)
    for candidate in named:
        candidate.key = candidate.value = full.get(candidate.key, candidate.key)
    told = [c for c in found if "body" in c.forms]
    for candidate, key in zip(told, full_bodies([c.key for c in told]), strict=True):
        candidate.key = candidate.value = key


def _of_figures(frames: list[Frame], found: list[Candidate]) -> list[Candidate]:
    """What the figures themselves offer: their unit, for others that print none, their counted noun, the country of their money."""
    made: list[Candidate] = []
    named = {c.key for c in found if c.type == "place"}
    told: dict[str, int] = {}
    for frame in frames:
        figure = frame.figure
        start, end = figure["start"], figure["end"]
        possible = figure["currencies"] or ((figure["currency"],) if figure["currency"] else ())
        telling = len(possible) <= _FEW
        for currency in possible:
            country = tender().get(currency)
            if country is not None and telling and told.get(country, 0) < 2 and currency not in _WORLD_MONEY:
                told[country] = told.get(country, 0) + 1
                made.append(Candidate("place", country, country, start, end, forms=("currency",)))
            if len(possible) > 1 and currency != figure["currency"] and not named.isdisjoint(users().get(currency, ())):
                value = (currency, figure["unit"])
                made.append(Candidate("unit", unit_key(*value), value, start, end, forms=("currency",)))
        if figure["currency"] or figure["unit"]:
            value = (figure["currency"], figure["unit"])
            made.append(Candidate("unit", unit_key(*value), value, start, end))
        if (implied := _IMPLIED.get(figure["sort"])) is not None:
            made.append(Candidate("measure", implied, implied, start, end, forms=("implied",)))
        if figure["counted"] and figure["counted_span"]:
            first, last = figure["counted_span"]
            made.append(Candidate("measure", figure["counted"], figure["counted"], first, last, forms=("counted",)))
            if figure["unit"] != "people":
                good = (figure["counted"], None)
                made.append(Candidate("good", figure["counted"], good, first, last, forms=("counted",)))
    return made


def _period(
    scene: Scene, period: Mention, context: Span | None, today: date | None
) -> tuple[Candidate | None, Span | None]:
    span = times.span_of(period, context, today)
    if span is None:
        return None, context
    forms = tuple(
        name
        for name, holds in (
            ("baseline", times.is_baseline(scene, period)),
            ("anaphoric", period["anaphoric"]),
            ("yearless", period["yearless"]),
            ("year", period["grain"] == "year"),
            ("part", period["grain"] != "year"),
            ("alternative", period["alternative"]),
        )
        if holds
    )
    key = f"{span.start}..{span.end}"
    made = Candidate("period", key, (span.start, span.end), period["start"], period["end"], forms=forms)
    return made, context if period["anaphoric"] or period["alternative"] else span
