"""Finds a hromada by what people type: its name, its centre, an old name; with typos, in Russian or Latin letters."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from content.hromadas import Hromada, by_slug, load_hromadas
from content.words.vocabulary import Vocabulary
from services.letters import fold, readings, single
from services.text import fold_code, tidy

SURE, MARGIN = 0.93, 0.03
"""From this likeness on, and this far before the next, one hromada is meant; `tests/data/hromadas.tsv`."""
WORTH_SHOWING = 0.78
SHOWN = 5
SAME_RAION = 0.05
"""What a raion named beside the hromada adds: it tells apart Городницька and Городоцька."""

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHE = "\u2019"
_CODE = re.compile(r"UA(\d{2})(\d{2})(\d{3})\d{10}")
"""Of the state's codifier: oblast, raion, hromada, and what is in it."""
_OBLAST = "18"
_ADJECTIVE = re.compile("[\u0441\u0446\u0437]\u044c\u043a\\w{1,3}$")
LONGEST = 100
"""Characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hromadas that may be meant, the likeliest first; one alone where `sure`."""

    hromadas: tuple[Hromada, ...]
    sure: bool
    raion: str | None = None
    """The raion of which the text speaks, where it names no hromada."""
    is_wider: bool = False
    """Whether it speaks of an oblast or a raion and of no hromada."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may say; all words are folded."""

    words: tuple[str, ...]
    """What is left without filler and raions: of a name, mostly."""
    raions: frozenset[str]
    """The beginnings of those that are named."""
    kinds: frozenset[str]
    """Of settlements, as the codifier shortens them."""
    is_wider: bool
    """Whether the words are the name of an oblast or a raion."""

    @property
    def joined(self) -> str:
        """The words as one, like a name."""
        return single("".join(self.words))


class Hromadas:
    """An index over the names; a look-up takes well under a millisecond."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._raion_of = {hromada: self._fold(hromada.raion.lower()) for hromada in load_hromadas()}
        self._raions = set(self._raion_of.values())
        self._names = {hromada: self._keys(hromada) for hromada in load_hromadas()}
        self._official = {keys[0]: hromada for hromada, keys in self._names.items()}

    def find(self, text: str) -> Found:
        """What `text` may mean, a name or a code of the codifier; nothing where nothing is like it. Never fails."""
        if code := _CODE.search(fold_code(text[:LONGEST])):
            return _coded(*code.groups())
        read = self.read(text)
        official = self.official(read)
        if official:
            return Found((official,), sure=True)
        ranked = sorted(self.scores(read).items(), key=lambda item: -item[1])
        worth = [(score, hromada) for hromada, score in ranked[:SHOWN] if score >= WORTH_SHOWING]
        if any(each.is_wider for each in read):
            named = {word for each in read for word in each.raions}
            raion = next((each.raion for each in load_hromadas() if self.raion_of(each) in named), None)
            return Found(tuple(hromada for _, hromada in worth), sure=False, raion=raion, is_wider=True)
        if not worth:
            return Found((), sure=False)
        sure = worth[0][0] >= SURE and (len(worth) == 1 or worth[0][0] - worth[1][0] >= MARGIN)
        return Found(tuple(hromada for _, hromada in worth[: 1 if sure else SHOWN]), sure)

    def official(self, read: Sequence[Reading]) -> Hromada | None:
        """The one whose name it is: no doubt, even where another one's centre is called much alike."""
        names = (each.joined for each in read if not each.is_wider)
        return next((self._official[name] for name in names if name in self._official), None)

    def scores(self, read: Sequence[Reading]) -> dict[Hromada, float]:
        """How like each is to the best reading, from 0 to 1."""
        best: dict[Hromada, float] = {}
        for each in read:
            joined = each.joined
            for hromada in self._names:
                score = self.likeness(joined, hromada)
                score += SAME_RAION * (self.raion_of(hromada) in each.raions)
                best[hromada] = max(score, best.get(hromada, 0.0))
        return best

    def likeness(self, word: str, hromada: Hromada) -> float:
        """How like a folded word is to the name of a hromada, from 0 to 1."""
        return max(JaroWinkler.similarity(word, key) for key in self._names[hromada])

    def raion_of(self, hromada: Hromada) -> str:
        """The beginning of its raion, as in a reading."""
        return self._raion_of[hromada][:5]

    def key(self, name: str) -> str:
        """A name as a reading has it."""
        return self._fold("".join(_WORD.findall(tidy(name).lower().replace(_APOSTROPHE, ""))))

    def read(self, text: str) -> list[Reading]:
        """The text as it stands, or by sound and by keys where it is in Latin letters."""
        vocabulary, found = self._vocabulary, []
        for each in readings(vocabulary.letters, tidy(text[:LONGEST]).lower().replace(_APOSTROPHE, "")):
            words = self._words(each)
            in_oblast, in_raion = _named(words, vocabulary.wider["oblast"]), _named(words, vocabulary.wider["raion"])
            rest = [word for place, word in enumerate(words) if place not in {*in_oblast, *in_raion}]
            is_wider = len(rest) < len(words) and all(
                word in vocabulary.hromada_filler or word in vocabulary.wider["beside"] for word in rest
            )
            said = {self._fold(words[place]) for place in in_raion}
            words = [word for word in words if word not in vocabulary.wider["raion"]] if is_wider else rest
            words = [word for word in words if word not in vocabulary.wider["beside"]] or words
            kinds = {vocabulary.settlement_kinds[word] for word in words if word in vocabulary.settlement_kinds}
            words = [self._fold(word) for word in words if word not in vocabulary.hromada_filler]
            raions = {word for word in (said if is_wider else {*words, *said}) if word in self._raions}
            named = tuple(word for word in words if word not in raions) or tuple(words)
            found.append(Reading(named, frozenset(word[:5] for word in raions), frozenset(kinds), is_wider))
        return found

    def _words(self, text: str) -> list[str]:
        """With what is shortened by a hyphen as one word."""
        short = (word for word in self._vocabulary.wider["raion"] if "-" in word)
        for word in short:
            text = re.sub(rf"\b{word}\b", word.replace("-", ""), text)
        return _WORD.findall(text)

    def _keys(self, hromada: Hromada) -> Sequence[str]:
        return [self.key(name) for name in (hromada.name, hromada.centre.split(" ", 1)[1], *hromada.also)]

    def _fold(self, word: str) -> str:
        return fold(self._vocabulary.letters, word)


def _coded(oblast: str, raion: str, hromada: str) -> Found:
    """The hromada of a code, also of one of its settlements."""
    found = by_slug(f"h{raion}{hromada}") if oblast == _OBLAST else None
    if found or hromada != "000":
        return Found((found,) if found else (), sure=found is not None)
    in_raion = (each.raion for each in load_hromadas() if oblast == _OBLAST and each.slug.startswith(f"h{raion}"))
    return Found((), sure=False, raion=next(in_raion, None), is_wider=True)


def _named(words: Sequence[str], kinds: Collection[str]) -> list[int]:
    """Where words of such a kind stand, each with the adjective before it, or else behind it."""
    found: list[int] = []
    for place, word in enumerate(words):
        if word in kinds:
            beside = [
                each for each in (place - 1, place + 1) if 0 <= each < len(words) and _ADJECTIVE.search(words[each])
            ]
            found += [*beside[:1], place]
    return found
