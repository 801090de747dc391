"""The commands as a person runs them: output, exit status, one clear line for each thing that is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "corpora" / "articles" / "detour.txt"
COMMANDS = (
    "extract",
    "figures",
    "reconcile",
    "check",
    "evaluate",
    "doctor",
    "statistics import",
    "statistics list",
    "statistics show",
    "statistics path",
    "statistics map",
    "statistics fetch",
    "statistics nomenclature add",
    "statistics nomenclature list",
)


def run(*words: str, store: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "EXTRACTOR_STORE": str(store)} if store else dict(os.environ)
    done = subprocess.run(
        [sys.executable, "-m", "extractor", *words], input=stdin, capture_output=True, env=environment, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.returncode == 0
    assert f"Example: extractor {command}" in " ".join(done.stdout.split())


def test_extract_writes_json_lines_that_slice(tmp_path: Path) -> None:
    done = run("extract", str(DEMO), "-o", str(tmp_path / "claims.jsonl"))
    assert (done.returncode, done.stderr) == (0, "")
    text = DEMO.read_text(encoding="utf-8")
    claims = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(claims) > 15
    for claim in claims:
        for ground in claim["grounding"].values():
            assert text[ground["start"] : ground["end"]] == ground["text"]


def test_extract_reconcile_check(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    assert run("extract", str(DEMO), "-o", str(tmp_path / "c.jsonl")).returncode == 0
    done = run("reconcile", str(tmp_path / "c.jsonl"), store=store)
    assert done.returncode == 0
    verdicts = {json.loads(line)["verdict"] for line in done.stdout.splitlines()}
    assert {"confirmed", "contradicted"} <= verdicts
    done = run("check", str(DEMO), "--html", str(tmp_path / "r.html"), "--fail-on", "contradicted", store=store)
    assert done.returncode == 1
    assert "CONTRADICTED" in done.stdout
    assert "<!doctype html>" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_figures_loads_no_model() -> None:
    code = "import sys, extractor.cli\nsys.argv = ['extractor', 'figures', '-']\ntry:\n    extractor.cli.main()\nfinally:\n    assert 'spacy' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=b"Exports of tea came to 5 million dollars.",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["currency"] == "USD"


def test_bad_lines_of_claims_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    run("extract", str(DEMO), "-o", str(tmp_path / "c.jsonl"))
    good = (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()[:2]
    (tmp_path / "c.jsonl").write_text(f"{good[0]}\n{{broken\n{good[1]}\n", encoding="utf-8")
    done = run("reconcile", str(tmp_path / "c.jsonl"), store=tmp_path / "s.duckdb")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert "c.jsonl:2: not JSON" in done.stderr


def test_processes_change_nothing_of_the_findings_and_the_faults(tmp_path: Path) -> None:
    run("extract", str(DEMO), "-o", str(tmp_path / "c.jsonl"))
    good = (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "c.jsonl").write_text("\n".join(["{broken", "", *good, "{}"]), encoding="utf-8")
    one, two = (
        run("reconcile", str(tmp_path / "c.jsonl"), "--processes", count, store=tmp_path / "s.duckdb") for count in "12"
    )
    assert [json.loads(line)["claim"] for line in one.stdout.splitlines()] == [json.loads(line)["id"] for line in good]
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert [f"c.jsonl:{number}: not" in one.stderr for number in (1, 2, len(good) + 3)] == [True, False, True]


def test_wrong_input_is_one_line_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    for words in (["extract", str(tmp_path / "none.txt")], ["extract", str(tmp_path / "empty.txt")],
                  ["extract", str(DEMO), "--date", "2023-02-30"], ["extract", str(DEMO), "--format", "xml"]):  # fmt: skip
        done = run(*words, "-o", str(tmp_path / "out.jsonl"))
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert done.stderr.startswith("extractor: ")
        assert not (tmp_path / "out.jsonl").exists()
    assert run("extract", str(DEMO), "-o", str(tmp_path / "no" / "out.jsonl")).returncode == 2


def test_unreadable_store_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "s.duckdb").write_text("no database")
    done = run("statistics", "list", store=tmp_path / "s.duckdb")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_importing_the_package_changes_nothing() -> None:
    code = (
        "import logging, sys, locale, warnings\n"
        "before = (list(logging.root.handlers), logging.root.level, locale.setlocale(locale.LC_ALL), list(warnings.filters))\n"
        "import extractor\n"
        "assert before == (list(logging.root.handlers), logging.root.level, locale.setlocale(locale.LC_ALL), list(warnings.filters))\n"
        "assert not {'spacy', 'duckdb', 'onnxruntime', 'socket'} & set(sys.modules) - {'socket'}\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
