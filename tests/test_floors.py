"""The gate: what the program reaches on dev is not below the floors in corpora/floors.json."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

CORPORA = Path(__file__).parents[1] / "corpora"
sys.path.insert(0, str(CORPORA))

from annotation import floors  # noqa: E402

from extractor.evaluate import evaluate  # noqa: E402

needs_floors = pytest.mark.skipif(
    not floors.path(CORPORA).exists(), reason="no floors yet: python corpora/build.py floors"
)
needs_flow = pytest.mark.skipif(find_spec("extractor.flow") is None, reason="the main path is not there yet")


@needs_floors
def test_floors_were_measured_on_the_gold_that_lies_there() -> None:
    content = floors.path(CORPORA).read_text(encoding="utf-8")
    assert floors.gold_digest(CORPORA) in content, "dev's gold has changed: run python corpora/build.py floors"


@needs_floors
@needs_flow
def test_dev_is_not_below_its_floors() -> None:
    found = floors.measured(evaluate(CORPORA / floors.SPLIT))
    assert floors.below(found, floors.read(CORPORA)) == []


def test_what_is_lowered_is_said_first(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "gold.jsonl").write_text("", encoding="utf-8")
    floors.write(tmp_path, {"f1": 0.9, "entity": 0.8})
    assert floors.write(tmp_path, {"f1": 0.93, "entity": 0.7}) == ["LOWERED entity: 0.8 → 0.7", "raised f1: 0.9 → 0.93"]
    assert floors.below({"f1": 0.9, "entity": 0.75}, floors.read(tmp_path)) == ["f1 0.9 is below its floor 0.93"]
