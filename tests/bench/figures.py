"""Sentences per second of the figure grammar, of quantulum3, of recognizers-text-suite and of a bare scan for digits.

    python -m tests.bench.figures [articles] [archive.jsonl ...]

Every program runs in a process of its own, is warmed up on the same sentence, which is not timed, and reads each text once; the
rounds alternate between the programs and the best round of each counts, so that a busy machine slows all alike. What is counted
is the processor's time, each program in one thread: on a busy machine the clock on the wall measures the others. Texts are
given one sentence a call, then one whole article a call. The slow programs get every n-th text.

The two other programs live in an environment of their own, `.bench/`, which is made on the first run (it needs the package
index). An archive is JSON Lines with a `text`; where none is named it is every file of ../shared/data/archive, and where there
is none nothing is measured and the reason is printed. Of all their articles every n-th is read, so that as many are read as asked.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from extractor.grammar import figures

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / ".bench"
ARCHIVE = ROOT.parent / "shared" / "data" / "archive"
PACKAGES = (
    "quantulum3[classifier]==0.9.2",
    "scikit-learn==1.5.2",
    "recognizers-text-suite",
    "emoji==1.7.0",
    "setuptools<81",
)
OURS = {
    "figures": "from extractor.grammar import figures as read\n",
    "bare scan for digits": "import re\nread = re.compile(r'\\d+').findall\n",
}
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
"""quantulum3 tells units apart by a classifier; `unclassified` is without it."""
TIMED = """
import json, sys, time
{load}
texts = json.load(sys.stdin)
read("It sold 5 tonnes for 3 million dollars.")
start, failed = time.process_time(), 0
for text in texts:
    try:
        read(text)
    except Exception:
        failed += 1
print(json.dumps([time.process_time() - start, failed]))
"""
SAMPLE = {"quantulum3": 500, "quantulum3 unclassified": 300, "recognizers-text-suite": 50}
"""About how many sentences the slow programs are given."""
ROUNDS = {"quantulum3 unclassified": 1, "recognizers-text-suite": 1}
MOST_ROUNDS = 3
ALONE = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""The environment of a program that is measured: one thread."""


def split(text: str) -> list[str]:
    """The sentences of a text, told apart without any of the programs."""
    return [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text) if s.strip()]


def articles(archives: list[Path], count: int) -> list[str]:
    """Every n-th text of the archives, about as many as `count`."""
    texts: list[str] = []
    for archive in archives:
        with archive.open(encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    return texts[:: max(len(texts) // count, 1)][:count]


def sentences(archives: list[Path], count: int) -> list[str]:
    """The sentences of every n-th article of the archives."""
    return [sentence for text in articles(archives, count) for sentence in split(text)]


def content(texts: list[str]) -> str:
    """How many sentences there are, how many hold a digit, and in how many a figure is found."""
    whole = [sentence for text in texts for sentence in split(text)]
    digits = sum(any(map(str.isdigit, sentence)) for sentence in whole)
    return f"{len(whole)} sentences, {digits} with a digit, {sum(map(bool, map(figures, whole)))} with a figure"


def environment() -> Path:
    """The python of `.bench/`, with the other programs in it."""
    python = BENCH / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(BENCH)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def seconds(name: str, given: list[str]) -> float | None:
    """How much processor's time a program takes over all texts, in its own process; None where it does not run."""
    python = sys.executable if name in OURS else str(environment())
    code = TIMED.format(load=(OURS | OTHERS)[name])
    command = [python, "-W", "ignore", "-c", code]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, cwd=ROOT, env=ALONE)
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    taken, failed = json.loads(done.stdout.splitlines()[-1])
    if failed:
        print(f"{name}: raised on {failed} of {len(given)} texts", file=sys.stderr)
    return float(taken)


def measure(texts: list[str]) -> dict[str, float]:
    """Sentences per second of each program that runs, the best of its rounds."""
    total = sum(len(split(text)) for text in texts)
    speeds: dict[str, float] = {}
    for turn in range(MOST_ROUNDS):
        for name in OURS | OTHERS:
            if turn >= ROUNDS.get(name, MOST_ROUNDS):
                continue
            given = texts[:: max(total // SAMPLE.get(name, total), 1)]
            taken = seconds(name, given)
            if taken is not None:
                speed = sum(len(split(text)) for text in given) / taken
                speeds[name] = max(speed, speeds.get(name, 0.0))
    return speeds


def main(count: str = "400", *named: str) -> None:
    """Prints what the texts hold, then one line a program: sentences per second, and how many times quantulum3 that is."""
    archives = [Path(name) for name in named] or sorted(ARCHIVE.glob("*.jsonl"))
    if not archives:
        print(f"skipped: there is no archive in {ARCHIVE}")
        return
    whole = articles(archives, int(count))
    print(f"{len(whole)} articles of {', '.join(archive.name for archive in archives)}: {content(whole)}")
    for title, texts in (("sentence", [s for text in whole for s in split(text)]), ("article", whole)):
        speeds = measure(texts)
        base = speeds.get("quantulum3")
        print(f"{len(texts)} texts, one {title} a call")
        for name, speed in speeds.items():
            ratio = f"{speed / base:10.1f} x quantulum3" if base else ""
            print(f"{name:24} {speed:12.1f} sentences/s {ratio}")


if __name__ == "__main__":
    main(*sys.argv[1:])
