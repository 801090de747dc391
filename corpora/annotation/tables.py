"""Fills corpora/README.md with what is counted: every table, and every figure in its sentences.

A marker names a part of `annotation.counts`; what stands up to the end mark is written anew, all else is prose and stays:

    We have <!-- articles -->516<!-- end --> articles        within a line
    <!-- kinds -->                                           a table, on lines of its own
    | kind | train | …
    <!-- end -->

The table of agreement is no part: it was measured once, on labels that have been mended since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotation.counts import HANDS, described, filled, read
from annotation.notation import Fault

MARKED = re.compile(r"<!-- (?P<name>[a-z-]+) -->(?P<filling>.*?)<!-- end -->", re.DOTALL)
CUT_LINE = re.compile(r"^ {0,3}<!-- [a-z-]+ -->(?=.)", re.MULTILINE)
"""A comment at the start of a line makes all of the line HTML, and ends the paragraph before it."""


def write(root: Path) -> list[Fault]:
    """Fills every part of README; what stands in the way of it is returned."""
    path = root / "README.md"
    text, parts = path.read_text(encoding="utf-8"), filled(read(root))
    path.write_text(MARKED.sub(lambda found: _filled(found, parts), text), encoding="utf-8")
    return list(_markers(path, text, parts))


def stale(root: Path) -> list[Fault]:
    """What `write` would change or complain of, nothing where there is no README."""
    path = root / "README.md"
    if not path.exists():
        return []
    text, parts = path.read_text(encoding="utf-8"), filled(read(root))
    return [*_markers(path, text, parts), *_changed(path, text, parts)]


def _filled(found: re.Match[str], parts: dict[str, str]) -> str:
    name = found["name"]
    return f"<!-- {name} -->{parts.get(name, found['filling'])}<!-- end -->"


def _changed(path: Path, text: str, parts: dict[str, str]) -> Iterator[Fault]:
    for found in MARKED.finditer(text):
        if _filled(found, parts) != found.group():
            message = f"<!-- {found['name']} --> is not what the corpora hold: run build, then tables"
            yield Fault(str(path), _line(text, found.start()), message)


def _markers(path: Path, text: str, parts: dict[str, str]) -> Iterator[Fault]:
    """Names that are no parts, parts that no marker names, markers that cut a line, hands of which nothing is told."""
    named = set()
    for found in MARKED.finditer(text):
        named.add(found["name"])
        if found["name"] not in parts:
            yield Fault(str(path), _line(text, found.start()), f"no part {found['name']!r}: {', '.join(sorted(parts))}")
    for name in sorted(parts.keys() - named):
        yield Fault(str(path), 1, f"no marker <!-- {name} --> … <!-- end -->")
    for cut in CUT_LINE.finditer(text):
        yield Fault(str(path), _line(text, cut.start()), "a marker may not begin a line of prose: put a word before it")
    for hand in re.findall(r"^\| `(\w+)` \|", parts["hands"], re.MULTILINE):
        if hand not in described():
            yield Fault(str(HANDS), 1, f"does not tell what {hand!r} writes")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
