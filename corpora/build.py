"""Checks, builds and validates the corpora. `python corpora/build.py --help`.

python corpora/build.py check FILE.claims …   what is wrong in these files, a line for each fault
python corpora/build.py build                 all gold.jsonl, outofscope.jsonl and manifest.json
python corpora/build.py validate              whether the corpora as they lie there are sound
python corpora/build.py floors                what `extractor` reaches on dev, written to floors.json
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annotation import check


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 where all is well, 1 where faults were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("files", nargs="+", type=Path)
    given = parser.parse_args(arguments)
    return _check(given.files)


def _check(files: list[Path]) -> int:
    count = figures = 0
    for path in files:
        found = check.read(path)
        figures += sum(1 for entry in found.entries if entry.kind)
        count += len(found.faults)
        for fault in found.faults:
            print(fault)
    print(f"{len(files)} files, {figures} claims, {count} faults")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
