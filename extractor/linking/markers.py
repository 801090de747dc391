"""How a place stands in its sentence: owner (`Kazakhstan's imports`), origin (`from China`), goal (`to Russia`), subject, …

The marker is read from the words beside the place; in a list (`to Russia, China and Iran`) it goes on from the first.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from extractor.lexicons import table, wordlist
from extractor.linking.frame import Mention
from extractor.linking.scene import Scene


@cache
def prepositions() -> dict[str, str]:
    """From preposition to the role it leads to."""
    return {row["word"]: row["role"] for row in table("prepositions")}


def mark(scene: Scene) -> list[Mention]:
    """The places of the sentence, each with `marker` and, of an adjective or owner, the noun it belongs to (`owns`)."""
    marked: list[Mention] = []
    for place in scene.places:
        place = dict(place)
        place["marker"], place["owns"] = _marker(scene, place, marked[-1] if marked else None)
        marked.append(place)
    return marked


def _marker(scene: Scene, place: Mention, previous: Mention | None) -> tuple[str, Token | None]:
    token = scene.token(place["start"])
    last = scene.token(place["end"] - 1)
    after = scene.doc[last.i + 1] if last.i + 1 < scene.sentence.end else None
    if after is not None and after.text in ("'s", "’s", "'", "’") and after.tag_ in ("POS", "''", ""):
        return "owner", _owned(scene, after)
    if place["form"] == "demonym" or (last.dep_ in ("compound", "amod", "nmod") and last.head.i > last.i):
        return "adjective", _owned(scene, last)
    before = _before(scene, token)
    if before is not None and before.lower_ in prepositions():
        return prepositions()[before.lower_], None
    if previous is not None and previous["marker"] not in ("adjective", "owner") and _listed(scene, previous, place):
        return previous["marker"], None
    if last.dep_ in ("nsubj", "nsubjpass") or (after is not None and after.pos_ in ("VERB", "AUX")):
        return "subject", None
    return ("object", None) if last.dep_ in ("dobj", "dative") else ("none", None)


def _before(scene: Scene, token: Token) -> Token | None:
    """The word before, determiners and adjectives skipped: `to neighbouring Russia`."""
    index = token.i - 1
    while index >= scene.sentence.start and (
        scene.doc[index].pos_ in ("DET", "ADJ") or scene.doc[index].text in ('"', "“", "«")
    ):
        index -= 1
    return scene.doc[index] if index >= scene.sentence.start else None


def _owned(scene: Scene, token: Token) -> Token | None:
    """The noun after a demonym or possessive: `Norwegian salmon exports` gives `exports`."""
    noun = None
    for following in scene.doc[token.i + 1 : min(token.i + 7, scene.sentence.end)]:
        if following.pos_ in ("NOUN", "PROPN"):
            noun = following
        elif (
            noun is not None
            or following.pos_ not in ("ADJ", "NUM", "ADV", "VERB", "PUNCT", "CCONJ")
            or following.text in ",;:"
        ):
            break
    return noun


def _listed(scene: Scene, previous: Mention, place: Mention) -> bool:
    """Whether only commas, `and`, figures and their brackets stand between two places."""
    gap = scene.between(previous["end"], place["start"])
    figures = [(f["start"], f["end"]) for f in scene.figures]
    loose = [t for t in gap if not any(start <= t.idx < end for start, end in figures)]
    return len(gap) < 25 and all(t.is_punct or t.lower_ in wordlist("list_words") or t.text in "()" for t in loose)
