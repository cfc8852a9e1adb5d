"""What speaks for an answer, and the one probability that a gate makes of it: «this answers it».

A gate is a logistic regression over a few numbers, learnt from questions of writers whose other phrasings the scores
had not seen. Asked for several candidates, it also puts them in order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

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
    tops: list[tuple[Sequence[float], list[float]]] = field(default_factory=list, compare=False, repr=False)

    def best(self, most: int = CANDIDATES) -> list[int]:
        """The classes for which both scores together speak most, the best first."""
        both = [
            math.log(letters + FAINT) + 4 * (cover + central)
            for letters, cover, central in zip(self.letters, self.cover, self.central, strict=True)
        ]
        return sorted(range(len(both)), key=both.__getitem__, reverse=True)[:most]

    def evidence(self, number: int) -> list[float]:
        """Each score of a class, and how far it is before all others."""
        letters, cover, central = (values[number] for values in (self.letters, self.cover, self.central))
        others = [second if values[number] == best else best for values, (second, best) in self._tops()]
        faint = math.log(letters + FAINT)
        ahead = faint - math.log(others[0] + FAINT)
        return [faint, ahead, cover, cover - others[1], central, central - others[2]]

    def _tops(self) -> list[tuple[Sequence[float], list[float]]]:
        """The scores with the second and the highest of each."""
        if not self.tops:
            self.tops.extend((values, sorted(values)[-2:]) for values in (self.letters, self.cover, self.central))
        return self.tops


def probability(gate: Gate, numbers: Sequence[float]) -> float:
    total = gate.bias + sum(weight * number for weight, number in zip(gate.weights, numbers, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
