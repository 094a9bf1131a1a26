"""Words as plain lines: numbers with their nouns, sentences, scores. What is printed goes through `shown.clean`."""

from fractions import Fraction

from trainer.language import tr


def as_number(answer: str) -> int | None:
    """The number somebody typed, with or without a full stop behind it, or None."""
    digits = answer.strip().removesuffix(".")
    return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else None


def sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…”\"'" else f"{text}."


def of_four(score: Fraction | float, word: str) -> str:
    """A score in numbers and words: `3.4 of 4, Adequate`."""
    return tr("{score} of 4, {word}", score=f"{float(score):.1f}", word=word)
