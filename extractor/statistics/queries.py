"""The SQL files of this package, and what is filled into them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template


@cache
def _template(name: str) -> Template:
    return Template((files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8"))


def sql(name: str, **parts: object) -> str:
    """The text of `sql/<name>.sql`, its `$names` filled in. Raises KeyError for one that is not given."""
    return _template(name).substitute(parts)
