"""Sentences per second of the figure grammar, of quantulum3, of recognizers-text-suite and of a bare scan for digits.

    python -m tests.bench.figures [archive.jsonl] [articles]

The two other programs live in an environment of their own, `.bench/`, which is made on the first run (it needs the package
index). The archive is JSON Lines with a `text`; where none is named it is ../shared/data/archive/wikinews-economy.jsonl, and
where that is absent nothing is measured and the reason is printed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / ".bench"
ARCHIVE = ROOT.parent / "shared" / "data" / "archive" / "wikinews-economy.jsonl"
PACKAGES = (
    "quantulum3[classifier]==0.9.2",
    "scikit-learn==1.5.2",
    "recognizers-text-suite",
    "emoji==1.7.0",
    "setuptools<81",
)
OTHERS = {
    "quantulum3": "from quantulum3 import parser\nread = parser.parse\n",
    "quantulum3 unclassified": (
        "from quantulum3 import classifier, parser\nclassifier.USE_CLF = False\nread = parser.parse\n"
    ),
    "recognizers-text-suite": (
        "from recognizers_number_with_unit import recognize_currency, recognize_dimension\n"
        "from recognizers_number import recognize_number, recognize_percentage\n"
        "def read(s):\n"
        "    for f in (recognize_number, recognize_percentage, recognize_currency, recognize_dimension):\n"
        "        f(s, 'en-us')\n"
    ),
}
TIMED = """
import json, sys, time
{load}
sentences = json.load(sys.stdin)
read(sentences[0])
start, failed = time.perf_counter(), 0
for sentence in sentences:
    try:
        read(sentence)
    except Exception:
        failed += 1
print(json.dumps([time.perf_counter() - start, failed]))
"""
SAMPLE = {"quantulum3": 1000, "quantulum3 unclassified": 1000, "recognizers-text-suite": 300}
"""How many sentences the slow programs are given. quantulum3 tells units apart by a classifier; `unclassified` is without it."""


def sentences(archive: Path, articles: int) -> list[str]:
    """The sentences of the first articles of an archive."""
    found: list[str] = []
    with archive.open(encoding="utf-8") as lines:
        for _, line in zip(range(articles), lines, strict=False):
            found += re.split(r"(?<=[.!?])\s+(?=[A-Z])", json.loads(line)["text"])
    return [sentence for sentence in found if sentence.strip()]


def timed(read: Callable[[str], object], given: list[str]) -> float:
    """Sentences per second; the first call, which compiles the word lists, is not timed."""
    read("It sold 5 tonnes for 3 million dollars.")
    start = time.perf_counter()
    for sentence in given:
        read(sentence)
    return len(given) / (time.perf_counter() - start)


def environment() -> Path:
    """The python of `.bench/`, with the other programs in it."""
    python = BENCH / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(BENCH)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def other(name: str, given: list[str]) -> float | None:
    """Sentences per second of another program in its own process, or None where it does not run."""
    code = TIMED.format(load=OTHERS[name])
    done = subprocess.run(
        [str(environment()), "-W", "ignore", "-c", code], input=json.dumps(given), capture_output=True, text=True
    )
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    seconds, failed = json.loads(done.stdout.splitlines()[-1])
    if failed:
        print(f"{name}: raised on {failed} of {len(given)} sentences", file=sys.stderr)
    return float(len(given) / seconds)


def main(archive: str = str(ARCHIVE), articles: str = "400") -> None:
    """Prints one line a program: sentences per second, and how many times quantulum3 that is."""
    from extractor.grammar import figures

    if not Path(archive).is_file():
        print(f"skipped: there is no archive at {archive}")
        return
    given = sentences(Path(archive), int(articles))
    every = max(len(given) // 1000, 1)
    speeds: dict[str, float | None] = {"figures": timed(figures, given)}
    digits = re.compile(r"\d+")
    speeds["bare scan for digits"] = timed(digits.findall, given)
    for name in OTHERS:
        speeds[name] = other(name, given[::every][: SAMPLE[name]])
    base = speeds["quantulum3"]
    print(f"{len(given)} sentences of {archive}")
    for name, speed in speeds.items():
        ratio = f"{speed / base:10.1f} x quantulum3" if speed and base else ""
        print(f"{name:24} {speed or 0:12.1f} sentences/s {ratio}")


if __name__ == "__main__":
    main(*sys.argv[1:])
