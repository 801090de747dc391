"""The corpora of this checkout pass their validator."""

from pathlib import Path

import pytest
from annotation.validate import validate

CORPORA = Path(__file__).parents[2] / "corpora"


def unlabelled() -> list[str]:
    articles = [
        path for path in CORPORA.glob("*/articles/*.txt") if path.parent.parent.name in ("train", "dev", "test")
    ]
    return [path.stem for path in articles if not (path.parent.parent / "claims" / f"{path.stem}.claims").exists()]


@pytest.mark.skipif(bool(unlabelled()), reason="articles are still being labelled")
def test_the_corpora_are_sound() -> None:
    assert [str(fault) for fault in validate(CORPORA)] == []
