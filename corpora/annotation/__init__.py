"""How claims are written down by hand: notation, checks, and compilation to gold. Used by `corpora/build.py`."""
