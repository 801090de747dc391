"""A table of one's own, CSV or Excel, through a mapping file (see `mapping.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.errors import BadTable
from extractor.statistics.areas import named
from extractor.statistics.csv_table import plain_name
from extractor.statistics.grid import Grid, read_grid
from extractor.statistics.mapping import Mapping, Name, Values, read_mapping
from extractor.statistics.reading import Reading, cases, name, text
from extractor.statistics.source_file import SourceFile

PASSED = ("currency", "unit", "status", "valuation", "flag", "vintage", "commodity_system", "measure", "direction")


@dataclass(frozen=True, slots=True)
class Mapped:
    """Reads what one mapping describes."""

    mapping: Mapping
    name: str = "mapping"
    title: str = "a table of one's own, by a mapping file (CSV, xls, xlsx)"

    @classmethod
    def from_file(cls, path: Path) -> Mapped:
        """The importer of a mapping file. Raises BadTable."""
        return cls(read_mapping(path))

    def sniff(self, source: SourceFile) -> float:
        return 1.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        mapping = self.mapping
        grid = read_grid(source, mapping.sheet, mapping.header_rows, mapping.delimiter, mapping.decimal, work)
        return Reading(
            scan=grid.scan,
            fields=_same(mapping, grid, source),
            figures=tuple(_figure(mapping, value, grid, source) for value in mapping.values),
            areas=mapping.areas,
            first_row=mapping.header_rows[-1] + 1,
            scale=(_scale_words(mapping),),
            negatives=mapping.negatives,
        )


def _scale_words(mapping: Mapping) -> str:
    words = {1: "", 1000: "thousand ", 10**6: "million ", 10**9: "billion "}
    return words.get(mapping.scale, f"{mapping.scale} times ") + (mapping.currency or mapping.unit or "units")


def _column(grid: Grid, wanted: str, source: SourceFile) -> str:
    """The column of that header, spaces and case aside. Raises BadTable, which says what was found."""
    squeezed = " ".join(wanted.lower().split())
    for column in grid.columns:
        if " ".join(column.lower().split()) == squeezed:
            return name(column)
    for column in grid.columns:
        if plain_name(column) == plain_name(wanted) != "":
            return name(column)
    found = ", ".join(repr(column) for column in grid.columns if not column.startswith("~"))
    raise BadTable(f"{source.name}: the header lacks the column `{wanted}` of the mapping; found: {found}")


def _field(mapping: Mapping, grid: Grid, source: SourceFile, field: Name) -> str | None:
    """SQL for a field: its column, its codes translated, or what is fixed."""
    if field in mapping.columns:
        expression = f"nullif(trim({_column(grid, mapping.columns[field], source)}), '')"
        meanings = mapping.codes.get(field)
        return cases(expression, meanings, other=expression) if meanings else expression
    return text(mapping.fixed[field]) if field in mapping.fixed else None


def _same(mapping: Mapping, grid: Grid, source: SourceFile) -> dict[str, str]:
    fields = {"dataset": text(mapping.dataset), "source": text(mapping.source), "url": text(mapping.url)}
    fields |= {"currency": text(mapping.currency), "unit": text(mapping.unit), "cell": grid.cell}
    fields |= {"minimum": text(str(mapping.minimum).lower()), "secondary": text(str(mapping.secondary).lower())}
    for field in (*PASSED, "commodity_code", "commodity_label", "period"):
        if (expression := _field(mapping, grid, source, field)) is not None:  # type: ignore[arg-type]
            fields[field] = expression
    fields |= _place(mapping, grid, source, "reporter") | _place(mapping, grid, source, "partner")
    left = [
        f"WHEN trim({_column(grid, column, source)}) IN ({', '.join(map(text, texts))}) THEN 'rows of {_plain(column)}'"
        for column, texts in mapping.leave_out.items()
    ]
    fields["left_out"] = f"CASE {' '.join(left)} END" if left else "NULL"
    return fields


def _plain(column: str) -> str:
    return column.replace("'", "’") + " that are to be left out"


def _place(mapping: Mapping, grid: Grid, source: SourceFile, side: str) -> dict[str, str]:
    """Name and code of a reporter or partner, in the mapping's system of codes."""
    code = _field(mapping, grid, source, f"{side}_code")  # type: ignore[arg-type]
    called = _field(mapping, grid, source, side)  # type: ignore[arg-type]
    lower = "lower" if mapping.areas == "name" else ""
    area = code or called
    if f"{side}_code" in mapping.fixed and f"{side}_code" not in mapping.columns:
        area = text(_in_system(mapping.areas, mapping.fixed[f"{side}_code"]))  # type: ignore[index]
    return {side: called or "NULL", f"{side}_area": f"{lower}({area})" if area else "NULL"}


def _in_system(areas: str, iso3: str) -> str:
    """A fixed ISO code in the system that the table's own codes are of."""
    for code, (known, _) in named(areas).items():
        if known == iso3:
            return code
    raise BadTable(f"the mapping's code {iso3} is none of ISO 3166-1 alpha-3, nor W00 for the world")


def _figure(mapping: Mapping, value: Values, grid: Grid, source: SourceFile) -> dict[str, str]:
    printed = f"trim({_column(grid, value.column, source)})"
    number = printed
    if mapping.thousands:
        spaces = mapping.thousands.isspace()
        number = (
            f"regexp_replace({number}, '[\\s\\x{{00a0}}\\x{{2009}}\\x{{202f}}]', '', 'g')"
            if spaces
            else f"replace({number}, {text(mapping.thousands)}, '')"
        )
    foreign = "." if mapping.decimal == "," else ","
    figure = {
        "scale": text(str(value.scale or mapping.scale)),
        "value": f"replace({number}, ',', '.')" if mapping.decimal == "," else number,
        "absent": cases(printed, dict(mapping.absent)),
        "refused": f"CASE WHEN {cases(printed, dict(mapping.absent))} IS NULL AND contains({number}, {text(foreign)}) "
        f"THEN 'the decimal mark should be {mapping.decimal.replace(chr(39), '')}: ' || {printed} END",
    }
    for field in ("period", "direction", "measure", "currency", "unit", "commodity_code", "commodity_label"):
        if (own := getattr(value, field)) is not None:
            figure[field] = text(own)
    for side in ("reporter", "partner"):
        if own := getattr(value, f"{side}_code"):
            figure[f"{side}_area"] = text(_in_system(mapping.areas, own))
    if mapping.provisional_from:
        period = figure.get("period") or _field(mapping, grid, source, "period") or "NULL"
        figure["status"] = f"CASE WHEN {period} >= {text(mapping.provisional_from)} THEN 'provisional' ELSE 'final' END"
    return figure
