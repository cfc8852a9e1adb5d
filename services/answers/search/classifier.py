"""The answer that the letters of a question speak for: runs of two to five letters within words, weighed and added.

A row of the model, a byte for each answer, is one whole number with 32 bits for each: multiplying and adding such
numbers adds up all answers at once, in C, and nothing has to be installed for it.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
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


def count_features(words: Iterable[str]) -> Counter[int]:
    """How often each run of letters stands in the words."""
    counted: Counter[int] = Counter()
    for word in words:
        counted.update(features(word))
        if counted.total() > MOST:
            break
    return counted


class Classifier:
    """Knows the rows of a model; making it takes 20 ms, a question some tenths of one."""

    def __init__(self, model: Model) -> None:
        self._rarity = model.feature_rarity
        self._bias, self._scale = model.bias, model.scale
        count = len(model.names)
        self._length = LANE * count
        self._rows: list[int] = []
        for start in range(0, len(model.rows), count or 1):
            lanes = bytearray(self._length)
            lanes[::LANE] = model.rows[start : start + count]
            self._rows.append(int.from_bytes(lanes, "little"))

    def probabilities(self, words: Iterable[str]) -> list[float]:
        """Of each class of the model; they add up to 1."""
        if not self._rows:
            return []
        total = weight = square = 0
        for feature, count in count_features(words).items():
            weighed = count * self._rarity[feature]
            total += weighed * self._rows[feature]
            weight += weighed
            square += weighed * weighed
        lanes = struct.unpack(f"<{len(self._bias)}I", total.to_bytes(self._length, "little"))
        factor = self._scale / math.sqrt(square) if square else 0.0
        logits = [bias + factor * (lane - UNSIGNED * weight) for bias, lane in zip(self._bias, lanes, strict=True)]
        highest = max(logits)
        powers = [math.exp(logit - highest) for logit in logits]
        whole = sum(powers)
        return [power / whole for power in powers]
