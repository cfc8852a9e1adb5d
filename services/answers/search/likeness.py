"""The answer that the words of a question speak for, over TF-IDF weights of their stems.

Two things are said of each answer: how much of the question its words cover, and how central they are in its phrasings
taken as one. What was written after the model was learnt is compared phrasing by phrasing instead.
"""

from __future__ import annotations

import math
import struct
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from services.answers.search.model import FINE, Model
from services.answers.search.spelling import Spelling
from services.answers.search.words import Term, Words

Key = TypeVar("Key")

GRAIN = 64
"""Weights are rounded to so many parts of 1, to be multiplied and added as whole numbers."""
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
        self._lanes = struct.Struct(f"<{2 * self._count}I")
        self._lanes_of = lru_cache(maxsize=4000)(self._make_lanes)

    def terms(self, pieces: Iterable[str]) -> list[Term]:
        return [term for piece in pieces for term in self._words.terms(piece)]

    def shares(self, terms: Sequence[Term], *, guess: bool = True) -> tuple[list[float], list[float], float]:
        """Of each class: how much it covers, how central that is there (0..1). And which share of the text is known
        for sure: neither unknown nor guessed from another spelling, which happens only with `guess`."""
        weights = self.weigh(terms)
        if not weights:
            return [0.0] * self._count, [0.0] * self._count, 0.0
        heaviest = sorted(weights.values(), reverse=True)[:LONG]
        needed, norm = sum(heaviest), math.sqrt(sum(weight * weight for weight in heaviest))
        sure = total = 0.0
        packed = 0
        for term, weight in weights.items():
            known = term.stem in self._shares_of
            total += weight
            sure += weight * known
            for stem, share in self.meant(term) if known or guess else ():
                packed += round(share * weight * GRAIN) * self._lanes_of(stem)
        lanes = self._lanes.unpack(packed.to_bytes(self._lanes.size, "little"))
        whole, middle = FINE * GRAIN * needed, FINE * GRAIN * norm
        return (
            [lane / whole if lane < whole else 1.0 for lane in lanes[: self._count]],
            [lane / middle if lane < middle else 1.0 for lane in lanes[self._count :]],
            sure / total,
        )

    def _make_lanes(self, stem: str) -> int:
        """The shares of a stem in all classes, packed as the classifier packs its rows: first cover, then central."""
        shares = self._shares_of.get(stem, b"")
        lanes = [0] * (2 * self._count)
        for number, covered, middle in zip(shares[::3], shares[1::3], shares[2::3], strict=True):
            lanes[number], lanes[self._count + number] = covered, middle
        return int.from_bytes(self._lanes.pack(*lanes), "little")

    def strange(self, terms: Sequence[Term], used: Container[str]) -> float:
        """The share of words of the language that nobody used for any class: it is about something else. `used` are
        stems of what is newer than the model."""
        weights = self.weigh(terms)
        unused = (term for term in weights if term.stem not in self._shares_of and term.stem not in used)
        strange = sum(weights[term] for term in unused if term.known)
        return strange / (sum(weights.values()) or 1.0)

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


def cosine(one: Mapping[Key, float], other: Mapping[Key, float]) -> float:
    """How alike two vectors are, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())
