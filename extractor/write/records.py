"""Claims as JSON Lines, JSON, CSV or a table on the terminal."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TextIO

from extractor.schema import Claim
from extractor.schema.base import Record, to_json


def write_jsonl(records: Iterable[Record], out: TextIO) -> None:
    """One record a line, as it comes."""
    for record in records:
        out.write(record.to_json() + "\n")


def write_json(records: Iterable[Record], out: TextIO) -> None:
    """One JSON array, written as it comes."""
    out.write("[")
    for index, record in enumerate(records):
        out.write((",\n" if index else "\n") + record.to_json())
    out.write("\n]\n")


def write_csv(records: Iterable[Record], out: TextIO) -> None:
    """One row a record; lists and mappings as JSON in their cell."""
    writer: csv.DictWriter[str] | None = None
    for record in records:
        row = record.model_dump()
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row))
            writer.writeheader()
        writer.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list | tuple):
        return to_json(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def write_table(claims: Iterable[Claim], out: TextIO) -> None:
    """The six fields and a few more, a row a claim, for a person."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for column in (
        "entity",
        "direction",
        "partner",
        "commodity",
        "measure",
        "value",
        "when",
        "kind",
        "sure",
        "as printed",
    ):
        table.add_column(column, justify="right" if column == "value" else "left", overflow="fold")
    for claim in claims:
        table.add_row(
            claim.entity or "",
            claim.direction or "",
            claim.partner or "",
            claim.commodity or "",
            claim.measure or "",
            amount(claim.value, claim.currency, claim.unit),
            when(claim),
            claim.kind,
            sureness(claim),
            claim.sentence and printed(claim),
        )
    Console(file=out).print(table)


def printed(claim: Claim) -> str:
    """The figure as the article prints it."""
    ground = claim.grounding.get("value")
    return ground.text if ground else ""


def sureness(claim: Claim) -> str:
    """The confidence, for a person: `0.71`, and `0.32 unsure` below the threshold."""
    return f"{claim.confidence:.2f}{' unsure' if claim.unsure else ''}"


def amount(value: Decimal | None, currency: str | None, unit: str | None) -> str:
    """A number with its money or unit, for a person: `35,000,000 USD`."""
    if value is None:
        return "none"
    number = f"{value:,f}"
    return " ".join(filter(None, (number, currency, unit))).replace(" /", "/")


def when(claim: Claim) -> str:
    """The claim's period, short: `2022`, `2022-01 to 2022-05`."""
    start, end = claim.period_start, claim.period_end
    if start is None or end is None:
        return ""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start == end:
        return start.isoformat()
    first, last = start.isoformat()[:7], end.isoformat()[:7]
    return first if first == last else f"{first} to {last}"


FORMATS: dict[str, Callable[[Iterable[Claim], TextIO], None]] = {
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
    "table": write_table,
}
"""The writers of `extractor extract --format`."""
