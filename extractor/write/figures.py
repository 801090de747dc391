"""Figures as JSON Lines or as a table on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TextIO

from extractor.schema import Figure
from extractor.schema.base import to_json
from extractor.write.records import amount


def write_figures(article: str, figures: Iterable[Figure], out: TextIO, *, as_table: bool) -> None:
    """The figures of one article."""
    if not as_table:
        for figure in figures:
            out.write(to_json({"article": article, **asdict(figure)}) + "\n")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=article, box=None, pad_edge=False, title_justify="left")
    for column in ("at", "as printed", "sort", "value", "bound", "interval", "movement"):
        table.add_column(column, overflow="fold")
    for figure in figures:
        table.add_row(
            str(figure.start),
            figure.text,
            figure.sort.replace("_", " "),
            amount(figure.value, figure.currency, figure.unit) if figure.value is not None else "",
            figure.bound,
            _interval(figure),
            " ".join(filter(None, (figure.trend, "change" if figure.change else ""))),
        )
    Console(file=out).print(table)


def _interval(figure: Figure) -> str:
    if figure.value_low is None and figure.value_high is None:
        return ""
    low = f"{figure.value_low:,f}" if figure.value_low is not None else "…"
    high = f"{figure.value_high:,f}" if figure.value_high is not None else "…"
    return f"{low} to {high}"
