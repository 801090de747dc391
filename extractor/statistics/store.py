"""The store of official statistics: one DuckDB file in the user's data folder, made at first use with the embedded sample."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date as Date
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import platformdirs

from extractor.errors import StatisticsError, StoreError
from extractor.schema.nomenclature import Correlate
from extractor.schema.observation import Observation
from extractor.schema.query import Rate, SeriesQuery
from extractor.statistics import candidates, rates
from extractor.statistics.areas import areas
from extractor.statistics.importing import Options, Tell, import_all, import_file
from extractor.statistics.nomenclatures import Correlations
from extractor.statistics.queries import sql
from extractor.statistics.report import ImportReport

SCHEMA_VERSION = 2
MEMORY_GB = 2
"""What DuckDB may hold in memory; beyond it works on disk."""


def store_path() -> Path:
    """Where the store is: `EXTRACTOR_STORE`, else the user's data folder."""
    told = os.environ.get("EXTRACTOR_STORE")
    return Path(told) if told else Path(platformdirs.user_data_dir("extractor", False)) / "statistics.duckdb"


class Store:
    """An open store. It is read by many processes at once, and written by one alone; use it with `with`.

    Raises StoreError where the file is no store, was made by a newer version, or is in use by a writer.
    """

    def __init__(self, path: Path | None = None, *, write: bool = False) -> None:
        self.path = path or store_path()
        if not self.path.exists():
            _create(self.path)
        self._connection = _connected(self.path, write)
        self._rates = rates.Rates(self._connection)
        self._correlations = Correlations(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open connection, for SQL of one's own."""
        return self._connection

    def import_files(
        self, paths: Sequence[Path], options: Options | None = None, tell: Tell = lambda report: True
    ) -> list[ImportReport | StatisticsError]:
        """Takes files over, each as one transaction; of one that fails the error stands in its place."""
        done = import_all(self._connection, paths, options or Options(), tell)
        self._rates = rates.Rates(self._connection)
        return done

    def shared(self, processes: int) -> None:
        """Leaves each of so many processes that read stores at once its part of the memory and of the processors."""
        threads = self._connection.execute("SELECT current_setting('threads')").fetchone()
        self._connection.execute(f"SET threads = {max(1, (threads[0] if threads else 1) // processes)}")
        self._connection.execute(f"SET memory_limit = '{MEMORY_GB / processes} GB'")

    def candidates(self, queries: Sequence[SeriesQuery]) -> Iterator[list[Observation]]:
        """For each query every observation that may be weighed (see SeriesQuery), in a fixed order; one join for all."""
        return candidates.find(self._connection, queries)

    def partners(self, queries: Sequence[SeriesQuery]) -> Iterator[list[Observation]]:
        """For each query the same series of all other partners, for slips; bounded for each."""
        return candidates.partners(self._connection, queries)

    def rate(self, currency_from: str, currency_to: str, start: Date, end: Date) -> Rate | None:
        """How many of the one a unit of the other was worth from `start` to `end` (inclusive); null where none is known."""
        return self._rates.rate(currency_from, currency_to, start, end)

    def correlates(self, system: str, code: str) -> tuple[Correlate, ...]:
        """What a code is in the other editions of its nomenclature, by the tables that were added; empty where none were."""
        return self._correlations.of(system, code)


def _create(path: Path) -> None:
    """Makes a store with the sample beside its place and moves it there whole."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(unfinished)) as connection:
            connection.execute(sql("schema"))
            connection.execute("INSERT INTO meta VALUES (?)", [SCHEMA_VERSION])
            _prepare(connection)
            with as_file(files(__package__) / "sample") as folder:
                for table in sorted(folder.glob("*.csv")):
                    import_file(connection, table, Options(format="own"), lambda report: True)
        unfinished.replace(path)
    except (duckdb.Error, OSError) as error:
        raise StoreError(f"{path}: the store cannot be made ({_first_line(error)})") from error
    finally:
        unfinished.unlink(missing_ok=True)
        unfinished.with_name(unfinished.name + ".wal").unlink(missing_ok=True)


def _connected(path: Path, write: bool) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(
            str(path),
            read_only=not write,
            config={"memory_limit": f"{MEMORY_GB} GB", "python_enable_replacements": False},
        )
        row = connection.execute("SELECT schema_version FROM meta").fetchone()
        if row is not None and row[0] == SCHEMA_VERSION:
            _prepare(connection)
            return connection
    except (duckdb.Error, OSError) as error:
        raise StoreError(f"{path}: {_why(_first_line(error))}") from error
    connection.close()
    raise StoreError(
        f"{path}: a store of schema version {row[0] if row else 'none'}, this program writes {SCHEMA_VERSION}; "
        "use the extractor that made it, or set EXTRACTOR_STORE to a new file and import again"
    )


def _why(said: str) -> str:
    """What DuckDB says of a file that it does not open, for a person."""
    if "different configuration" in said:
        return "this program has the store open already, to read or to write; close it first"
    if "lock" in said.lower():
        return "another process is writing to the store; wait for it to end"
    return f"not a store of statistics that can be read ({said})"


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """What lives beside the stored tables while the store is open: macros and the table of areas."""
    connection.execute("SET enable_progress_bar = false")  # on by itself in other processes, and on standard output
    connection.execute(sql("periods"))
    connection.execute("CREATE OR REPLACE TEMP TABLE area (system VARCHAR, code VARCHAR, iso3 VARCHAR, name VARCHAR)")
    columns = [list(column) for column in zip(*areas(), strict=True)]
    connection.execute("INSERT INTO area SELECT unnest(?), unnest(?), unnest(?), unnest(?)", columns)
    connection.execute(sql("view"))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
