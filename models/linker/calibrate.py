"""Fits the confidence of the trained linker on dev: `python models/linker/calibrate.py`, after export.

What the linker multiplies (how sure it is of each of its decisions) is mapped to how often all six fields are right, by isotonic
regression over articles of `corpora/dev`; the map is written into `weights/settings.json`.
"""

from __future__ import annotations

import json
from pathlib import Path

from extractor.evaluate import load, outcomes
from extractor.evaluate.scores import all_right
from extractor.linking.model import weights_folder

DEV = Path(__file__).parents[2] / "corpora" / "dev"


def isotonic(pairs: list[tuple[float, bool]], smallest: int = 40) -> tuple[list[float], list[float]]:
    """Points of a rising map from raw confidence to the share that is right: pools of at least `smallest` claims."""
    blocks: list[list[float]] = []
    for start in range(0, len(pairs), smallest):
        chunk = sorted(pairs)[start : start + smallest]
        blocks.append([sum(raw for raw, _ in chunk), sum(right for _, right in chunk), len(chunk)])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [round(raw / n, 4) for raw, _, n in blocks], [round(right / n, 4) for _, right, n in blocks]


def main() -> None:
    """Write the map."""
    folder = weights_folder()
    assert folder is not None, "no weights: run models/linker/export.py first"
    file = folder / "settings.json"
    settings = json.loads(file.read_text(encoding="utf-8"))
    settings["calibration"] = [[0.0, 1.0], [0.0, 1.0]]
    file.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    found = outcomes(load(DEV))
    pairs = [(pair[1].confidence, all_right(pair)) for outcome in found for pair in outcome.pairs]
    pairs += [(claim.confidence, False) for outcome in found for claim in outcome.spurious]
    settings["calibration"] = [list(axis) for axis in isotonic(pairs)]
    file.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
