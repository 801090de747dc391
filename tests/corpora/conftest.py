"""The tools of the corpora are no part of the installed package: their folder is put on the path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "corpora"))
