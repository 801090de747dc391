"""Official statistics: files of many formats, imported into a DuckDB store, found again as observations."""

from extractor.statistics.commands import (
    Dataset,
    add_nomenclatures,
    import_files,
    list_datasets,
    list_nomenclatures,
    show,
)
from extractor.statistics.fetching import Service, Wanted, fetch
from extractor.statistics.importing import Options
from extractor.statistics.nomenclatures import NomenclatureReport
from extractor.statistics.proposing import propose_mapping
from extractor.statistics.report import ImportReport, Reject
from extractor.statistics.store import Store, store_path

__all__ = [
    "Dataset",
    "ImportReport",
    "NomenclatureReport",
    "Options",
    "Reject",
    "Service",
    "Store",
    "Wanted",
    "add_nomenclatures",
    "fetch",
    "import_files",
    "list_datasets",
    "list_nomenclatures",
    "propose_mapping",
    "show",
    "store_path",
]
