"""What was understood of a table of a nomenclature: printed before it is committed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NomenclatureReport:
    """One file, in figures."""

    file: str
    digest: str
    systems: tuple[str, ...]
    """Editions: of a correlation two."""
    is_correlation: bool
    rows: int
    """Codes, or pairs of codes."""
    counts: tuple[tuple[str, int], ...] = ()
    """Of a table its rows by level, of a correlation by relationship."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Rows that were not wanted, by reason."""
    notes: tuple[str, ...] = ()
    """What was assumed, and what is odd."""
    already: bool = False
    """True where this very file is in the store: nothing was changed."""
    dry_run: bool = False

    def lines(self) -> list[str]:
        """The report for a person."""
        if self.already:
            return [f"{self.file}: already in the store; nothing changed"]
        editions = " and ".join(self.systems)
        kind = f"correlation of {editions}" if self.is_correlation else f"table of {editions}"
        unit = "pairs of codes" if self.is_correlation else "codes"
        said = [f"{self.file}: {kind}, {self.rows:,} {unit}{' (dry run)' if self.dry_run else ''}"]
        said += [f"  {name}: {count:,} rows" for name, count in self.counts]
        said += [f"  left out: {count:,} rows, {why}" for why, count in self.left_out]
        return said + [f"  note: {note}" for note in self.notes]
