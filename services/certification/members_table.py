"""A table of members that staff sent: what it comes to, and every mistake in it by row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from content.messages import Texts
from services.files.tables import cell_text, find_columns
from storage.certification import MemberEntry, MemberState

LONGEST_NAME, LONGEST_UNIT, LONGEST_BODY = 100, 120, 150
"""Characters."""
_STATES = (MemberState.EXEMPT, MemberState.ACTIVE)
"""In the order in which their words are looked for: «does not work» holds «works»."""
_APOSTROPHE = re.compile("['’ʼ`‘]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`‘-][^\W\d_]+)*")
_FIGURE = re.compile(r"\d")


class MembersColumn(StrEnum):
    """What a column of the table holds."""

    NAME = "name"
    BODY = "body"
    UNIT = "unit"
    STATE = "state"


@dataclass(slots=True)
class MembersImport:
    """What a table comes to before anything of it is kept."""

    rows: int = 0
    entries: list[MemberEntry] = field(default_factory=list)
    """Of bodies that stand already, and of new ones by their names: `+` and the place in `new_bodies`."""
    new_bodies: list[str] = field(default_factory=list)
    known: int = 0
    """Who are there already."""
    twice: list[tuple[int, str]] = field(default_factory=list)
    """Row and name of those who stand more than once in one unit: they count once."""
    no_columns: list[MembersColumn] = field(default_factory=list)
    """Columns that the table needs and does not have."""
    mistakes: list[tuple[int, MembersColumn]] = field(default_factory=list)
    """The row and the column of each cell that cannot be taken."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it can be kept."""
        return bool(self.entries) and not self.no_columns and not self.mistakes


class MembersTable:
    """Reads the rows of a table, by the words that editors keep."""

    def __init__(self, texts: Texts, bodies: Mapping[str, str], council: Callable[[str], str | None]) -> None:
        """`bodies` are the places of bodies that stand already, by `body_key`; `council` is the hromada's place for its
        name, None where the name is not sure."""
        self._texts = texts
        self._bodies = bodies
        self._council = council
        self._states = {each: texts.plain("members-say", state=each.value) for each in _STATES}

    def read(self, rows: Sequence[Sequence[object]]) -> MembersImport:
        """Row by row; the first one holds the headings."""
        found = MembersImport()
        columns = {
            each: find_columns(rows[0] if rows else (), self._texts.plain("members-heading", column=each.value))
            for each in MembersColumn
        }
        found.no_columns = [each for each in (MembersColumn.NAME, MembersColumn.BODY) if not columns[each]]
        if found.no_columns:
            return found
        places: dict[str, str] = {}
        seen: set[tuple[str, str, str]] = set()
        for number, row in enumerate(rows[1:], start=2):
            cells = {
                column: " ".join(filter(None, (cell_text(row, at) for at in places_of)))
                for column, places_of in columns.items()
            }
            if not any(cells.values()):
                continue
            found.rows += 1
            if wrong := self._wrong(cells):
                found.mistakes.append((number, wrong))
                continue
            body, name = cells[MembersColumn.BODY], cells[MembersColumn.NAME]
            if body not in places:
                places[body] = self._place(body, found.new_bodies)
            entry = MemberEntry(
                place=places[body],
                unit=cells[MembersColumn.UNIT],
                name=name,
                name_key=name_key(name),
                state=self._state(cells[MembersColumn.STATE]) or MemberState.ACTIVE,
            )
            identity = (entry.place, entry.unit, entry.name_key)
            if identity in seen:
                found.twice.append((number, name))
                continue
            seen.add(identity)
            found.entries.append(entry)
        return found

    def _wrong(self, cells: Mapping[MembersColumn, str]) -> MembersColumn | None:
        """The first column with a mistake."""
        if name_is_wrong(cells[MembersColumn.NAME]):
            return MembersColumn.NAME
        if not 0 < len(cells[MembersColumn.BODY]) <= LONGEST_BODY:
            return MembersColumn.BODY
        if len(cells[MembersColumn.UNIT]) > LONGEST_UNIT:
            return MembersColumn.UNIT
        if cells[MembersColumn.STATE] and self._state(cells[MembersColumn.STATE]) is None:
            return MembersColumn.STATE
        return None

    def _state(self, words: str) -> MemberState | None:
        words = words.lower()
        return next(
            (state for state, says in self._states.items() if words and any(part in words for part in says.split("|"))),
            None,
        )

    def _place(self, name: str, new_bodies: list[str]) -> str:
        """Where a body of that name is: one that stands, a hromada's council, or a new one (`+` and its number)."""
        if body_key(name) in self._bodies:
            return self._bodies[body_key(name)]
        stems = tuple(self._texts.plain("members-council").split("|"))
        words = name.split()
        own = [word for word in words if not word.lower().startswith(stems)]
        if len(own) == 1 < len(words):  # with more words it is a part of the council
            place = self._council(own[0])
            if place:
                return place
        alike = [body_key(each) for each in new_bodies]
        if body_key(name) not in alike:
            new_bodies.append(name)
            alike.append(body_key(name))
        return f"+{alike.index(body_key(name))}"


def name_is_wrong(name: str) -> bool:
    """Whether that cannot be somebody's surname and given name."""
    return len(_WORD.findall(name)) < 2 or len(name) > LONGEST_NAME or bool(_FIGURE.search(name))


def name_key(name: str) -> str:
    """By which the same name is known again: whatever the case, the apostrophe, the order of its words."""
    return " ".join(sorted(_APOSTROPHE.sub("", word) for word in _WORD.findall(name.lower())))


def body_key(name: str) -> str:
    """The same of a body, where figures tell one school from the next, and the order of words says something."""
    return " ".join(re.findall(r"\w+", _APOSTROPHE.sub("", name.lower())))
