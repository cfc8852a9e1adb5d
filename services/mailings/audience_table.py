"""A table of the hromadas that are meant: what it comes to, and every mistake in it by row and column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from content.hromadas import Hromada, load_hromadas, raions
from services.messages import TextMessage
from services.people import Found, HromadaRows
from services.tables import DryRun, Line, OpenTable, TableKind
from services.text import fold_words

NAMED = 15
"""Hromadas that are named in one line."""

AUDIENCE = TableKind(
    "audience",
    ("hromada", "raion", "hromada_code"),
    ((("hromada",), ("hromada_code",), ("raion",)),),
    most_rows=2000,
)


@dataclass(slots=True)
class AudienceImport(DryRun):
    """Whom a table means. Taken only without a mistake, as a whole."""

    hromadas: list[Hromada] = field(default_factory=list)
    """Each once, in the order of the table."""
    raions: dict[str, int] = field(default_factory=dict)
    """Those that are meant as a whole, and their rows."""
    twice: list[tuple[int, str]] = field(default_factory=list)
    """Row and name of what stood above already: it counts once."""

    def compare(self, before: Sequence[Hromada]) -> None:
        """Says what would come in the place of these, which are chosen now."""
        self.is_takeable = bool(self.hromadas) and not self.mistakes
        self.lines.append(
            TextMessage(
                "audiences-table-dry-run",
                rows=self.rows,
                hromadas=len(self.hromadas),
                raions=", ".join(self.raions) or "none",
                twice=len(self.twice),
                refused=len({(each.sheet, each.row) for each in self.mistakes}),
            )
        )
        self._name("members-doubles", [f"{name} ({row})" for row, name in self.twice])
        self._name("audiences-table-gone", [each.name for each in before if each not in self.hromadas])

    def _name(self, key: str, names: Sequence[str]) -> None:
        if names:
            more = max(len(names) - NAMED, 0)
            self.lines.append(TextMessage(key, names="; ".join(names[:NAMED]), more=more))


class AudienceTable:
    """Reads the rows of a table."""

    def __init__(self, look_up: Callable[[str], Found]) -> None:
        self._hromadas = HromadaRows(look_up, "hromada_code")
        self._raions = {fold_words(each): each for each in raions()}

    def read(self, table: OpenTable) -> AudienceImport:
        """Row by row. A row that names a raion and no hromada means all of it."""
        found, (lines, _) = AudienceImport(), table.lines()
        found.rows, rows = len(lines), dict[Hromada, Line]()
        for line in lines:
            mistakes = len(found.mistakes)
            raion = self._whole_raion(found, table, line)
            if len(found.mistakes) > mistakes:
                continue
            if raion:
                self._take_raion(found, line, raion)
            elif hromada := self._hromada(found, line):
                if hromada in rows:
                    found.twice.append((line.row, hromada.name))
                    continue
                rows[hromada] = line
                found.hromadas.append(hromada)
                found.show(("hromada", hromada.name), ("raion", hromada.raion))
        for hromada, line in rows.items():
            if hromada.raion in found.raions:
                meaning = "hromada" if line.text("hromada") else "hromada_code"
                found.mistake(line, meaning, "in-raion", [str(found.raions[hromada.raion])])
        found.hromadas = list(dict.fromkeys(found.hromadas))
        return found

    def _whole_raion(self, found: AudienceImport, table: OpenTable, line: Line) -> str | None:
        """The raion that the row means as a whole; None, and noted where it is a mistake, where it means none."""
        code, name = self._hromadas.code(line), line.text("hromada")
        if table.values.is_nothing(line.cells.get("hromada")) and not code:
            raion = self._raion(line.text("raion"))
            if raion is None:
                found.mistake(line, *(("raion", "no-raion") if line.text("raion") else ("hromada", "no-hromada")))
            return raion
        named = {
            meaning: self._hromadas.find(text) for meaning, text in (("hromada_code", code), ("hromada", name)) if text
        }
        wider = {meaning: each.raion for meaning, each in named.items() if each.is_wider}
        for meaning, raion in wider.items():
            if raion is None:
                found.mistake(line, meaning, "oblast")
                return None
        told = next(iter(wider.values()), None)
        if told is None and self._raions.get(fold_words(name)) and not code:
            found.mistake(line, "hromada", "raion-or-hromada")
        elif told and name and self._raion(name) != told:
            found.mistake(line, "hromada", "other-raion", [told])
        elif told and line.text("raion") and self._raion(line.text("raion")) != told:
            found.mistake(line, "raion", "other-raion", [told])
        return told

    def _raion(self, text: str) -> str | None:
        """The raion that a text names, with that word or without it."""
        return self._raions.get(fold_words(text)) or self._hromadas.find(text).raion

    def _take_raion(self, found: AudienceImport, line: Line, raion: str) -> None:
        if raion in found.raions:
            found.twice.append((line.row, raion))
            return
        found.raions[raion] = line.row
        within = [each for each in load_hromadas() if each.raion == raion]
        found.hromadas += within
        found.show(("raion", raion), ("hromada", ", ".join(each.name for each in within)))

    def _hromada(self, found: AudienceImport, line: Line) -> Hromada | None:
        """The one that the row names, if it is in the raion that the row names."""
        hromada = self._hromadas.of(found, line)
        raion = line.text("raion")
        if hromada and raion and self._raion(raion) != hromada.raion:
            found.mistake(line, "raion", "other-raion", [hromada.raion])
            return None
        return hromada
