"""Bodies that are told by a noun and not by a name of their own: `the Marchlewski mill`, `our cooperative`, `the mine at Sotkamo`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from extractor.lexicons import wordlist
from extractor.linking.scene import Scene

_MODIFIERS, _PARTICIPLES = ("ADJ", "NOUN", "PROPN"), ("VBG", "VBN")
"""Parts of speech of the words before the noun, and tags of participles (`the heap leaching mine`)."""
_JOINTS = ("-", "'s", "’s", "'", "’", "&")
"""What may stand inside the words before the noun: `state-owned`, `the fishermen's`."""
_WHERE = ("at", "in", "of", "on", "near")
_WORD = re.compile(r"co-op\w*|[a-z]+")
"""Words in small letters, to see quickly whether a sentence has such a noun at all."""
_WHOSE = ("the", "a", "an", "our", "my", "his", "her", "its", "their", "this", "that")
"""Words that a noun with small words before it begins with, where no tags tell (`our peat company`)."""
_MOST = 5
"""Words before the noun at most."""


def bodies(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where they stand, without determiners, alone and with the place behind `at`, `in`, `of`."""
    if wordlist("bodies").isdisjoint(_WORD.findall(scene.article, scene.start, scene.end)):
        return
    figures = {f["start"] for f in scene.figures}
    places = {m["start"]: m["end"] for m in (*scene.names, *scene.places)}
    for token in scene.sentence:
        if not _is_body(token):
            continue
        start, end = _start(scene, token, figures), token.idx + len(token.text)
        yield start, end
        if token.i + 2 < scene.sentence.end and token.nbor(1).text in _WHERE:
            where = token.nbor(2).idx
            if where in places:
                yield start, places[where]


def full_bodies(names: list[str]) -> list[str]:
    """The names in the order of the text, a noun alone (`the mill`) replaced by the last longer one before (`the Marchlewski mill`)."""
    full: dict[str, str] = {}
    made = []
    for name in names:
        noun = _noun_of(name)
        if name != noun:
            full[noun] = name
        made.append(full.get(noun, name))
    return made


def _noun_of(name: str) -> str:
    """`mine` of `nickel mine at Sotkamo`."""
    words = name.split()
    cut = next((i for i, word in enumerate(words[1:], start=1) if word in _WHERE), len(words))
    return words[cut - 1]


def _is_body(token: Token) -> bool:
    """Whether it is such a noun; `co-op` is three tokens."""
    word = token.text
    if token.i > 1 and token.nbor(-1).text == "-":
        word = token.nbor(-2).text.lower() + "-" + word
    return (word in wordlist("bodies") or token.text in wordlist("bodies")) and token.pos_ not in ("VERB", "ADJ")


def _start(scene: Scene, noun: Token, figures: set[int]) -> int:
    """Where the words before the noun begin that belong to it: adjectives, nouns, names."""
    first = noun
    while first.i > scene.sentence.start and noun.i - first.i < _MOST:
        before = first.nbor(-1)
        joint = before.text in _JOINTS
        if before.idx in figures or (before.is_stop and not joint):
            break
        untagged = not before.pos_ and before.is_alpha  # in sentences without figures
        if not (joint or untagged or before.pos_ in _MODIFIERS or before.tag_ in _PARTICIPLES):
            break
        first = before
    while first.text in _JOINTS:
        first = first.nbor(1)
    if (
        not noun.pos_
        and first.i > scene.sentence.start
        and first.text.islower()
        and first.nbor(-1).lower_ not in _WHOSE
    ):
        return int(noun.idx)
    return int(first.idx)
