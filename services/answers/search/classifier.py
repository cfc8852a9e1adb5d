"""The answer that the letters of a question speak for: runs of two to five letters within words, weighed and added.

A row of the model, a byte for each answer, is one whole number with 32 bits for each: adding such numbers adds up all
answers at once, in C, and nothing has to be installed for it.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import mul
from zlib import crc32

from services.answers.search.model import FEATURES, Model

SHORTEST, LONGEST = 2, 5
"""Letters of a run; before and behind a word stands a space."""
LANE = 4
"""Bytes of a packed number for each class."""
UNSIGNED = 128
"""Has been added to each byte of a row, so that no lane goes below zero."""
MOST = 4000
"""Runs of a text that count: more would not fit into a lane."""


@lru_cache(maxsize=5000)
def features(word: str) -> tuple[int, ...]:
    """The runs of letters of a word, hashed."""
    spaced = f" {word} "
    return tuple(
        crc32(spaced[start : start + length].encode("utf-8", "replace")) % FEATURES
        for length in range(SHORTEST, min(LONGEST, len(spaced)) + 1)
        for start in range(len(spaced) - length + 1)
    )


def features_of(words: Iterable[str]) -> list[int]:
    """The runs of letters of a text."""
    return list(islice(chain.from_iterable(map(features, words)), MOST))


class Classifier:
    """Knows the rows of a model; making it takes 20 ms, a question a tenth of one."""

    def __init__(self, model: Model) -> None:
        self._rarity = model.feature_rarity
        self._bias, self._scale = model.bias, model.scale
        count = len(model.names)
        self._length = LANE * count
        self._rows: list[int] = []
        for feature, rarity in enumerate(model.feature_rarity):
            lanes = bytearray(self._length)
            lanes[::LANE] = model.rows[feature * count : (feature + 1) * count]
            self._rows.append(rarity * int.from_bytes(lanes, "little"))

    def probabilities(self, words: Iterable[str]) -> list[float]:
        """Of each class of the model; they add up to 1."""
        if not self._rows:
            return []
        return self._probabilities(*self._add_up(words))

    def split(self, parts: Sequence[Sequence[str]]) -> list[tuple[float, int]]:
        """How clear the less clear half is, and the number of parts in the first half: for each way to halve a text
        of several parts whose halves speak for different classes."""
        sums = [self._add_up(words) for words in parts]
        found = []
        for place in range(1, len(parts)):
            # Runs that stand in several parts are taken for different ones: near enough to choose a place.
            halves = [self._probabilities(*map(sum, zip(*half, strict=True))) for half in (sums[:place], sums[place:])]
            clear = [max(half) for half in halves]
            if halves[0].index(clear[0]) != halves[1].index(clear[1]):
                found.append((min(clear), place))
        return found

    def _add_up(self, words: Iterable[str]) -> tuple[int, int, int]:
        """The packed sum of all rows, what has been added to each lane, and the square of the length."""
        found = features_of(words)
        counted = Counter(found)
        weighed = list(map(mul, counted.values(), map(self._rarity.__getitem__, counted)))
        return sum(map(self._rows.__getitem__, found)), UNSIGNED * sum(weighed), sum(map(mul, weighed, weighed))

    def _probabilities(self, total: int, added: int, square: int) -> list[float]:
        lanes = struct.unpack(f"<{len(self._bias)}I", total.to_bytes(self._length, "little"))
        factor = self._scale / math.sqrt(square) if square else 0.0
        logits = [bias + factor * (lane - added) for bias, lane in zip(self._bias, lanes, strict=True)]
        highest = max(logits, default=0.0)
        powers = [math.exp(logit - highest) for logit in logits]
        whole = sum(powers)
        return [power / whole for power in powers]
