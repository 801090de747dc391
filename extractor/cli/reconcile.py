"""`extractor reconcile`: findings for claims."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import BadRecord, MissingInput
from extractor.schema.verdict import Verdict

if TYPE_CHECKING:
    from extractor.schema import Claim


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
    output: Annotated[str | None, typer.Option("-o", "--output", help="a file instead of standard output")] = None,
) -> None:
    """Hold claims against the store of official statistics; one finding a line.

    Example: extractor reconcile claims.jsonl --explain
    """
    from extractor.flow import reconcile_claims
    from extractor.reconcile import Tolerances
    from extractor.statistics import Store
    from extractor.write.atomic import whole_file
    from extractor.write.terminal import arithmetic

    allowed = Tolerances() if threshold is None else Tolerances(lowest_confidence=threshold)
    faults: list[str] = []
    hit = False
    with Store(statistics) as store, whole_file(output) as out:
        for batch in _batches(claims, faults):
            for claim, finding in zip(batch, reconcile_claims(batch, store, tolerances=allowed), strict=True):
                hit |= finding.verdict == fail_on
                out.write(arithmetic(claim, finding) if explain else finding.to_json() + "\n")
    for fault in faults:
        print(f"extractor: {fault}", file=sys.stderr)
    raise typer.Exit(2 if faults else int(hit))


BATCH = 50_000
"""Claims that ask the store at a time, in one pass over it."""


def _batches(path: Path, faults: list[str], size: int = BATCH) -> Iterator[list[Claim]]:
    """Claims by batches; lines that are none are named in `faults` and passed over. Raises MissingInput."""
    from extractor.schema import Claim

    batch: list[Claim] = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    batch.append(Claim.from_json(line))
                except BadRecord as error:
                    faults.append(f"{path}:{number}: {error}")
                if len(batch) == size:
                    yield batch
                    batch = []
    except OSError as error:
        raise MissingInput(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadRecord(f"{path}: not UTF-8 at byte {error.start}; JSON Lines of claims are needed") from error
    if batch:
        yield batch
