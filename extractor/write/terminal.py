"""Findings on the terminal: each figure in its sentence, the verdict, the official figure, and why."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text

from extractor.schema import Claim, Finding, Report
from extractor.write.records import amount, sureness, when

MARKS = {
    "confirmed": ("✓", "green"),
    "close": ("≈", "cyan"),
    "contradicted": ("✗", "bold red"),
    "ambiguous": ("?", "yellow"),
    "not_comparable": ("≠", "yellow"),
    "uncovered": ("·", "dim"),
    "unclear": ("…", "dim"),
}
"""A sign and a colour for each verdict; its name is always printed too, so colour never carries the meaning alone."""


def print_report(report: Report, *, explain: bool = False, console: Console | None = None) -> None:
    """One article: its claims in the order of the text, each with its findings."""
    console = console or Console(highlight=False, soft_wrap=True)
    article = report.article
    told = ", ".join(
        filter(None, (article.title, article.site, article.date.isoformat() if article.date else "date unknown"))
    )
    console.print(Text(f"{article.id}: {told}", style="bold"))
    for note in article.notes:
        console.print(Text(f"note: {note}", style="dim"))
    for claim in report.claims:
        _print_claim(console, claim, report.of(claim), article.text, explain)
    counts: Counter[str] = Counter(finding.verdict for finding in report.findings if finding.scope == "statistics")
    own: Counter[str] = Counter(finding.verdict for finding in report.findings if finding.scope == "consistency")
    console.print()
    console.print(
        f"{len(report.claims)} claims: " + ", ".join(f"{counts[v]} {v.replace('_', ' ')}" for v in MARKS if counts[v])
    )
    if own:
        console.print("within the article: " + ", ".join(f"{own[v]} {v.replace('_', ' ')}" for v in MARKS if own[v]))


def _print_claim(console: Console, claim: Claim, findings: tuple[Finding, ...], text: str, explain: bool) -> None:
    console.print()
    console.print(_in_sentence(claim, text))
    console.print(Text("  " + _frame(claim), style="dim"))
    for finding in findings:
        sign, style = MARKS[finding.verdict]
        scope = "within the article: " if finding.scope == "consistency" else ""
        line = Text(f"  {sign} {finding.verdict.replace('_', ' ').upper()} ", style=style)
        reasons = f" [{', '.join(finding.reasons)}]" if finding.reasons else ""
        line.append(f"{scope}{finding.because}{reasons}", style="default")
        console.print(line)
        if explain:
            for step in finding.arithmetic:
                console.print(Text(f"      {step}", style="dim"))


def _in_sentence(claim: Claim, text: str) -> Text:
    """The sentence with its figure set off."""
    start = text.rfind(claim.sentence, 0, claim.end + len(claim.sentence))
    line = Text(" ".join(claim.sentence.split()))
    printed = " ".join(text[claim.start : claim.end].split())
    before = " ".join(text[start : claim.start].split()) if start >= 0 else ""
    place = line.plain.find(printed, max(0, len(before) - 1))
    if place >= 0:
        marked = Text(line.plain[:place])
        marked.append("»" + printed + "«", style="bold")
        marked.append(line.plain[place + len(printed) :])
        return marked
    return line


def _frame(claim: Claim) -> str:
    what = " ".join(
        filter(None, (claim.measure or claim.direction, f"of {claim.commodity}" if claim.commodity else ""))
    )
    sides = claim.entity or "?"
    if claim.partner:
        sides += {"import": " from ", "export": " to ", "re-export": " to "}.get(
            claim.direction or "", " with "
        ) + claim.partner
    trend = {"up": "rising", "down": "falling", "flat": "flat"}.get(claim.trend or "", "")
    unsure = sureness(claim) if claim.unsure else ""
    parts = (claim.kind, what, sides, amount(claim.value, claim.currency, claim.unit), when(claim), trend, unsure)
    return " · ".join(filter(None, parts))


def arithmetic(claim: Claim, finding: Finding) -> str:
    """The steps of a finding, line by line."""
    lines = [f"{claim.id} {finding.verdict}: {finding.because}", *(f"  {step}" for step in finding.arithmetic)]
    lines += [f"  {o.source}: {o.dataset}, {o.row or o.url or ''}" for o in finding.observations]
    return "\n".join(lines) + "\n"
