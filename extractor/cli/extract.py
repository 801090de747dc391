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
        list[str], typer.Argument(metavar="PATH…", help="text or HTML files, folders, or - for standard input")
    ],
    format: Annotated[
        str | None, typer.Option(help="jsonl, json, csv or table; a table on a terminal, else jsonl")
    ] = None,
    linker: Annotated[str, typer.Option(help="best, rules or model")] = "best",
    date: Annotated[str | None, typer.Option(help="the day of publication, YYYY-MM-DD")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", help="a file instead of standard output")] = None,
) -> None:
    """Take out the claims of articles.

    Example: extractor extract article.txt --date 2023-05-19 -o claims.jsonl
    """
    from extractor.errors import InputError
    from extractor.flow import extract_articles
    from extractor.write.atomic import whole_file
    from extractor.write.records import FORMATS

    chosen = format or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    if chosen not in FORMATS:
        raise InputError(f"--format {chosen}: one of {', '.join(FORMATS)} is right")
    inputs = Inputs(paths, date)

    def claims() -> Iterator[Claim]:
        for _, found in extract_articles(inputs, linker=linker):
            yield from found

    with whole_file(output) as out:
        FORMATS[chosen](claims(), out)
        if inputs.failed and not inputs.read:
            raise typer.Exit(inputs.status())  # an older file stays, and no empty one appears
    raise typer.Exit(inputs.status())
