"""Figures: every number of a text read by a grammar, without a model and without a locale.

>>> from extractor.grammar import figures
>>> figures("Exports rose 12 per cent to 35 million dollars.")[1].value
Decimal('35000000')
"""

from extractor.grammar.find import figures

__all__ = ["figures"]
