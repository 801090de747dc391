"""Which observations are found for a query (`candidates.csv`, over the rows of `candidates-store.csv`)."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from extractor.schema import Observation
from extractor.schema.query import SeriesQuery
from extractor.statistics import Store, import_files

HERE = Path(__file__).parent
with (HERE / "candidates.csv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def filled(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("filled") / "store.duckdb"
    path.write_bytes(made.read_bytes())
    with Store(path, write=True) as store:
        store.connection.execute("DELETE FROM figure")
    import_files([HERE / "candidates-store.csv"], path)
    with Store(path) as store:
        yield store


def query(case: dict[str, str]) -> SeriesQuery:
    return SeriesQuery(
        reporter_code=case["reporter"] or None,
        partner_code=case["partner"] or None,
        direction=case["direction"] or None,
        measure=case["measure"] or None,
        commodity_codes=tuple(case["codes"].split()),
        wider_codes=tuple(case["wider"].split()),
        period_start=date.fromisoformat(case["start"]) if case["start"] else None,
        period_end=date.fromisoformat(case["end"]) if case["end"] else None,
        currency=case["currency"] or None,
        unit=case["unit"] or None,
        total=bool(case["total"]),
    )


def told(found: Observation) -> str:
    """`KAZ>RUS export 8542 2022=18`"""
    whole = found.period_start.month == 1 and found.period_end.month == 12
    period = str(found.period_start)[: 4 if whole else 7]
    what = f"{found.direction} {found.commodity_code}" if found.direction else found.measure
    return f"{found.reporter_code}>{found.partner_code or 'W00'} {what} {period}={found.value}{found.unit or ''}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_candidates(case: dict[str, str], filled: Store) -> None:
    (found,) = filled.candidates([query(case)])
    wanted = [part for part in case["found"].split(";") if part]
    assert sorted(map(told, found)) == sorted(wanted)
    assert [told(each) for each in found[:1]] == wanted[:1]


def test_many_at_once_are_as_each_alone(filled: Store) -> None:
    queries = [query(case) for case in CASES]
    assert list(filled.candidates(queries)) == [next(filled.candidates([each])) for each in queries]


def test_no_query_no_answer(filled: Store) -> None:
    assert not list(filled.candidates([]))
