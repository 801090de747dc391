"""Everything that can be wrong in one file of labels, a line for each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from annotation import numbers, values
from annotation.notation import Entry, Fault, locate, parse

Grammar = Callable[[str], list[tuple[int, int, Decimal | None]]]


@dataclass(frozen=True, slots=True)
class Labels:
    """A file of labels, read and placed in its article."""

    path: str
    article: str
    text: str
    entries: list[Entry]
    faults: list[Fault]


@cache
def grammar() -> Grammar | None:
    """The program's own grammar of figures, where it is there."""
    try:
        from extractor.grammar import figures
    except ImportError:
        return None
    return lru_cache(lambda text: [(f.start, f.end, f.value) for f in figures(text)])


def read(path: Path, article: Path | None = None) -> Labels:
    """Labels of one `.claims` file with all their faults; the article lies in `../articles` with the same name."""
    article = article or path.parent.parent / "articles" / f"{path.stem}.txt"
    shown = str(path)
    if not article.exists():
        return Labels(shown, path.stem, "", [], [Fault(shown, 1, f"no article {article}")])
    lines = path.read_text(encoding="utf-8").splitlines()
    return labels(shown, path.stem, article.read_bytes().decode("utf-8"), enumerate(lines, 1))


def labels(path: str, article: str, text: str, lines: Iterator[tuple[int, str]]) -> Labels:
    """Numbered lines of labels, checked against the text of their article."""
    entries, faults = parse(lines, path)
    placed, unplaced = locate(entries, text, path, numbers.header_lines(text))
    faults += unplaced
    faults += [Fault(path, entry.line, message) for entry in entries if entry.kind for message in values.faults(entry)]
    faults += [Fault(path, entry.line, message) for entry, message in _against_words(placed, text)]
    faults += _missing(placed, text, path)
    return Labels(path, article, text, placed, sorted(faults, key=lambda fault: fault.line))


def _against_words(entries: list[Entry], text: str) -> Iterator[tuple[Entry, str]]:
    """Values that neither a rough reading nor the grammar can find in the printed words."""
    for entry in entries:
        if not entry.kind or entry.kind == "absence":
            continue
        unit = entry.first("unit")
        for name in ("value", "low", "high"):
            for answer in entry.all(name):
                if answer is None or (name == "value" and entry.all("low")) or _says(text, entry, answer, unit):
                    continue
                yield entry, f"{name}={answer} is not what {entry.figure!r} says"


def _says(text: str, entry: Entry, answer: str, unit: str | None) -> bool:
    try:
        value = values.number(answer)
    except ValueError:
        return True
    if numbers.consistent(entry.figure, value, unit) is not False:
        return True
    find = grammar()
    if find is None:
        return False
    return any(
        a < entry.end and entry.start < b and found is not None and abs(found) == abs(value)
        for a, b, found in find(text)
    )


def _missing(entries: list[Entry], text: str, path: str) -> Iterator[Fault]:
    spans = [(entry.start, entry.end) for entry in entries]
    for start, end in numbers.uncovered(text, spans):
        before = [entry.line for entry in entries if entry.start <= start]
        around = " ".join(text[max(0, start - 25) : end + 25].split())
        yield Fault(path, max(before, default=1), f"no line for {text[start:end]!r} in '… {around} …'")
