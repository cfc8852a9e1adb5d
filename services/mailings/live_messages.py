"""Messages that staff keep open: edited while what they show changes, and only when it does."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from channels import Channel, Delivered, Refused
from services.messages import Message, Render
from storage.mailings import LiveMessageKind, WatchedMessages

log = logging.getLogger(__name__)


class LiveMessages:
    def __init__(self, watched: WatchedMessages, channel: Channel, render: Render) -> None:
        self._watched = watched
        self._channel = channel
        self._render = render
        self._shown: dict[tuple[int, int], str] = {}

    async def watch(self, chat_id: int, message_id: int, kind: LiveMessageKind, number: int, html: str) -> None:
        """That message, which says so now, is kept true from now on."""
        self._shown[chat_id, message_id] = html
        await self._watched.watch(chat_id, message_id, kind, number)

    async def unwatch(self, chat_id: int, message_id: int) -> None:
        """That message shows something else from now on."""
        self._shown.pop((chat_id, message_id), None)
        await self._watched.unwatch(chat_id, message_id)

    async def renew(self, kind: LiveMessageKind, now: Callable[[int], Awaitable[Message | None]]) -> None:
        """Edits the messages of a kind whose words changed; `now` gives what is to be shown of a number now."""
        for chat_id, message_id, number in await self._watched.watched(kind):
            message = await now(number)
            if message is None:
                continue
            outgoing = self._render(message)
            if self._shown.get((chat_id, message_id)) == outgoing.html:
                continue
            outcome = await self._channel.edit(chat_id, message_id, outgoing.html, outgoing.keyboard)
            match outcome:
                case Delivered():
                    self._shown[chat_id, message_id] = outgoing.html
                case Refused():
                    log.info("message %d is live no more: %s", message_id, outcome.words)
                    await self.unwatch(chat_id, message_id)
                case _:
                    log.info("message %d not edited, soon again: %s", message_id, outcome.why)
