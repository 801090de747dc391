"""Frames to claims: names to ISO 3166, days to periods, figures to intervals, and the words behind every field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from spacy.tokens import Doc

from extractor.claims.codes import country_code
from extractor.claims.commodities import codes
from extractor.claims.ids import claim_id
from extractor.lexicons import wordlist
from extractor.schema import Article, Claim, Equivalent, Ground

Frame = dict[str, Any]


def claims(doc: Doc, article: Article) -> list[Claim]:
    """The claims of a Doc that went through the pipeline, in the order of the text."""
    built = [_claim(frame, doc, article) for frame in doc._.claims]
    return sorted(built, key=lambda claim: (claim.start, claim.end))


def _claim(frame: Frame, doc: Doc, article: Article) -> Claim:
    figure = frame["figure"]
    start, end = figure["start"], figure["end"]
    period, baseline = _days(frame["period"]), _days(frame["baseline"])
    value, low, high = _interval(frame)
    return Claim(
        id=claim_id(article.text, start, end),
        article=article.id,
        kind=frame["kind"],
        entity=frame["entity"],
        entity_code=country_code(frame["entity"]),
        partner=frame["partner"],
        partner_code=country_code(frame["partner"]),
        direction=frame["direction"],
        measure=frame["measure"],
        commodity=frame["commodity"],
        commodity_codes=codes(frame["commodity"], frame["lexicon"]),
        value=value,
        value_low=low,
        value_high=high,
        bound="exact" if frame["kind"] == "absence" else figure["bound"],
        currency=figure["currency"],
        unit=figure["unit"],
        year=period[0].year if period and period[0].year == period[1].year else None,
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        baseline_start=baseline[0] if baseline else None,
        baseline_end=baseline[1] if baseline else None,
        trend=frame["trend"],
        equivalents=tuple(_equivalents(frame)),
        source=frame["source"],
        via=frame["via"],
        asserted=frame["asserted"],
        sentence=_sentence(doc, start),
        start=start,
        end=end,
        grounding=_grounding(frame, article.text),
        confidence=frame["confidence"],
    )


def _interval(frame: Frame) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, low and high: none of an absence, negative of a deficit, and of a change its amount without a sign."""
    figure = frame["figure"]
    if frame["kind"] == "absence":
        return None, None, None
    value, low, high = (
        Decimal(figure[key]) if figure[key] is not None else None for key in ("value", "value_low", "value_high")
    )
    wanted_sign = _sign(frame)
    if value is not None and value * wanted_sign < 0:
        return -value, None if high is None else -high, None if low is None else -low
    return value, low, high


def _sign(frame: Frame) -> int:
    """-1 of a deficit, 1 of a change (its trend says which way), 0 where the figure's own sign stands."""
    if frame["kind"] == "change":
        return 1
    words = set((frame["measure"] or "").lower().split())
    return -1 if frame["direction"] in (None, "balance") and words & wordlist("deficits") else 0


def _days(pair: list[str] | None) -> tuple[date, date] | None:
    return (date.fromisoformat(pair[0]), date.fromisoformat(pair[1])) if pair else None


def _equivalents(frame: Frame) -> Iterator[Equivalent]:
    for other in frame["equivalents"]:
        if other["value"] is not None:
            yield Equivalent(value=Decimal(other["value"]), currency=other["currency"], unit=other["unit"])


def _sentence(doc: Doc, offset: int) -> str:
    token = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return token.sent.text.strip() if token is not None else ""


def _grounding(frame: Frame, text: str) -> dict[str, Ground]:
    """The words behind each field: those of the linker, and those of the figure's own parts."""
    figure = frame["figure"]
    spans: dict[str, Any] = {"value": figure["number_span"] or (figure["start"], figure["end"]), **frame["grounding"]}
    for name, part in (("bound", "bound_span"), ("currency", "currency_span"), ("unit", "unit_span")):
        if figure[part]:
            spans[name] = figure[part]
    return {name: Ground(text=text[start:end], start=start, end=end) for name, (start, end) in spans.items()}
