"""The sheets of a workbook as tables of text, for layouts that publishers also offer in Excel (WITS by product, WDI, UNHCR)."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from pathlib import Path

from extractor.statistics.grid import is_workbook, sheet_names, sheet_rows
from extractor.statistics.source_file import HEAD, SourceFile


def tables(source: SourceFile, folder: Path) -> list[SourceFile]:
    """The file itself, or of a workbook each sheet that is not empty, written as CSV to the folder. Raises BadTable.

    Rows keep their numbers: an empty row is an empty line.
    """
    if not is_workbook(source):
        return [source]
    found = []
    for number, sheet in enumerate(sheet_names(source), start=1):
        rows = [row if any(row) else [] for row in sheet_rows(source, number)[1]]
        if any(rows):
            found.append(_written(source, sheet, rows, folder / f"{len(list(folder.iterdir()))}.csv"))
    return found or [source]


def _written(source: SourceFile, sheet: str, rows: list[list[str]], plain: Path) -> SourceFile:
    with plain.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([" ".join(cell.splitlines()) for cell in row] for row in rows)
    with plain.open(encoding="utf-8") as file:
        head = file.read(HEAD)
    digest = hashlib.sha256(f"{source.digest} {sheet}".encode()).hexdigest()
    return replace(source, name=f"{source.name}/{sheet}", plain=plain, digest=digest, head=head, encoding="utf-8")
