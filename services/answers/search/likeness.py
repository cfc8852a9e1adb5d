"""The answer that the words of a question speak for, over TF-IDF weights of their stems.

Two things are said of each answer: how much of the question its words cover, and how central they are in its phrasings
taken as one. What was written after the model was learnt is compared phrasing by phrasing instead.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from services.answers.search.model import FINE, Model
from services.answers.search.spelling import Spelling
from services.answers.search.words import Term, Words

LONG = 12
"""Of a longer text no more than about so many terms need to be covered: the rest is the story around the question."""


class Likeness:
    """Reads texts with `words`, and compares what they say."""

    def __init__(self, words: Words, spelling: Spelling, model: Model) -> None:
        self._words = words
        self._spelling = spelling
        self._shares_of = model.stem_shares
        self._rarity = model.stem_rarity
        self._count = len(model.names)
        self._rarest = math.log(1 + max(1, self._count))

    def terms(self, pieces: Iterable[str]) -> list[Term]:
        return [term for piece in pieces for term in self._words.terms(piece)]

    def shares(self, terms: Sequence[Term], *, guess: bool = True) -> tuple[list[float], list[float], float]:
        """Of each class: how much it covers, how central that is there (0..1). And which share of the text is known
        for sure: neither unknown nor guessed from another spelling, which happens only with `guess`."""
        cover, central = [0.0] * self._count, [0.0] * self._count
        weights = self.weigh(terms)
        if not weights:
            return cover, central, 0.0
        heaviest = sorted(weights.values(), reverse=True)[:LONG]
        needed, norm = sum(heaviest), math.sqrt(sum(weight * weight for weight in heaviest))
        sure = 0.0
        meant: dict[str, float] = defaultdict(float)
        for term, weight in weights.items():
            known = term.stem in self._shares_of
            sure += weight * known
            for stem, share in self.meant(term) if known or guess else ():
                meant[stem] += share * weight
        for stem, weight in meant.items():
            shares = self._shares_of.get(stem, b"")
            for number, covered, middle in zip(shares[::3], shares[1::3], shares[2::3], strict=True):
                cover[number] += weight * covered
                central[number] += weight * middle
        return (
            [min(1.0, covered / FINE / needed) for covered in cover],
            [min(1.0, middle / FINE / norm) for middle in central],
            sure / sum(weights.values()),
        )

    def vector(self, terms: Sequence[Term]) -> dict[str, float]:
        """What a text is about: stems with weights whose squares add up to 1; empty where it says nothing.

        Unlike in `shares`, words that no answer has count too: they are what people miss.
        """
        meant: dict[str, float] = defaultdict(float)
        for term, weight in self.weigh(terms).items():
            for stem, share in self.meant(term) or ((term.stem, 1.0),):
                meant[stem] += share * weight
        norm = math.sqrt(sum(weight * weight for weight in meant.values()))
        return {stem: weight / norm for stem, weight in meant.items()}

    def weigh(self, terms: Sequence[Term]) -> Mapping[Term, float]:
        return {
            term: self._rarity.get(term.stem, self._rarest) * (1 + math.log(count))
            for term, count in Counter(terms).items()
        }

    def meant(self, term: Term) -> Sequence[tuple[str, float]]:
        """The known terms a term stands for: itself, or what it may be misspelt from."""
        if term.stem in self._shares_of:
            return ((term.stem, 1.0),)
        if term.known:
            return ()
        return [(meant, share) for near, share in self._spelling.near(term.stem) for meant in self._words.meaning(near)]


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two vectors are, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())
