"""Over many articles nothing stops the run and nothing vanishes from it: what fails is named with its place, and counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner

from extractor import cli, flow

PROSE = (
    "The ministry said that Norway exported salmon for {} million dollars to Japan in 2021, which was more than before."
)
COMMANDS = pytest.mark.parametrize("words", [("extract", "--format", "jsonl"), ("check", "--format", "jsonl")])
MARK = "7 million"


def articles_of(command: str, output: str) -> list[str]:
    rows = [json.loads(line) for line in output.splitlines()]
    return list(dict.fromkeys(row["article"] if command == "extract" else row["article"]["id"] for row in rows))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXTRACTOR_STORE", str(tmp_path / "s.duckdb"))
    place = tmp_path / "archive"
    place.mkdir()
    for number in range(40):
        (place / f"a{number:02}.txt").write_text(PROSE.format(number + 1), encoding="utf-8")
    return place


def run(*words: str) -> Any:
    return CliRunner().invoke(cli.app, [*words, "--linker", "rules"])


def raising(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*given: Any, **named: Any) -> Any:
        told = repr(given)
        if "7000000" in told and "17000000" not in told and "27000000" not in told and "37000000" not in told:
            raise ZeroDivisionError("astray")
        return function(*given, **named)

    return wrapped


@Language.component("raises_on_mark")
def raises_on_mark(doc: Doc) -> Doc:
    if f"for {MARK}" in doc.text:
        raise RuntimeError("astray")
    return doc


@pytest.fixture
def marked_component() -> Iterator[None]:
    nlp = flow.pipeline("rules")
    nlp.add_pipe("raises_on_mark", before="extractor_link")
    yield
    nlp.remove_pipe("raises_on_mark")


@COMMANDS
@pytest.mark.usefixtures("marked_component")
def test_a_component_that_raises_costs_one_article(folder: Path, words: tuple[str, ...]) -> None:
    done = run(*words, str(folder))
    assert done.exit_code == 2
    assert articles_of(words[0], done.stdout) == [f"a{n:02}.txt" for n in range(40) if n != 6]
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"extractor: {folder / 'a06.txt'}: rejected: RuntimeError: astray")
    assert lines[1:] == ["extractor: 39 done, 0 could not be read, 1 rejected"]


@COMMANDS
def test_claims_that_cannot_be_built_cost_one_article(
    folder: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor import claims

    def built(doc: Doc, article: Any) -> Any:
        if f"for {MARK}" in article.text:
            raise KeyError("astray")
        return sound(doc, article)

    sound = claims.claims
    monkeypatch.setattr(claims, "claims", built)
    done = run(*words, str(folder))
    assert (done.exit_code, len(articles_of(words[0], done.stdout))) == (2, 39)
    assert "a06.txt: rejected: KeyError: 'astray'" in done.stderr


@pytest.mark.parametrize("stage", ["reconcile", "consistency"])
def test_judging_that_raises_costs_one_article(folder: Path, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor import reconcile

    monkeypatch.setattr(reconcile, stage, raising(getattr(reconcile, stage)))
    done = run("check", "--format", "jsonl", str(folder))
    assert (done.exit_code, len(articles_of("check", done.stdout))) == (2, 39)
    assert "a06.txt: rejected: ZeroDivisionError: astray" in done.stderr


def test_judging_that_raises_costs_one_claim(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor import reconcile

    file = tmp_path / "c.jsonl"
    run("extract", "--format", "jsonl", "-o", str(file), str(folder))
    monkeypatch.setattr(reconcile, "reconcile", raising(reconcile.reconcile))
    done = CliRunner().invoke(cli.app, ["reconcile", str(file)])
    assert (done.exit_code, len(done.stdout.splitlines())) == (2, 39)
    assert "c.jsonl:7: ZeroDivisionError: astray" in done.stderr


@pytest.mark.usefixtures("marked_component")
def test_where_nothing_comes_out_an_older_file_stays(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("older", encoding="utf-8")
    done = run("extract", str(folder / "a06.txt"), "-o", str(tmp_path / "c.jsonl"))
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert (tmp_path / "c.jsonl").read_text(encoding="utf-8") == "older"


@COMMANDS
def test_ctrl_c_is_one_line_and_a_status_of_its_own(
    folder: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor import claims

    def stopped(doc: Doc, article: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(claims, "claims", stopped)
    done = run(*words, str(folder))
    assert done.exit_code == 130
    assert done.stderr.splitlines() == [
        "extractor: stopped after 0 articles; a file that was to be written is left as it was"
    ]


@COMMANDS
def test_two_processes_give_the_same_in_the_same_order(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "a20.txt").write_bytes(b"")
    one, two = run(*words, str(folder)), run(*words, str(folder), "--processes", "2")
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert one.exit_code == two.exit_code == 2


def test_claims_below_the_threshold_are_marked_and_stay(folder: Path) -> None:
    article = str(folder / "a03.txt")
    (claim,) = [json.loads(line) for line in run("extract", article, "--format", "jsonl").stdout.splitlines()]
    assert not claim["unsure"]
    (claim,) = [
        json.loads(line)
        for line in run("extract", article, "--format", "jsonl", "--threshold", "0.99").stdout.splitlines()
    ]
    assert claim["unsure"]
    assert "unsure" in run("extract", article, "--format", "table", "--threshold", "0.99").stdout
    assert "unsure" not in run("check", article).stdout
    assert "0.50 unsure" in run("check", article, "--threshold", "0.99").stdout
    assert run("extract", article, "--threshold", "1.5").exit_code == 2


def test_other_kinds_of_files_are_counted_and_said(folder: Path) -> None:
    (folder / "p.pdf").write_bytes(b"%PDF")
    (folder / "q.pdf").write_bytes(b"%PDF")
    done = run("extract", str(folder), "--format", "jsonl")
    assert (done.exit_code, done.stderr) == (0, "extractor: passed over in folders: 2 .pdf\n")
