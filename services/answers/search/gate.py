"""What speaks for an answer, and the one probability that a gate makes of it: «this answers it».

A gate is a logistic regression over a few numbers, learnt from questions of writers whose other phrasings the scores
had not seen. Asked for several candidates, it also puts them in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log
from operator import add, mul

from services.answers.search.model import Gate

CANDIDATES = 6
"""So many classes, the best by both scores, are looked at."""
FAINT = 1e-5
"""A probability of the classifier below which all are the same."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How near one text is to each class."""

    letters: Sequence[float]
    """By the classifier; they add up to 1."""
    cover: Sequence[float]
    central: Sequence[float]
    sure: float
    """The share of its words that are known as they were typed."""
    length: int
    """In terms."""
    _tops: list[list[float]] = field(default_factory=list, compare=False, repr=False)
    _both: list[float] = field(default_factory=list, compare=False, repr=False)

    def best(self, most: int = CANDIDATES, among: Sequence[int] | None = None) -> list[int]:
        """The classes for which both scores together speak most, the best first; of all, or of those."""
        if not self._both:
            self._both[:] = [
                log(letters + FAINT) + 4 * (cover + central)
                for letters, cover, central in zip(self.letters, self.cover, self.central, strict=True)
            ]
        numbers = range(len(self._both)) if among is None else among
        return sorted(numbers, key=self._both.__getitem__, reverse=True)[:most]

    def agreed(self) -> int | None:
        """The class that is the best by each score; None where they disagree."""
        number = max(range(len(self.letters)), key=self.letters.__getitem__)
        mine = self.cover[number] + self.central[number]
        return number if mine >= max(map(add, self.cover, self.central)) else None

    def evidence(self, number: int) -> list[float]:
        """Each score of a class, and how far it is before all others."""
        if not self._tops:
            self._tops[:] = [sorted(values, reverse=True)[:2] for values in (self.letters, self.cover, self.central)]
        letters, cover, central = self.letters[number], self.cover[number], self.central[number]
        others = [tops[value == tops[0]] for value, tops in zip((letters, cover, central), self._tops, strict=True)]
        faint = log(letters + FAINT)
        return [faint, faint - log(others[0] + FAINT), cover, cover - others[1], central, central - others[2]]

    def evidence_among(self, some: Sequence[int], number: int) -> list[float]:
        """How likely it is that it is one of these classes, whether this is one, and how far it is before the other."""
        share = sum(map(self.letters.__getitem__, some))
        if number not in some:
            return [log(share + FAINT), 0.0, 0.0, 0.0, 0.0, 0.0]
        others = [each for each in some if each != number]
        letters, cover, central = (
            max(map(values.__getitem__, others), default=0.0) for values in (self.letters, self.cover, self.central)
        )
        mine = self.letters[number]
        ahead = log(mine + FAINT) - log(letters + FAINT)
        among = log(mine / share + FAINT)
        return [log(share + FAINT), 1.0, among, ahead, self.cover[number] - cover, self.central[number] - central]


def probability(gate: Gate, numbers: Sequence[float]) -> float:
    total = gate.bias + sum(map(mul, gate.weights, numbers))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
