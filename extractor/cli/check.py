"""`extractor check`: the main job, from articles to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.inputs import Inputs
from extractor.schema.verdict import Verdict

if TYPE_CHECKING:
    from extractor.schema import Report


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="text, HTML or JSON Lines files, folders, or - for standard input"),
    ],
    html: Annotated[
        str | None, typer.Option(metavar="REPORT.html", help="a page with article, findings and evidence")
    ] = None,
    linker: Annotated[str, typer.Option(help="best, rules or model")] = "best",
    date: Annotated[str | None, typer.Option(help="the day of publication, YYYY-MM-DD")] = None,
    statistics: Annotated[Path | None, typer.Option(metavar="STORE", help="another store than the user's own")] = None,
    format: Annotated[str, typer.Option(help="text, or jsonl: one report a line")] = "text",
    explain: Annotated[bool, typer.Option("--explain", help="print the arithmetic line by line")] = False,
    processes: Annotated[int, typer.Option(min=1, help="how many processes share the articles")] = 1,
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="claims of a lower confidence are marked unsure; 0.5 by itself")
    ] = None,
    fail_on: Annotated[Verdict | None, typer.Option(help="exit with 1 where a finding has this verdict")] = None,
) -> None:
    """Take out the claims of articles and hold them against official statistics.

    Example: extractor check article.txt --html report.html --fail-on contradicted
    """
    from extractor.errors import InputError
    from extractor.run import Check, outcomes

    if format not in ("text", "jsonl"):
        raise InputError(f"--format {format}: text or jsonl is right")
    inputs = Inputs(paths, date)
    reports: list[Report] = []
    hit = False
    with closing(Check(path=statistics, linker=linker, threshold=threshold)) as work, inputs.stoppable():
        checked = outcomes(work, inputs, processes)
        for report in _told(inputs.sound(checked), format, explain):
            hit |= any(finding.verdict == fail_on for finding in report.findings)
            if html is not None:
                reports.append(report)
    if html is not None and reports:
        _write_page(html, reports, to_stderr=format == "jsonl")
    raise typer.Exit(inputs.status() or int(hit))


def _told(reports: Iterable[Report], format: str, explain: bool) -> Iterator[Report]:
    """The reports as they come, each printed."""
    from extractor.write.terminal import print_report

    for report in reports:
        if format == "jsonl":
            typer.echo(report.to_json())
        else:
            print_report(report, explain=explain)
        yield report


def _write_page(html: str, reports: list[Report], to_stderr: bool) -> None:
    """The page of all reports, and where it lies."""
    from extractor.write.atomic import whole_file
    from extractor.write.html import write_page

    with whole_file(html) as out:
        write_page(reports, out)
    typer.echo(f"report: {Path(html).resolve()}", err=to_stderr)
