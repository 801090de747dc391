"""What a linker looks at: the mentions of a sentence by character, and how places stand in it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from extractor.linking.frame import Mention


class Scene:
    """One sentence with its mentions. Offsets are characters of the article, whose `text` spaCy would make anew each time."""

    def __init__(self, sentence: Span, text: str) -> None:
        doc = sentence.doc
        self.article = text
        self.sentence = sentence
        self.doc = doc
        self.start, self.end = sentence.start_char, sentence.end_char
        self.figures = [f for f in self._inside(doc._.figures) if f["in_scope"]]
        self.places = self._inside(doc._.places)
        self.names = self._inside(doc._.names)
        self.goods = self._inside(doc._.goods)
        self.flows = self._inside(doc._.flows)
        self.periods = self._inside(doc._.periods)
        self.times = [p for p in self.periods if not p["alternative"]]
        self.sources = self._inside(doc._.sources)
        self.references = self._inside(doc._.references)

    def _inside(self, mentions: list[Mention]) -> list[Mention]:
        return [m for m in mentions if self.start <= m["start"] < self.end]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.sentence]

    def token(self, offset: int) -> Token:
        """The token at a character."""
        return self.sentence[max(0, bisect_right(self._starts, offset) - 1)]

    def text(self, start: int, end: int) -> str:
        """The words between two characters, lower case."""
        return self.article[start:end].lower()

    def head(self, mention: Mention) -> Token:
        """The head of a mention's words."""
        span = self.doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
        return span.root if span is not None else self.token(mention["start"])

    @cached_property
    def parsed(self) -> bool:
        """Whether the parser saw this sentence."""
        return any(token.dep_ not in ("ROOT", "dep", "") for token in self.sentence)

    def verb_of(self, token: Token) -> Token | None:
        """The verb whose clause holds a token."""
        while token.pos_ not in ("VERB", "AUX"):
            if token.head.i == token.i:
                return None
            token = token.head
        return token

    def between(self, left: int, right: int) -> list[Token]:
        """The tokens that lie wholly between two characters."""
        return [t for t in self.sentence if left <= t.idx and t.idx + len(t.text) <= right and not t.is_space]


def is_headline(doc: Doc, scene: Scene) -> bool:
    """Whether the sentence stands above the prose."""
    return bool(scene.start < doc._.title_end)
