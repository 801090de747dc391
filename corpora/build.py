"""Checks, builds and validates the corpora.

python corpora/build.py check FILE.claims …   what is wrong in these files, a line for each fault
python corpora/build.py build                 every gold.jsonl and outofscope.jsonl, and manifest.json
python corpora/build.py tables                every count in README.md
python corpora/build.py validate              whether the corpora as they lie there are sound
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from annotation import agreement, corpus, floors, tables
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
    commands.add_parser("tables", help="tables and counted sentences of README, from what was built")
    commands.add_parser("validate", help="faults in the corpora as they lie there")
    commands.add_parser("floors", help="what the program reaches on dev now, as floors")
    commands.add_parser("counts", help="claims by hand, kind, direction and phenomenon")
    agreed = commands.add_parser("agreement", help="between two annotators of the same articles")
    agreed.add_argument("hands", nargs="*", help="of these hands alone")
    commands.add_parser("differences", help="where two annotators differ")
    given = parser.parse_args(arguments)
    if given.command == "check":
        return _check(given.files)
    if given.command == "agreement":
        return _agreement(given.root, given.hands)
    return COMMANDS[given.command](given.root)


def _build(root: Path) -> int:
    faults = corpus.build(root)
    for split, count in corpus.manifest(root)["counts"]["split"].items():
        print(f"{split}: {count} claims")
    return _tell(faults)


def _tables(root: Path) -> int:
    return _tell(tables.write(root))


def _validate(root: Path) -> int:
    return _tell(validate(root))


def _floors(root: Path) -> int:
    from extractor.evaluate import evaluate

    for change in floors.write(root, floors.measured(evaluate(root / floors.SPLIT))):
        print(change)
    return 0


def _counts(root: Path) -> int:
    for name, counted in corpus.manifest(root)["counts"].items():
        print(f"| {name} | {'articles' if name == 'articles' else 'claims'} |\n| --- | ---: |")
        for key, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            print(f"| {key} | {count} |")
        print()
    return 0


def _agreement(root: Path, hands: list[str]) -> int:
    print("\n".join(agreement.table(root, hands)))
    return 0


def _differences(root: Path) -> int:
    print("\n".join(agreement.differences(root)))
    return 0


COMMANDS = {
    "build": _build,
    "tables": _tables,
    "validate": _validate,
    "floors": _floors,
    "counts": _counts,
    "differences": _differences,
}


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
