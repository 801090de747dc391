"""From figures and mentions to frames: for each figure its entity, partner, direction, commodity, period, kind and source.

A linker takes a Doc and gives one frame a figure; `rules` reads the parse and the order of words, `model` is trained.
"""

from extractor.linking.frame import Frame, Linker

__all__ = ["Frame", "Linker"]
