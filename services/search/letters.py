"""How letters stand for one another, by the table in `content/uk/search.yaml`."""

from __future__ import annotations

from itertools import groupby

from content.vocabulary import Letters


def fold(letters: Letters, word: str) -> str:
    """Letters that people mix up become one, doubled letters single."""
    return "".join(letter for letter, _ in groupby(word.translate(letters.fold)))


def from_latin(letters: Letters, word: str) -> str:
    """A Ukrainian word written by its sound in Latin letters."""
    read: list[str] = []
    position = 0
    while position < len(word):
        for spelling, letter in letters.latin:
            if word.startswith(spelling, position):
                read.append(letter)
                position += len(spelling)
                break
        else:
            read.append(word[position])
            position += 1
    return "".join(read)
