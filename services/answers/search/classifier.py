"""The answer that the letters of a question speak for: runs of two to five letters within words, weighed and added.

A row of the model, a byte for each answer, is one whole number with 32 bits for each: adding such numbers adds up all
answers at once, in C, and nothing has to be installed for it.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter, mul
from typing import NamedTuple
from zlib import crc32

from services.answers.search.model import FEATURES, Model

SHORTEST, LONGEST = 2, 5
"""Letters of a run; before and behind a word stands a space."""
LANE = 4
"""Bytes of a packed number for each class."""
UNSIGNED = 128
"""Has been added to each byte of a row, so that no lane goes below zero."""
MOST = 320
"""Words of a text that count: of the longest ones more would not fit into a lane."""
_NUMBERS = tuple(range(FEATURES))
"""Each number once, however many words have it."""


@lru_cache(maxsize=5000)
def features(word: str) -> tuple[int, ...]:
    """The runs of letters of a word, hashed."""
    letters = [letter.encode("utf-8", "replace") for letter in f" {word} "]
    runs, found = list(map(crc32, letters)), list[int]()
    for length in range(SHORTEST, LONGEST + 1):  # each run is the one before with a letter more
        runs = list(map(crc32, letters[length - 1 :], runs))
        found += runs
    return tuple([_NUMBERS[run % FEATURES] for run in found])


def features_of(words: Iterable[str]) -> list[int]:
    """The runs of letters of a text."""
    return list(chain.from_iterable(map(features, islice(words, MOST))))


class Sum(NamedTuple):
    """What the letters of some words come to."""

    lanes: int
    """All rows, packed."""
    square: int
    """Of the length of the text as a vector."""


def together(sums: Sequence[Sum]) -> Sum:
    """Of several parts: runs that stand in more than one are taken for different ones, which is near enough."""
    lanes, square = map(sum, zip(*sums, strict=True))
    return Sum(lanes, square)


class Classifier:
    """Knows the rows of a model; making it takes 20 ms, a question a tenth of one."""

    def __init__(self, model: Model) -> None:
        self._rarity = model.feature_rarity
        self._bias, self._scale = model.bias, model.scale
        count = len(model.names)
        # The last lane counts what stands in all others beside the weights.
        self._length = LANE * (count + 1)
        self._lanes = struct.Struct(f"<{count + 1}I")
        self._rows: list[int] = []
        lanes = bytearray(self._length)
        lanes[-LANE] = UNSIGNED
        for feature, rarity in enumerate(model.feature_rarity):
            lanes[:-LANE:LANE] = model.rows[feature * count : (feature + 1) * count]
            self._rows.append(rarity * int.from_bytes(lanes, "little"))
        self._row_of = lru_cache(maxsize=5000)(self._make_row)

    def probabilities(self, words: Iterable[str]) -> list[float]:
        """Of each class of the model; they add up to 1."""
        return self.probabilities_of(self.add_up(words))

    def probabilities_of(self, found: Sum) -> list[float]:
        logits = self._logits(found)
        highest = max(logits, default=0.0)
        powers = [math.exp(logit - highest) for logit in logits]
        whole = sum(powers)
        return [power / whole for power in powers]

    def add_up(self, words: Iterable[str]) -> Sum:
        if not self._rows:
            return Sum(0, 0)
        counted = list(islice(words, MOST))
        runs = Counter(chain.from_iterable(map(features, counted)))
        weighed = list(map(mul, runs.values(), map(self._rarity.__getitem__, runs)))
        return Sum(sum(map(self._row_of, counted)), sum(map(mul, weighed, weighed)))

    def vector(self, words: Iterable[str]) -> dict[int, float]:
        """The runs of letters with weights whose squares add up to 1."""
        runs = Counter(features_of(words))
        weighed = {run: float(count * self._rarity[run]) for run, count in runs.items()} if self._rows else {}
        norm = math.sqrt(sum(weight * weight for weight in weighed.values()))
        return {run: weight / norm for run, weight in weighed.items()}

    def split(self, parts: Sequence[Sum], places: Mapping[int, float], among: Sequence[int]) -> int | None:
        """Which of these numbers of parts makes two halves that speak clearest for different ones of these classes,
        what speaks for a place added; None where they speak for the same, whichever it is."""
        clearest, found = -math.inf, None
        ours_of = itemgetter(*among) if len(among) > 1 else lambda logits: tuple(logits[each] for each in among)
        for place, likely in places.items():
            halves = [self._logits(together(half)) for half in (parts[:place], parts[place:])]
            ours = [ours_of(half) for half in halves]
            tops = [sorted(logits, reverse=True)[:2] for logits in ours]
            clear = likely + min(first - second for first, second in tops)
            if clear > clearest and ours[0].index(tops[0][0]) != ours[1].index(tops[1][0]):
                clearest, found = clear, place
        return found

    def _make_row(self, word: str) -> int:
        """The packed sum of the rows of a word: the same words come again and again."""
        return sum(map(self._rows.__getitem__, features(word)))

    def _logits(self, found: Sum) -> list[float]:
        *lanes, added = self._lanes.unpack(found.lanes.to_bytes(self._length, "little"))
        factor = self._scale / math.sqrt(found.square) if found.square else 0.0
        return [bias + factor * (lane - added) for bias, lane in zip(self._bias, lanes, strict=True)]
