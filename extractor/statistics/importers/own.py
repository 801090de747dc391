"""Our own table: a CSV whose columns are the fields of an observation, as `statistics show` writes it and the sample has it."""

from __future__ import annotations

from pathlib import Path

from extractor.statistics.csv_table import CsvTable, share
from extractor.statistics.reading import FIELDS, Reading
from extractor.statistics.source_file import SourceFile

NEEDED = ("dataset", "source", "reporter_code", "measure", "period", "value")
PLAIN = tuple(field for field in FIELDS if field not in ("cell", "scale", "left_out", "refused"))


class Own:
    """Columns in any order; values in base units; `reporter_code` and `partner_code` ISO 3166-1 alpha-3 or W00."""

    name = "own"
    title = "a table of observations by their own field names (CSV)"

    def sniff(self, source: SourceFile) -> float:
        return share(source, NEEDED)

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = CsvTable.of(source)
        for column in NEEDED:
            table.need(column)
        fields = {field: table.or_null(field) for field in PLAIN if table.find(field)}
        fields["reporter_area"] = table.need("reporter_code")
        fields["partner_area"] = table.or_null("partner_code")
        return Reading(table.scan(), fields, ({},), scale=("base units",))
