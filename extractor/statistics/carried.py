"""Cells that hold for the rows below them: headings alone in their row, cells merged with the one above."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str | None]
PREFIX = "heading: "
"""Before the name of a field, the column that holds its heading."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried down in a table."""

    headings: Mapping[str, tuple[str, Callable[[str], bool]]]
    """By field the column in which its headings stand, and whether a text is one."""
    filled: Sequence[str]
    """Columns whose empty cells take the text above."""

    @property
    def added(self) -> list[str]:
        """The columns that hold the headings."""
        return [PREFIX + field for field in self.headings]

    def __call__(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows with what was carried down to them."""
        above: dict[str, str | None] = {}
        for row in rows:
            cells = {column: cell for column, cell in row.items() if cell}
            for field, (column, holds) in self.headings.items():
                if set(cells) == {column} and holds(str(cells[column])):
                    above[PREFIX + field] = cells[column]
            if len(cells) > 1:
                above |= {column: cells[column] for column in self.filled if column in cells}
                cells |= {column: cell for column in self.filled if (cell := above.get(column))}
            yield {**row, **cells, **{column: above.get(column) for column in self.added}}
