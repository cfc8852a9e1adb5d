"""People and chats, and what a person does: each deed makes one update for the bot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.entities import commands, to_html, utf16
from simulator.parameters import Upload
from simulator.rights import ADMINISTRATOR, KICKED, MEMBER, PERMISSIONS, Membership, administrator, restricted

if TYPE_CHECKING:
    from simulator.telegram import Telegram

Json = dict[str, Any]
GENERAL = 0
"""The topic of what is written in a forum outside any other; it has no number for the bot."""


class CannotDo(Exception):
    """A person cannot do this here: no such button, no such message, the bot is blocked."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Message:
    """A message as a person sees it; `data` is it in the shape of the Bot API."""

    chat: Chat
    data: Json

    @property
    def id(self) -> int:
        return int(self.data["message_id"])

    @property
    def text(self) -> str:
        """The text or the caption."""
        return str(self.data.get("text") or self.data.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        return list(self.data.get("entities") or self.data.get("caption_entities") or [])

    @property
    def html(self) -> str:
        return to_html(self.text, self.entities)

    @property
    def links(self) -> list[str]:
        return [entity["url"] for entity in self.entities if entity["type"] == "text_link"]

    @property
    def keyboard(self) -> list[list[Json]]:
        """The rows of inline buttons."""
        markup = self.data.get("reply_markup") or {}
        return list(markup.get("inline_keyboard", []))

    @property
    def buttons(self) -> list[list[str]]:
        """The words on the inline buttons, row by row."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def is_edited(self) -> bool:
        return "edit_date" in self.data

    def button(self, text: str) -> Json:
        """The button with exactly these words, or, where there is none, the one that holds them."""
        buttons = [button for row in self.keyboard for button in row]
        for fits in (lambda words: words == text, lambda words: text in words):
            for button in buttons:
                if fits(button["text"]):
                    return button
        raise CannotDo(f"no button {text!r} among {self.buttons}")

    def __repr__(self) -> str:
        return f"<message {self.id} {self.text!r} {self.buttons}>"


@dataclass(slots=True)
class Chat:
    """A private chat or a group with its messages, oldest first."""

    id: int
    data: Json
    members: list[Person]
    messages: dict[int, Json] = field(default_factory=dict)
    last_message_id: int = 0
    topics: dict[int, str] = field(default_factory=dict)
    """Names by the thread's id."""
    closed: set[int] = field(default_factory=set)
    """Topics in which nobody writes. Telegram may let administrators; no bot can count on that."""
    bot: Membership = ADMINISTRATOR
    """The bot's place in a group."""
    permissions: frozenset[str] = PERMISSIONS
    """What ordinary members of a group may do."""
    is_protected: bool = False
    """Messages are not forwarded from here."""
    is_copyable: bool = False
    """The bot may copy what is protected. Telegram lets bots do that, but promises it nowhere."""
    is_looked_up: bool = False
    """The bot has asked for this chat by getChat."""

    @property
    def is_private(self) -> bool:
        return bool(self.data["type"] == "private")

    def message(self, message_id: int) -> Message:
        if message_id not in self.messages:
            raise CannotDo(f"no message {message_id} in chat {self.id}")
        return Message(self, self.messages[message_id])


@dataclass(slots=True)
class Press:
    """A pressed button or an inline query; the bot's answer to it, once there is one."""

    id: str
    asked_at: float
    answer: asyncio.Future[Json]
    data: str
    """The callback data; empty for an inline query."""
    person_id: int
    """Who pressed; 0 for an inline query."""

    async def answered(self, timeout: float = 5.0) -> Json:
        """What the bot answered: `text`, `show_alert`, `url`. Raises TimeoutError."""
        return await asyncio.wait_for(asyncio.shield(self.answer), timeout)


@dataclass(slots=True, eq=False)
class Person:
    """Someone with a Telegram account."""

    telegram: Telegram
    data: Json
    has_started: bool = False
    has_blocked: bool = False
    is_deactivated: bool = False
    forbids_voice: bool = False
    """She takes no voice messages and video notes from strangers."""

    @property
    def id(self) -> int:
        return int(self.data["id"])

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.telegram.chats[self.id]

    @property
    def messages(self) -> list[Message]:
        """The private chat, oldest first."""
        return [Message(self.chat, data) for data in self.chat.messages.values()]

    @property
    def replies(self) -> list[Message]:
        """What the bot wrote there, oldest first."""
        return [message for message in self.messages if message.data["from"]["is_bot"]]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        if not self.replies:
            raise CannotDo("the bot has not said anything")
        return self.replies[-1]

    def start(self, payload: str = "") -> Message:
        """Presses «Start», or opens a deep link with `payload`; that also lifts a block."""
        if not re.fullmatch("[A-Za-z0-9_-]{0,64}", payload):
            raise CannotDo("a payload has up to 64 signs of A-Z, a-z, 0-9, _ and -")
        if self.has_blocked:
            self.unblock()
        return self.send(f"/start {payload}".strip())

    def send(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
        entities: Sequence[Json] = (),
    ) -> Message:
        """Types a text of up to 4,096 characters; pressing a button of a reply keyboard is this as well.

        `entities` are its formatting, as in the Bot API. `topic` is the place of what replies to nothing; to the bot
        it looks like a reply to the message that opened the topic.
        """
        text = text.strip()
        if not text or utf16(text) > 4096:
            raise CannotDo("a message has from 1 to 4,096 characters")
        content: Json = {"text": text}
        if marks := [*entities, *commands(text)]:
            content["entities"] = marks
        if topic is not None and chat is not None:
            if topic not in chat.topics:
                raise CannotDo(f"no topic {topic} in chat {chat.id}")
            content |= {"message_thread_id": topic, "is_topic_message": True}
            if reply_to is None and topic in chat.messages:
                content["reply_to_message"] = self.telegram.quoted(chat, topic)
        return self._post(content, chat, reply_to)

    def send_file(
        self, kind: str, upload: Upload, *, caption: str = "", chat: Chat | None = None, reply_to: int | None = None
    ) -> Message:
        """Sends a `photo`, `document`, `voice`, `video`, `video_note`, `audio` or `sticker`."""
        content = self.telegram.content_of(kind, self.telegram.keep(upload))
        if caption:
            content["caption"] = caption
        return self._post(content, chat, reply_to)

    def send_album(
        self,
        kind: str,
        uploads: Sequence[Upload],
        *,
        caption: str = "",
        chat: Chat | None = None,
        reply_to: int | None = None,
    ) -> list[Message]:
        """Sends 2 to 10 files as one album; the bot gets a message for each, with the same `media_group_id`.

        The caption stands at the first; only the first replies.
        """
        if not 2 <= len(uploads) <= 10:
            raise CannotDo("an album has from 2 to 10 files")
        album: Json = {"media_group_id": f"album-{self.id}-{self.telegram.now()}"}
        sent = []
        for number, upload in enumerate(uploads):
            content = {**self.telegram.content_of(kind, self.telegram.keep(upload)), **album}
            if caption and number == 0:
                content["caption"] = caption
            sent.append(self._post(content, chat, reply_to if number == 0 else None))
        return sent

    def forward(self, message: Message) -> Message:
        """Forwards a message of some chat to the bot."""
        data = message.data
        words = ("text", "entities", "caption", "caption_entities")
        files = ("photo", "document", "voice", "video", "audio", "video_note", "animation", "sticker")
        content = {name: data[name] for name in (*words, *files, "location", "contact") if name in data}
        origin = {"type": "user", "sender_user": data["from"], "date": data["date"]}
        return self._post({**content, "forward_origin": data.get("forward_origin", origin)}, None, None)

    def send_location(
        self, latitude: float, longitude: float, *, chat: Chat | None = None, reply_to: int | None = None
    ) -> Message:
        return self._post({"location": {"latitude": latitude, "longitude": longitude}}, chat, reply_to)

    def send_contact(self, phone: str) -> Message:
        """Shares her own number."""
        contact = {"phone_number": phone, "first_name": self.data["first_name"], "user_id": self.id}
        return self._post({"contact": contact}, None, None)

    def edit(self, message: Message, text: str) -> None:
        """Changes her own message."""
        if message.data["from"]["id"] != self.id:
            raise CannotDo("only one's own message can be changed")
        message.data.update(text=text, entities=commands(text), edit_date=self.telegram.now())
        self.telegram.tell("edited", message.chat.id, message.data)
        self._update("edited_message", message.data, message.chat)

    def press(self, message: Message, button: str = "", *, data: str | None = None) -> Press:
        """Presses an inline button by its words; `data` stands for callback data made by hand."""
        if data is None:
            pressed = message.button(button)
            if "callback_data" not in pressed:
                raise CannotDo(f"{button!r} opens something and tells the bot nothing")
            data = pressed["callback_data"]
        press = self.telegram.ask(self.id, data)
        query = {"id": press.id, "from": self.data, "chat_instance": str(message.chat.id), "data": data}
        self.telegram.update("callback_query", {**query, "message": self.telegram.seen(message.data)})
        return press

    async def inline(self, query: str, *, offset: str = "", timeout: float = 5.0) -> list[Json]:
        """Types `@bot query` in some chat; the results the bot offers. Raises TimeoutError."""
        asked = self.telegram.ask()
        self.telegram.update("inline_query", {"id": asked.id, "from": self.data, "query": query, "offset": offset})
        answer = await asked.answered(timeout)
        results: list[Json] = answer["results"]
        return results

    def choose(self, result: Json, chat: Chat) -> Message:
        """Takes a result of `inline`: its message appears in `chat`."""
        content = {name: result["message"][name] for name in ("text", "entities") if name in result["message"]}
        if "reply_markup" in result:
            content["reply_markup"] = result["reply_markup"]
        data = self.telegram.post(chat, self.data, {**content, "via_bot": self.telegram.me})
        return Message(chat, data)

    def block(self) -> None:
        """Stops the bot."""
        self.has_blocked = True
        self._tell_membership(self.chat, MEMBER, KICKED)

    def unblock(self) -> None:
        self.has_blocked = False
        self._tell_membership(self.chat, KICKED, MEMBER)

    def deactivate(self) -> None:
        """Deletes the account."""
        self.is_deactivated = True

    # What an owner of a group does

    def promote_bot(self, chat: Chat, *rights: str) -> None:
        """Makes the bot an administrator with these rights and no others."""
        self._place_bot(chat, administrator(rights))

    def demote_bot(self, chat: Chat) -> None:
        """Makes the bot an ordinary member: it may write, and sees only commands and replies to it."""
        self._place_bot(chat, MEMBER)

    def restrict_bot(self, chat: Chat, *forbidden: str) -> None:
        """Forbids the bot these permissions, as `can_send_photos`; without any, all kinds of messages."""
        sending = [permission for permission in PERMISSIONS if permission.startswith("can_send_")]
        self._place_bot(chat, restricted(forbidden or sending))

    def kick_bot(self, chat: Chat) -> None:
        """Removes the bot from a group for good."""
        self._place_bot(chat, KICKED)

    def close_topic(self, chat: Chat, topic: int) -> None:
        """Nobody writes there until it is open again."""
        self._toggle_topic(chat, topic, closed=True)

    def reopen_topic(self, chat: Chat, topic: int) -> None:
        self._toggle_topic(chat, topic, closed=False)

    def delete_topic(self, chat: Chat, topic: int) -> None:
        """Deletes a topic with all its messages; the bot is not told."""
        self.telegram.delete_topic(chat, topic)

    def _toggle_topic(self, chat: Chat, topic: int, *, closed: bool) -> None:
        data = self.telegram.toggle_topic(chat, topic, self.data, closed=closed)
        if chat.bot.is_inside:
            self.telegram.update("message", self.telegram.seen(data))

    def _place_bot(self, chat: Chat, after: Membership) -> None:
        if chat.is_private or self not in chat.members:
            raise CannotDo(f"no right in chat {chat.id}")
        before, chat.bot = chat.bot, after
        self._tell_membership(chat, before, after)

    def _tell_membership(self, chat: Chat, before: Membership, after: Membership) -> None:
        change: Json = {"chat": chat.data, "from": self.data, "date": self.telegram.now()}
        change["old_chat_member"] = before.data(self.telegram.me)
        change["new_chat_member"] = after.data(self.telegram.me)
        self.telegram.update("my_chat_member", change)

    def _post(self, content: Json, chat: Chat | None, reply_to: int | None) -> Message:
        chat = chat or self.chat
        if self not in chat.members:
            raise CannotDo(f"not in chat {chat.id}")
        if chat.is_private:
            if self.has_blocked:
                raise CannotDo("the bot is blocked")
            self.has_started = True
        if reply_to is not None:
            content["reply_to_message"] = self.telegram.quoted(chat, reply_to)
            thread = chat.message(reply_to).data.get("message_thread_id")
            if thread in chat.topics:
                content |= {"message_thread_id": thread, "is_topic_message": True}
        data = self.telegram.post(chat, self.data, content)
        self._update("message", data, chat)
        return Message(chat, data)

    def _update(self, kind: str, data: Json, chat: Chat) -> None:
        if chat.is_private or (chat.bot.is_inside and self._is_for_bot(data, chat)):
            self.telegram.update(kind, self.telegram.seen(data))

    def _is_for_bot(self, data: Json, chat: Chat) -> bool:
        """In groups a bot gets commands, replies to it and nothing else; as an administrator it gets all."""
        if chat.bot.status == "administrator":
            return True
        if data.get("reply_to_message", {}).get("from", {}).get("id") == self.telegram.me["id"]:
            return True
        name = "@" + self.telegram.me["username"]
        words = [data.get("text", "")[e["offset"] : e["offset"] + e["length"]] for e in data.get("entities", [])]
        return any(name in word or "@" not in word for word in words if word.startswith("/"))
