"""Words of flow (`imports`, `shipped to`, `turnover`) and of measure (`production`, `refugees`, `price`).

Nouns are found by lexicon everywhere; verbs by lemma where the sentence is parsed. A flow has its direction from the side of
its subject or owner, and the preposition that leads to the partner.
"""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from extractor.lexicons import table
from extractor.pipes.attributes import Mention


@cache
def flow_verbs() -> dict[str, tuple[str, str]]:
    """From lemma to direction (from the subject's side) and the preposition of the partner."""
    return {row["word"]: (row["direction"], row["partner_prep"]) for row in table("flows") if row["pos"] == "verb"}


@cache
def nouns() -> dict[str, Mention]:
    """From the noun, lower case, to what it says."""
    rows: dict[str, Mention] = {
        row["word"].lower(): {
            "pos": "noun",
            "direction": None,
            "prep": None,
            "measure": row["measure"],
            "class": row["class"],
        }
        for row in table("measures")
    }
    for row in table("flows"):
        if row["pos"] == "noun":
            rows[row["word"]] = {
                "pos": "noun", "direction": row["direction"], "prep": row["partner_prep"], "class": "flow",
                "measure": {"import": "imports", "export": "exports", "re-export": "re-exports"}.get(row["direction"], row["word"]),
            }  # fmt: skip
    return rows


@Language.factory("extractor_flows", requires=["token.pos", "token.lemma", "token.dep"], assigns=["doc._.flows"])
def make_flows(nlp: Language, name: str) -> Flows:
    """Entry in the registry of spaCy."""
    return Flows(nlp)


class Flows:
    """Finds the words that say what is measured and which way it goes."""

    def __init__(self, nlp: Language) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.matcher.add("flow", [nlp.make_doc(word) for word in nouns()])

    def __call__(self, doc: Doc) -> Doc:
        found: list[Mention] = []
        for span in filter_spans(self.matcher(doc, as_spans=True)):
            head = span[-1]
            if head.pos_ in ("VERB", "AUX") and head.lemma_.lower() in flow_verbs():
                continue
            if _names_something_else(head):
                continue
            found.append(
                {
                    "start": span.start_char,
                    "end": span.end_char,
                    "text": span.text,
                    "token": head.i,
                    **nouns()[span.text.lower()],
                }
            )
        taken = {m["token"] for m in found}
        for token in doc:
            if token.pos_ == "VERB" and token.i not in taken and token.lemma_.lower() in flow_verbs():
                found.append(_verb(token))
        doc._.flows = sorted(found, key=lambda m: m["start"])
        return doc


def _verb(token: Token) -> Mention:
    direction, prep = flow_verbs()[token.lemma_.lower()]
    return {
        "start": token.idx,
        "end": token.idx + len(token.text),
        "text": token.text,
        "token": token.i,
        "pos": "verb",
        "direction": direction,
        "prep": prep,
        "class": "flow",
        "measure": {"import": "imports", "export": "exports"}.get(direction, "re-exports"),
    }


def _names_something_else(head: Token) -> bool:
    """`trade ministry`, `price index`, `export licence`: the word only tells which ministry it is."""
    return head.dep_ == "compound" and head.head.i > head.i and head.head.lower_ not in nouns() and head.lower_ not in (
        "export", "import")  # fmt: skip
