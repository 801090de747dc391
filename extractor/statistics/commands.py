"""What the command line does with the store, as plain functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import StatisticsError, StoreError
from extractor.schema.observation import Observation
from extractor.statistics.importing import Options, Tell
from extractor.statistics.nomenclatures import NomenclatureReport, add_files, listed
from extractor.statistics.queries import sql
from extractor.statistics.records import COLUMNS, observation
from extractor.statistics.report import ImportReport
from extractor.statistics.store import Store


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset of the store, in figures."""

    name: str
    source: str
    figures: int
    reporters: int
    first_year: int
    last_year: int
    vintages: tuple[str, ...]
    files: tuple[str, ...]


def import_files(
    paths: Sequence[Path], store: Path | None = None, options: Options | None = None, tell: Tell = lambda report: True
) -> list[ImportReport | StatisticsError]:
    """Takes files over into the store (the user's own where null). `tell` sees each report before it is committed.

    Of a file that fails the error stands in its place. Raises StoreError.
    """
    with Store(store, write=True) as opened:
        return opened.import_files(paths, options, tell)


def add_nomenclatures(
    paths: Sequence[Path],
    store: Path | None = None,
    *,
    system: str | None = None,
    dry_run: bool = False,
    tell: Callable[[NomenclatureReport], None] = lambda report: None,
) -> list[StatisticsError]:
    """Takes tables and correlations of nomenclatures over into the store; returns the errors of those that could not be.

    `system` names the edition where the file does not (`HS2022`; of a correlation `HS2022:HS2017`). Raises StoreError.
    """
    with Store(store, write=True) as opened:
        return add_files(opened.connection, paths, system, dry_run, tell)


def list_nomenclatures(store: Store) -> list[tuple[str, str, int, str]]:
    """Edition, the other edition of a correlation or empty, rows, file: those that were added, then the built-in ones."""
    return listed(store.connection)


def list_datasets(store: Store) -> list[Dataset]:
    """What the store holds."""
    rows = store.connection.execute(sql("datasets")).fetchall()
    return [
        Dataset(name, source, figures, reporters, first, last, tuple(vintages or ()), tuple(files))
        for name, source, figures, reporters, first, last, vintages, files in rows
    ]


def show(
    store: Store, dataset: str, *, reporter: str | None = None, commodity: str | None = None, year: int | None = None
) -> Iterator[Observation]:
    """The observations of a dataset, in the order of its files; until the last, the store answers nothing else.

    Raises StoreError where there is no such dataset.
    """
    known = [each.name for each in list_datasets(store)]
    if dataset not in known:
        raise StoreError(f"no dataset {dataset!r} in {store.path}; there are: {'; '.join(known)}")
    cursor = store.connection.execute(
        sql("show", columns=", ".join(COLUMNS)),
        {"dataset": dataset, "reporter": reporter, "commodity": commodity, "year": year},
    )
    while rows := cursor.fetchmany(1000):
        yield from map(observation, rows)
