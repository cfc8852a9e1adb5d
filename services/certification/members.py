"""Who belongs to a body: imported from a table, joined by a link, exempt for a while, found by name.

A table is looked through first, with every mistake named by row and column, and taken as a whole or not at all.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import storage.certification.members as store
from services.certification.naming import Names
from services.content import Content
from services.files.tables import find_columns, read_rows
from services.people.people import People
from services.people.posts import Post, Posts, Title
from storage.certification.members import Entry, Member, State

__all__ = ["Import", "Member", "Members", "State"]

MOST_ROWS = 25_000
LONGEST_NAME, LONGEST_UNIT, LONGEST_BODY = 100, 120, 150
"""Characters."""
SHOWN = 15
"""Mistakes that are named at once: who mends them sends the table again."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`‘-][^\W\d_]+)*")
_APOSTROPHE = re.compile("['’ʼ`‘]")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining: whether she is tied to somebody whom a table named, or is new."""

    known: bool


@dataclass(slots=True)
class Import:
    """What a table comes to before anything of it is kept."""

    rows: int = 0
    entries: list[Entry] = field(default_factory=list)
    """Of bodies that stand already, and of new ones by their names: `_new` and the place in `new_bodies`."""
    new_bodies: list[str] = field(default_factory=list)
    known: int = 0
    """Who are there already."""
    twice: list[str] = field(default_factory=list)
    """Names that stand more than once in one unit: they count once."""
    mistakes: list[str] = field(default_factory=list)
    """In words, by row and column."""


class Members:
    """Keeps the lists of members."""

    def __init__(
        self, content: Content, members: store.Members, posts: Posts, people: People, clock: Callable[[], datetime]
    ) -> None:
        self._content = content
        self._members = members
        self._posts = posts
        self._people = people
        self._clock = clock

    # Tables

    async def look_through(self, file: bytes) -> Import:
        """What a table would change, and every mistake in it. Raises BadTable where it is no table."""
        rows = await read_rows(file, most=MOST_ROWS)
        bodies = {body_key(body.name): body.place for body in await self._posts.bodies()}
        found = await asyncio.to_thread(self._read, rows, bodies)
        known = await self._members.known(sorted({each.place for each in found.entries if each.place.isalnum()}))
        found.known = sum((each.place, each.unit, each.name_key) in known for each in found.entries)
        return found

    async def take(self, file: bytes, by: int) -> tuple[int, list[str]] | None:
        """Keeps all of a table: how many members are new, and where. None where it has mistakes: then nothing is."""
        found = await self.look_through(file)
        if found.mistakes or not found.entries:
            return None
        places = [(await self._posts.add_body(name, by)).place for name in found.new_bodies]
        entries = [
            each
            if each.place.isalnum()
            else Entry(places[int(each.place[1:])], each.unit, each.name, each.name_key, each.state)
            for each in found.entries
        ]
        added = await self._members.add(entries, self._clock(), by)
        return added, sorted({each.place for each in entries})

    def _read(self, rows: Sequence[Sequence[object]], bodies: Mapping[str, str]) -> Import:
        """Row by row; the first one holds the headings."""
        texts, found = self._content.library.texts, Import()
        headings = rows[0] if rows else ()
        columns = {
            "name": find_columns(headings, texts.plain("members-heading-name")),
            "body": find_columns(headings, texts.plain("members-heading-body")),
            "unit": find_columns(headings, texts.plain("members-heading-unit")),
            "state": find_columns(headings, texts.plain("members-heading-state")),
        }
        lacking = [
            words
            for column, words in (
                ("name", texts.plain("members-column-name")),
                ("body", texts.plain("members-column-body")),
            )
            if not columns[column]
        ]
        if lacking:
            found.mistakes.append(texts.plain("members-no-column", names=", ".join(lacking)))
            return found
        places: dict[str, str] = {}
        seen: set[tuple[str, str, str]] = set()
        for number, row in enumerate(rows[1:], start=2):
            cells = {
                column: " ".join(filter(None, (_words(row[at]) for at in places_of if at < len(row))))
                for column, places_of in columns.items()
            }
            if not any(cells.values()):
                continue
            found.rows += 1
            wrong = self._wrong(cells)
            if wrong:
                column, key_of = wrong
                found.mistakes.append(texts.plain("members-mistake", row=str(number), column=column, what=key_of))
                continue
            if cells["body"] not in places:
                places[cells["body"]] = self._place(cells["body"], bodies, found.new_bodies)
            entry = Entry(
                places[cells["body"]], cells["unit"], cells["name"], key(cells["name"]), self._state(cells["state"])
            )
            mark = (entry.place, entry.unit, entry.name_key)
            if mark in seen:
                found.twice.append(texts.plain("members-twice", row=str(number), name=entry.name))
                continue
            seen.add(mark)
            found.entries.append(entry)
        if not found.rows:
            found.mistakes.append(texts.plain("members-empty"))
        return found

    def _wrong(self, cells: Mapping[str, str]) -> tuple[str, str] | None:
        """The column with a mistake, and what is expected there."""
        texts = self._content.library.texts
        name = cells["name"]
        if len(_WORD.findall(name)) < 2 or len(name) > LONGEST_NAME or _FIGURE.search(name):
            return texts.plain("members-column-name"), texts.plain("members-wrong-name", most=LONGEST_NAME)
        if not cells["body"] or len(cells["body"]) > LONGEST_BODY:
            return texts.plain("members-column-body"), texts.plain("members-wrong-body", most=LONGEST_BODY)
        if len(cells["unit"]) > LONGEST_UNIT:
            return texts.plain("members-column-unit"), texts.plain("members-wrong-unit", most=LONGEST_UNIT)
        if cells["state"] and self._find_state(cells["state"]) is None:
            return texts.plain("members-column-state"), texts.plain("members-wrong-state")
        return None

    def _find_state(self, words: str) -> State | None:
        texts, words = self._content.library.texts, words.lower()
        known = {
            State.MOBILISED: texts.plain("members-say-mobilised"),
            State.PARENTAL: texts.plain("members-say-parental"),
            State.SICK: texts.plain("members-say-sick"),
            State.LEFT: texts.plain("members-say-left"),
            State.ACTIVE: texts.plain("members-say-active"),
        }
        return next((state for state, says in known.items() if any(part in words for part in says.split("|"))), None)

    def _state(self, words: str) -> State:
        return (self._find_state(words) if words else None) or State.ACTIVE

    def _place(self, name: str, bodies: Mapping[str, str], new_bodies: list[str]) -> str:
        """Where a body of that name is: one that stands, a hromada's council, or a new one (`+` and its number)."""
        if body_key(name) in bodies:
            return bodies[body_key(name)]
        stems = tuple(self._content.library.texts.plain("members-council").split("|"))
        words = name.split()
        own = [word for word in words if not word.lower().startswith(stems)]
        if len(own) == 1 < len(words):  # with more words it is a part of the council
            found = self._people.look_up(" ".join(own))
            if found.sure:
                return found.hromadas[0].slug
        alike = [body_key(each) for each in new_bodies]
        if body_key(name) not in alike:
            new_bodies.append(name)
            alike.append(body_key(name))
        return f"+{alike.index(body_key(name))}"

    # Who she is

    async def of_person(self, person_id: int) -> list[Member]:
        """Where a person is a member."""
        return await self._members.of_person(person_id)

    async def join(self, place: str, name: str, person_id: int) -> Joined | None:
        """Ties a person to the member of that name, or adds her; None where she is a member there already.

        Only a name that fits one member for sure is taken for hers: nobody is shown the names of others.
        """
        free = [each for each in await self._members.at(place) if each.person_id is None and each.state is State.ACTIVE]
        matches = Names([(each.id, each.name) for each in free]).find(name)
        if matches and matches[0].sure and await self._members.join(matches[0].id, person_id):
            return Joined(known=True)
        entry = Entry(place, "", name, key(name))
        return Joined(known=False) if await self._members.add_joined(entry, person_id, self._clock()) else None

    async def join_alone(self, place: str, person_id: int) -> bool:
        """Takes part in an open drive, without a name; False where she does already."""
        return await self._members.add_joined(Entry(place, "", "", str(person_id)), person_id, self._clock())

    async def leave(self, member_id: int, person_id: int) -> bool:
        """A person takes part there no more."""
        return await self._members.leave(member_id, person_id)

    def name_is_wrong(self, name: str) -> bool:
        """Whether that cannot be somebody's surname and given name."""
        return self._wrong({"name": name, "body": "-", "unit": "", "state": ""}) is not None

    # What a coordinator does

    async def at(self, place: str) -> list[Member]:
        """All members at a place, by unit and name."""
        return await self._members.at(place)

    async def find(self, member_id: int, places: Collection[str]) -> Member | None:
        """That member, if she is at one of these places."""
        member = await self._members.find(member_id)
        return member if member and member.place in places else None

    async def by_id(self, member_id: int) -> Member | None:
        return await self._members.find(member_id)

    async def set_state(self, member_id: int, state: State, places: Collection[str], by: int) -> bool:
        """Keeps that a member is exempt, or takes part again; only at these places."""
        if await self.find(member_id, places) is None:
            return False
        return await self._members.is_in_state(member_id, state, self._clock(), by)

    async def coordinated_by(self, person_id: int) -> list[str]:
        """The places that a person coordinates."""
        return [
            tenure.post.place
            for tenure in await self._posts.of_person(person_id)
            if tenure.post.title is Title.COORDINATOR
        ]

    async def coordinators(self, place: str) -> list[int]:
        """Who coordinates a place now."""
        acting = await self._posts.acting(Post(place, Title.COORDINATOR))
        return [each.person_id for each in acting if each.person_id is not None]


def key(name: str) -> str:
    """By which the same name is known again: whatever the case, the apostrophe, the order of its words."""
    return " ".join(sorted(_APOSTROPHE.sub("", word) for word in _WORD.findall(name.lower())))


def body_key(name: str) -> str:
    """The same of a body, where figures tell one school from the next, and the order of words says something."""
    return " ".join(re.findall(r"\w+", _APOSTROPHE.sub("", name.lower())))


def _words(cell: object) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""
