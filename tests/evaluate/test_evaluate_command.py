"""`extractor evaluate` with predictions from a file."""

import json
from pathlib import Path

import typer
from evaluate_records import claim, row
from typer.testing import CliRunner

from extractor.cli.evaluate import evaluate

app = typer.Typer()
app.command()(evaluate)


def test_the_command_prints_figures_and_writes_page_and_diagram(tmp_path: Path) -> None:
    gold, claims = tmp_path / "gold.jsonl", tmp_path / "claims.jsonl"
    gold.write_text(json.dumps(row({"at": [0, 5], "value": 1, "entity": "Peru"})) + "\n", encoding="utf-8")
    claims.write_text(claim({"at": [0, 5], "value": 1}).to_json() + "\n", encoding="utf-8")
    more = ["--html", str(tmp_path / "page.html"), "--diagram", str(tmp_path / "diagram.svg"), "--by", "kind"]
    result = CliRunner().invoke(app, [str(gold), "--predictions", str(claims), *more])
    assert result.exit_code == 0, result.output
    assert "detection F1                    1.000" in result.output
    assert "accuracy of entity              0.000" in result.output
    assert "Peru" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert (tmp_path / "diagram.svg").read_text(encoding="utf-8").startswith("<svg")


def test_an_unknown_group_is_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, [str(tmp_path), "--by", "moon"]).exit_code == 2
