"""The verdicts, apart from the records so that the command line knows them without loading pydantic."""

from typing import Literal

Verdict = Literal["confirmed", "close", "contradicted", "ambiguous", "not_comparable", "uncovered", "unclear"]
