"""Typing mistakes: terms within one or two wrong letters of a misspelt one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

ONE_MISTAKE, TWO_MISTAKES = 4, 7
"""Letters from which a term is allowed one wrong letter, and two: shorter ones become other words."""
SAME_START = 5
"""Letters that make two long terms likely relatives, such as a Russian word and its Ukrainian sister."""


class Spelling:
    """Knows the terms of the index. All that are as long are compared, in C: an index takes longer."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = list(terms)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for term in self._terms:
            if len(term) >= SAME_START:
                self._by_start[term[:SAME_START]].append(term)
        self.near = lru_cache(maxsize=20_000)(self._near)
        self._likest = lru_cache(maxsize=1000)(self._find_likest)  # both questions are asked of a term, in one text
        self._as_long = cache(self._make_as_long)

    def is_misspelling(self, term: str) -> bool:
        """Whether a known term is one or two wrong letters away."""
        return bool(self._likest(term))

    def _near(self, term: str) -> tuple[tuple[str, float], ...]:
        """Known terms that may be meant, each with how much of it counts (0..1); the likeliest only."""
        likest = self._likest(term)
        if not likest:
            return tuple((known, 0.5) for known in self._by_start.get(term[:SAME_START], ()))
        least = min(mistakes for _, mistakes in likest)
        weight = 0.85 if least == 1 else 0.65
        return tuple((known, weight) for known, mistakes in likest if mistakes == least)

    def _find_likest(self, term: str) -> list[tuple[str, int]]:
        """Known terms with no more wrong letters than are allowed, and how many they have."""
        most = _mistakes(term)
        among = self._as_long(len(term) - most, len(term) + most)
        found = process.extract(term, among, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [(known, int(mistakes)) for known, mistakes, _ in found]

    def _make_as_long(self, least: int, most: int) -> list[str]:
        """Terms of so many letters: others have more wrong ones."""
        return [term for term in self._terms if least <= len(term) <= most]


def _mistakes(term: str) -> int:
    return (len(term) >= ONE_MISTAKE) + (len(term) >= TWO_MISTAKES)
