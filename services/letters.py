"""How letters stand for one another, by the table in `content/uk/search.yaml`."""

from __future__ import annotations

import re
from itertools import groupby

from content.words.vocabulary import Letters


def fold(letters: Letters, word: str) -> str:
    """Letters that people mix up become one, doubled letters single."""
    return single(word.translate(letters.fold))


def single(word: str) -> str:
    """Doubled letters become single."""
    return "".join(letter for letter, _ in groupby(word))


def from_latin(letters: Letters, word: str) -> str:
    """A Ukrainian word written by its sound in Latin letters."""
    return letters.spelling.sub(lambda found: letters.latin[found[0]], word)


def readings(letters: Letters, text: str) -> list[str]:
    """A text in small letters as it stands; where it is in Latin letters, by their sound and by the keys."""
    if not re.search("[a-z]", text):
        return [text]
    return [from_latin(letters, text), text.translate(letters.to_ukrainian)]
