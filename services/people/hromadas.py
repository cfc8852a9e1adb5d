"""Finds a hromada by what people type: its name, its centre, an old name; with typos, in Russian or Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from content.hromadas import Hromada, load_hromadas
from content.words.vocabulary import Vocabulary
from services.letters import fold, readings

SURE, MARGIN = 0.93, 0.03
"""From this likeness on, and this far before the next, one hromada is meant; `tests/data/hromadas.tsv`."""
WORTH_SHOWING = 0.78
SHOWN = 5
SAME_RAION = 0.05
"""What a raion named beside the hromada adds: it tells apart Городницька and Городоцька."""

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile("['’`ʼ]")


@dataclass(frozen=True, slots=True)
class Found:
    """Hromadas that may be meant, the likeliest first; one alone where `sure`."""

    hromadas: tuple[Hromada, ...]
    sure: bool


class Hromadas:
    """An index over the names; a look-up takes well under a millisecond."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._raions = {self._fold(hromada.raion.lower()) for hromada in load_hromadas()}
        self._names = [(self._keys(hromada), hromada) for hromada in load_hromadas()]
        self._official = {keys[0]: hromada for keys, hromada in self._names}

    def find(self, text: str) -> Found:
        """What `text` may mean; nothing where nothing is like it. Never fails."""
        best: dict[str, tuple[float, Hromada]] = {}
        for typed, raions in self._readings(text):
            if typed in self._official:  # no doubt, even where another hromada's centre is called much alike
                return Found((self._official[typed],), sure=True)
            for keys, hromada in self._names:
                score = max(JaroWinkler.similarity(typed, key) for key in keys)
                score += SAME_RAION * (self._fold(hromada.raion.lower())[:5] in raions)
                if score > best.get(hromada.katottg, (0.0, hromada))[0]:
                    best[hromada.katottg] = (score, hromada)
        ranked = sorted(best.values(), key=lambda item: -item[0])
        worth = [(score, hromada) for score, hromada in ranked[:SHOWN] if score >= WORTH_SHOWING]
        if not worth:
            return Found((), sure=False)
        sure = worth[0][0] >= SURE and (len(worth) == 1 or worth[0][0] - worth[1][0] >= MARGIN)
        return Found(tuple(hromada for _, hromada in worth[: 1 if sure else SHOWN]), sure)

    def _keys(self, hromada: Hromada) -> Sequence[str]:
        names = (hromada.name, hromada.centre.split(" ", 1)[1], *hromada.also)
        return [self._fold("".join(_WORD.findall(_APOSTROPHE.sub("", name.lower())))) for name in names]

    def _readings(self, text: str) -> list[tuple[str, frozenset[str]]]:
        """The text as it stands, or by sound and by keys where it is in Latin letters; with the raions in it."""
        letters = self._vocabulary.letters
        found = []
        for each in readings(letters, _APOSTROPHE.sub("", text[:100].lower())):
            words = [word for word in _WORD.findall(each) if word not in self._vocabulary.hromada_filler]
            raions = {word for word in words if self._fold(word) in self._raions}
            named = [word for word in words if word not in raions] or words
            found.append((self._fold("".join(named)), frozenset(self._fold(word)[:5] for word in raions)))
        return found

    def _fold(self, word: str) -> str:
        return fold(self._vocabulary.letters, word)
