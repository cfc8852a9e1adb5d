"""Replies that Telegram did not take at once leave when it does, while they still make sense."""

from __future__ import annotations

import asyncio
import logging
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

import storage.late_replies as store
from channels import Channel, Delivered, Later, RefusalReason, Refused, Unknown
from services.operation.failures import Failures
from services.times import later

log = logging.getLogger(__name__)

LASTS = timedelta(minutes=15)
"""After that nobody waits for a reply any more."""
SOON = timedelta(seconds=3)
"""The shortest wait between two attempts."""
NOT_THERE = frozenset({RefusalReason.GONE, RefusalReason.NO_TEXT})
"""Why a page cannot be put in place of another one: then it is a new message."""


class LateReplies:
    """Keeps and sends them."""

    def __init__(
        self, replies: store.LateReplies, channel: Channel, failures: Failures, clock: Callable[[], datetime]
    ) -> None:
        self._replies = replies
        self._channel = channel
        self._failures = failures
        self._clock = clock
        self.counts: Counter[str] = Counter(dict.fromkeys(("queued", "sent", "dropped", "given up"), 0))
        """What became of late replies in this process."""

    async def keep(
        self,
        *,
        update_id: int,
        ordinal: int,
        person_id: int | None,
        method: str,
        parameters: Mapping[str, object],
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        prompt: int | None = None,
        seconds: float,
    ) -> None:
        """Keeps a call that may leave in so many seconds; unique by update and ordinal. `prompt`: it is that one.

        It is dropped when the `person_id` sends something newer; None, in a group, where others write all the time.
        """
        now = self._clock()
        message_id = parameters.get("message_id")
        await self._replies.keep(
            update_id=update_id,
            ordinal=ordinal,
            person_id=person_id,
            chat_id=int(str(parameters["chat_id"])),
            message_id=message_id if isinstance(message_id, int) else None,
            method=method,
            parameters=dict(parameters),
            files={
                field: (name, b64encode(content).decode(), kind)
                for field, (name, content, kind) in (files or {}).items()
            },
            prompt=prompt,
            made_at=now,
            due_at=later(now, max(timedelta(seconds=seconds), SOON)),
        )
        self.counts["queued"] += 1
        log.info("a reply to update %d leaves later, in %.0f s", update_id, seconds)

    async def goes_on(self, person_id: int, update_id: int) -> None:
        """The person sent something newer: what waits for her is about what she no longer looks at."""
        if dropped := await self._replies.drop(person_id, update_id):
            self.counts["dropped"] += dropped
            log.info("%d late replies dropped by update %d", dropped, update_id)

    async def send_due(self) -> None:
        """Sends what may leave now, to each chat in order and to different chats at once."""
        due = sorted(await self._replies.due(self._clock()), key=lambda reply: reply.chat_id)
        await asyncio.gather(
            *(self._send_all(list(replies)) for _, replies in groupby(due, lambda reply: reply.chat_id))
        )

    async def _send_all(self, replies: Sequence[store.LateReply]) -> None:
        await self._failures.each_on_its_own("late_replies", replies, self._send, tries=1, end=self._give_up)

    async def _give_up(self, reply: store.LateReply) -> None:
        self.counts["given up"] += 1
        await self._replies.end(reply.id)

    async def _send(self, reply: store.LateReply) -> bool:
        """Whether the next one may follow."""
        if self._clock() - reply.made_at > LASTS:
            log.warning("late reply %d given up after %s", reply.id, LASTS)
            await self._give_up(reply)
            return True
        files = {field: (name, b64decode(content), kind) for field, (name, content, kind) in reply.files.items()}
        outcome = await self._channel.repeat(reply.method, reply.parameters, files)
        if isinstance(outcome, Refused) and reply.method == "editMessageText" and outcome.reason in NOT_THERE:
            anew = {name: value for name, value in reply.parameters.items() if name != "message_id"}
            outcome = await self._channel.repeat("sendMessage", anew)
        if isinstance(outcome, Later):
            wait = max(timedelta(seconds=outcome.seconds), SOON)
            await self._replies.postpone(reply.id, later(self._clock(), wait))
            return False
        if isinstance(outcome, Refused):
            log.warning("late reply %d was refused: %s", reply.id, outcome.words)
            await self._give_up(reply)
            return True
        if isinstance(outcome, Unknown):
            log.warning("whether late reply %d arrived is not known: %s", reply.id, outcome.why)
        if isinstance(outcome, Delivered) and reply.prompt:
            await self._replies.prompt_stands_at(reply.prompt, outcome.message_id)
        self.counts["sent"] += 1
        await self._replies.end(reply.id)
        return True
