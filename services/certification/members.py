"""Who belongs to a body: imported from a table, joined by a link, exempt for a while, found by name.

A table is looked through first, with every mistake named by row and column, and taken as a whole or not at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

import storage.certification.members as store
from services.certification.members_table import MembersImport, MembersTable, body_key, name_key
from services.certification.naming import Names
from services.content import Content
from services.files.tables import read_rows
from services.people import People, Post, Posts, Title
from storage.certification import Member, MemberEntry, MemberState

MOST_ROWS = 25_000


@dataclass(frozen=True, slots=True)
class Members:
    _content: Content
    _members: store.Members
    _posts: Posts
    _people: People
    _clock: Callable[[], datetime]

    # Tables

    async def look_through(self, file: bytes) -> MembersImport:
        """What a table would change, and every mistake in it. Raises BadTable where it is no table."""
        rows = await read_rows(file, most=MOST_ROWS)
        bodies = {body_key(body.name): body.place for body in await self._posts.bodies()}
        table = MembersTable(self._content.library.texts, bodies, self._council)
        found = await asyncio.to_thread(table.read, rows)
        known = await self._members.known(sorted({each.place for each in found.entries if each.place.isalnum()}))
        found.known = sum((each.place, each.unit, each.name_key) in known for each in found.entries)
        return found

    async def take(self, file: bytes, by: int) -> tuple[int, list[str]] | None:
        """Keeps all of a table: how many members are new, and where. None where it has mistakes: then nothing is."""
        found = await self.look_through(file)
        if not found.is_whole:
            return None
        places = [(await self._posts.add_body(name, by)).place for name in found.new_bodies]
        entries = [
            each if each.place.isalnum() else replace(each, place=places[int(each.place[1:])]) for each in found.entries
        ]
        added = await self._members.add(entries, self._clock(), by)
        return added, sorted({each.place for each in entries})

    def _council(self, name: str) -> str | None:
        """The place of the hromada with that name, where it is sure."""
        found = self._people.look_up(name)
        return found.hromadas[0].slug if found.sure else None

    # Who she is

    async def join(self, place: str, name: str, person_id: int) -> bool:
        """Ties a person to the member of that name, or adds her; False where she is a member there already.

        Only a name that fits one member for sure is taken for hers: nobody is shown the names of others.
        """
        free = [
            (each.id, each.name)
            for each in await self._members.at(place)
            if each.person_id is None and each.state is MemberState.ACTIVE
        ]
        member_id = Names(free).find_sure(name)
        if member_id is not None and await self._members.join(member_id, person_id):
            return True
        entry = MemberEntry(place=place, unit="", name=name, name_key=name_key(name))
        return await self._members.add_joined(entry, person_id, self._clock())

    async def join_alone(self, place: str, person_id: int) -> bool:
        """Takes part in an open drive, without a name; False where she does already."""
        entry = MemberEntry(place=place, unit="", name="", name_key=str(person_id))
        return await self._members.add_joined(entry, person_id, self._clock())

    async def leave(self, places: Collection[str], person_id: int) -> None:
        """A person takes part at these places no more."""
        for member in await self._members.of_person(person_id):
            if member.place in places:
                await self._members.leave(member.id, person_id)

    # What a coordinator does

    async def find(self, member_id: int, places: Collection[str]) -> Member | None:
        """That member, if she is at one of these places."""
        member = await self._members.find(member_id)
        return member if member and member.place in places else None

    async def set_state(self, member_id: int, state: MemberState, places: Collection[str], by: int) -> bool:
        """Keeps that a member is exempt, or takes part again; only at these places."""
        if await self.find(member_id, places) is None:
            return False
        return await self._members.set_state(member_id, state, self._clock(), by)

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
