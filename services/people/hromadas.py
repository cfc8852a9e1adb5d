"""Finds a hromada by what people type: its name, its centre, an old name; with typos, in Russian or Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from content.hromadas import Hromada, load_hromadas
from content.words.vocabulary import Vocabulary
from services.letters import fold, readings, single

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may say; all words are folded."""

    words: tuple[str, ...]
    """What is left without filler and raions: of a name, mostly."""
    raions: frozenset[str]
    """The beginnings of those that are named."""
    kinds: frozenset[str]
    """Of settlements, as the codifier shortens them."""

    @property
    def joined(self) -> str:
        """The words as one, like a name."""
        return single("".join(self.words))


class Hromadas:
    """An index over the names; a look-up takes well under a millisecond."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._raions = {self._fold(hromada.raion.lower()) for hromada in load_hromadas()}
        self._names = {hromada: self._keys(hromada) for hromada in load_hromadas()}
        self._official = {keys[0]: hromada for hromada, keys in self._names.items()}

    def find(self, text: str) -> Found:
        """What `text` may mean; nothing where nothing is like it. Never fails."""
        read = self.read(text)
        official = self.official(read)
        if official:
            return Found((official,), sure=True)
        ranked = sorted(self.scores(read).items(), key=lambda item: -item[1])
        worth = [(score, hromada) for hromada, score in ranked[:SHOWN] if score >= WORTH_SHOWING]
        if not worth:
            return Found((), sure=False)
        sure = worth[0][0] >= SURE and (len(worth) == 1 or worth[0][0] - worth[1][0] >= MARGIN)
        return Found(tuple(hromada for _, hromada in worth[: 1 if sure else SHOWN]), sure)

    def official(self, read: Sequence[Reading]) -> Hromada | None:
        """The one whose name it is: no doubt, even where another one's centre is called much alike."""
        return next((self._official[each.joined] for each in read if each.joined in self._official), None)

    def scores(self, read: Sequence[Reading]) -> dict[Hromada, float]:
        """How like each is to the best reading, from 0 to 1."""
        best: dict[Hromada, float] = {}
        for each in read:
            for hromada in self._names:
                score = self.likeness(each.joined, hromada)
                score += SAME_RAION * (self.raion_of(hromada) in each.raions)
                best[hromada] = max(score, best.get(hromada, 0.0))
        return best

    def likeness(self, word: str, hromada: Hromada) -> float:
        """How like a folded word is to the name of a hromada, from 0 to 1."""
        return max(JaroWinkler.similarity(word, key) for key in self._names[hromada])

    def raion_of(self, hromada: Hromada) -> str:
        """The beginning of its raion, as in a reading."""
        return self._fold(hromada.raion.lower())[:5]

    def key(self, name: str) -> str:
        """A name as a reading has it."""
        return self._fold("".join(_WORD.findall(_APOSTROPHE.sub("", name.lower()))))

    def read(self, text: str) -> list[Reading]:
        """The text as it stands, or by sound and by keys where it is in Latin letters."""
        vocabulary, found = self._vocabulary, []
        for each in readings(vocabulary.letters, _APOSTROPHE.sub("", text[:100].lower())):
            words = _WORD.findall(each)
            kinds = {vocabulary.settlement_kinds[word] for word in words if word in vocabulary.settlement_kinds}
            words = [self._fold(word) for word in words if word not in vocabulary.hromada_filler]
            raions = {word for word in words if word in self._raions}
            named = tuple(word for word in words if word not in raions) or tuple(words)
            found.append(Reading(named, frozenset(word[:5] for word in raions), frozenset(kinds)))
        return found

    def _keys(self, hromada: Hromada) -> Sequence[str]:
        return [self.key(name) for name in (hromada.name, hromada.centre.split(" ", 1)[1], *hromada.also)]

    def _fold(self, word: str) -> str:
        return fold(self._vocabulary.letters, word)
