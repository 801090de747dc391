"""Whether a confidence of 0.9 means that nine in ten are right: expected calibration error and reliability diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies from `low` up to, not including, `high` (the last bin includes 1)."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence."""
    accuracy: float
    """The share of them that is right."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bins of equal width, empty ones left out, and the expected calibration error (NaN without claims)."""

    error: float
    bins: tuple[Bin, ...]


def calibration(points: Sequence[tuple[float, bool]]) -> Calibration:
    """Pairs of confidence and truth; the error is the mean distance of accuracy from confidence, bins weighted by count."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in points:
        groups.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, is_right))
    bins = tuple(
        Bin(
            low=at / BINS,
            high=(at + 1) / BINS,
            count=len(group),
            confidence=sum(confidence for confidence, _ in group) / len(group),
            accuracy=sum(is_right for _, is_right in group) / len(group),
        )
        for at, group in sorted(groups.items())
    )
    error = sum(b.count * abs(b.accuracy - b.confidence) for b in bins) / len(points) if points else float("nan")
    return Calibration(error, bins)


def diagram(found: Calibration, side: int = 320) -> str:
    """The reliability diagram as SVG: accuracy over confidence, a bar for each bin, the diagonal for perfect calibration."""
    margin = 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + margin + 12} {side + margin + 12}" role="img"'
        ' font-family="sans-serif" font-size="11">',
        "<title>Reliability: share of right claims over confidence</title>",
        f'<g transform="translate({margin},8)">',
        f'<rect width="{side}" height="{side}" fill="none" stroke="currentColor" stroke-opacity=".3"/>',
    ]
    for b in found.bins:
        x, width, height = b.low * side, (b.high - b.low) * side, b.accuracy * side
        parts.append(
            f'<rect x="{x + 1:.1f}" y="{side - height:.1f}" width="{width - 2:.1f}" height="{height:.1f}" fill="#4477aa"'
            f' fill-opacity=".75"><title>{b.count} claims: confidence {b.confidence:.2f}, right {b.accuracy:.2f}</title></rect>'
        )
        parts.append(f'<circle cx="{b.confidence * side:.1f}" cy="{side - height:.1f}" r="3" fill="#aa3377"/>')
    parts.append(f'<path d="M0 {side}L{side} 0" stroke="currentColor" stroke-dasharray="4 3" stroke-opacity=".6"/>')
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        parts.append(
            f'<text x="{tick * side:.0f}" y="{side + 16}" text-anchor="middle" fill="currentColor">{tick:g}</text>'
        )
        parts.append(
            f'<text x="-6" y="{side - tick * side + 4:.0f}" text-anchor="end" fill="currentColor">{tick:g}</text>'
        )
    parts.append(f'<text x="{side / 2:.0f}" y="{side + 34}" text-anchor="middle" fill="currentColor">confidence</text>')
    parts.append(
        f'<text transform="translate(-32,{side / 2:.0f}) rotate(-90)" text-anchor="middle" fill="currentColor">right</text>'
    )
    return "".join(parts) + "</g></svg>"
