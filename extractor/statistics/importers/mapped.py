"""A table of one's own, CSV or Excel, through a mapping file (see `mapping.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extractor.errors import BadTable
from extractor.statistics.areas import named
from extractor.statistics.carried import PREFIX, Carried
from extractor.statistics.grid import Grid, column_named, read_grid
from extractor.statistics.hints import scale_in
from extractor.statistics.importers.mapped_figures import good, number
from extractor.statistics.importers.mapped_periods import column_parts, column_periods, value_period
from extractor.statistics.mapping import Mapping, Name, Values, read_mapping
from extractor.statistics.nomenclature import is_hierarchic
from extractor.statistics.period_names import period_name
from extractor.statistics.reading import Reading, cases, name, text
from extractor.statistics.source_file import SourceFile

PASSED: tuple[Name, ...] = (
    "currency", "unit", "status", "valuation", "flag", "vintage", "commodity_system", "commodity_label", "measure",
)  # fmt: skip
FLOW = ("import", "export", "re-export", "re-import", "domestic export", "foreign import", "balance", "turnover")
NULL = "NULL"
NAMED = 8
"""How many names a note lists."""


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
        carry = _carry(mapping, source) if mapping.headings or mapping.filled else None
        grid = read_grid(source, mapping.sheet, mapping.header_rows, mapping.delimiter, mapping.decimal, work, carry)
        table = _Table(mapping, source, grid)
        return Reading(
            scan=grid.scan,
            fields=table.same(),
            figures=tuple(table.figure(value) for value in mapping.values),
            areas=mapping.areas,
            first_row=grid.first_row,
            scale=(_scale_words(mapping),),
            negatives=mapping.negatives,
            summed=mapping.summed,
            notes=table.notes(),
        )


def _carry(mapping: Mapping, source: SourceFile) -> Callable[[Sequence[str]], Carried]:
    """What the mapping says is carried down, once the columns are known."""

    def carry(columns: Sequence[str]) -> Carried:
        def holds(field: Name) -> Callable[[str], bool]:
            meanings = mapping.codes.get(field)
            if meanings:
                return meanings.__contains__
            if field == "period":
                return lambda said: period_name(said, mapping.year_begins) is not None
            return lambda said: True

        headings: dict[str, tuple[str, Callable[[str], bool]]] = {
            field: (column_named(columns, column, source), holds(field)) for field, column in mapping.headings.items()
        }
        return Carried(headings, [column_named(columns, column, source) for column in mapping.filled])

    return carry


@dataclass(frozen=True)
class _Table:
    """One table and its mapping, to make SQL of."""

    mapping: Mapping
    source: SourceFile
    grid: Grid

    def same(self) -> dict[str, str]:
        """The fields that are alike for all figures of a row."""
        mapping = self.mapping
        fields = {"dataset": text(mapping.dataset), "source": text(mapping.source), "url": text(mapping.url)}
        fields |= {"currency": text(mapping.currency), "unit": text(mapping.unit), "cell": self.grid.cell}
        fields |= {"minimum": text(str(mapping.minimum).lower()), "secondary": text(str(mapping.secondary).lower())}
        said = {each: self._field(each) for each in PASSED}
        fields |= {each: expression for each, expression in said.items() if expression is not None}
        fields |= {"direction": self._flow[0], "commodity_code": self._good[0], "period": self._period}
        fields |= self._place("reporter") | self._place("partner")
        left = [
            f"WHEN trim({self._column(column)}) IN ({', '.join(map(text, texts))}) THEN 'rows of {_plain(column)}'"
            for column, texts in mapping.leave_out.items()
        ]
        return fields | {"left_out": f"CASE {' '.join(left)} END" if left else "NULL"}

    def figure(self, value: Values) -> dict[str, str]:
        """What is said of one column of values alone."""
        mapping = self.mapping
        figure = number(mapping, f"trim({self._column(value.column)})")
        own_good = "NULL" if value.commodity_code else self._good[1]
        own_flow = "NULL" if value.direction else self._flow[1]
        scale, scale_wrong = self._scale(value)
        figure |= {"scale": scale, "refused": _first(figure["refused"], own_good, own_flow, scale_wrong)}
        for each in ("status", "flag"):
            if each in figure:
                figure[each] = _first(figure[each], self._field(each) or "NULL")
        if value.unit and not value.currency:
            figure["currency"] = NULL
        if value.currency and not value.unit and "unit" in mapping.columns:
            figure["unit"] = NULL
        for each in ("direction", "measure", "currency", "unit", "commodity_code", "commodity_label"):
            if (own := getattr(value, each)) is not None:
                figure[each] = text(own)
        for side in ("reporter", "partner"):
            if own := getattr(value, f"{side}_code"):
                figure[f"{side}_area"] = text(_in_system(mapping.areas, own))
        if (period := value_period(mapping, value, self._period, self._part, self.source)) is not None:
            figure["period"] = period
        if mapping.provisional_from:
            later = f"{figure.get('period', self._period)} >= {text(mapping.provisional_from)}"
            figure["status"] = _first(
                figure.get("status", "NULL"), f"CASE WHEN {later} THEN 'provisional' ELSE 'final' END"
            )
        return figure

    def notes(self) -> tuple[str, ...]:
        """What a person should look at: points that may group digits, places that no claim will find."""
        counted = self.grid.first_row - 1
        passed = (
            [f"row {counted} only counts the columns and was passed over"]
            if self.mapping.header_rows[-1] < counted
            else []
        )
        return (*passed, *self._points(), *self._unknown_places())

    def _points(self) -> list[str]:
        """Text in which all points stand before three digits: `1.234` may be a thousand and more."""
        mapping = self.mapping
        if mapping.decimal != "." or mapping.thousands or self.grid.cell != NULL:
            return []
        pointed: list[str] = []
        for value in mapping.values:
            printed = f"trim({self._column(value.column)})"
            pointed += self.grid.texts(printed, f"regexp_full_match({printed}, '-?[0-9]+[.][0-9]+')")
        if len(pointed) < 2 or not all(re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", each) for each in pointed):
            return []
        return [
            f"{pointed[0]}, {pointed[1]} and so on are read as decimals; where points group digits, say thousands: ."
        ]

    def _unknown_places(self) -> list[str]:
        """Names of places that are no country's."""
        said: list[str] = []
        some_value = " OR ".join(f"trim({self._column(value.column)}) <> ''" for value in self.mapping.values)
        for side in ("reporter", "partner"):
            area = self._place(side)[f"{side}_area"]
            if area == NULL or area.startswith("'"):
                continue
            known = named(self.mapping.areas)
            unknown = [each for each in self.grid.texts(area, some_value) if each not in known]
            if unknown:
                more = f" and {len(unknown) - NAMED} more" if len(unknown) > NAMED else ""
                said.append(
                    f"{side}s that are no country known here: {', '.join(unknown[:NAMED])}{more}; "
                    f"where they are, say which, as codes: {{{side}: {{{unknown[0]}: Germany}}}}"
                )
        return said

    def _column(self, wanted: str) -> str:
        return name(column_named(self.grid.columns, wanted, self.source))

    def _field(self, field: Name) -> str | None:
        """SQL for a field: its column or heading, its codes translated, or what is fixed."""
        mapping = self.mapping
        if field in mapping.columns:
            expression = f"nullif(trim({self._column(mapping.columns[field])}), '')"
        elif field in mapping.headings:
            expression = name(PREFIX + field)
        else:
            return text(mapping.fixed[field]) if field in mapping.fixed else None
        meanings = mapping.codes.get(field)
        return cases(expression, dict(meanings), other=expression) if meanings else expression

    @cached_property
    def _period(self) -> str:
        """SQL for the period of a row, with the part of the year that another column says."""
        expression = self._field("period")
        if expression is None:
            return NULL
        if "period" not in self.mapping.fixed:
            expression = column_periods(self.mapping, self.grid, self.source, expression)
        part = self._part
        return expression if part is None else f"{expression} || {part}"

    @cached_property
    def _part(self) -> str | None:
        """SQL for the part of the year that a row says."""
        expression = self._field("part")
        return None if expression is None else column_parts(self.grid, expression)

    @cached_property
    def _flow(self) -> tuple[str, str]:
        """SQL for the flow that a row says, and for what is wrong with it."""
        expression = self._field("direction")
        if expression is None:
            return NULL, NULL
        plain = f"regexp_replace(lower({expression}), 's$', '')"
        is_flow = f"{plain} IN ({', '.join(map(text, FLOW))})"
        wrong = f"' is no flow: say what it means, as codes: {{direction: {{' || {expression} || ': import}}}}; flows are {', '.join(FLOW)}'"
        return (
            f"CASE WHEN {is_flow} THEN {plain} ELSE {expression} END",
            f"CASE WHEN NOT {is_flow} THEN {expression} || {wrong} END",
        )

    @cached_property
    def _good(self) -> tuple[str, str]:
        """SQL for the code of goods of a row, and for what is wrong with it."""
        expression = self._field("commodity_code")
        if expression is None or "commodity_code" in self.mapping.fixed:
            return expression or NULL, NULL
        system = self.mapping.fixed.get("commodity_system", "HS")
        by_hs = "commodity_system" not in self.mapping.columns and is_hierarchic(system)
        return good(self.mapping, expression) if by_hs else (expression, NULL)

    def _scale(self, value: Values) -> tuple[str, str]:
        """SQL for what values are multiplied by, and for what is wrong with it."""
        expression = self._field("scale")
        if value.scale or expression is None:
            return text(str(value.scale or self.mapping.scale)), NULL
        said = {each: _scale_said(each) for each in self.grid.texts(expression)}
        scale = cases(expression, said)
        return scale, f"CASE WHEN {scale} IS NULL THEN 'no scale: ' || coalesce({expression}, 'the cell is empty') END"

    def _place(self, side: str) -> dict[str, str]:
        """Name and code of a reporter or partner, in the mapping's system of codes."""
        mapping = self.mapping
        code = self._field(f"{side}_code")  # type: ignore[arg-type]
        called = self._field(side)  # type: ignore[arg-type]
        lower = "lower" if mapping.areas == "name" else ""
        area = code or called
        fixed = mapping.fixed.get(f"{side}_code")  # type: ignore[call-overload]
        if fixed is not None and f"{side}_code" not in mapping.columns:
            return {side: called or NULL, f"{side}_area": text(_in_system(mapping.areas, fixed))}
        return {side: called or NULL, f"{side}_area": f"{lower}({area})" if area else NULL}


def _first(*expressions: str) -> str:
    """SQL for the first of several expressions that is not null."""
    said = [expression for expression in expressions if expression != NULL]
    return f"coalesce({', '.join(said)})" if said else NULL


def _scale_said(said: str) -> str | None:
    """`millions` is 1000000, `units` is 1."""
    number = int(said) if said.isdecimal() else scale_in(said.lower())
    return str(number) if number > 1 or said in ("1", "units", "ones") else None


def _plain(column: str) -> str:
    return column.replace("'", "’") + " that are to be left out"


def _scale_words(mapping: Mapping) -> str:
    words = {1: "", 1000: "thousand ", 10**6: "million ", 10**9: "billion "}
    return words.get(mapping.scale, f"{mapping.scale} times ") + (mapping.currency or mapping.unit or "units")


def _in_system(areas: str, iso3: str) -> str:
    """A fixed ISO code in the system that the table's own codes are of."""
    for code, (known, _) in named(areas).items():
        if known == iso3:
            return code
    raise BadTable(f"the mapping's code {iso3} is none of ISO 3166-1 alpha-3, nor W00 for the world")
