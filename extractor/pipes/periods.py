"""Words of time as a component: `doc._.periods`, resolved against the article's date; see `period_grammar`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes.attributes import Mention
from extractor.pipes.period_grammar import Period, periods


@Language.factory("extractor_periods", requires=["token.is_sent_start", "doc._.figures"], assigns=["doc._.periods"])
def make_periods(nlp: Language, name: str) -> Periods:
    """Entry in the registry of spaCy."""
    return Periods()


class Periods:
    """Reads the words of time, sentence by sentence, leaving out what the figure grammar reads as an amount."""

    def __call__(self, doc: Doc) -> Doc:
        today = date.fromisoformat(doc._.article_date) if doc._.article_date else None
        amounts = [f for f in doc._.figures if f["in_scope"]]
        found = []
        for sentence in doc.sents:
            for period in periods(sentence.text, today, sentence.start_char):
                if not any(a["start"] <= period.start and period.end <= a["end"] for a in amounts):
                    found.append(_mention(period))
        doc._.periods = found
        return doc


def _mention(period: Period) -> Mention:
    span = period.span
    plain: Mention = {key: value for key, value in asdict(period).items() if key != "span"}
    plain["period_start"] = span.start.isoformat() if span else None
    plain["period_end"] = span.end.isoformat() if span else None
    return plain
