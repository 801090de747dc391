"""Words per second of extraction on one core and on two, and peak memory after a few hundred and after all articles.

    python tests/bench/archive.py [--all]

Each measurement is `extractor extract` in a process of its own on the first articles of the archive (see tests/bench/run.py),
so start-up counts. `--all` measures memory over 6,000 articles too, which takes an hour on a slow machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from itertools import chain, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARCHIVE = Path(os.environ.get("EXTRACTOR_ARCHIVE", ROOT.parent / "shared" / "data" / "archive"))
FILES = ("wikinews-economy.jsonl", "wikinews-politics.jsonl")


def first(count: int, folder: Path) -> tuple[Path, int]:
    """A file of the first articles of the archive, and the words in it."""
    lines = list(islice(chain.from_iterable((ARCHIVE / name).open(encoding="utf-8") for name in FILES), count))
    path = folder / f"{len(lines)}.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return path, sum(len(line.split()) for line in lines)


def resident(pid: int) -> int:
    """Bytes in memory of a process and its children; 0 where this system has no /proc, or it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(resident(int(child)) for child in children)


def extract(articles: Path, *options: str) -> tuple[float, float]:
    """Seconds of a run, and the most memory that it and its processes held, in MB (looked at four times a second)."""
    command = [sys.executable, "-m", "extractor", "extract", str(articles), "-o", f"{articles}.claims", *options]
    started, peak = time.perf_counter(), 0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT) as run:
        ended = threading.Event()
        threading.Thread(target=lambda: (run.wait(), ended.set()), daemon=True).start()
        while not ended.wait(0.25):
            peak = max(peak, resident(run.pid))
    return time.perf_counter() - started, peak / 1e6


def main(everything: bool) -> None:
    """Prints one line a measurement."""
    if not all((ARCHIVE / name).exists() for name in FILES):
        print(f"no archive at {ARCHIVE}: archive runs are not measured (EXTRACTOR_ARCHIVE names its folder)")
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in (500, 6000) if everything else (500,):
            path, words = first(count, Path(folder))
            for processes in (1, 2):
                seconds, peak = extract(path, "--processes", str(processes))
                print(
                    f"extractor extract --processes {processes}, {count:,} articles: {words / seconds:,.0f} words/s, "
                    f"at most {peak:,.0f} MB"
                )


if __name__ == "__main__":
    main("--all" in sys.argv[1:])
