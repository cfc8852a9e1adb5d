"""The staff: their chat, where the department reads what the bot has to tell it, and their roles.

Words that wait for the chat are news (`services/people/news.py`); what has a row of its own is sent from there, and
files wait here.
"""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256

from channels import Channel, Delivered, Lack, Later, Media, Outcome, RefusalReason, Refused
from channels.rights import KINDS
from channels.taps import Keyboard
from services.messages import Message, Render
from services.operation.tracking import afterwards, failed
from services.people.lacks import Lacks
from services.people.messages import FileWaits
from storage.people import STAFF, KnownLack, Member, NewsKind, NewsStore, Role, RoleStore, StaffChatStore, StaffFile

log = logging.getLogger(__name__)

NO_CHAT = Later("there is no staff chat")
NO_TOPIC = frozenset({RefusalReason.TOPIC_GONE, RefusalReason.TOPIC_CLOSED})
KEPT = "kept:"
"""Before the number of a file that was given to the staff chat; it stands where Telegram's id would."""


@dataclass(slots=True)
class Staff:
    """Tells the staff something in their chat, and knows who belongs to them."""

    _channel: Channel
    _render: Render
    _roles: RoleStore
    _kept: StaffChatStore
    _news: NewsStore
    _lacks: Lacks
    _clock: Callable[[], datetime]
    chat_id: int | None
    """None: there is no staff chat, so nothing is told and no help of the staff is offered."""
    _admin_ids: frozenset[int] = frozenset()
    _set_id: int | None = field(init=False)
    """The number in the settings. The chat may have another one since."""

    def __post_init__(self) -> None:
        self._set_id = self.chat_id

    # Who belongs to them

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

    async def admins(self) -> list[int]:
        """The administrators, whichever way they became it."""
        given = {each.person_id for each in await self._roles.members() if each.role is Role.ADMIN}
        return sorted(given | self._admin_ids)

    async def remove(self, person_id: int, by: int) -> bool:
        """Takes the role away; False where there was none."""
        return await self._roles.remove(person_id, self._clock(), by)

    # What waits until the chat takes it

    async def notify(self, message: Message) -> bool:
        """Tells the staff these words, as soon as their chat takes them; False where there is no staff chat."""
        if self.chat_id is None:
            return False
        outgoing = self._render(message)
        keyboard = [[asdict(button) for button in row] for row in outgoing.keyboard]
        await self._news.tell(STAFF, NewsKind.WORDED, self._clock(), html=outgoing.html, keyboard=keyboard)
        return True

    async def give(self, kind: str, name: str, content: bytes, html: str) -> str | None:
        """Puts a photo or a document into the chat, as soon as it takes it; by what is returned, `file` finds it.

        None where there is no staff chat.
        """
        if self.chat_id is None:
            return None
        number = await self._kept.keep(kind, name, b64encode(content).decode(), html, self._clock())
        await afterwards(self.deliver)
        return f"{KEPT}{number}"

    async def file(self, file_id: str) -> str | tuple[str, bytes] | None:
        """A file as it can be sent: Telegram's id, or name and content of one that still waits.

        None where it is gone. What was not given to the chat has Telegram's id.
        """
        if not file_id.startswith(KEPT):
            return file_id
        found = await self._kept.find(int(file_id.removeprefix(KEPT)))
        if found is None:
            return None
        return found.file_id or (found.name, b64decode(found.content))

    async def deliver(self) -> None:
        """Sends files that wait, the oldest first. One of a kind that the chat does not take holds up no other."""
        if self.chat_id is None:
            return
        async with self._kept.exclusive() as is_mine:  # two at once would send the same twice
            forbidden = set[str]()
            for number, kind in await self._kept.waiting() if is_mine else ():
                if kind in forbidden:
                    continue
                outcome = await self._carry(number)
                if is_of_chat(outcome):
                    return
                if isinstance(outcome, Refused) and outcome.reason is RefusalReason.KIND_FORBIDDEN:
                    forbidden.add(kind)

    async def _carry(self, number: int) -> Outcome:
        """Sends one file that waits, and keeps what came of it."""
        waiting = await self._kept.find(number)
        assert waiting  # noqa: S101 - nobody else ends it meanwhile
        outcome = await self._send_file(waiting)
        match outcome:
            case Delivered():
                await self._kept.is_there(number, outcome.file_id, self._clock())
            case Refused(RefusalReason.KIND_FORBIDDEN) if not waiting.told:
                told = await self.send(FileWaits(html=waiting.html, lack=KINDS[waiting.kind]))
                if isinstance(told, Delivered):
                    await self._kept.tells(number)
            case Refused(RefusalReason.OTHER):
                log.error("the staff cannot be given a file, reference %s: %s", failed(), outcome.words)
                await self._kept.is_there(number, "", self._clock())
        return outcome

    async def _send_file(self, waiting: StaffFile) -> Outcome:
        content = b64decode(waiting.content)
        if waiting.kind == "photo":
            return await self._try(partial(self._channel.send_picture, png=content, html=waiting.html), "photo")
        send = partial(self._channel.send_document, name=waiting.name, content=content, html=waiting.html)
        return await self._try(send, "document")

    # What is tried once: the caller has a row of its own that comes again

    async def send(self, message: Message, *, reply_to: int | None = None, topic: int | None = None) -> Outcome:
        """Tells the staff now. A topic that is gone or closed is the caller's to replace."""
        outgoing = self._render(message)
        return await self._send(outgoing.html, outgoing.keyboard, reply_to, topic)

    async def send_media(self, media: Media, *, reply_to: int | None = None, topic: int | None = None) -> Outcome:
        """Likewise a file that Telegram has already."""
        return await self._try(partial(self._channel.send_media, media=media), media.kind, reply_to, topic)

    async def send_document(
        self, name: str, content: bytes, *, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        """Likewise one that Telegram has not."""
        send = partial(self._channel.send_document, name=name, content=content, html="")
        return await self._try(send, "document", reply_to, topic)

    async def open_topic(self, name: str) -> int | None:
        """A topic of the chat for one matter; None where the chat has no topics, or none can be opened now."""
        if self.chat_id is None:
            return None
        outcome = await self._channel.open_topic(self.chat_id, name)
        match outcome:
            case None:
                return None
            case Delivered():
                await self._lacks.over(self.chat_id, {Lack.AWAY, Lack.TOPICS})
                return outcome.message_id
        await self.note(outcome)
        return None

    async def _send(
        self, html: str, keyboard: Keyboard, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        return await self._try(partial(self._channel.send, html=html, keyboard=keyboard), "", reply_to, topic)

    async def edit(self, chat_id: int, message_id: int, message: Message) -> bool:
        """Puts this in place of a message in the chat, or in the own chat of somebody who still belongs to the staff;
        False where `chat_id` is neither, or Telegram takes it later."""
        if chat_id != self.chat_id and await self.role(chat_id) is None:
            return False
        outgoing = self._render(message)
        outcome = await self._channel.edit(chat_id, message_id, outgoing.html, outgoing.keyboard)
        if chat_id == self.chat_id:
            await self.note(outcome)
        return not isinstance(outcome, Later)

    def mark(self, message: Message) -> str:
        """By which it is known whether a message of the chat says this already."""
        outgoing = self._render(message)
        return sha256(f"{outgoing.html}{outgoing.keyboard}".encode()).hexdigest()

    async def _try(
        self, send: Callable[..., Awaitable[Outcome]], kind: str, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        """What came of sending it to the chat, which may have moved: then the numbers of messages there are others."""
        if self.chat_id is None:
            return NO_CHAT
        place = {name: number for name, number in {"reply_to": reply_to, "topic": topic}.items() if number is not None}
        outcome = await send(self.chat_id, **place)
        if isinstance(outcome, Refused) and outcome.to is not None:
            await self.moved(outcome.to)
            return await self._try(send, kind)
        await self.note(outcome, kind, topic)
        return outcome

    # The chat itself

    async def note(self, outcome: Outcome, kind: str = "", topic: int | None = None) -> None:
        """Notes what the outcome of a message in the chat says of it; `kind` is that of its file."""
        if self.chat_id is None:
            return
        if not isinstance(outcome, Delivered):
            why = outcome.words if isinstance(outcome, Refused) else outcome.why
            log.warning("the staff chat was not told: %s", why)
        await self._lacks.note(self.chat_id, outcome, kind, topic)

    async def copied(self, outcome: Outcome) -> None:
        """Notes what the outcome of copying a message out of the chat says of it."""
        if self.chat_id is None:
            return
        if isinstance(outcome, Delivered):
            await self._lacks.over(self.chat_id, {Lack.PROTECTED})
        elif isinstance(outcome, Refused) and outcome.reason is RefusalReason.PROTECTED:
            await self._lacks.look(self.chat_id, is_copied=True)

    async def look(self) -> None:
        """Asks Telegram what the bot may do in the chat now, and notes it."""
        if self.chat_id is not None:
            await self._lacks.look(self.chat_id)

    async def lacks(self) -> list[KnownLack]:
        """What keeps messages out of the chat now; also that the chat has another number than the settings say."""
        return await self._lacks.now(self._numbers())

    async def past_lacks(self) -> list[KnownLack]:
        """What did so until a short time ago."""
        return await self._lacks.past(self._numbers())

    async def moved(self, chat_id: int) -> None:
        """The group became a supergroup, as it does when it gets topics: Telegram gives it another number."""
        if self.chat_id is not None and self.chat_id != chat_id:
            log.warning("the staff chat has a new number: set STAFF_CHAT_ID to %d", chat_id)
            await self._kept.lack(self.chat_id, {Lack.MOVED}, self._clock(), chat_id)
            self.chat_id = chat_id

    async def follow(self) -> None:
        """Takes the number that the chat has now, where another process learnt it."""
        while self.chat_id is not None and (new := await self._kept.moved_to(self.chat_id)):
            self.chat_id = new

    def _numbers(self) -> set[int]:
        return {each for each in (self._set_id, self.chat_id) if each is not None}


def is_of_chat(outcome: Outcome) -> bool:
    """Whether the next message in no topic would meet the same: the chat is away, and not this message refused."""
    everything = {RefusalReason.NO_RIGHT, RefusalReason.TOPIC_CLOSED}
    return not isinstance(outcome, Delivered | Refused) or (
        isinstance(outcome, Refused) and (outcome.is_unreachable or outcome.reason in everything)
    )
