"""The word lists as the rules look them up, one table each: a rule asks thousands of times a second, so it calls nothing."""

from __future__ import annotations

from extractor.grammar import lexicon
from extractor.lexicons import table

NOUNS = {group: lexicon.nouns(group) for group in {row["group"] for row in table("figure_nouns")}}
"""Group of `figure_nouns.csv` -> nouns."""
LISTS = {group: lexicon.word_list(group) for group in {row["group"] for row in table("figure_words")}}
"""Group of `figure_words.csv` -> words."""
FUNCTION = NOUNS["function"]
"""What is no noun: articles, prepositions, conjunctions, pronouns, auxiliary verbs."""
MONTHS = lexicon.months()
MOVEMENTS = lexicon.movements()
MULTIPLES = lexicon.multiples()
NUMBERS = lexicon.number_words()
"""Kind of number word -> word -> value."""
SCALE_LETTERS = NUMBERS["scale_letter"]
"""Letters of scale in their exact case: `m`, `K`, `MM`."""
UNITS = lexicon.unit_words()
"""Words of units, lower case."""
UNIT_SYMBOLS = lexicon.unit_symbols()
UNIT_STARTS = lexicon.unit_starts()
MONEYS = lexicon.money_words()
"""Names and codes of currencies, lower case."""
MONEY_SYMBOLS = lexicon.money_symbols()
MONEY_STARTS = lexicon.money_starts()
