"""`extractor evaluate`: extracted claims held against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="a gold.jsonl, or a folder that holds one (corpora/test)")
    ],
    predictions: Annotated[
        Path | None, typer.Option(help="claims as JSON Lines; without it the texts are extracted now")
    ] = None,
    by: Annotated[Literal["field", "phenomenon", "hand", "kind"], typer.Option(help="one table more")] = "field",
    linker: Annotated[Literal["best", "rules", "model"], typer.Option(help="which linker extracts")] = "best",
    html: Annotated[Path | None, typer.Option(help="a page with gold and extracted side by side, errors first")] = None,
    diagram: Annotated[Path | None, typer.Option(help="the reliability diagram as SVG")] = None,
    split: Annotated[str | None, typer.Option(help="only this split of corpora/sentences or corpora/wikinews")] = None,
    archive: Annotated[
        Path | None,
        typer.Option(envvar="EXTRACTOR_ARCHIVE", help="folder of JSON Lines with the texts of labels that have none"),
    ] = None,
) -> None:
    """Hold extracted claims against gold: detection, accuracy of fields, calibration. docs/evaluation.md defines them.

    Example: extractor evaluate corpora/test --by hand --html report.html
    """
    from extractor import evaluate as evaluation
    from extractor.evaluate import tables

    articles = evaluation.load(gold, archive=archive, split=split)
    found = evaluation.outcomes(articles, evaluation.predictions(predictions) if predictions else None, linker=linker)
    report = evaluation.report(found, by=by)
    typer.echo(tables.text(report, by=by), nl=False)
    if html is not None:
        from extractor.evaluate.page import page

        html.write_text(page(report, found, f"Evaluation of {gold}"), encoding="utf-8")
    if diagram is not None:
        diagram.write_text(evaluation.diagram(report.calibration), encoding="utf-8")
