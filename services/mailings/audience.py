"""Who is meant by a mailing: chosen step by step, counted before anything leaves."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from content.hromadas import Hromada, by_katottg, by_slug, load_hromadas, raions
from services.content import Content
from services.mailings.audience_table import AudienceImport, AudienceTable
from services.mailings.schedule import offered
from services.people import People, Posts, Title
from services.tables import OpenTable
from services.text import quote
from storage.mailings import Audience, Outbox

SAMPLE = 5
ACTIVE_DAYS = 90
"""Who asked or told something in them is active."""


@dataclass(frozen=True, slots=True)
class Audiences:
    _content: Content
    _outbox: Outbox
    _people: People
    _posts: Posts
    _clock: Callable[[], datetime]

    def of(self, kind: str, id: str) -> Audience | None:
        """All of a kind: `theme` and its id, `title` and its id, or `staff`; None where there is no such."""
        if kind == "theme" and id in {each.id for each in self._content.library.themes}:
            return Audience(theme=id)
        if kind == "title" and id in set(Title):
            return Audience(title=id)
        return Audience(staff=True) if kind == "staff" else None

    def in_raion(self, audience: Audience, raion: int) -> Audience | None:
        """Only of the raion with that number, from 1 on; 0: everywhere."""
        names = raions()
        if not 0 <= raion <= len(names):
            return None
        chosen = [each for each in load_hromadas() if raion and each.raion == names[raion - 1]]
        return replace(audience, places=keys(chosen))

    def look_up(self, text: str) -> tuple[list[Hromada], list[str]]:
        """The hromadas named in a text, by themselves or by their raion, between commas or on lines; and what names
        none for sure."""
        found: list[Hromada] = []
        doubtful: list[str] = []
        for name in filter(None, (each.strip() for each in re.split(r"[,;\n]", text))):
            looked = self._people.look_up(name)
            if looked.raion:
                found += [each for each in load_hromadas() if each.raion == looked.raion]
            elif looked.sure:
                found.append(looked.hromadas[0])
            else:
                doubtful.append(quote(name))
        return list(dict.fromkeys(found)), doubtful

    async def look_through(self, table: OpenTable, before: Collection[str]) -> AudienceImport:
        """Whom a table means, and every mistake in it; `before` are the keys of those who are chosen now."""
        # In a thread: a table full of names that mean nothing takes seconds.
        found = await asyncio.to_thread(AudienceTable(self._people.look_up).read, table)
        found.compare([each for each in load_hromadas() if each.katottg in before or each.slug in before])
        return found

    def times(self, audience: Audience) -> list[datetime]:
        """When a mailing to them may leave, as is offered: what heads and staff get comes in working hours."""
        return offered(self._clock(), self._content.library.calendar, at_work=not audience.theme)

    async def sample(self, audience: Audience, now: datetime) -> list[str]:
        """Where a few of them are, each place once; empty for those of no hromada."""
        places = await self._outbox.sample(audience, now, SAMPLE) if audience.is_chosen else []
        return list(dict.fromkeys([await self.place_name(place) for place in places]))

    async def place_name(self, place: str) -> str:
        """The hromada or body that a row of the outbox names; empty where there is none."""
        hromada = by_slug(place) or by_katottg(place)
        return await self._posts.place_name(hromada.slug if hromada else place) if place else ""

    async def missing(self, audience: Audience) -> list[str]:
        """Hromadas that are meant and have nobody in the post whom the bot can reach."""
        if not audience.title:
            return []
        reached = {
            each.post.place
            for each in await self._posts.standings()
            if each.reachable and each.post.title == audience.title
        }
        return [each.name for each in self.hromadas(audience) if each.slug not in reached]

    def hromadas(self, audience: Audience) -> list[Hromada]:
        """Those that it touches."""
        excluded = set(audience.excluded)
        return [
            each
            for each in load_hromadas()
            if (not audience.places or each.katottg in audience.places) and each.katottg not in excluded
        ]


def keys(hromadas: Sequence[Hromada]) -> tuple[str, ...]:
    """Each by its katottg and by its slug: people name the one, posts stand at the other."""
    return tuple(key for each in hromadas for key in (each.katottg, each.slug))
