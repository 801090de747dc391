"""The report as one page that needs nothing else: article with marked figures, findings beside them, evidence under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from extractor.schema import Claim, Report
from extractor.write.records import amount, sureness, when
from extractor.write.terminal import MARKS


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("extractor.write"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["amount"] = lambda claim: amount(claim.value, claim.currency, claim.unit)
    environment.filters["when"] = when
    environment.filters["sureness"] = sureness
    environment.filters["words"] = lambda name: name.replace("_", " ")
    environment.filters["number"] = lambda number: f"{number:,f}"
    return environment


def write_page(reports: Sequence[Report], out: TextIO) -> None:
    """One page for all reports."""
    pages = [_page(report) for report in reports]
    out.write(_environment().get_template("report.html").render(pages=pages, marks=MARKS))


def _page(report: Report) -> dict[str, Any]:
    worst = {claim.id: _worst(report, claim) for claim in report.claims}
    counts: Counter[str] = Counter(finding.verdict for finding in report.findings if finding.scope == "statistics")
    return {
        "report": report,
        "article": report.article,
        "paragraphs": _paragraphs(report, worst),
        "worst": worst,
        "counts": [(verdict, counts[verdict]) for verdict in MARKS if counts[verdict]],
        "rows": [(claim, report.of(claim)) for claim in report.claims],
    }


_WEIGHT = ("contradicted", "ambiguous", "not_comparable", "close", "confirmed", "unclear", "uncovered")


def _worst(report: Report, claim: Claim) -> str:
    """The verdict by which a figure is marked in the text: the gravest of its findings."""
    found = [finding.verdict for finding in report.of(claim)]
    return min(found, key=_WEIGHT.index) if found else "uncovered"


def _paragraphs(report: Report, worst: dict[str, str]) -> list[list[tuple[str, str | None, str]]]:
    """The text as paragraphs of pieces: words, the id of the claim that they state, and its verdict."""
    text, position = report.article.text, 0
    pieces: list[tuple[str, str | None, str]] = []
    for claim in report.claims:
        if claim.start < position:
            continue
        pieces.append((text[position : claim.start], None, ""))
        pieces.append((text[claim.start : claim.end], claim.id, worst[claim.id]))
        position = claim.end
    pieces.append((text[position:], None, ""))
    paragraphs: list[list[tuple[str, str | None, str]]] = [[]]
    for words, claim_id, verdict in pieces:
        if claim_id is not None:
            paragraphs[-1].append((words, claim_id, verdict))
            continue
        first, *rest = words.split("\n")
        paragraphs[-1].append((first, None, ""))
        paragraphs += [[(line, None, "")] for line in rest]
    return [p for p in paragraphs if any(words.strip() for words, _, _ in p)]
