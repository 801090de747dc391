"""A report as plain text, the same on every machine: what README and the model card quote."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from extractor.evaluate.compare import FIELDS
from extractor.evaluate.scores import DETECTION, Report, Score, Scores

NAMES = {
    "precision": "detection precision",
    "recall": "detection recall",
    "f1": "detection F1",
    "six": "F1 of the six fields together",
    "eight": "F1 with partner and bound",
}
GROUP_COLUMNS = (*DETECTION, "six", "entity", "commodity", "year", "direction", "partner")


def text(report: Report, *, by: str | None = None, confusions: int = 3) -> str:
    """The whole report: detection, fields, groups, confusions, calibration."""
    lines = [
        *_overall(report.overall),
        "",
        *_groups(report, by),
        *_confusions(report, confusions),
        *_calibration(report),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def shown(score: Score) -> str:
    """`0.913  (0.895-0.928)`; a dash where there was nothing to count."""
    return "–" if math.isnan(score.value) else f"{score.value:.3f}  ({score.low:.3f}-{score.high:.3f})"


def _overall(scores: Scores) -> Iterator[str]:
    yield f"{scores.articles} articles, {scores.gold} gold claims, {scores.extracted} extracted; 95 per cent intervals over articles"
    yield ""
    for name, words in NAMES.items():
        yield f"{words:<32}{shown(scores.measures[name])}"
    yield ""
    for name in FIELDS:
        yield f"accuracy of {name:<20}{shown(scores.measures[name])}"


def _groups(report: Report, by: str | None) -> Iterator[str]:
    if not report.groups:
        return
    columns = [name for name in GROUP_COLUMNS if by != "phenomenon" or name not in ("precision", "f1", "six")]
    rows = [
        [by or "", "gold", *(NAMES[name].removeprefix("detection ") if name in DETECTION else name for name in columns)]
    ]
    for name, scores in sorted(report.groups.items(), key=lambda item: (-item[1].gold, item[0])):
        rows.append([name, str(scores.gold), *(_short(scores.measures[column]) for column in columns)])
    yield from columns_of(rows)
    yield ""


def _short(score: Score) -> str:
    return "–" if math.isnan(score.value) else f"{score.value:.3f}"


def columns_of(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of cells as lines: the first column to the left, the others to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        yield row[0].ljust(widths[0]) + "".join(
            "  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)
        )


def _confusions(report: Report, most: int) -> Iterator[str]:
    if report.spurious_reasons:
        yield "extracted though no claim, by what gold has there:"
        yield "  " + ", ".join(f"{reason} {count}" for reason, count in report.spurious_reasons.most_common())
    if report.confusions:
        yield "most frequent confusions (gold → extracted):"
    for name, found in report.confusions.items():
        yield f"  {name}: " + "; ".join(f"{c.gold} → {c.extracted} ({c.count})" for c in found[:most])
    yield ""


def _calibration(report: Report) -> Iterator[str]:
    if not report.calibration.bins:
        return
    yield f"expected calibration error {report.calibration.error:.3f}"
    header = [["confidence", "claims", "mean", "right"]]
    rows = [
        [f"{b.low:.1f}-{b.high:.1f}", str(b.count), f"{b.confidence:.3f}", f"{b.accuracy:.3f}"]
        for b in report.calibration.bins
    ]
    yield from columns_of(header + rows)
