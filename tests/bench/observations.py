"""Official statistics at scale: an import over DuckDB reading the same file, claims over a bare hash join, memory.

    python tests/bench/observations.py                              one minute
    python tests/bench/observations.py --observations 100000000     the whole, about 20 GB on disk for a while

The file has the shape of CEPII BACI: a row is a value and mostly a quantity, so two observations. Each step runs in a process of
its own, on two threads (the claims: in two processes), and says how much memory it took; the last lines say what a claim costs as the store grows.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from extractor.cli.reconcile import shares
from extractor.run import Reconcile, outcomes_of
from extractor.run.work import uncollected
from extractor.schema import Claim
from extractor.schema.claim import CommodityCode
from extractor.statistics import Options, Store
from extractor.statistics.areas import named

YEARS, PLACES, GOODS = 5, 200, 5000
FILE, STORE, READ = "BACI_HS17_Y2022_V202401b.csv", "store.duckdb", "read.duckdb"
PROCESSES = 2


ROWS = f"""
    SELECT n, 2018 + y AS t, i.code AS i, j.code AS j, i.iso AS exporter, j.iso AS importer,
        10000 + (k * $stride + (a * 1000 + b) * 2654435761 % 4294967296 % $stride) * 197 AS k,
        printf('%.3f', n * 2654435761 % 4294967296 % 1000000000 / 1000.0) AS v,
        CASE WHEN n * 40503 % 65536 % 10 = 0 THEN 'NA' ELSE printf('%.3f', n * 2246822519 % 4294967296 % 100000000 / 1000.0) END AS q
    FROM (
        SELECT n, n // $a_year AS y, n % $a_year // ($goods * {PLACES - 1}) AS a, n % $a_year // $goods % {PLACES - 1} AS b,
            n % $goods AS k
        FROM (SELECT range AS n FROM range(0, $rows, $step))
    ) JOIN place i ON i.number = a JOIN place j ON j.number = (a + 1 + b) % {PLACES}
"""
"""Rows as in the file, in its order: by year, exporter, importer, product. Every number follows from that of the row."""


def rows_sql(observations: int, step: int = 1) -> str:
    """All rows that make so many observations, or every so-manieth."""
    a_year = observations // 2 // YEARS
    goods = -(-a_year // (PLACES * (PLACES - 1)))
    sql = ROWS.replace("$stride", str(GOODS // goods)).replace("$goods", str(goods)).replace("$a_year", str(a_year))
    return sql.replace("$rows", str(a_year * YEARS)).replace("$step", str(step))


def connected(path: Path | str = ":memory:", **config: str) -> duckdb.DuckDBPyConnection:
    """DuckDB on two threads, with the places of the rows."""
    connection = duckdb.connect(str(path), config={"threads": 2, **config})
    by_iso = {iso: int(code) for code, (iso, _) in named("comtrade").items() if iso and code.isdigit() and code != "0"}
    places = sorted(by_iso.items())[:PLACES]
    connection.execute("CREATE TEMP TABLE place (number INTEGER, iso VARCHAR, code INTEGER)")
    connection.executemany("INSERT INTO place VALUES (?, ?, ?)", [(n, *place) for n, place in enumerate(places)])
    return connection


def write(folder: Path, observations: int, claims: int) -> dict[str, float]:
    """The file."""
    rows = f"SELECT t, i, j, printf('%06d', k) AS k, v, q FROM ({rows_sql(observations)})"
    connected().execute(f"COPY ({rows}) TO '{folder / FILE}' (HEADER)")
    return {"bytes": (folder / FILE).stat().st_size}


def read(folder: Path, observations: int, claims: int) -> dict[str, float]:
    """What DuckDB takes to read the file into a table of a database."""
    with connected(folder / READ) as connection, timed() as spent:
        connection.execute(f"CREATE TABLE baci AS FROM read_csv('{folder / FILE}')")
        connection.execute("CHECKPOINT")
    return spent


def take_over(folder: Path, observations: int, claims: int) -> dict[str, float]:
    """The import, as `extractor statistics import` does it."""
    Store(folder / STORE).close()
    with timed() as spent:
        with Store(folder / STORE, write=True) as store:
            store.connection.execute("SET threads = 2")
            (report,) = store.import_files([folder / FILE], Options())
        if isinstance(report, Exception):
            raise report
    return {**spent, "rows": report.rows, "bytes": (folder / STORE).stat().st_size}


def join(folder: Path, observations: int, claims: int) -> dict[str, float]:
    """A hash join of the claims' series and periods with the store's figures, nothing else."""
    with connected(folder / STORE) as connection:
        connection.execute(f"CREATE TEMP TABLE asked AS {rows_sql(observations, observations // 2 // claims)}")
        with timed() as spent:
            connection.execute(
                "CREATE TEMP TABLE joined AS SELECT n, f.value FROM asked JOIN figure f ON f.reporter_key = exporter "
                "AND f.partner_key = importer AND f.commodity_code = printf('%06d', k) AND f.direction = 'export' "
                "AND f.period_start = make_date(t, 1, 1)"
            )
        found = connection.execute("SELECT count(*) FROM joined").fetchone()
    return {**spent, "found": found[0] if found else 0}


def reconcile(folder: Path, observations: int, claims: int) -> dict[str, float]:
    """All claims judged, shared out among the processes; of the time how much the search takes, and how they end."""
    told = outcomes_of(Judging(folder / STORE), shares(rows_of(observations, claims), PROCESSES), PROCESSES)
    verdicts: Counter[str] = Counter()
    parts: dict[int, dict[str, float]] = {}
    for verdict, spent in told:  # type: ignore[misc]  # an error ends the bench
        verdicts[verdict] += 1
        parts[int(spent["process"])] = spent
    total = {name: sum(part[name] for part in parts.values()) for name in KNOWN if name != "seconds"}
    total["seconds"] = max(part["ended"] for part in parts.values()) - min(part["began"] for part in parts.values())
    return {**total, "search": total["search"] / len(parts), **verdicts}


class Judging:
    """Claims of rows, made before the clock runs, to their verdicts and what all the claims of the process took so far."""

    def __init__(self, path: Path) -> None:
        self.work = Reconcile(path, processes=PROCESSES)
        self.spent: dict[str, float] = dict.fromkeys(KNOWN, 0.0)

    def prepare(self) -> None:
        self.work.prepare()
        store = self.work.store
        assert store is not None
        store.candidates = clocked(store.candidates, self.spent)  # type: ignore[method-assign]
        store.partners = clocked(store.partners, self.spent)  # type: ignore[method-assign]

    def __call__(self, batch: Sequence[tuple[Any, ...]]) -> list[tuple[str, dict[str, float]]]:
        claims = [claim_of(*row) for row in batch]
        self.spent.setdefault("began", time.perf_counter())
        with uncollected(), timed() as spent:
            verdicts = [finding.verdict for finding in self.work.findings(claims)]
        self.spent["processors"] += spent["processors"]
        self.spent |= {"ended": time.perf_counter(), "memory": peak(), "process": os.getpid()}
        return [(verdict, self.spent) for verdict in verdicts]


def clocked(function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    """The function, which adds to `spent` what each call of it takes."""

    def call(*given: Any) -> Any:
        started, used = time.perf_counter(), processors()
        try:
            return function(*given)
        finally:
            spent["search"] += time.perf_counter() - started
            spent["search_processors"] += processors() - used

    return call


def rows_of(observations: int, count: int) -> Iterator[tuple[Any, ...]]:
    """Rows from which claims are made, by number: true and rounded, a fifth too much, in tonnes, by heading, told of the importer, of nothing here."""
    sql = f"SELECT n, t, exporter, importer, printf('%06d', k), v, q FROM ({rows_sql(observations, observations // 2 // count)})"
    for number, row in enumerate(connected().execute(sql).fetchall()[:count]):
        yield (number, *row[1:])


def claim_of(number: int, year: int, exporter: str, importer: str, code: str, value: str, quantity: str) -> Claim:
    kind = number % 10
    amount = Decimal(value) * 1000
    if kind == 6 and quantity != "NA":
        amount = Decimal(quantity)
    elif kind == 7:
        amount = amount * Decimal("1.2")
    elif kind == 8:
        code = "999999"
    elif kind == 9:
        code = code[:4]
    rounded = Decimal(f"{amount:.3g}") if amount else amount
    half = Decimal(5).scaleb(rounded.adjusted() - 3)
    entity, partner = (importer, exporter) if kind == 5 else (exporter, importer)
    return Claim(
        id=str(number), article="bench", kind="level", entity=entity, entity_code=entity, partner=partner,
        partner_code=partner, direction="import" if kind == 5 else "export", commodity="goods",
        commodity_codes=(CommodityCode(system="HS2017", code=code, label="goods", score=1),),
        value=rounded, value_low=rounded - half, value_high=rounded + half,
        currency=None if kind == 6 else "USD", unit="t" if kind == 6 else None, year=year,
        period_start=date(year, 1, 1), period_end=date(year, 12, 31), sentence="", start=0, end=0, confidence=0.9,
    )  # fmt: skip


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Seconds of the clock and of the processors."""
    spent: dict[str, float] = {}
    started, used = time.perf_counter(), processors()
    yield spent
    spent |= {"seconds": time.perf_counter() - started, "processors": processors() - used}


def peak() -> int:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def processors() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


STEPS = {step.__name__: step for step in (write, read, take_over, join, reconcile)}


def run(step: str, folder: Path, observations: int, claims: int) -> dict[str, float]:
    """A step in a process of its own: what it says, and the most memory that it held."""
    command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
    command += ["--observations", str(observations), "--claims", str(claims)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def measure(observations: int, claims: int) -> None:
    """One size: two ratios, memory, and what a claim costs."""
    with tempfile.TemporaryDirectory(prefix="extractor-bench-") as name:
        folder = Path(name)
        size = run("write", folder, observations, claims)["bytes"]
        plain = run("read", folder, observations, claims)
        (folder / READ).unlink()
        ours = run("take_over", folder, observations, claims)
        (folder / FILE).unlink()
        bare = run("join", folder, observations, claims)
        told = run("reconcile", folder, observations, claims)
    print(f"{ours['rows']:,} observations ({size / 1e9:.2f} GB, store {ours['bytes'] / 1e9:.2f} GB)")
    print(f"  import {ours['seconds']:.1f} s, DuckDB's reading {plain['seconds']:.1f} s: {ratio(ours, plain)}")
    print(f"  {claims:,} claims {told['seconds']:.1f} s, hash join {bare['seconds']:.2f} s: {ratio(told, bare)}")
    for part, clock, used in (
        ("all", told["seconds"], told["processors"]),
        ("search", told["search"], told["search_processors"]),
        ("judging", told["seconds"] - told["search"], told["processors"] - told["search_processors"]),
    ):
        print(f"    {part}, a claim: {clock / claims * 1e6:.0f} µs, processors {used / claims * 1e6:.0f} µs")
    search = {"seconds": told["search"], "processors": told["search_processors"]}
    print(f"    search over hash join: {ratio(search, bare)}")
    print(f"    verdicts: { {k: v for k, v in told.items() if k not in KNOWN} }")
    peaks = {step: part["memory"] for step, part in (("import", ours), ("reconcile", told))}
    print(f"  memory: {', '.join(f'{step} {peak / 1e9:.2f} GB' for step, peak in peaks.items())}")


KNOWN = ("seconds", "processors", "search", "search_processors", "memory")


def ratio(ours: dict[str, float], other: dict[str, float]) -> str:
    """By the clock, and by the time of the processors (which others on the machine do not change)."""
    return f"{ours['seconds'] / other['seconds']:.1f} times (processors {ours['processors'] / other['processors']:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--sizes", type=int, default=3, help="how many sizes, each a tenth of the next")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        said = STEPS[given.step](given.folder, given.observations, given.claims)
        print(json.dumps({**said, "memory": said.get("memory", 0) + peak()}))
        return
    for power in reversed(range(given.sizes)):
        observations = given.observations // 10**power
        most = observations // 4  # a row has two figures, and every other one may be asked for
        measure(observations, min(given.claims, most))


if __name__ == "__main__":
    main()
