"""Which body a row of a table names: one that stands already, the council of a hromada, or a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from content.hromadas import Hromada, by_slug, load_hromadas
from services.people.hromada_rows import HromadaRows, is_called
from services.people.hromadas import Found
from services.tables import DryRun, Line, OpenTable
from services.text import fold_words, tidy, words_key

LONGEST_BODY = 150
"""Characters."""


class BodyRows:
    """Reads rows of one table; each body is looked for once."""

    def __init__(
        self, bodies: Mapping[str, str], look_up: Callable[[str], Found], council_words: Sequence[str]
    ) -> None:
        """`bodies` are the places of bodies that stand already, by the keys of their names; of the words in the name of
        a council `council_words` say that it is one."""
        self.new_names: list[str] = []
        """Of bodies that do not stand yet: their places are `+` and the place in this list."""
        self._bodies = bodies
        self._hromadas = HromadaRows(look_up, "hromada_code")
        self._council_words = tuple(map(fold_words, council_words))
        self._places: dict[tuple[str, Hromada | None], str] = {}
        self._new: dict[str, int] = {}
        """The numbers of new bodies, by the keys of their names."""
        self._shared: frozenset[str] = frozenset()
        """Bodies of one name that stand in several hromadas, each in its own: «ЦНАП»."""

    def look_ahead(self, lines: Sequence[Line]) -> None:
        """Sees which names stand in several hromadas, before the rows are read."""
        hromadas = [(line.text("body"), self._hromadas.find(line.text("hromada"))) for line in lines]
        pairs = {(words_key(body), found.hromadas[0]) for body, found in hromadas if found.sure}
        self._shared = frozenset(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)

    def of(self, found: DryRun, table: OpenTable, line: Line) -> str:
        """The place of a body that stands, a hromada's council, or a new body; empty, and noted, where it is none."""
        hromada, mistakes = None, len(found.mistakes)
        if line.text("hromada") or self._hromadas.code(line):
            hromada = self._hromadas.of(found, line)
        if len(found.mistakes) > mistakes:
            return ""
        if "body" not in line.cells or (hromada and not line.text("body")):
            if hromada is None:
                found.mistake(line, "hromada", "no-hromada")
            return hromada.slug if hromada else ""
        cell, body = line.cells["body"], tidy(line.text("body"))
        is_name = len(body) <= LONGEST_BODY and table.values.is_body(cell)
        place = self._place(body, hromada) if is_name else ""
        if not place:
            found.mistake(line, "body", "no-body")
        elif hromada is None:
            if told := by_slug(place):
                self._hromadas.say(found, line.row, body, told)
        elif place != hromada.slug and by_slug(place):
            found.mistake(line, "body", "other-council", [hromada.name])
        return place

    def called(self, place: str) -> str:
        """The name of a new body, or of a hromada; empty for another body that stands."""
        hromada = by_slug(place)
        return self.new_names[int(place[1:])] if place.startswith("+") else hromada.name if hromada else ""

    def council(self, body: str) -> Hromada | None:
        """The hromada whose council that is; None for another body, and for a part of a council."""
        own = self._own_words(body)
        is_told = len(body.split()) > 1 or words_key(body) in _hromada_keys()
        if len(own) != 1 or not is_told:
            return None
        found = self._hromadas.find(own[0])
        return found.hromadas[0] if found.sure else None

    def _own_words(self, body: str) -> list[str]:
        """Its name without the words for a council."""
        return [word for word in body.split() if not fold_words(word).startswith(self._council_words)]

    def _place(self, body: str, hromada: Hromada | None) -> str:
        """Empty where it is a council and nobody knows whose."""
        if (body, hromada) not in self._places:
            self._places[body, hromada] = self._find(body, hromada)
        return self._places[body, hromada]

    def _find(self, body: str, hromada: Hromada | None) -> str:
        if not self._own_words(body):
            return hromada.slug if hromada else ""
        of_hromada = f"{body} ({hromada.name})" if hromada else body
        names = [of_hromada] if hromada and words_key(body) in self._shared else [of_hromada, body]
        place = next((self._bodies[key] for key in map(words_key, names) if key in self._bodies), None)
        council = self.council(body) if place is None else None
        # What is only like the council of another hromada than the row names is a body of that hromada.
        if council and (hromada in (None, council) or is_called(body, council)):
            place = council.slug
        if place is None:
            key = words_key(names[-1])
            if key not in self._new:
                self._new[key] = len(self._new)
                self.new_names.append(names[-1])
            place = f"+{self._new[key]}"
        return place


@cache
def _hromada_keys() -> frozenset[str]:
    return frozenset(words_key(each.name) for each in load_hromadas())
