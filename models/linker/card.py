"""Writes what was measured into README.md, docs/linking.md and models/linker/README.md: `python models/linker/card.py`, after calibrate.

Each of these files has a stretch between `<!-- measured … -->` and `<!-- end -->` that is made anew. The real news of corpora/wikinews is measured
where EXTRACTOR_ARCHIVE names the folder with its texts.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from extractor import evaluate
from extractor.evaluate.compare import FIELDS
from extractor.evaluate.scores import Report
from extractor.evaluate.tables import NAMES, columns_of, shown

ROOT = Path(__file__).parents[2]
PLACES = {
    "README.md": "short",
    "docs/linking.md": "full",
    "models/linker/README.md": "full",
}
SHORT = ("f1", "six", "entity", "commodity", "value", "currency", "year", "direction")
GROUPS = ("precision", "recall", "f1", "six", "entity", "commodity", "year", "direction", "partner")
ERROR = "expected calibration error"


def measured(folder: str, linker: str, split: str | None = None) -> Report:
    """The report of one linker on one split, also by hand."""
    archive = Path(os.environ["EXTRACTOR_ARCHIVE"]) if "EXTRACTOR_ARCHIVE" in os.environ else None
    articles = evaluate.load(ROOT / "corpora" / folder, archive=archive, split=split)
    return evaluate.report(evaluate.outcomes(articles, linker=linker), by="hand")


def value(report: Report, name: str) -> str:
    """One cell."""
    return (
        f"{report.calibration.error:.3f}"
        if name == ERROR
        else re.sub(r"\s+", " ", shown(report.overall.measures[name]))
    )


def table(reports: dict[str, Report], names: tuple[str, ...]) -> str:
    """Rows of measures, a column for each report."""
    lines = [f"| | {' | '.join(reports)} |", "| --- " * (len(reports) + 1) + "|"]
    for name in (*names, ERROR):
        words = name if name == ERROR else NAMES.get(name, f"accuracy of {name}")
        lines.append(f"| {words} | {' | '.join(value(report, name) for report in reports.values())} |")
    return "\n".join(lines)


def hands(report: Report) -> str:
    """Rows of hands, the largest first."""
    rows = [["hand", "gold", *GROUPS]]
    for name, scores in sorted(report.groups.items(), key=lambda item: -item[1].gold):
        rows.append([name, str(scores.gold), *(f"{scores.measures[column].value:.3f}" for column in GROUPS)])
    return "```\n" + "\n".join(line.rstrip() for line in columns_of(rows)) + "\n```"


def main() -> None:
    """Measure, and write the stretches."""
    splits = [("dev", None), ("test", None), *([("wikinews", "dev")] if "EXTRACTOR_ARCHIVE" in os.environ else [])]
    with ProcessPoolExecutor(2) as pool:
        asked = {
            " ".join(filter(None, (f"{linker},", folder, split))): pool.submit(measured, folder, linker, split)
            for folder, split in splits
            for linker in ("best", "rules")
        }
        reports = {name: answer.result() for name, answer in asked.items()}
    every = (*NAMES, *FIELDS)
    test = {name: reports[f"{name}, test"] for name in ("best", "rules")}
    texts = {
        "short": table(test, SHORT),
        "full": f"{table(reports, every)}\n\nBy hand, test, `best`:\n\n{hands(test['best'])}",
    }
    for place, kind in PLACES.items():
        (ROOT / place).write_text(renewed(ROOT / place, texts[kind]), encoding="utf-8")


def renewed(file: Path, text: str) -> str:
    """The file with its stretch made anew."""
    parts = re.split(r"(<!-- measured[^>]*-->\n)|(?=<!-- end -->)", file.read_text(encoding="utf-8"))
    before, mark, _, _, after = parts[:5] if len(parts) == 5 else (None,) * 5
    if mark is None:
        raise SystemExit(f"{file}: one stretch between <!-- measured … --> and <!-- end --> is right")
    return f"{before}{mark}\n{text}\n\n{after}"


if __name__ == "__main__":
    main()
