"""A table of members that staff sent: what it comes to, and every mistake in it by row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.messages import TextMessage
from services.people import BodyRows, Found
from services.tables import DryRun, Line, OpenTable, TableKind
from services.text import name_key, tidy, words_key
from storage.certification import MemberEntry, MemberState

LONGEST_NAME, LONGEST_UNIT = 100, 120
"""Characters."""
NAMED = 15
"""Bodies and people that are named in one line."""

MEMBERS = TableKind(
    "members",
    ("person", "surname", "given", "patronymic", "body", "hromada", "unit", "state"),
    ((("person",), ("surname", "given")), (("body",), ("hromada",))),
    most_rows=26_000,
)

Known = Mapping[tuple[str, str, str], MemberState]
"""Who are there already, by place, unit and key of the name."""


@dataclass(slots=True)
class MembersImport(DryRun):
    """What a table of members comes to."""

    entries: list[MemberEntry] = field(default_factory=list)
    """Of bodies that stand already, and of new ones by their names: `+` and the place in `new_bodies`."""
    new_bodies: list[str] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)
    """Row and name of those who stand more than once in one unit: they count once."""

    def placed(self, places: Sequence[str]) -> list[MemberEntry]:
        """The entries, those of new bodies at these places, which are in the order of `new_bodies`."""
        return [
            replace(each, place=places[int(each.place[1:])]) if each.place.startswith("+") else each
            for each in self.entries
        ]

    def compare(self, known: Known) -> None:
        """Says what of it is new, beside those who are there already; units are spelt as they are there."""
        units = {(place, words_key(unit)): unit for place, unit, _ in known}
        self.entries = [
            replace(each, unit=units.get((each.place, words_key(each.unit)), each.unit)) for each in self.entries
        ]
        places = {(place, key): unit for place, unit, key in known}
        known_ones = [each for each in self.entries if (each.place, each.unit, each.name_key) in known]
        changed = [
            each
            for each in known_ones
            if each.state is not None and known[each.place, each.unit, each.name_key] is not each.state
        ]
        elsewhere = [
            each.name
            for each in self.entries
            if (each.place, each.unit, each.name_key) not in known and (each.place, each.name_key) in places
        ]
        self.is_takeable = bool(self.entries) and not self.mistakes
        self.lines.append(
            TextMessage(
                "members-dry-run",
                rows=self.rows,
                new=len(self.entries) - len(known_ones),
                known=len(known_ones),
                changed=len(changed),
                exempt=sum(each.state is MemberState.EXEMPT for each in self.entries),
                twice=len(self.twice),
                refused=len({(each.sheet, each.row) for each in self.mistakes}),
                bodies=len(self.new_bodies),
            )
        )
        if self.new_bodies:
            more = max(len(self.new_bodies) - NAMED, 0)
            self.lines.append(TextMessage("members-new-bodies", names="; ".join(self.new_bodies[:NAMED]), more=more))
        if self.twice:
            names = "; ".join(f"{name} ({row})" for row, name in self.twice[:NAMED])
            self.lines.append(TextMessage("members-doubles", names=names))
        if any(each.state is MemberState.EXEMPT for each in self.entries):
            self.lines.append(TextMessage("members-exempt-why"))
        if elsewhere:
            self.lines.append(TextMessage("members-elsewhere", names="; ".join(elsewhere[:NAMED])))


class MembersTable:
    """Reads the rows of a table, by the words that editors keep."""

    def __init__(
        self, bodies: Mapping[str, str], look_up: Callable[[str], Found], council_words: Sequence[str]
    ) -> None:
        """`bodies` are the places of bodies that stand already, by the keys of their names; of the words in the name of
        a council `council_words` say that it is one."""
        self._bodies = BodyRows(bodies, look_up, council_words)
        self._units: dict[tuple[str, str], str] = {}

    def read(self, table: OpenTable) -> MembersImport:
        """Row by row; takes seconds for many thousands."""
        found, (lines, _) = MembersImport(), table.lines()
        found.rows = len(lines)
        self._bodies.look_ahead(lines)
        seen: set[tuple[str, str, str]] = set()
        for line in lines:
            mistakes = len(found.mistakes)
            name, place = self._name(found, table, line), self._bodies.of(found, table, line)
            unit, state = self._unit(found, table, line), self._state(found, table, line)
            if len(found.mistakes) > mistakes:
                continue
            unit = self._units.setdefault((place, words_key(unit)), unit)
            entry = MemberEntry(place=place, unit=unit, name=name, name_key=name_key(name), state=state)
            identity = (place, words_key(unit), entry.name_key)
            if identity in seen:
                found.twice.append((line.row, name))
                continue
            seen.add(identity)
            found.entries.append(entry)
            body = self._bodies.called(place) or line.text("body") or line.text("hromada")
            found.show(("person", name), ("body", body), ("unit", unit), ("state", state.value if state else ""))
        found.new_bodies = self._bodies.new_names
        return found

    def _name(self, found: MembersImport, table: OpenTable, line: Line) -> str:
        """Notes a mistake where it is none, as those below."""
        name = table.person(line)
        if name is None or len(name) > LONGEST_NAME:
            found.mistake(line, "person" if "person" in line.cells else "surname", "no-person")
        elif table.values.is_declined(name):
            found.mistake(line, "person" if "person" in line.cells else "surname", "declined")
        return name or ""

    def _unit(self, found: MembersImport, table: OpenTable, line: Line) -> str:
        cell = line.cells.get("unit")
        if table.values.is_nothing(cell):
            return ""
        unit = tidy(line.text("unit"))
        is_word = any(sign.isalpha() for sign in unit) and len(unit) <= LONGEST_UNIT
        if table.values.is_error(cell) or table.values.is_day(cell) or not is_word:
            found.mistake(line, "unit", "no-unit")
        return unit

    def _state(self, found: MembersImport, table: OpenTable, line: Line) -> MemberState | None:
        """None where the table says nothing."""
        if not line.text("state"):
            return None
        state = table.values.state(line.cells["state"])
        if state is None:
            found.mistake(line, "state", "no-state")
        return MemberState(state) if state else None
