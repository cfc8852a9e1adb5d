"""The staff: their chat, where the department reads what the bot has to tell it, and their roles."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from channels import Channel, Delivered, Later, Outcome, RefusalReason, Refused
from services.messages import Message, Render
from storage.people import Member, Role, RoleStore

log = logging.getLogger(__name__)

NO_CHAT = Later("there is no staff chat")
NO_TOPIC = frozenset({RefusalReason.TOPIC_GONE, RefusalReason.TOPIC_CLOSED})


@dataclass(slots=True)
class Staff:
    """Tells the staff something in their chat, and knows who belongs to them."""

    _channel: Channel
    _render: Render
    _roles: RoleStore
    _clock: Callable[[], datetime]
    chat_id: int | None
    """None: there is no staff chat, so nothing is told and no help of the staff is offered."""
    _admin_ids: frozenset[int] = frozenset()

    def moved(self, chat_id: int) -> None:
        """The group became a supergroup, as it does when it gets topics: Telegram gives it another number."""
        log.warning("the staff chat has a new number: set STAFF_CHAT_ID to %d", chat_id)
        self.chat_id = chat_id

    async def role(self, person_id: int, chat_id: int | None = None) -> Role | None:
        """What a person, acting in a chat, is: by ADMIN_IDS, by the role she was given, or by the staff chat."""
        if person_id in self._admin_ids:
            return Role.ADMIN
        role = await self._roles.of(person_id)
        if role is None and chat_id is not None and chat_id == self.chat_id:
            return Role.OPERATOR
        return role

    async def members(self) -> list[Member]:
        return await self._roles.members()

    async def remove(self, person_id: int, by: int) -> bool:
        """Takes the role away; False where there was none."""
        return await self._roles.remove(person_id, self._clock(), by)

    async def open_topic(self, name: str) -> int | None:
        """A topic of the staff chat for one matter; None where the chat has no topics, or none can be opened now."""
        if self.chat_id is None:
            return None
        outcome = await self._channel.open_topic(self.chat_id, name)
        done = _noted("no topic in the staff chat", outcome) if outcome else None
        return done.message_id if done else None

    async def give(self, name: str, content: bytes, html: str) -> str | None:
        """Puts a file into the staff chat: the id by which it can be sent again; None where that is not possible."""
        outcome = await self._try(lambda chat: self._channel.send_document(chat, name, content, html))
        done = _noted("the staff chat cannot be given a file", outcome)
        return done.file_id if done else None

    async def send(self, message: Message, *, reply_to: int | None = None, topic: int | None = None) -> Outcome:
        """As `notify`, for callers that want to know what became of it; a lost topic is theirs to replace."""
        outgoing, chat_id = self._render(message), self.chat_id

        def send(chat: int) -> Awaitable[Outcome]:
            place = {"reply_to": reply_to, "topic": topic} if chat == chat_id else {}  # the numbers are of that chat
            return self._channel.send(chat, outgoing.html, keyboard=outgoing.keyboard, **place)

        return await self._try(send)

    async def edit(self, message_id: int, message: Message) -> None:
        """Puts this in place of a message in the staff chat."""
        html = self._render(message).html
        _noted(
            "a message in the staff chat stays as it was",
            await self._try(lambda chat: self._channel.edit(chat, message_id, html)),
        )

    async def notify(self, message: Message, *, reply_to: int | None = None, topic: int | None = None) -> int | None:
        """The id of the message in the staff chat; None where it could not be told, which the log says.

        Where its topic is gone or closed, it is told beside it.
        """
        outcome = await self.send(message, reply_to=reply_to, topic=topic)
        if topic is not None and isinstance(outcome, Refused) and outcome.reason in NO_TOPIC:
            outcome = await self.send(message, reply_to=reply_to)
        done = _noted("the staff chat cannot be told", outcome)
        return done.message_id if done else None

    async def _try(self, send: Callable[[int], Awaitable[Outcome]]) -> Outcome:
        """What came of sending it to the staff chat, which may have moved."""
        if self.chat_id is None:
            return NO_CHAT
        outcome = await send(self.chat_id)
        if isinstance(outcome, Refused) and outcome.to is not None:
            self.moved(outcome.to)
            return await self._try(send)
        return outcome


def _noted(what: str, outcome: Outcome) -> Delivered | None:
    if isinstance(outcome, Delivered):
        return outcome
    if outcome != NO_CHAT:
        log.warning("%s: %s", what, outcome.words if isinstance(outcome, Refused) else outcome.why)
    return None
