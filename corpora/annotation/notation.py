"""The notation of `.claims` files, strictly read. GUIDELINES.md, section 1, describes it with examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

KINDS = ("level", "change", "share", "absence")
REASONS = [
    "date",
    "year",
    "duration",
    "age",
    "time",
    "rank",
    "ordinal",
    "score",
    "identifier",
    "frequency",
    "passing",
    "reference",
    "pronoun",
    "vague",
    "equivalent",
    "forecast",
    "plan",
    "offer",
    "law",
    "comparison",
    "other",
]
FIELDS = [
    "value",
    "low",
    "high",
    "currency",
    "unit",
    "bound",
    "entity",
    "partner",
    "direction",
    "measure",
    "commodity",
    "period",
    "baseline",
    "trend",
    "source",
    "via",
    "asserted",
    "equiv",
    "tags",
    "optional",
]
COPIED = ["entity", "partner", "direction", "measure", "commodity", "currency", "unit", "period", "source", "via"]
"""What `^` takes over from the claim before."""
TAGS = [
    "ellipsis",
    "respectively",
    "list",
    "reference",
    "distant_entity",
    "no_year",
    "ytd",
    "relative_time",
    "change_and_level",
    "from_to",
    "equivalent",
    "parenthesis",
    "range",
    "hedge",
    "typo",
    "machine_translation",
    "share",
    "multiple",
    "absence",
    "denied",
    "price",
    "company",
    "people",
    "secondary",
    "two_countries",
    "import_export_pair",
    "possessive",
    "demonym",
]
EMPTY = "-"
"""Among several right answers: leaving the field empty is right too."""

_CELLS = re.compile(r"\s+\|(?=\s|$)\s*")
_NTH = re.compile(r"\s*@(\d+)$")

Answers = tuple[str | None, ...]
"""The right answers for a field, best first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file; printed as `file:line: message`."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a figure with its kind and fields, or with the reason why it is out of scope."""

    line: int
    figure: str
    nth: int = 1
    """Which occurrence after the previous line's figure."""
    kind: str | None = None
    reason: str | None = None
    fields: Mapping[str, Answers] = field(default_factory=dict)
    start: int = -1
    """Characters of the article's text, end exclusive; -1 until it is found."""
    end: int = -1

    def all(self, name: str) -> Answers:
        """Every right answer for a field; none where it is empty."""
        return self.fields.get(name, ())

    def first(self, name: str) -> str | None:
        """The best answer for a field, null where it is empty."""
        return next(iter(self.all(name)), None)


def parse(lines: Iterable[tuple[int, str]], path: str) -> tuple[list[Entry], list[Fault]]:
    """Entries and faults of numbered lines; blank lines and lines that begin with `#` are left out."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    previous: Entry | None = None
    for number, line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        entry, messages = _entry(number, line.strip(), previous)
        faults += [Fault(path, number, message) for message in messages]
        if entry is not None:
            entries.append(entry)
            previous = entry if entry.kind else previous
    return entries, faults


def _entry(number: int, line: str, previous: Entry | None) -> tuple[Entry | None, list[str]]:
    cells = [cell.strip() for cell in _CELLS.split(line)]
    if len(cells) < 2:
        return None, ["no second cell: a figure is followed by ' | ' and its kind or '- reason'"]
    nth = _NTH.search(cells[0])
    figure = _NTH.sub("", cells[0])
    count = int(nth.group(1)) if nth else 1
    if not figure or count < 1:
        return None, ["no figure in the first cell"]
    if cells[1].startswith("-"):
        return _out_of_scope(Entry(number, figure, count), cells)
    if cells[1] not in KINDS:
        return None, [f"unknown kind {cells[1]!r}: {', '.join(KINDS)}, or '- reason'"]
    fields, faults = _fields(cells[2:], previous)
    return Entry(number, figure, count, kind=cells[1], fields=fields), faults


def _out_of_scope(entry: Entry, cells: list[str]) -> tuple[Entry | None, list[str]]:
    reason = cells[1][1:].strip()
    if reason not in REASONS:
        return None, [f"unknown reason {reason!r}: {', '.join(REASONS)}"]
    faults = ["a figure out of scope has two cells only"] if len(cells) > 2 else []
    return Entry(entry.line, entry.figure, entry.nth, reason=reason), faults


def _fields(cells: list[str], previous: Entry | None) -> tuple[dict[str, Answers], list[str]]:
    own: dict[str, Answers] = {}
    faults: list[str] = []
    for cell in cells:
        name, equals, text = (part.strip() for part in cell.partition("="))
        if cell == "^":
            continue
        if not equals:
            faults.append(f"{cell!r} is no field=value")
        elif name not in FIELDS:
            faults.append(f"unknown field {name!r}: {', '.join(FIELDS)}")
        elif name in own:
            faults.append(f"{name} is given twice")
        else:
            own[name] = answers(text)
            if text.endswith("~"):
                faults.append(f"{name}: nothing stands behind the last ~; `~ -` says that an empty field is right too")
    if "^" not in cells:
        return _filled(own), faults
    if previous is None:
        return _filled(own), [*faults, "^ without a claim before it"]
    return _filled(_inherited(previous, own) | own), faults


def _inherited(previous: Entry, own: Mapping[str, Answers]) -> dict[str, Answers]:
    """What `^` copies. Money and other units exclude each other: a line that sets one alone drops the copied other,

    unless that is the unit of a price (`^ | value=12 | unit=%` after 5 million USD has no currency).
    """
    copied = {name: previous.all(name) for name in COPIED if previous.all(name)}
    unit = next(iter(own.get("unit", ())), None)
    if unit and not unit.startswith("/") and "currency" not in own:
        copied.pop("currency", None)
    if own.get("currency") and "unit" not in own and not (previous.first("unit") or "").startswith("/"):
        copied.pop("unit", None)
    return copied


def _filled(fields: Mapping[str, Answers]) -> dict[str, Answers]:
    return {name: found for name, found in fields.items() if found}


def answers(text: str) -> Answers:
    """`microchips ~ chips` are two right answers; a last `~ -` says that an empty field is right too."""
    parts = [part.strip() for part in re.split(r"\s~(?=\s|$)", text)]
    return tuple(None if part == EMPTY else part for part in parts if part)


def locate(
    entries: Iterable[Entry], text: str, path: str, skip: Iterable[tuple[int, int]] = ()
) -> tuple[list[Entry], list[Fault]]:
    """Each entry with the place of its figure, looked for behind that of the entry before.

    White space of any kind and length is alike; a figure begins and ends with a whole word or number (`5 million` is
    not found in `35 million`). `skip` are stretches in which nothing is looked for (header lines).
    """
    found: list[Entry] = []
    faults: list[Fault] = []
    position = 0
    for entry in entries:
        places = [m for m in _pattern(entry.figure).finditer(text) if not any(a <= m.start() < b for a, b in skip)]
        later = [m for m in places if m.start() >= position]
        if len(later) < entry.nth:
            faults.append(Fault(path, entry.line, _not_found(entry, len(later), bool(places))))
            continue
        match = later[entry.nth - 1]
        position = match.end()
        found.append(
            Entry(
                entry.line, entry.figure, entry.nth, entry.kind, entry.reason, entry.fields, match.start(), match.end()
            )
        )
    return found, faults


def _pattern(figure: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, figure.split()))
    before = r"(?<!\w)(?<!\d[.,])" if re.match(r"\w", figure) else ""
    after = r"(?!\w)(?![.,]\d)" if re.search(r"\w$", figure) else ""
    return re.compile(before + words + after)


def _not_found(entry: Entry, later: int, anywhere: bool) -> str:
    if later:
        return f"figure {entry.figure!r} occurs only {later} times from the previous line's figure on, not {entry.nth}"
    if anywhere:
        return (
            f"figure {entry.figure!r} stands only before the previous line's figure: lines follow the order of the text"
        )
    return f"figure {entry.figure!r} does not occur in the text as printed (whole words and numbers)"
