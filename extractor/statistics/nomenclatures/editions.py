"""Which edition a table is of: told by the user, its header, its name, or its codes; and whether these agree."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import PurePath

from extractor.errors import BadTable
from extractor.lexicons import table
from extractor.statistics.nomenclature import HARMONIZED, edition, editions_in, is_hierarchic, is_real
from extractor.statistics.nomenclatures.sheet import Sheet

WHOLE = 1000
"""From so many codes on a table of the Harmonized System is one of all goods, not of a chapter."""
_MOST_OF, _FEW_OF = 0.9, 0.1


def editions_of(sheet: Sheet, told: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The editions of the columns of codes, and what was assumed; none where a column says it row by row. Raises BadTable."""
    wanted = 2 if sheet.header.is_correlation else 1
    given = _told(sheet, told, wanted)
    header = sheet.header.editions[:wanted]
    if given and header and given != header:
        raise BadTable(f"{sheet.at(sheet.header.row)}: the header names {_and(header)}, not {_and(given)}")
    if given or header:
        return _checked(sheet, given or header), ()
    if wanted == 1 and "system" in sheet.header.places:
        return (), ()
    named = tuple(name for name, _, _ in editions_in(PurePath(sheet.source.name).name))
    if len(named) == wanted:
        return _checked(sheet, named), (f"{_and(named)} is the edition by the file's name",)
    if wanted == 1 and not named and (found := _by_codes(sheet)) is not None:
        return (found,), (f"{found} is the edition by its codes",)
    right = "two, as in --system HS2022:HS2017" if wanted == 2 else "one, as in --system HS2022"
    raise BadTable(f"{sheet.source.name}: neither its header nor its name says which edition it is of; name {right}")


def _told(sheet: Sheet, told: str | None, wanted: int) -> tuple[str, ...]:
    if told is None:
        return ()
    named = tuple(edition(part) or "" for part in told.split(":"))
    if len(named) != wanted or "" in named:
        kind = "correlation, which takes two editions" if wanted == 2 else "table, which takes one edition"
        raise BadTable(f"{sheet.source.name}: a {kind}: --system {told} is not right")
    return named


def _checked(sheet: Sheet, systems: tuple[str, ...]) -> tuple[str, ...]:
    for system in systems:
        if not is_real(system):
            raise BadTable(f"{sheet.source.name}: {system} is no edition; there are {', '.join(HARMONIZED)}")
    if len(set(systems)) < len(systems):
        raise BadTable(f"{sheet.source.name}: a correlation of {systems[0]} with itself")
    return systems


def _and(systems: tuple[str, ...]) -> str:
    return " and ".join(systems)


def _by_codes(sheet: Sheet) -> str | None:
    place = sheet.header.places["code"]
    return _likely({cells[place].strip() for _, cells in sheet.rows if place < len(cells)})


def _likely(codes: set[str]) -> str | None:
    """The newest edition of which a table of all goods has the codes that came with it."""
    if len(codes) < WHOLE:
        return None
    return next((name for name in reversed(HARMONIZED) if _part(codes, name) >= _MOST_OF), None)


def disagreement(system: str, codes: Iterable[str]) -> str | None:
    """What in the codes of a table of all goods speaks against its edition; null where nothing does."""
    known = set(codes)
    if not is_hierarchic(system) or not system.startswith("HS") or len(known) < WHOLE:
        return None
    for later in HARMONIZED[HARMONIZED.index(system) + 1 :]:
        if _created(later) and _part(known, later) > _FEW_OF:
            return f"it has codes that came with {later}, as {sorted(_created(later) & known)[0]}"
    if _created(system) and _part(known, system) < _MOST_OF:
        return f"it lacks codes that came with {system}, as {sorted(_created(system) - known)[0]}"
    return None


def _part(codes: set[str], system: str) -> float:
    """How many of the codes that came with an edition are there, from 0 to 1."""
    created = _created(system)
    return len(created & codes) / len(created) if created else 0.0


@cache
def _created(system: str) -> frozenset[str]:
    """Codes that came with an edition, as far as our list of changes has them, and that no later one took away."""
    year = system.removeprefix("HS")
    later = {was for row in table("hs_changes") if row["edition_to"] > year for was in row["was"].split(";")}
    return frozenset(
        row["code"]
        for row in table("hs_changes")
        if row["edition_to"] == year
        and row["code"] not in row["was"].split(";")
        and "no change" not in row["note"]
        and row["code"] not in later
    )
