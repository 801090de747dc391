"""The report as one HTML page: figures first, then each article with gold and extracted side by side, errors first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from extractor.evaluate.calibration import diagram
from extractor.evaluate.compare import FIELDS, given, right
from extractor.evaluate.gold import GoldClaim
from extractor.evaluate.pairing import Outcome
from extractor.evaluate.scores import Report
from extractor.evaluate.scores import shown as as_words
from extractor.evaluate.tables import NAMES, shown
from extractor.schema import Claim

CONTEXT = 160
"""Characters shown on either side of a figure."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of both sides."""

    field: str
    gold: str
    extracted: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One figure: what gold says, what was extracted, and the words around it."""

    state: str
    """`missed`, `spurious`, `misread`, `wrong`, `right`, `optional`."""
    start: int
    before: str
    figure: str
    after: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article."""

    id: str
    errors: int
    items: tuple[Item, ...]


def page(report: Report, outcomes: Sequence[Outcome], title: str) -> str:
    """The whole page; it needs no other file and no network."""
    environment = Environment(
        loader=PackageLoader("extractor.evaluate"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    sheets = sorted(map(sheet, outcomes), key=lambda s: (-s.errors, s.id))
    measures = report.overall.measures
    return environment.get_template("report.html").render(
        title=title,
        overall=report.overall,
        figures=[(words, shown(measures[name])) for name, words in NAMES.items()],
        fields=[(name, shown(measures[name])) for name in FIELDS],
        confusions=report.confusions,
        error=report.calibration.error,
        diagram=Markup(diagram(report.calibration)),
        sheets=sheets,
    )


def sheet(outcome: Outcome) -> Sheet:
    """One article's figures, those with errors first, then in the order of the text."""
    items = sorted(_items(outcome), key=lambda item: (item.state in ("right", "optional"), item.start))
    return Sheet(outcome.article.id, sum(item.state not in ("right", "optional") for item in items), tuple(items))


def _items(outcome: Outcome) -> Iterator[Item]:
    misread = {id(gold): claim for gold, claim in outcome.misread}
    read = {id(claim) for _, claim in outcome.misread}
    for gold, claim in outcome.pairs:
        cells = _cells(gold, claim)
        yield _item(outcome, "wrong" if any(cell.wrong for cell in cells) else "right", gold, claim, cells)
    for gold in outcome.missed:
        other = misread.get(id(gold))
        yield _item(outcome, "misread" if other else "missed", gold, other, _cells(gold, other))
    for claim in outcome.spurious:
        if id(claim) not in read:
            yield _item(outcome, "spurious", None, claim, _cells(None, claim))
    for claim in outcome.ignored:
        yield _item(outcome, "optional", None, claim, _cells(None, claim))


def _cells(gold: GoldClaim | None, claim: Claim | None) -> tuple[Cell, ...]:
    cells = []
    for name in FIELDS:
        wanted = " ~ ".join(as_words(answer) for answer in gold.answers(name)) if gold else "–"
        found = as_words(given(claim, name)) if claim else "–"
        wrong = bool(gold and claim and not right(gold, claim, name))
        if wrong or (wanted, found) != ("–", "–"):
            cells.append(Cell(name, wanted, found, wrong))
    return tuple(cells)


def _item(outcome: Outcome, state: str, gold: GoldClaim | None, claim: Claim | None, cells: tuple[Cell, ...]) -> Item:
    place = gold or claim
    assert place is not None
    text = outcome.article.text
    if text is None:
        sentence = claim.sentence if claim else str(gold.row.get("sentence") or "") if gold else ""
        return Item(state, place.start, "", sentence or f"characters {place.start}-{place.end}", "", cells)
    around = text[max(0, place.start - CONTEXT) : place.start], text[place.end : place.end + CONTEXT]
    return Item(state, place.start, around[0], text[place.start : place.end], around[1], cells)
