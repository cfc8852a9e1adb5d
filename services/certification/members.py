"""Who belongs to a body: imported from a table, joined by a link, exempt for a while, found by name.

A table is looked through first, with every mistake named by row and column, and taken as a whole or not at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import storage.certification.members as store
from services.certification.members_table import MembersImport, MembersTable
from services.certification.messages import JoiningDecided, JoiningUnsure
from services.certification.naming import Match, Names
from services.content import Content
from services.messages import Message, TextMessage
from services.people import STAFF, Make, NewsItem, NewsKind, People, Post, Posts, Title
from services.tables import OpenTable
from services.text import name_key, tidy, words_key
from storage.certification import Joining, Member, MemberEntry, MemberState
from storage.certification.members import MemberTaken


class JoinOutcome(StrEnum):
    """What came of joining. Only who JOINED takes part."""

    JOINED = "joined"
    EXEMPT = "exempt"
    """The list says of her that she takes no part."""
    TWICE = "twice"
    """The list has her name more than once: which one she is is asked."""
    UNSURE = "unsure"
    """The name may be that of somebody in the list."""
    NOT_LISTED = "not-listed"


@dataclass(frozen=True, slots=True)
class Members:
    _content: Content
    _members: store.Members
    _posts: Posts
    _people: People
    _clock: Callable[[], datetime]

    # Tables

    async def look_through(self, table: OpenTable) -> MembersImport:
        """What a table would change, and every mistake in it."""
        bodies = {words_key(body.name): body.place for body in await self._posts.bodies()}
        reader = MembersTable(bodies, self._people.look_up, self._content.library.tables.councils)
        found = await asyncio.to_thread(reader.read, table)
        known = await self._members.known(sorted({each.place for each in found.entries if each.place.isalnum()}))
        await asyncio.to_thread(found.compare, known)
        return found

    async def take(self, table: OpenTable, by: int) -> tuple[int, list[str]] | None:
        """Keeps all of a table: how many members are new, and where. None where it has mistakes: then nothing is."""
        found = await self.look_through(table)
        if not found.is_takeable:
            return None
        places = [each.place for each in await self._posts.add_bodies(found.new_bodies, by)]
        entries = await asyncio.to_thread(found.placed, places)
        added = await self._members.add(entries, self._clock(), by)
        return added, sorted({each.place for each in entries})

    # Who she is

    async def join(self, place: str, name: str, person_id: int) -> JoinOutcome:
        """Ties a person to the member of that name; where no list names those who work there, she is added.

        Otherwise the coordinator, or the staff, are asked who she is. Nobody is shown the names of others.
        """
        likely, now = await self._likely(place, name), self._clock()
        sure = likely[0] if likely and likely[0].sure else None
        if sure and await self._members.join(sure.id.id, person_id):
            return JoinOutcome.EXEMPT if sure.id.state is MemberState.EXEMPT else JoinOutcome.JOINED
        entry = MemberEntry(place=place, unit="", name=tidy(name), name_key=name_key(name))
        has_list = likely or await self._members.has_list(place)
        if not has_list and await self._members.add_joined(entry, person_id, now):
            return JoinOutcome.JOINED
        if own := [each for each in await self._members.of_person(person_id) if each.place == place]:
            return JoinOutcome.EXEMPT if own[0].state is MemberState.EXEMPT else JoinOutcome.JOINED
        await self._members.wait(place, name, person_id, now, await self._decides(place))
        if not likely:
            return JoinOutcome.NOT_LISTED
        namesakes = sum(name_key(each.id.name) == entry.name_key for each in likely)
        return JoinOutcome.TWICE if namesakes > 1 else JoinOutcome.UNSURE

    async def _likely(self, place: str, name: str) -> list[Match[Member]]:
        """Members who may be meant by a name, whoever they are tied to, the likeliest first."""
        return Names([(each, each.name) for each in await self._members.at(place)]).find(name)

    async def _decides(self, place: str) -> str:
        """Who is told of those who join there: the post of the coordinator, or the staff where none is reached."""
        post = Post(place, Title.COORDINATOR)
        return post.id if post.id in await self._posts.reached() else STAFF

    async def aside(self, person_id: int) -> dict[str, Member | Joining]:
        """The places at which she is exempt, or it is not decided yet who she is."""
        found: dict[str, Member | Joining] = {each.place: each for each in await self._members.joinings_of(person_id)}
        exempt = [each for each in await self._members.of_person(person_id) if each.state is MemberState.EXEMPT]
        return found | {each.place: each for each in exempt}

    async def take_part(self, member_id: int, person_id: int) -> bool:
        """She is exempt and says that she takes part; False where she is not that member, or takes part already."""
        member = await self._members.find(member_id)
        if member is None or member.person_id != person_id:
            return False
        return await self._members.take_part(member, self._clock(), await self._decides(member.place))

    async def join_alone(self, place: str, person_id: int) -> bool:
        """Takes part in an open drive, without a name; False where she does already."""
        entry = MemberEntry(place=place, unit="", name="", name_key=str(person_id))
        return await self._members.add_joined(entry, person_id, self._clock())

    async def leave(self, places: Collection[str], person_id: int) -> None:
        """A person takes part at these places no more."""
        for member in await self._members.of_person(person_id):
            if member.place in places:
                await self._members.leave(member.id, person_id)
        for joining in await self._members.joinings_of(person_id):
            if joining.place in places:
                await self._members.wants_no_more(joining.id)

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

    async def merge(self, kept: int, other: int, by: int) -> bool:
        """Says of two members of one name at one place that they are one; False where they are not, or it was said."""
        return await self._members.merge(kept, other, self._clock(), by)

    async def unsure(self, joining: Joining) -> JoiningUnsure:
        """Who she may be, as the members stand now."""
        likely = [each.id for each in await self._likely(joining.place, joining.name)]
        return JoiningUnsure(joining=joining, place=await self._posts.place_name(joining.place), likely=tuple(likely))

    async def is_member(self, joining: Joining, member_id: int, by: int) -> bool:
        """She is one of those that she may be; False where it was decided before, or she cannot be that one."""
        likely = {each.id.id for each in await self._likely(joining.place, joining.name)}
        return member_id in likely and await self._decide(joining, member_id, None, by)

    async def is_new(self, joining: Joining, by: int) -> bool:
        """She is none of the members that there are, but works there; False where it was decided before."""
        key = name_key(joining.name)
        if (joining.place, "", key) in await self._members.known([joining.place]):
            key = f"{key} {joining.id}"  # a namesake
        entry = MemberEntry(place=joining.place, unit="", name=joining.name, name_key=key)
        return await self._decide(joining, 0, entry, by)

    async def is_nobody(self, joining: Joining, by: int) -> bool:
        """She does not work there; False where it was decided before."""
        return await self._decide(joining, 0, None, by)

    async def _decide(self, joining: Joining, member_id: int, entry: MemberEntry | None, by: int) -> bool:
        try:
            return await self._members.decide(joining, member_id, entry, self._clock(), by)
        except MemberTaken:
            return False

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {
            NewsKind.JOINING_UNSURE: self._unsure,
            NewsKind.JOINING_DECIDED: self._decided,
            NewsKind.MEMBER_RETURNED: self._returned,
        }

    async def _unsure(self, item: NewsItem) -> Message | None:
        joining = await self._members.joining(item.facts["joining"])
        return await self.unsure(joining) if joining else None

    async def _decided(self, item: NewsItem) -> Message | None:
        """None where she left meanwhile."""
        place = await self._posts.place_name(item.facts["place"])
        if not item.facts["member"]:
            return JoiningDecided(place=place, member=None)
        member = await self._members.find(item.facts["member"])
        return JoiningDecided(place=place, member=member) if member and member.person_id == item.person_id else None

    async def _returned(self, item: NewsItem) -> Message | None:
        """None where she is exempt again."""
        member = await self._members.find(item.facts["member"])
        if member is None or member.state is MemberState.EXEMPT:
            return None
        place = await self._posts.place_name(member.place)
        return TextMessage("coordinator-returned", name=member.name, place=place)

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
