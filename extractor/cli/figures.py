"""`extractor figures`: the numbers of articles, as the grammar finds them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from extractor.cli.inputs import Inputs


def figures(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="text, HTML or JSON Lines files, folders, or - for standard input"),
    ],
    all: Annotated[
        bool, typer.Option("--all", help="also what is out of scope: dates, ages, ranks, durations …")
    ] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", help="a file instead of standard output")] = None,
) -> None:
    """Take out the figures of articles, without asking what they are about. No model is loaded.

    Example: extractor figures article.txt --all
    """
    from extractor.run import Figures, outcomes
    from extractor.write.atomic import whole_file
    from extractor.write.figures import write_figures

    inputs = Inputs(paths, None)
    counted = outcomes(Figures(all), inputs)
    with whole_file(output) as out, inputs.stoppable():
        for article, found in inputs.sound(counted):
            write_figures(article.id, found, out, as_table=output is None and sys.stdout.isatty())
    raise typer.Exit(inputs.status())
