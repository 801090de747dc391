"""`extractor extract`: claims of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.inputs import Inputs

if TYPE_CHECKING:
    from extractor.schema import Claim


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="text, HTML or JSON Lines files, folders, or - for standard input"),
    ],
    format: Annotated[
        str | None, typer.Option(help="jsonl, json, csv or table; a table on a terminal, else jsonl")
    ] = None,
    linker: Annotated[str, typer.Option(help="best, rules or model")] = "best",
    date: Annotated[str | None, typer.Option(help="the day of publication, YYYY-MM-DD")] = None,
    processes: Annotated[int, typer.Option(min=1, help="how many processes share the articles")] = 1,
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="claims of a lower confidence are marked unsure; 0.5 by itself")
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", help="a file instead of standard output")] = None,
) -> None:
    """Take out the claims of articles.

    Example: extractor extract article.txt --date 2023-05-19 -o claims.jsonl
    """
    from extractor.errors import InputError
    from extractor.run import Extract, outcomes
    from extractor.write.atomic import whole_file
    from extractor.write.records import FORMATS

    chosen = format or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    if chosen not in FORMATS:
        raise InputError(f"--format {chosen}: one of {', '.join(FORMATS)} is right")
    inputs = Inputs(paths, date)

    def claims() -> Iterator[Claim]:
        extracted = outcomes(Extract(linker=linker, threshold=threshold), inputs, processes)
        for _, found in inputs.sound(extracted):
            yield from found

    with whole_file(output) as out, inputs.stoppable():
        FORMATS[chosen](claims(), out)
        if not inputs.done:
            raise typer.Exit(inputs.status())  # an older file stays, and no empty one appears
    raise typer.Exit(inputs.status())
