"""A store of one's own for each test, beside a whole one that is only read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.errors import StatisticsError
from extractor.statistics import ImportReport, Options, Store, import_files

FILES = Path(__file__).parent / "files"
Take = Callable[..., list[ImportReport | StatisticsError]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as it is at first use."""
    path = tmp_path_factory.mktemp("store") / "statistics.duckdb"
    Store(path).close()
    return path


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it that may be written to."""
    path = tmp_path / "own.duckdb"
    path.write_bytes(made.read_bytes())
    return path


@pytest.fixture
def take(place: Path) -> Take:
    """Imports files into the test's own store."""

    def take(*paths: Path, **options: object) -> list[ImportReport | StatisticsError]:
        return import_files(paths, place, Options(**options))  # type: ignore[arg-type]

    return take


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    """The test's own store, opened for reading at first use of this fixture."""
    with Store(place) as opened:
        yield opened
