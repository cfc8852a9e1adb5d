"""What a person tells of herself, and whether and when the bot can write to her."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from channels import Channel, Delivered, Outcome, RefusalReason, Refused
from content.hromadas import Hromada, by_katottg
from services.content import Content
from services.messages import Message, Render
from services.people.hromadas import Found
from services.people.localities import FoundLocalities, Localities, Locality, nearest
from storage.people import Entry, PeopleStore, PersonState, Preferences

log = logging.getLogger(__name__)

DEFAULT = (time(21, 0), time(8, 0))
"""Quiet from the first until the second, in the department's time zone."""


@dataclass(frozen=True, slots=True)
class Quiet:
    hours: tuple[time, time] | None
    """From and until, over midnight where the first is later; None: no quiet hours."""
    silent_until: datetime | None

    @classmethod
    def of(cls, preferences: Preferences) -> Quiet:
        """What the person chose, or what the bot proposes. The same from and until means: at no time."""
        hours: tuple[time, time] | None = DEFAULT
        if preferences.quiet_from is not None and preferences.quiet_until is not None:
            hours = (_time(preferences.quiet_from), _time(preferences.quiet_until))
            if hours[0] == hours[1]:
                hours = None
        return cls(hours, preferences.silent_until)

    def holds(self, now: datetime) -> bool:
        """Whether the person is not to be disturbed now; `now` is in the department's time zone."""
        if self.silent_until and now < self.silent_until:
            return True
        if self.hours is None:
            return False
        start, end = self.hours
        clock = now.time()
        return start <= clock < end if start < end else clock >= start or clock < end

    def ends(self, now: datetime) -> datetime:
        """The moment from which the person may be written to again; `now` where it is not quiet."""
        at = now
        if self.silent_until and at < self.silent_until:
            at = self.silent_until.astimezone(now.tzinfo)
        if self.hours is not None and Quiet(self.hours, None).holds(at):
            end = datetime.combine(at.date(), self.hours[1], at.tzinfo)
            at = end if end > at else datetime.combine(at.date() + timedelta(days=1), self.hours[1], at.tzinfo)
        return at


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


@dataclass(frozen=True, slots=True)
class People:
    """Keeps the hromada a person chose, her quiet hours, and whether she can be reached."""

    _content: Content
    _people: PeopleStore
    _channel: Channel
    _render: Render
    _clock: Callable[[], datetime]
    _localities: Callable[[], Localities]

    def now(self) -> datetime:
        return self._clock()

    async def entry(self, person_id: int, *, writes: bool) -> Entry:
        """What is to be known of a person before her update is handled. Who `writes` can be reached again."""
        entry = await self._people.entry(person_id)
        if writes and entry.state is not PersonState.ACTIVE:
            await self._people.is_in_state(person_id, PersonState.ACTIVE, self._clock())
        return entry

    async def begins_album(self, person_id: int, album: str, update_id: int) -> bool:
        """Whether that update is the first of an album; the others are answered together with it."""
        return await self._people.begins_album(person_id, album, update_id, self._clock())

    async def forget_old(self) -> None:
        """Forgets albums: all of one comes within seconds."""
        await self._people.forget_albums(self._clock() - timedelta(days=1))

    def look_up(self, text: str) -> Found:
        """The hromada of that name, as staff and tables have it."""
        return self._localities().hromadas.find(text)

    def find_localities(self, text: str) -> FoundLocalities:
        """Where a person lives, by what she calls it: also by her village."""
        return self._localities().find(text)

    def localities_around(self, latitude: float, longitude: float) -> FoundLocalities:
        """The hromadas around a point on the map; which one it is she says herself."""
        return FoundLocalities(tuple(Locality(each) for each in nearest(latitude, longitude)), sure=False)

    async def hromada(self, person_id: int) -> Hromada | None:
        return by_katottg(await self._people.hromada(person_id))

    async def live_in(self, person_id: int, hromada: Hromada | None) -> None:
        """Keeps the hromada; None forgets it."""
        await self._people.live_in(person_id, hromada.katottg if hromada else None, self._clock())

    async def is_reached(self, person_id: int) -> bool:
        """Whether messages reach the person, as far as is known: False where she stopped the bot."""
        return (await self._people.entry(person_id)).state is PersonState.ACTIVE

    async def stopped(self, person_id: int) -> None:
        await self._people.is_in_state(person_id, PersonState.BLOCKED, self._clock())

    async def came_back(self, person_id: int) -> None:
        await self._people.is_in_state(person_id, PersonState.ACTIVE, self._clock())

    async def lost(self, person_id: int, refused: Refused) -> None:
        """A message could not reach the person, for the reason that the channel gives."""
        is_gone = refused.reason is RefusalReason.DEACTIVATED
        state = PersonState.DEACTIVATED if is_gone else PersonState.BLOCKED
        await self._people.is_in_state(person_id, state, self._clock())

    async def quiet(self, person_id: int) -> Quiet:
        return Quiet.of(await self._people.preferences(person_id))

    async def is_quiet(self, person_id: int) -> bool:
        """Whether the person is not to be disturbed now. What concerns her own case does not ask this."""
        return (await self.quiet(person_id)).holds(self._clock())

    async def keep_quiet_hours(self, person_id: int, start: int, end: int) -> None:
        """Minutes after midnight; the same twice means: no quiet hours."""
        preferences = await self._people.preferences(person_id)
        changed = replace(preferences, quiet_from=start, quiet_until=end)
        await self._people.prefers(person_id, changed, self._clock())

    async def keep_silent(self, person_id: int, until: datetime | None) -> None:
        """Nothing of the bot's own accord until then; None: at once again."""
        preferences = await self._people.preferences(person_id)
        await self._people.prefers(person_id, replace(preferences, silent_until=until), self._clock())

    async def send(self, person_id: int, message: Message, *, reply_to: int | None = None) -> Outcome:
        """Tells the person something now, for a caller that waits for it; what must not be lost is `News`."""
        outgoing = self._render(message)
        return await self._noted(
            person_id,
            await self._channel.send(person_id, outgoing.html, reply_to=reply_to, keyboard=outgoing.keyboard),
        )

    async def give(self, person_id: int, name: str, content: bytes, html: str) -> Outcome:
        """Gives the person a file now, with words below it."""
        return await self._noted(person_id, await self._channel.send_document(person_id, name, content, html))

    async def copy(self, person_id: int, from_chat: int, message_id: int, *, reply_to: int | None = None) -> Outcome:
        """Gives the person a message of another chat."""
        copied = await self._channel.copy(person_id, from_chat, message_id, reply_to=reply_to)
        return await self._noted(person_id, copied)

    async def _noted(self, person_id: int, outcome: Outcome) -> Outcome:
        """The log says why something is not there, and who cannot be reached is noted."""
        if isinstance(outcome, Refused) and outcome.is_unreachable:
            await self.lost(person_id, outcome)
        elif not isinstance(outcome, Delivered):
            log.warning("person not told: %s", outcome.words if isinstance(outcome, Refused) else outcome.why)
        return outcome
