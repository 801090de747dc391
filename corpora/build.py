"""Checks, builds and validates the corpora.

python corpora/build.py check FILE.claims …   what is wrong in these files, a line for each fault
python corpora/build.py build                 every gold.jsonl and outofscope.jsonl, and manifest.json
python corpora/build.py validate              whether the corpora as they lie there are sound
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from annotation import corpus
from annotation.notation import Fault
from annotation.validate import validate

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 where all is well, 1 where faults were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the corpora's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="faults in files of labels").add_argument("files", nargs="+", type=Path)
    commands.add_parser("build", help="gold and manifest from labels")
    commands.add_parser("validate", help="faults in the corpora as they lie there")
    given = parser.parse_args(arguments)
    if given.command == "check":
        return _check(given.files)
    if given.command == "build":
        faults = corpus.build(given.root)
        for split, count in corpus.manifest(given.root)["counts"]["split"].items():
            print(f"{split}: {count} claims")
        return _tell(faults)
    return _tell(validate(given.root))


def _check(files: Iterable[Path]) -> int:
    found = [labels for path in files for labels in corpus.read_labels(path)]
    print(f"{sum(1 for labels in found for entry in labels.entries if entry.kind)} claims")
    return _tell([fault for labels in found for fault in labels.faults])


def _tell(faults: list[Fault]) -> int:
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
