"""Finds where a person lives: by her village, her hromada or its centre, as she types it, or by a point on the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, cos, hypot, radians, sin

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from content.hromadas import Hromada, by_slug, load_hromadas
from content.library import Library
from content.settlements import Settlement, load_settlements, settlement_by_katottg
from services.letters import single
from services.people.hromadas import MARGIN, SURE, WORTH_SHOWING, Hromadas, Reading

SHOWN = 8
"""Of what is like a name; a name itself is that of settlements of seven hromadas at most."""
LIKE = 0.85
"""From this likeness on a settlement is shown: there are many, and their names are much alike."""
BESIDE = 0.85
"""From this likeness on a word beside the settlement names its hromada."""
NEAREST, FURTHEST = 4, 60.0
"""Hromadas that are shown around a point, and how far off, in kilometres, one may be."""
_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Locality:
    """A hromada, with the settlement by which somebody named it."""

    hromada: Hromada
    settlement: Settlement | None = None

    @property
    def mark(self) -> str:
        """A word by which it is known again."""
        return self.settlement.katottg if self.settlement else self.hromada.slug

    @classmethod
    def of(cls, mark: str) -> Locality | None:
        """The locality with that mark; None where there is none."""
        settlement = settlement_by_katottg(mark)
        hromada = settlement.hromada if settlement else by_slug(mark)
        return cls(hromada, settlement) if hromada else None


@dataclass(frozen=True, slots=True)
class FoundLocalities:
    """What may be meant, the likeliest first, each hromada once; one alone where `sure`."""

    localities: tuple[Locality, ...]
    sure: bool


class Localities:
    """An index over hromadas and settlements, made when it is first needed; a look-up takes a millisecond or two."""

    def __init__(self, library: Library) -> None:
        self.hromadas = Hromadas(library.vocabulary)

    @cached_property
    def _settlements(self) -> dict[str, list[Settlement]]:
        """By their names, as a reading has them."""
        named = defaultdict(list)
        for settlement in load_settlements():
            named[self.hromadas.key(settlement.name)].append(settlement)
        return dict(named)

    def find(self, text: str) -> FoundLocalities:
        """What `text` may mean; nothing where nothing is like it. Never fails.

        Settlements of that very name come before all that is only like it. Where several hromadas have one, the one
        whose centre it is comes first; the kind, the raion or the hromada beside the name tells them apart.
        """
        read = self.hromadas.read(text)
        official = self.hromadas.official(read)
        if official:
            return FoundLocalities((Locality(official),), sure=True)
        for each in read:
            found, is_whole = self._named(each) if not each.is_wider else ((), False)
            if found:
                return FoundLocalities(found, sure=is_whole and len(found) == 1)
        if not any(each.words for each in read):
            return FoundLocalities(self._called_like_filler(text), sure=False)
        return self._like(read)

    def _called_like_filler(self, text: str) -> tuple[Locality, ...]:
        """There is a village Громада."""
        words = text.split()
        keys = [self.hromadas.key(" ".join(words[start:])) for start in range(len(words))]
        return _once(Locality(each.hromada, each) for key in keys for each in self._settlements.get(key, []))

    def _named(self, read: Reading) -> tuple[tuple[Locality, ...], bool]:
        """Settlements of the name with which the words begin or end; whether the other words name nothing else."""
        words = read.words
        for count in range(len(words), 0, -1):
            for name, beside in ((words[:count], words[count:]), (words[-count:], words[:-count])):
                settlements = self._settlements.get(single("".join(name)), [])
                narrowed = self._narrowed(settlements, read, beside)
                if settlements:
                    found = sorted(narrowed, key=lambda each: not _is_centre(each))
                    known = not beside or any(self._beside(beside, each) for each in narrowed)
                    return _once(Locality(each.hromada, each) for each in found), known
        return (), False

    def _narrowed(
        self, settlements: Sequence[Settlement], read: Reading, beside: Sequence[str]
    ) -> Sequence[Settlement]:
        """Those of the kind, the raion and the hromada that are named beside it, as far as there are any."""
        settlements = [each for each in settlements if each.kind in read.kinds] or settlements
        in_raion = [each for each in settlements if self.hromadas.raion_of(each.hromada) in read.raions]
        settlements = in_raion or settlements
        named = max((self._beside(beside, each) for each in settlements), default=0.0)
        return [each for each in settlements if self._beside(beside, each) == named]

    def _beside(self, words: Sequence[str], settlement: Settlement) -> float:
        """How like the words are to the name of its hromada; 0 where they are not."""
        best = max((self.hromadas.likeness(word, settlement.hromada) for word in words), default=0.0)
        return best if best >= BESIDE else 0.0

    def _like(self, read: Sequence[Reading]) -> FoundLocalities:
        """Hromadas and settlements whose names are like it. Surely a hromada at most: villages are much alike."""
        best = {hromada: (score, Locality(hromada)) for hromada, score in self.hromadas.scores(read).items()}
        for each in read:
            for key, score, _ in process.extract(
                each.joined, list(self._settlements), scorer=JaroWinkler.similarity, score_cutoff=LIKE, limit=SHOWN
            ):
                for settlement in self._settlements[key]:
                    if score > best[settlement.hromada][0]:
                        best[settlement.hromada] = score, Locality(settlement.hromada, settlement)
        ranked = sorted(best.values(), key=lambda each: -each[0])
        worth = [(score, locality) for score, locality in ranked[:SHOWN] if score >= WORTH_SHOWING]
        if not worth:
            return FoundLocalities((), sure=False)
        first, *others = worth
        sure = first[0] >= SURE and first[1].settlement is None and all(first[0] - each >= MARGIN for each, _ in others)
        sure = sure and not any(each.is_wider for each in read)
        return FoundLocalities(tuple(locality for _, locality in worth[: 1 if sure else SHOWN]), sure)


def nearest(latitude: float, longitude: float) -> list[Hromada]:
    """The hromadas whose middles are nearest to a point, the nearest first; none where all are far away."""
    away = {each: _kilometres(latitude, longitude, each) for each in load_hromadas()}
    return [each for each in sorted(away, key=lambda each: away[each]) if away[each] <= FURTHEST][:NEAREST]


def _kilometres(latitude: float, longitude: float, hromada: Hromada) -> float:
    """Along the great circle."""
    here, there = radians(latitude), radians(hromada.latitude)
    north, east = sin((there - here) / 2), sin(radians(hromada.longitude - longitude) / 2)
    return 2 * _EARTH * asin(min(1.0, hypot(north, east * (cos(here) * cos(there)) ** 0.5)))


def _is_centre(settlement: Settlement) -> bool:
    return settlement.hromada.centre.split(" ", 1)[1] == settlement.name


def _once(localities: Iterable[Locality]) -> tuple[Locality, ...]:
    """The first one of each hromada."""
    first: dict[Hromada, Locality] = {}
    for locality in localities:
        first.setdefault(locality.hromada, locality)
    return tuple(first.values())
