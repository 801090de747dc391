"""Tables of nomenclatures and correlations of their editions: read, checked, kept in the store, looked up."""

from extractor.statistics.nomenclatures.adding import add_files, listed
from extractor.statistics.nomenclatures.correlates import Correlations
from extractor.statistics.nomenclatures.report import NomenclatureReport

__all__ = ["Correlations", "NomenclatureReport", "add_files", "listed"]
