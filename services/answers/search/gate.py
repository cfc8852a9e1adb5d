"""What speaks for an answer, and the one probability that the gate makes of it: «this answers it».

The gate is a logistic regression over a few numbers, learnt from questions of writers whose other phrasings the scores
had not seen. Asked for several candidates, it also puts them in order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from services.answers.search.model import Gate

CANDIDATES = 6
"""So many classes, the best by both scores, are looked at."""
SHORT = 14
"""Words up to which a text may point back to what came before it."""
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

    def best(self, most: int = CANDIDATES) -> list[int]:
        """The classes for which both scores together speak most, the best first."""
        both = [
            math.log(letters + FAINT) + 4 * (cover + central)
            for letters, cover, central in zip(self.letters, self.cover, self.central, strict=True)
        ]
        return sorted(range(len(both)), key=both.__getitem__, reverse=True)[:most]


def signs(scores: Scores, number: int, first: int, *, outside: bool) -> list[float]:
    """What speaks for a candidate; `first` is the best, and `outside` says that the candidate is no answer."""
    return [
        *_evidence(scores, number),
        float(number == first),
        float(outside),
        math.log1p(scores.length),
        scores.sure,
    ]


@dataclass(frozen=True, slots=True)
class Reading:
    """A short text alone, what came before it, and both as one text."""

    alone: Scores
    before: Scores
    together: Scores

    def best(self) -> list[int]:
        """The candidates, the likeliest by both readings first."""
        return list(dict.fromkeys([*self.together.best(), *self.alone.best()]))

    def signs(self, number: int, earlier: int, *, outside: bool, akin: bool) -> list[float]:
        """What speaks for a candidate; `earlier` is what came before, `akin` says that both are of one theme."""
        return [
            *_evidence(self.alone, number),
            *_evidence(self.together, number),
            math.log(self.before.letters[number] + FAINT),
            float(number == earlier),
            float(akin),
            float(outside),
            math.log1p(self.alone.length),
        ]


def _evidence(scores: Scores, number: int) -> list[float]:
    letters = math.log(scores.letters[number] + FAINT)
    return [
        letters,
        letters - math.log(_next(scores.letters, number) + FAINT),
        scores.cover[number],
        scores.cover[number] - _next(scores.cover, number),
        scores.central[number],
        scores.central[number] - _next(scores.central, number),
    ]


def _next(values: Sequence[float], number: int) -> float:
    """The highest of all others."""
    return max(max(values[:number], default=0.0), max(values[number + 1 :], default=0.0))


def probability(gate: Gate, numbers: Sequence[float]) -> float:
    total = gate.bias + sum(weight * number for weight, number in zip(gate.weights, numbers, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
