"""The figure grammar as a component: `doc._.figures`, each with the fields of `Figure`, decimals as text."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.grammar import figures
from extractor.lexicons import table


@Language.factory("extractor_figures", assigns=["doc._.figures"])
def make_figures(nlp: Language, name: str) -> FigureFinder:
    """Entry in the registry of spaCy."""
    return FigureFinder()


class FigureFinder:
    """Reads every number of the text; see `extractor.grammar`. Money has the code that it had on the day of the article."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.figures = []
        for figure in figures(doc.text):
            read = {key: _plain(value) for key, value in asdict(figure).items()} | {"in_scope": figure.in_scope}
            if doc._.article_date and read["currencies"]:
                read["currency"] = read["currency"] and code_on(read["currency"], doc._.article_date)
                read["currencies"] = [code_on(code, doc._.article_date) for code in read["currencies"]]
            doc._.figures.append(read)
        return doc


def code_on(code: str, day: str) -> str:
    """The code that a currency of today had on a day (YYYY-MM-DD): `ZMW` is `ZMK` before 2013."""
    while (reform := _reforms().get(code)) is not None and day < reform[1]:
        code = reform[0]
    return code


@cache
def _reforms() -> dict[str, tuple[str, str]]:
    """From the code of a currency to that of its forerunner and the first day of its own (ISO 4217)."""
    return {row["code"]: (row["former"], row["until"]) for row in table("currency_reforms")}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value
