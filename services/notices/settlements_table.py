"""A table of settlements that staff sent: what it comes to, and every mistake in it by row and column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from content.hromadas import Hromada
from content.settlements import load_settlements, settlement_by_katottg
from services.messages import TextMessage
from services.people import Found, HromadaRows
from services.tables import DryRun, Line, OpenTable, TableKind
from services.text import single_line, words_key
from storage.notices import Settlement

LONGEST_NOTE = 120
"""Characters."""
NAMED = 15
"""Settlements that are named in one line."""
_OF_HROMADA = re.compile(r"UA\d{7}000\d{7}")
"""The code of a hromada, a raion or an oblast itself."""
_APART = re.compile(r"[,;/\n]|\s+\u0442\u0430\s+")

SETTLEMENTS = TableKind(
    "settlements",
    ("settlement", "hromada", "katottg", "note"),
    ((("settlement",),), (("hromada",), ("katottg",))),
    most_rows=26_000,
)


@dataclass(slots=True)
class SettlementsImport(DryRun):
    """What a table of settlements comes to."""

    settlements: list[Settlement] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    """Names that stand more than once in one hromada: they count once."""
    strange: list[str] = field(default_factory=list)
    """Names that the state's codifier does not have in their hromadas, with their rows: kept, and said."""
    wider: int = 0
    """Rows of oblasts, raions and hromadas themselves, as the codifier has them."""

    @property
    def places(self) -> set[str]:
        return {each.place for each in self.settlements}

    def compare(self, before: Sequence[Settlement]) -> None:
        """Says what would come in the place of these, which are all that its hromadas have."""
        now = {(each.place, each.name_key) for each in self.settlements}
        were = {(each.place, each.name_key) for each in before}
        gone = [each.name for each in before if (each.place, each.name_key) not in now]
        self.is_takeable = bool(self.settlements) and not self.mistakes
        self.lines.append(
            TextMessage(
                "settlements-dry-run",
                rows=self.rows,
                hromadas=len(self.places),
                settlements=len(self.settlements),
                before=len(before),
                new=len(now - were),
                refused=len({(each.sheet, each.row) for each in self.mistakes}),
            )
        )
        if gone:
            names = ", ".join(gone[:NAMED])
            self.lines.append(TextMessage("settlements-gone", names=names, more=max(len(gone) - NAMED, 0)))
        if self.twice:
            self.lines.append(TextMessage("members-doubles", names=", ".join(self.twice[:NAMED])))
        if self.strange:
            names, more = ", ".join(self.strange[:NAMED]), max(len(self.strange) - NAMED, 0)
            self.lines.append(TextMessage("settlements-strange", names=names, more=more))
        if self.wider:
            self.lines.append(TextMessage("settlements-wider", count=self.wider))


class SettlementsTable:
    """Reads the rows of a table."""

    def __init__(self, look_up: Callable[[str], Found], name: Callable[[str], str]) -> None:
        """`name` gives a settlement's name as it is kept, empty where it is none."""
        self._hromadas = HromadaRows(look_up, "katottg")
        self._name = name

    def read(self, table: OpenTable) -> SettlementsImport:
        """Row by row."""
        found, (lines, _) = SettlementsImport(), table.lines()
        named: list[tuple[Hromada, str, str, Line]] = []
        seen: set[tuple[str, str, str]] = set()
        found.rows = len(lines)
        for line in lines:
            code = self._hromadas.code(line)
            if _OF_HROMADA.fullmatch(code) or (not code and "hromada" not in line.cells):
                found.wider += 1
                continue
            mistakes = len(found.mistakes)
            hromada, name = self._hromadas.of(found, line), self._settlement(found, table, line)
            coded = settlement_by_katottg(code)
            if len(found.mistakes) == mistakes and coded and words_key(coded.name) != words_key(name):
                found.mistake(line, "settlement", "other-settlement", [coded.name])
            if hromada is None or len(found.mistakes) > mistakes:
                continue
            identity = hromada.slug, words_key(name), code
            if identity in seen:
                found.twice.append(f"{name} ({line.row})")
                continue
            seen.add(identity)
            named.append((hromada, name, code, line))
            if (hromada.slug, words_key(name)) not in _known_there():
                found.strange.append(f"{name} ({line.row})")
        found.settlements = _told_apart(named)
        for each, (hromada, _name, _code, _line) in zip(found.settlements, named, strict=True):
            found.show(("hromada", hromada.name), ("settlement", each.name), ("note", each.note))
        return found

    def _settlement(self, found: SettlementsImport, table: OpenTable, line: Line) -> str:
        """Its name as it is kept; noted where it is none, or several."""
        cell, text = line.cells["settlement"], line.text("settlement")
        name = "" if table.values.is_nothing(cell) or table.values.is_error(cell) else self._name(text)
        if _APART.search(str(cell or "").strip()) and not table.values.is_error(cell):
            found.mistake(line, "settlement", "several")
        elif not name or any(sign.isdigit() for sign in name) or self._is_wider(table, name):
            found.mistake(line, "settlement", "no-settlement")
        return name

    def _is_wider(self, table: OpenTable, name: str) -> bool:
        """Whether it speaks of a hromada, a raion, or of all settlements; a village may be called «Hromada»."""
        return table.values.has_never(name) and words_key(name) not in _known()


@cache
def _known_there() -> frozenset[tuple[str, str]]:
    return frozenset((each.hromada.slug, words_key(each.name)) for each in load_settlements())


@cache
def _known() -> frozenset[str]:
    return frozenset(name for _place, name in _known_there())


def _told_apart(named: Sequence[tuple[Hromada, str, str, Line]]) -> list[Settlement]:
    """Those of one name in one hromada by their kinds, or else by their codes."""
    found = [
        Settlement(hromada.slug, words_key(name), name, single_line(line.text("note"), LONGEST_NOTE))
        for hromada, name, _code, line in named
    ]
    for tell in (_kind, lambda code: code):
        counts = Counter((each.place, each.name_key) for each in found)
        told = [(each, tell(code)) for each, (_h, _n, code, _l) in zip(found, named, strict=True)]
        found = [
            replace(each, name=f"{each.name} ({more})", name_key=words_key(f"{each.name} ({more})"))
            if more and counts[each.place, each.name_key] > 1
            else each
            for each, more in told
        ]
    return found


def _kind(code: str) -> str:
    settlement = settlement_by_katottg(code)
    return settlement.kind if settlement else ""
