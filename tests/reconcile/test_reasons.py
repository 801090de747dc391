"""Reasons are listed once, in the code; the documentation says the same, and none is listed that nothing gives."""

import re
from pathlib import Path

import pytest

from extractor.reconcile.finding import make
from extractor.reconcile.reasons import REASONS

from . import notation

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reconciliation.md").read_text(encoding="utf-8")
CODE = {
    path: path.read_text(encoding="utf-8")
    for path in (ROOT / "extractor" / "reconcile").glob("*.py")
    if path.name != "reasons.py"
}


def test_the_documentation_lists_every_reason() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE))
    assert listed == REASONS


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_given_somewhere(reason: str) -> None:
    assert any(f'"{reason}"' in text for text in CODE.values()) or reason in ("provisional", "estimated")


def test_a_reason_that_is_not_listed_is_refused() -> None:
    claim = notation.claim("KAZ import RUS - 2022 = 1 USD")
    with pytest.raises(ValueError, match="no reasons: because_i_say_so"):
        make(claim, "ambiguous", ("because_i_say_so",), "", "", ())
