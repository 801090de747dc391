"""How the lines of claims are shared out among processes, and what a process that is one of several takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.cli import reconcile
from extractor.statistics import Store


def test_each_process_has_an_even_part_of_what_all_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconcile, "BATCH", 4)
    lines = [str(number) for number in range(19)]
    found = list(reconcile.shares(iter(lines), 2))
    assert [len(batch) for batch in found] == [4, 4, 4, 4, 2, 1]
    assert [line for batch in found for line in batch] == lines
    assert list(reconcile.shares(iter(()), 2)) == []


def test_a_process_of_several_takes_its_part_of_the_memory(tmp_path: Path) -> None:
    asked = "SELECT current_setting('memory_limit')"
    with Store(tmp_path / "s.duckdb") as store:
        before = store.connection.execute(asked).fetchall()
        store.shared(2)
        assert (before, store.connection.execute(asked).fetchall()) == ([("1.8 GiB",)], [("953.6 MiB",)])
        assert store.connection.execute("SELECT current_setting('threads') > 0").fetchall() == [(True,)]
