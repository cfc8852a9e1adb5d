"""Messages that staff keep open: edited while what they show changes, and only when it does."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import storage.mailings.live_messages
from channels import Channel, Refused, SendFailed, Unreachable
from channels.taps import Keyboard
from storage.mailings.live_messages import LiveMessageKind

__all__ = ["Live", "LiveMessageKind"]

log = logging.getLogger(__name__)


class Live:
    """Keeps live messages true."""

    def __init__(self, live: storage.mailings.live_messages.Live, channel: Channel) -> None:
        self._live = live
        self._channel = channel
        self._shown: dict[tuple[int, int], str] = {}

    async def watch(self, chat_id: int, message_id: int, kind: LiveMessageKind, number: int) -> None:
        """From now on that message shows this one, and nothing else."""
        await self._live.watch(chat_id, message_id, kind, number)

    async def unwatch(self, chat_id: int, message_id: int) -> None:
        """That message shows something else from now on."""
        self._shown.pop((chat_id, message_id), None)
        await self._live.unwatch(chat_id, message_id)

    async def renew(self, kind: LiveMessageKind, draw: Callable[[int], Awaitable[tuple[str, Keyboard] | None]]) -> None:
        """Edits the messages of a kind in which something changed; `draw` makes words and buttons of what is shown."""
        for chat_id, message_id, number in await self._live.watched(kind):
            drawn = await draw(number)
            if drawn is None or self._shown.get((chat_id, message_id)) == drawn[0]:
                continue
            try:
                await self._channel.edit(chat_id, message_id, *drawn)
            except (Unreachable, Refused) as error:
                log.info("message %d is live no more: %s", message_id, error)
                await self.unwatch(chat_id, message_id)
            except SendFailed as error:
                log.info("message %d not edited, soon again: %s", message_id, error)
            else:
                self._shown[chat_id, message_id] = drawn[0]
