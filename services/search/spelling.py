"""Typing mistakes: terms within one or two wrong letters of a misspelt one, found without comparing with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

ONE_MISTAKE, TWO_MISTAKES = 4, 7
"""Letters from which a term is allowed one wrong letter, and two: shorter ones become other words."""
SAME_START = 5
"""Letters that make two long terms likely relatives, such as a Russian word and its Ukrainian sister."""


class Spelling:
    """Knows the terms of the index by what is left when letters are taken out of them (as SymSpell does)."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = defaultdict(list)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for term in terms:
            for rest in _rests(term):
                self._by_rest[rest].append(term)
            if len(term) >= SAME_START:
                self._by_start[term[:SAME_START]].append(term)
        self.near = lru_cache(maxsize=20_000)(self._near)

    def is_misspelling(self, term: str) -> bool:
        """Whether a known term is one or two wrong letters away."""
        return min(self._distances(term).values(), default=len(term)) <= _mistakes(term)

    def _near(self, term: str) -> tuple[tuple[str, float], ...]:
        """Known terms that may be meant, each with how much of it counts (0..1); the likeliest only."""
        found = self._distances(term)
        least = min(found.values(), default=len(term))
        if least <= _mistakes(term):
            weight = 0.85 if least == 1 else 0.65
            return tuple((known, weight) for known, mistakes in found.items() if mistakes == least)
        return tuple((known, 0.5) for known in self._by_start.get(term[:SAME_START], ()))

    def _distances(self, term: str) -> dict[str, int]:
        """Wrong letters to every known term that may be near enough; more than allowed counts as one more."""
        allowed = _mistakes(term)
        candidates = {known for rest in _rests(term) for known in self._by_rest.get(rest, ())}
        return {known: OSA.distance(term, known, score_cutoff=allowed) for known in candidates}


def _mistakes(term: str) -> int:
    return (len(term) >= ONE_MISTAKE) + (len(term) >= TWO_MISTAKES)


def _rests(term: str) -> Iterator[str]:
    """The term itself, and it without one letter, or two where two mistakes are allowed."""
    rests = {term}
    for _ in range(_mistakes(term)):
        rests |= {rest[:i] + rest[i + 1 :] for rest in rests for i in range(len(rest))}
    yield from rests
