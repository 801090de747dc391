"""Eurostat TSV: a first column `freq,unit,geo\\TIME_PERIOD`, then one column a period, cells such as `12.5 p` and `: c`.

Behind the flag of an observation that of its confidentiality may stand (`12.5 e@N`).
"""

from __future__ import annotations

from pathlib import Path

from extractor.errors import BadTable
from extractor.statistics.csv_table import CsvTable
from extractor.statistics.dimensions import Dimensions
from extractor.statistics.reading import Reading, name, text
from extractor.statistics.source_file import SourceFile

LOOKED_AT = 2000
"""How many rows are looked at for the codes of dimensions."""


class EurostatTsv:
    """One row a series. The dataset's code is the file's name (`estat_ext_lt_intratrd.tsv.gz`)."""

    name = "eurostat-tsv"
    title = "Eurostat TSV"

    def sniff(self, source: SourceFile) -> float:
        first = source.head[:2000].split("\t")[0]
        return 1.0 if "\\" in first and "," in first and "\n" not in first else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source, delimiter="\t")
        key = table.columns[0]
        if "\\" not in key:
            raise BadTable(f"{source.name}: the first column should be dimensions\\TIME_PERIOD; found: {key}")
        dimensions = key.split("\\")[0].split(",")
        codes = {
            dimension.strip().lower(): f"trim(split_part({name(key)}, ',', {place}))"
            for place, dimension in enumerate(dimensions, start=1)
        }
        dataset = Path(source.name.removesuffix(".gz")).stem.removeprefix("estat_").lower()
        keys = [line.split("\t")[0].split(",") for line in source.head.splitlines()[1:LOOKED_AT]]
        seen = {name: {each[place].strip() for each in keys if len(each) > place} for place, name in enumerate(codes)}
        figures = tuple(
            _figure(period, codes, dataset, seen) for period in table.columns[1:] if not period.startswith("~")
        )
        if not figures:
            raise BadTable(f"{source.name}: no column of a period; found: {', '.join(table.columns)}")
        shared = {field: figures[0][field] for field in figures[0] if len({figure[field] for figure in figures}) == 1}
        differing = tuple({field: figure[field] for field in figure if field not in shared} for figure in figures)
        return Reading(table.scan(), shared, differing, areas="sdmx", scale=("units as coded",), negatives=True)


def _figure(period: str, codes: dict[str, str], dataset: str, seen: dict[str, set[str]]) -> dict[str, str]:
    cell = f"trim({name(period)})"
    flags = f"split_part({cell}, ' ', 2)"
    fields = Dimensions(
        dataset=text(dataset),
        source="Eurostat",
        codes=codes | {"time_period": text(period)},
        value=f"split_part({cell}, ' ', 1)",
        flag=f"trim(split_part({flags}, '@', 1))",
        confidentiality=f"trim(split_part({flags}, '@', 2))",
        url=f"https://ec.europa.eu/eurostat/databrowser/view/{dataset}",
        seen=seen,
    ).fields()
    # a bare colon says only that there is no figure, as an empty cell does
    empty = f"CASE WHEN {cell} IN (':', '') THEN 'not available' END"
    return fields | {"cell": text(period), "left_out": f"coalesce({empty}, {fields['left_out']})"}
