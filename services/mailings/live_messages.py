"""Messages that staff keep open: edited while what they show changes, and only when it does."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from operator import itemgetter

from channels import Channel, Delivered, Refused
from services.messages import Message, Render
from services.operation.failures import Failures
from storage.mailings import LiveMessageKind, WatchedMessages, fingerprint

log = logging.getLogger(__name__)


class LiveMessages:
    def __init__(self, watched: WatchedMessages, channel: Channel, render: Render, failures: Failures) -> None:
        self._watched = watched
        self._channel = channel
        self._render = render
        self._failures = failures
        self.watch = watched.watch
        self.unwatch = watched.unwatch

    async def renew(self, kind: LiveMessageKind, now: Callable[[int], Awaitable[Message | None]]) -> None:
        """Edits the messages of a kind whose words changed; `now` gives what is to be shown of a number now."""

        async def renew_one(watched: tuple[int, int, int, str]) -> None:
            chat_id, message_id, number, shown = watched
            message = await now(number)
            if message is None:
                return
            outgoing = self._render(message)
            if shown == fingerprint(outgoing.html):
                return
            outcome = await self._channel.edit(chat_id, message_id, outgoing.html, outgoing.keyboard)
            match outcome:
                case Delivered():
                    await self._watched.shows(chat_id, message_id, outgoing.html)
                case Refused():
                    log.info("message %d is live no more: %s", message_id, outcome.words)
                    await self.unwatch(chat_id, message_id)
                case _:
                    log.info("message %d not edited, soon again: %s", message_id, outcome.why)

        async def stop_watching(watched: tuple[int, int, int, str]) -> None:
            await self.unwatch(*watched[:2])

        watched = await self._watched.watched(kind)
        await self._failures.each_on_its_own(
            "live_messages", watched, renew_one, number=itemgetter(1), end=stop_watching
        )
