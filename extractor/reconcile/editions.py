"""Editions of the Harmonized System: whether a heading existed in a claim's period, what it was before, whether it kept its scope.

What a user added (`Correlates`) goes before the built-in list of changes, which knows what codes came from, but not whether
these held other goods too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from extractor.lexicons import table
from extractor.reconcile.question import baseline, narrow_codes
from extractor.reconcile.series import Series, compare, comparing
from extractor.reconcile.sums import but_for_code, combined, cover
from extractor.schema import Claim, Observation
from extractor.schema.nomenclature import Correlate, Correlates, none_known

_EDITIONS = (1992, 1996, 2002, 2007, 2012, 2017, 2022)
"""First years of the editions of the Harmonized System."""
_HOME = "HS2022"
"""The edition of a claim's codes where the claim does not say it."""
_MOST_ASKED = 60


@cache
def _created() -> dict[str, tuple[int, str, str]]:
    """From each code that an edition created to the first year, the codes before, and a note; changes of scope alone left out."""
    return {
        row["code"]: (int(row["edition_to"]), row["was"], row["note"])
        for row in table("hs_changes")
        if row["code"] not in row["was"].split(";") and "no change" not in row["note"]
    }


@cache
def _moved() -> dict[str, int]:
    """From each code of which goods left or to which they came to the year of the edition that moved them."""
    return {row["code"]: int(row["edition_to"]) for row in table("hs_changes") if row["note"].startswith("scope")}


@cache
def _built_in(code: str) -> tuple[Correlate, ...]:
    """What a code was in the edition before the one that created it; whether other goods were there too is not known."""
    return tuple(
        Correlate(f"HS{row['edition_from']}", was, was, "n:m", kept=False)
        for row in table("hs_changes")
        if row["code"] == code and (was := tuple(row["was"].split(";"))) and code in _created() and code not in was
    )


def _others(claim: Claim, code: str, correlates: Correlates) -> dict[str, Correlate]:
    """A code's counterparts by edition: those added, and where only a table was added the built-in codes it came from."""
    built_in, added = _built_in(code), correlates(_home(claim, code), code)
    if not built_in and not added:
        return {}
    found = {each.system: each for each in built_in}
    for each in added:
        if each.codes or each.system not in found:
            found[each.system] = each
    return found


def _home(claim: Claim, code: str) -> str:
    for each in claim.commodity_codes:
        if each.code == code:
            return each.system
    return _HOME


def asked(claim: Claim, correlates: Correlates = none_known) -> tuple[str, ...]:
    """The codes of other editions that a claim's goods had, where they had others, for the search."""
    if claim.direction is None:
        return ()
    codes = [
        other
        for code in narrow_codes(claim)
        for each in _others(claim, code, correlates).values()
        if not each.kept
        for other in (*each.codes, *each.parts)
    ]
    return tuple(dict.fromkeys(codes))[:_MOST_ASKED]


def missing_edition(claim: Claim, correlates: Correlates = none_known) -> tuple[str, int, str] | None:
    """The code, its first year and the codes before, where what the commodity means had no heading of its own in the period.

    A change is also not comparable where its baseline lies before the edition. Where the same goods had other codes, and no
    others had them, they can be compared (`translated`), and nothing is missing.
    """
    best = narrow_codes(claim)[:1] if claim.direction is not None else ()
    others = _others(claim, best[0], correlates) if best else {}
    first_year = _first_year(claim) if others else None  # a code that an edition created had others before
    if first_year is None:
        return None
    then = others.get(_in_force(first_year))
    if then is not None and then.system < _home(claim, best[0]):
        return (
            None
            if then.kept or then.whole
            else (best[0], _first_edition(claim, best[0], others), ", ".join(then.codes))
        )
    edition, was, _ = _created().get(best[0], (0, "", ""))
    return (best[0], edition, was.replace(";", ", ")) if first_year < edition else None


def _first_edition(claim: Claim, code: str, others: dict[str, Correlate]) -> int:
    """The first year in which a code was there."""
    kept = [int(each.system[-4:]) for each in others.values() if each.kept]
    built_in = _created().get(code)
    home = int(_home(claim, code)[-4:])
    return min(kept or [built_in[0] if built_in else home])


@cache
def _in_force(year: int) -> str:
    return f"HS{max((first for first in _EDITIONS if first <= year), default=_EDITIONS[0])}"


def moved_between(claim: Claim, correlates: Correlates = none_known) -> bool:
    """Whether a change spans an edition that moved goods into or out of the heading, or gave it its number."""
    first_year = _first_year(claim)
    if first_year is None or claim.period_end is None:
        return False
    then, now = _in_force(first_year), _in_force(claim.period_end.year)
    for code in narrow_codes(claim):
        if first_year < _moved().get(code, 0) <= claim.period_end.year:
            return True
        other = _others(claim, code, correlates).get(then)
        if then != now and len(code) > 2 and other is not None and other.relation not in ("1:1", ""):
            return True
    return False


@cache
def _unchanged() -> frozenset[str]:
    """Codes of which our list says that they kept their goods."""
    return frozenset(row["code"] for row in table("hs_changes") if "no change" in row["note"])


def unsure_between(claim: Claim, upper: Observation, lower: Observation, correlates: Correlates = none_known) -> bool:
    """Whether two figures are told by two editions, and nothing says that the heading holds the same goods in both."""
    systems = {upper.commodity_system, lower.commodity_system} - {None}
    if len(systems) < 2 or claim.commodity is None:
        return False
    for code in narrow_codes(claim):
        others = {each.system: each for each in correlates(_home(claim, code), code)}
        strange = systems - {_home(claim, code)}
        if code not in _unchanged() and not all(
            (each := others.get(system or "")) is not None and each.relation == "1:1" for system in strange
        ):
            return True
    return False


def _first_year(claim: Claim) -> int | None:
    """The earliest year that the claim speaks of."""
    before = baseline(claim) if claim.kind == "change" else None
    days: list[date] = [day for day in (claim.period_start, before[0] if before else None) if day is not None]
    return min(day.year for day in days) if days else None


def translated(claim: Claim, observations: Sequence[Observation], correlates: Correlates) -> list[Series]:
    """Figures told under the codes of another edition that held the same goods and no others, as the claim's own code."""
    if claim.direction is None:
        return []
    found: list[Series] = []
    for code in narrow_codes(claim):
        for other in _others(claim, code, correlates).values():
            if other.whole and not other.kept:
                found += _under(claim, code, other, observations)
    return found


def _under(claim: Claim, code: str, other: Correlate, observations: Sequence[Observation]) -> Iterator[Series]:
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for o in observations:
        if o.commodity_system == other.system and not o.secondary and (o.commodity_code or "").startswith(other.codes):
            key = (*but_for_code(o), o.currency, o.vintage, o.period_start, o.period_end)
            groups.setdefault(key, []).append(o)
    for rows in groups.values():
        made = cover(other.codes, rows)
        if made.rows and not made.missing and not made.suppressed:
            first = made.rows[0]
            days = {"period_start": first.period_start, "period_end": first.period_end, "commodity_code": code}
            total = combined(made.rows, made.value, claim).model_copy(update=days)
            if len(made.rows) > 1:
                total = total.model_copy(update={"commodity_label": claim.commodity})
            stands = compare(claim, total)
            told = f"told under {', '.join(other.codes)} of {other.system}"
            doubts = ("classification_change", *stands.doubts)
            yield stands._replace(doubts=doubts, derived="editions", note=told)


def told_elsewhere(claim: Claim, observations: Sequence[Observation], correlates: Correlates) -> list[Observation]:
    """Figures of the claim's country, flow and time under codes of another edition that hold the goods and others."""
    codes = {
        (each.system, other)
        for code in narrow_codes(claim)
        for each in _others(claim, code, correlates).values()
        if not each.kept
        for other in (*each.codes, *each.parts)
    }
    if not codes:
        return []
    found = map(comparing(claim), [o for o in observations if (o.commodity_system, o.commodity_code) in codes])
    return [s.observation for s in found if s.place == "own" and s.flow and s.when == "same" and s.measured]
