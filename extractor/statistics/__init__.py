"""Official statistics: files of many formats, imported into a DuckDB store, found again as observations."""

from extractor.statistics.commands import Dataset, import_files, list_datasets, show
from extractor.statistics.importing import Options
from extractor.statistics.report import ImportReport, Reject
from extractor.statistics.store import Store, store_path

__all__ = [
    "Dataset",
    "ImportReport",
    "Options",
    "Reject",
    "Store",
    "import_files",
    "list_datasets",
    "show",
    "store_path",
]
