"""What an import understood: printed before it is committed, and kept for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be taken over, and why."""

    file: str
    row: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One file's import, in figures."""

    file: str
    digest: str
    format: str
    """The importer's name: `comtrade-json`, `wits`, …"""
    rows: int
    """Figures taken over."""
    rows_read: int
    """Rows of the file that were read; each may give several figures, or none."""
    datasets: tuple[str, ...]
    reporters: tuple[str, ...]
    partners: int
    """How many different partners."""
    directions: tuple[str, ...]
    measures: tuple[str, ...]
    years: tuple[int, ...]
    scale: tuple[str, ...]
    """How values were read: `thousand USD`, `kg`."""
    absent: tuple[tuple[str, int], ...]
    """Figures that the file leaves out, by why: suppressed, missing, negligible."""
    left_out: tuple[tuple[str, int], ...]
    """Rows that were not wanted, by reason."""
    rejects: tuple[Reject, ...]
    """The first hundred rows that were refused."""
    rejected: int
    """How many rows were refused."""
    notes: tuple[str, ...]
    """What was assumed."""
    already: bool = False
    """True where this very file is in the store: nothing was changed."""
    dry_run: bool = False

    def lines(self) -> list[str]:
        """The report for a person."""
        if self.already:
            return [f"{self.file}: already in the store; nothing changed"]
        said = [
            f"{self.file}: {self.format}, {self.rows:,} figures from {self.rows_read:,} rows{' (dry run)' if self.dry_run else ''}"
        ]
        said += [f"  {name}: {text}" for name, text in self._facts() if text]
        said += [f"  left out: {count:,} rows, {why}" for why, count in self.left_out]
        said += [f"  no value: {count:,} figures, {why}" for why, count in self.absent]
        said += [f"  note: {note}" for note in self.notes]
        if self.rejected:
            said.append(f"  refused: {self.rejected:,} rows")
            said += [f"    {reject}" for reject in self.rejects[:10]]
        return said

    def _facts(self) -> list[tuple[str, str]]:
        years = f"{self.years[0]} to {self.years[-1]}" if len(self.years) > 1 else "".join(map(str, self.years))
        return [
            ("dataset", _some(self.datasets)),
            ("reporters", _some(self.reporters)),
            ("partners", f"{self.partners:,}" if self.partners else ""),
            ("flows", _some(self.directions)),
            ("measures", _some(self.measures)),
            ("years", years),
            ("read as", _some(self.scale)),
        ]


def _some(names: tuple[str, ...], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
