"""The formats that are read, one small file each.

To add one: a class with `name`, `title`, `sniff` and `read` (see `reading.Importer`), and a line in `KNOWN`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnknownFormat
from extractor.statistics.importers.baci import Baci
from extractor.statistics.importers.comext import Comext
from extractor.statistics.importers.comtrade import ComtradeBulk, ComtradeJson
from extractor.statistics.importers.comtrade_legacy import ComtradeLegacy
from extractor.statistics.importers.ecb import EcbRates
from extractor.statistics.importers.eurostat_tsv import EurostatTsv
from extractor.statistics.importers.json_stat import JsonStat
from extractor.statistics.importers.mapped import Mapped
from extractor.statistics.importers.own import Own
from extractor.statistics.importers.sdmx_csv import SdmxCsv
from extractor.statistics.importers.sdmx_json import SdmxJson
from extractor.statistics.importers.sdmx_ml import SdmxMl
from extractor.statistics.importers.unhcr import Unhcr
from extractor.statistics.importers.wdi import Wdi
from extractor.statistics.importers.wits import Wits
from extractor.statistics.importers.wits_summary import WitsSummary
from extractor.statistics.reading import Importer
from extractor.statistics.source_file import SourceFile

KNOWN: tuple[Importer, ...] = (
    Own(),
    ComtradeJson(),
    ComtradeBulk(),
    ComtradeLegacy(),
    Wits(),
    WitsSummary(),
    Comext(),
    SdmxCsv(),
    SdmxMl(),
    SdmxJson(),
    EurostatTsv(),
    JsonStat(),
    Baci(),
    Wdi(),
    Unhcr(),
    EcbRates(),
)


@dataclass(frozen=True, slots=True)
class Registry:
    """Chooses the importer for a file."""

    importers: Sequence[Importer]

    @classmethod
    def default(cls, mapping: Path | None = None) -> Registry:
        """All known formats; with a mapping file only the table that it describes."""
        return cls((Mapped.from_file(mapping),) if mapping else KNOWN)

    def names(self) -> list[str]:
        """What can be chosen."""
        return [importer.name for importer in self.importers]

    def choose(self, source: SourceFile, name: str | None = None) -> Importer:
        """The importer of that name, else the one that is surest. Raises UnknownFormat."""
        if name is not None:
            for importer in self.importers:
                if importer.name == name:
                    return importer
            raise UnknownFormat(f"no format is called {name}; there are: {', '.join(self.names())}")
        surest = max(self.importers, key=lambda importer: importer.sniff(source))
        if surest.sniff(source) > 0:
            return surest
        raise UnknownFormat(
            f"{source.name}: no known format ({', '.join(self.names())}); it begins with "
            f"{_beginning(source)}; for a table of your own write a mapping file"
        )


def _beginning(source: SourceFile) -> str:
    line = next((line.strip() for line in source.head.splitlines() if line.strip()), "")
    return repr(line[:120]) if line else "bytes that are no text"
