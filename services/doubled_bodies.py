"""Bodies that stand twice, as the same name was once kept in two spellings: staff make them one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.hromadas import by_slug
from services.content import Content
from services.people import Body, BodyRows, People, Posts
from services.text import words_key
from storage.doubled_bodies import DoubledBodies as Store
from storage.doubled_bodies import Hindrance, Standings


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, and how much stands there."""

    place: str
    name: str
    counts: Standings


@dataclass(frozen=True, slots=True)
class DoubledBody:
    """A body that goes, and the place that stays: another body, or a hromada whose council it is."""

    kept: Side
    other: Side
    common: int
    """Members who stand at both."""

    @property
    def is_council(self) -> bool:
        return by_slug(self.kept.place) is not None


@dataclass(frozen=True, slots=True)
class DoubledBodies:
    _content: Content
    _posts: Posts
    _people: People
    _store: Store
    _clock: Callable[[], datetime]

    async def pairs(self) -> list[tuple[str, Body]]:
        """The place that stays and the body that goes; of two bodies the older stays, unless staff say otherwise."""
        return self._pairs(await self._posts.bodies())

    def _pairs(self, bodies: Sequence[Body]) -> list[tuple[str, Body]]:
        """In the order of the bodies that go."""
        rows = BodyRows({}, self._people.look_up, self._content.library.tables.councils)
        first: dict[str, str] = {}
        for each in sorted(bodies, key=lambda body: body.id):
            first.setdefault(words_key(each.name), each.place)
        found: list[tuple[str, Body]] = []
        for body in bodies:
            council = rows.council(body.name)
            kept = council.slug if council else first[words_key(body.name)]
            if kept != body.place:
                found.append((kept, body))
        return found

    async def look(self, kept: str, other: int) -> DoubledBody | None:
        """Both as they stand now; None where they are no doubles, or no more."""
        bodies = {each.place: each for each in await self._posts.bodies()}
        body = bodies.get(f"b{other}")
        if body is None or not self._is_double(kept, body, bodies):
            return None
        common = await self._store.common(kept, body.place)
        return DoubledBody(await self._side(kept), await self._side(body.place), common)

    async def _side(self, place: str) -> Side:
        return Side(place, await self._posts.place_name(place), await self._store.counts(place))

    def _is_double(self, kept: str, body: Body, bodies: dict[str, Body]) -> bool:
        if kept in bodies:
            return kept != body.place and words_key(bodies[kept].name) == words_key(body.name)
        return (kept, body) in self._pairs(list(bodies.values()))

    async def merge(self, kept: str, other: int, by: int) -> Hindrance | None:
        """Makes them one; or says why not, and then nothing has changed."""
        if await self.look(kept, other) is None:
            return Hindrance.GONE
        return await self._store.merge(kept, other, self._clock(), by)
