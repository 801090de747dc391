"""How the numbers of a table are written: decimal mark, groups of digits, footnote marks, signs for what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.lexicons import table

TEXT_POINT = "¤"
"""Stands for the decimal point of a workbook's own numbers, which say nothing of how text is written."""
LONGEST = 6
"""How long a sign for a missing value is at most."""
WAYS = (("", "."), ("", ","), (" ", ","), (" ", "."), (",", "."), (".", ","), ("'", "."))
"""What groups digits and what divides the decimals, the likeliest first."""
MARK = re.compile(r"(?<=\d)\s*(\*+|[a-zрп]/?|\([a-z\d]\)|[¹²³†‡]+)$", re.I)
GROUPED = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
"""`12.345`: where all numbers are so, the mark groups digits."""
SIGN = re.compile(r"^[£$€¥₦₹▲△]\s*")
PROVISIONAL = ("p", "p/", "(p)", "п", "р")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written."""

    thousands: str
    decimal: str
    marks: tuple[str, ...]

    def share(self, cells: Sequence[str]) -> float:
        """Which part of the cells are numbers, or signs for a missing one."""
        return sum(self.is_number(cell) or cell.lower() in _absent() or cell == "-" for cell in cells) / len(cells)

    def is_number(self, cell: str) -> bool:
        """Whether a cell is a number, a mark behind it aside."""
        return bool(_shape(self.thousands, self.decimal).fullmatch(MARK.sub("", SIGN.sub("", cell))))

    def said(self) -> dict[str, object]:
        """The lines of a mapping."""
        said: dict[str, object] = {"decimal": ","} if self.decimal == "," else {}
        said |= {"thousands": self.thousands} if self.thousands else {}
        marks = {mark: "provisional" if mark.lower() in PROVISIONAL else "final" for mark in self.marks}
        return said | ({"marks": marks} if marks else {})

    def absent(self, cells: Sequence[str]) -> dict[str, str]:
        """What stands for missing values among cells of values, and why there is none."""
        odd = {cell for cell in cells if len(cell) <= LONGEST and (not self.is_number(cell) or cell in _absent())}
        return {cell: _absent().get(cell.lower(), "missing") for cell in sorted(odd)}


def numbers_of(cells: Sequence[str]) -> Numbers:
    """How the numbers among the cells of a table are written: the way that fits the most of them."""
    cells = [SIGN.sub("", cell) for cell in cells]
    printed = [cell for cell in cells if cell[:1].isdecimal() or (cell[:1] in "-+−–" and cell[1:2].isdecimal())]
    marks = Counter(match[1] for cell in printed if (match := MARK.search(cell)))
    bare = [MARK.sub("", cell) for cell in printed if TEXT_POINT not in cell]
    best = max(WAYS, key=lambda way: sum(bool(_shape(*way).fullmatch(cell)) for cell in bare))
    pointed = [cell for cell in bare if re.fullmatch(r"-?\d+[.,]\d+", cell)]
    if best in (("", "."), ("", ",")) and len(pointed) > 1 and all(map(GROUPED.fullmatch, pointed)):
        best = (best[1], "," if best[1] == "." else ".")
    return Numbers(*best, tuple(sorted(marks)))


def _shape(thousands: str, decimal: str) -> re.Pattern[str]:
    group = {"": "", " ": r"\s", "'": "['’]"}.get(thousands, re.escape(thousands))
    grouped = rf"|\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}" if group else ""
    point = f"[{re.escape(decimal)}{TEXT_POINT}]"
    return re.compile(rf"[-+−–]?(?:\d+{grouped})(?:{point}\d*)?")


def _absent() -> dict[str, str]:
    return {row["mark"]: row["absent"] for row in table("absent_marks")}
