"""`extractor reconcile`: findings for claims."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from extractor.errors import BadRecord, ExtractorError, MissingInput
from extractor.schema.verdict import Verdict


def reconcile(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.jsonl", help="claims as `extractor extract` writes them")],
    statistics: Annotated[Path | None, typer.Option(metavar="STORE", help="another store than the user's own")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="print the arithmetic line by line instead of records")
    ] = False,
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="claims of a lower confidence are never called contradicted")
    ] = None,
    fail_on: Annotated[Verdict | None, typer.Option(help="exit with 1 where a finding has this verdict")] = None,
    processes: Annotated[int, typer.Option(min=1, help="how many processes share the claims")] = 1,
    output: Annotated[str | None, typer.Option("-o", "--output", help="a file instead of standard output")] = None,
) -> None:
    """Hold claims against the store of official statistics; one finding a line.

    Example: extractor reconcile claims.jsonl --explain
    """
    from extractor.run import Reconcile, outcomes_of
    from extractor.write.atomic import whole_file

    places: deque[int] = deque()
    faults: list[str] = []
    hit = False
    with closing(Reconcile(statistics, threshold, explain, processes)) as work, whole_file(output) as out:
        for told in outcomes_of(work, shares(_lines(claims, places), processes), processes):
            place = places.popleft()
            if isinstance(told, ExtractorError):
                faults.append(f"{claims}:{place}: {told}")
                continue
            hit |= told.verdict == fail_on
            out.write(told.text)
    for fault in faults:
        print(f"extractor: {fault}", file=sys.stderr)
    raise typer.Exit(2 if faults else int(hit))


BATCH = 50_000
"""Claims with which a process asks the store at a time, in one pass over it."""


def shares(lines: Iterator[str], processes: int) -> Iterator[list[str]]:
    """Lines by batches: as many as all processes may hold at once, shared out evenly."""
    while held := list(islice(lines, BATCH * processes)):
        size = -(-len(held) // processes)
        yield from (held[first : first + size] for first in range(0, len(held), size))


def _lines(path: Path, places: deque[int]) -> Iterator[str]:
    """The lines of a file that are not blank; the number of each is added to `places`. Raises MissingInput and BadRecord."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    places.append(number)
                    yield line
    except OSError as error:
        raise MissingInput(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadRecord(f"{path}: not UTF-8 at byte {error.start}; JSON Lines of claims are needed") from error
