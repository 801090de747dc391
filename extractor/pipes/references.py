"""Words that stand for something said before: `the country`, `its`, `these imports`, `the figure`."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extractor.lexicons import table
from extractor.pipes.attributes import Mention


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((row["word"] for row in table("references")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["refers_to"] for row in table("references")}


@Language.factory("extractor_references", assigns=["doc._.references"])
def make_references(nlp: Language, name: str) -> References:
    """Entry in the registry of spaCy."""
    return References()


class References:
    """Finds them by lexicon; what they stand for is the linker's to say."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.references = [_mention(m) for m in _pattern().finditer(doc.text) if m.group() != "US"]
        return doc


def _mention(match: re.Match[str]) -> Mention:
    return {
        "start": match.start(),
        "end": match.end(),
        "text": match.group(),
        "refers_to": _kinds()[match.group().lower()],
    }
