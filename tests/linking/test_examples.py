"""What of a text the trained linker reads: windows, and what is named outside of them."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from extractor.linking.examples import Example, examples
from extractor.linking.rules import RuleLinker
from extractor.pipes.load import docs, pipeline
from extractor.read.text import article_of_text

WEIGHTS = Path(__file__).parents[2] / "models" / "linker" / "weights"


def windows(text: str) -> list[Example]:
    pieces = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    ((_, doc),) = docs(pipeline(linker="rules"), [article_of_text(text, id="x", date="2024-05-02")])
    return list(examples(doc, RuleLinker()(doc), pieces))


def goods(example: Example) -> set[str]:
    return {c.key for c in example.candidates if c.type == "good"}


def test_a_question_is_read_with_its_answer() -> None:
    talk = "A word first. He pours us a glass. Kiwis? That was a mistake of our own. I was young. We shipped 120,000 tonnes."
    (window,) = windows(f"The grower\n\nWe met at noon. It was hot. {talk}")
    assert "kiwis" in goods(window)


def test_what_a_text_names_most_is_a_candidate_everywhere() -> None:
    opening = "Chad sold 300 tonnes of sesame. Chad was glad of its sesame. "
    filler = "In the year 1999 some 25 people of the village saw how 3 men and 4 boys came down to the river and went away again. "
    later = windows("Chad and its sesame\n\n" + opening + filler * 40)[-1]
    far = [c for c in later.candidates if c.tokens == (0, 1)]
    assert {("place", "Chad"), ("good", "sesame")} <= {(c.type, c.key) for c in far}
    assert any(c.type == "period" and c.key == "2024-01-01..2024-12-31" for c in far)
