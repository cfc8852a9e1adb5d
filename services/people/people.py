"""What a person tells of herself, and whether and when the bot can write to her."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import storage.people.people as store
from channels import Channel, Deactivated, Outgoing, SendFailed, Unreachable
from content.hromadas import Hromada, by_katottg
from services.content import Content
from services.messages import Message, Render
from services.people.hromadas import Found, Hromadas
from services.people.quiet import Quiet
from storage.people import Entry, PersonState

__all__ = ["Entry", "People"]

log = logging.getLogger(__name__)


class People:
    """Keeps the hromada a person chose, her quiet hours, and whether she can be reached."""

    def __init__(
        self,
        content: Content,
        people: store.PeopleStore,
        channel: Channel,
        render: Render,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._people = people
        self._channel = channel
        self._render = render
        self._clock = clock

    def now(self) -> datetime:
        """The time in the department's zone."""
        return self._clock()

    async def entry(self, person_id: int, *, writes: bool) -> Entry:
        """What is to be known of a person before her update is handled. Who `writes` can be reached again."""
        entry = await self._people.entry(person_id)
        if writes and entry.state is not PersonState.ACTIVE:
            await self._people.is_in_state(person_id, PersonState.ACTIVE, self._clock())
        return entry

    def look_up(self, text: str) -> Found:
        """Hromadas that `text` may mean."""
        return Hromadas(self._content.library.vocabulary).find(text)

    async def hromada(self, person_id: int) -> Hromada | None:
        return by_katottg(await self._people.hromada(person_id))

    async def live_in(self, person_id: int, hromada: Hromada | None) -> None:
        """Keeps the hromada; None forgets it."""
        await self._people.live_in(person_id, hromada.katottg if hromada else None, self._clock())

    async def stopped(self, person_id: int) -> None:
        """The person stopped the bot."""
        await self._people.is_in_state(person_id, PersonState.BLOCKED, self._clock())

    async def came_back(self, person_id: int) -> None:
        """The person started the bot again."""
        await self._people.is_in_state(person_id, PersonState.ACTIVE, self._clock())

    async def lost(self, person_id: int, error: Unreachable) -> None:
        """A message could not reach the person, for the reason that the channel gives."""
        state = PersonState.DEACTIVATED if isinstance(error, Deactivated) else PersonState.BLOCKED
        await self._people.is_in_state(person_id, state, self._clock())

    async def quiet(self, person_id: int) -> Quiet:
        """When the person does not want to be written to."""
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

    async def notify(self, person_id: int, message: Message) -> bool:
        """Whether the person could be told something that concerns only her, at any hour."""
        try:
            return await self._send(person_id, self._render(message))
        except SendFailed as error:
            log.warning("person not told: %s", error)
            return False

    async def send(self, person_id: int, message: Message, *, reply_to: int | None = None) -> bool:
        """As `notify`, but raises SendFailed where the message did not leave this time."""
        return await self._send(person_id, replace(self._render(message), reply_to=reply_to))

    async def _send(self, person_id: int, outgoing: Outgoing) -> bool:
        html, keyboard, reply_to = outgoing.html, outgoing.keyboard, outgoing.reply_to
        try:
            await self._channel.send(person_id, html, reply_to=reply_to, keyboard=keyboard)
        except Unreachable as error:
            await self.lost(person_id, error)
            return False
        return True
