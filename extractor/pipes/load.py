"""The pipeline that turns the text of an article into a Doc ready for claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipes import figures, flows, goods, link, names, parse, periods, places, references, sentences, sources
from extractor.schema import Article

COMPONENTS = (
    "extractor_figures",
    "extractor_sentences",
    "extractor_places",
    "extractor_parse",
    "extractor_goods",
    "extractor_flows",
    "extractor_periods",
    "extractor_names",
    "extractor_sources",
    "extractor_references",
    "extractor_link",
)
"""In the order in which they run."""

FACTORIES = (figures, flows, goods, link, names, parse, periods, places, references, sentences, sources)
"""The modules whose import registers the components."""


def pipeline(weights: str | None = None, linker: str = "best") -> Language:
    """A blank English pipeline with all components; `weights` names the English package to parse with, `linker` the linker."""
    nlp = English()
    settings: dict[str, dict[str, Any]] = {
        "extractor_parse": {"weights": weights},
        "extractor_link": {"linker": linker},
    }
    for component in COMPONENTS:
        nlp.add_pipe(component, config=settings.get(component, {}))
    return nlp


def docs(nlp: Language, articles: Iterable[Article], batch_size: int = 32) -> Iterator[tuple[Article, Doc]]:
    """Each article with its Doc, in order, a batch at a time through the components."""
    stream = iter(articles)
    while batch := list(islice(stream, batch_size)):
        made = []
        for article in batch:
            doc = nlp.make_doc(article.text)
            doc._.article_date = article.date.isoformat() if article.date else None
            doc._.title_end = article.body_start
            made.append(doc)
        yield from zip(batch, nlp.pipe(made, batch_size=batch_size), strict=True)
