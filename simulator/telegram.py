"""All of Telegram that one bot sees, in memory: chats, files, the queue of updates, and who watches."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from simulator.faults import BAD_GATEWAY, Faults, GatewayFault
from simulator.limits import Limits
from simulator.parameters import Parameters, Upload
from simulator.people import GENERAL, Chat, Json, Person, Press
from simulator.refusals import Refusal, bad_request
from simulator.rights import ADMINISTRATOR, Membership
from simulator.webhook import Address, Webhook

QUERY_LIFE = 15 * 60
"""Seconds for which a pressed button waits for the bot's answer."""
DEFAULT_UPDATES = frozenset(
    {"message", "edited_message", "callback_query", "inline_query", "my_chat_member", "channel_post"}
)
GARBAGE = b"<html>Bad gateway</html>"
REMEMBERED = 1000
"""Updates that can be delivered again."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that people see: `message`, `edited`, `deleted`, `typing`, `answered` or `commands`."""

    kind: str
    chat_id: int
    data: Json


@dataclass(frozen=True, slots=True)
class Refused:
    """A call that Telegram did not do, and why; what a fault did to it counts as well."""

    method: str
    chat_id: int | None
    status: int
    description: str


class Telegram:
    """The whole of it. `serve` is the Bot API; people are added with `add_person`."""

    def __init__(
        self,
        *,
        token: str = "42:simulated",  # noqa: S107 - a token of nothing
        username: str = "simulated_bot",
        name: str = "Simulated bot",
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`monotonic` is the clock of the `limits`, of which none is set at first: all is taken."""
        self.token = token
        self.limits = Limits(monotonic)
        self.faults = Faults()
        self.me: Json = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Upload] = {}
        self.commands: dict[str, list[Json]] = {}
        """Commands by scope, as the bot has set them."""
        self.webhook: Webhook | None = None
        self.calls: list[str] = []
        """Every method called, oldest first."""
        self.refused: list[Refused] = []
        """Every call that was refused, oldest first."""
        self.moved: dict[int, int] = {}
        """Groups that became supergroups, by their old number."""
        self.paid: list[int] = []
        """Chats of the messages for which the bot was ready to pay, oldest first."""
        self._clock = clock
        self._updates: dict[int, Json] = {}
        """What the bot has not acknowledged, the oldest first."""
        self.history: deque[Json] = deque(maxlen=REMEMBERED)
        """The newest updates, acknowledged or not."""
        self._again: dict[int, Json] = {}
        """Updates that come once more, whatever the bot has acknowledged."""
        self._given_again: set[int] = set()
        """Those of them that the bot was given, and has not asked for more since."""
        self._update_ids = itertools.count(1)
        self._query_ids = itertools.count(1)
        self._file_ids = itertools.count(1)
        self.allowed = DEFAULT_UPDATES
        """The kinds of updates that the bot wants."""
        self._queries: dict[str, Press] = {}
        self._news = asyncio.Event()
        self._fewer = asyncio.Event()
        self._poll: asyncio.Event | None = None
        self._watchers: set[asyncio.Queue[Event]] = set()

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock())

    # People

    def add_person(
        self, id: int, first_name: str, *, last_name: str = "", username: str = "", language_code: str = "uk"
    ) -> Person:
        names = {"first_name": first_name, "last_name": last_name, "username": username}
        names = {key: value for key, value in names.items() if value}
        person = Person(self, {"id": id, "is_bot": False, **names, "language_code": language_code})
        self.people[id] = person
        self.chats[id] = Chat(id, {"id": id, "type": "private", **names}, [person])
        return person

    def add_group(
        self,
        id: int,
        title: str,
        members: Iterable[Person],
        *,
        with_topics: bool = False,
        bot: Membership = ADMINISTRATOR,
    ) -> Chat:
        """A supergroup that belongs to its first member, with the bot in it; `id` is negative."""
        forum = {"is_forum": True} if with_topics else {}
        chat = Chat(id, {"id": id, "type": "supergroup", "title": title, **forum}, list(members), bot=bot)
        self.chats[id] = chat
        return chat

    def migrate(self, group: Chat, to: int) -> None:
        """Makes a group a supergroup with the number `to`, as happens when it gets topics; the bot is told of it."""
        told = {"from": group.members[0].data, "date": self.now(), "migrate_to_chat_id": to}
        self.update("message", {"message_id": max(group.messages, default=0) + 1, "chat": group.data, **told})
        del self.chats[group.id]
        self.moved[group.id] = to
        group.id = to
        group.data = {**group.data, "id": to}
        self.chats[to] = group

    # What people see

    def commands_in(self, chat: Chat) -> list[Json]:
        """The commands that people see in a chat: those of the narrowest scope that the bot has set."""
        wide = ["all_private_chats"] if chat.is_private else ["all_group_chats"]
        for scope in (f"chat:{chat.id}", *wide, "default"):
            if scope in self.commands:
                return self.commands[scope]
        return []

    @contextmanager
    def watched(self) -> Iterator[asyncio.Queue[Event]]:
        """A queue of all Events from now on."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    def tell(self, kind: str, chat_id: int, data: Json) -> None:
        for queue in self._watchers:
            queue.put_nowait(Event(kind, chat_id, data))

    # Messages

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """A new message in `chat`, seen by all there."""
        chat.last_message_id += 1
        data = {"message_id": chat.last_message_id, "from": sender, "chat": chat.data, "date": self.now(), **content}
        chat.messages[chat.last_message_id] = data
        self.tell("message", chat.id, data)
        return data

    def remove(self, chat: Chat, message_id: int) -> None:
        """Deletes a message for all."""
        del chat.messages[message_id]
        self.tell("deleted", chat.id, {"message_id": message_id})

    def toggle_topic(self, chat: Chat, topic: int, by: Json, *, closed: bool) -> Json:
        """Closes a topic or opens it again; the message that says so."""
        (chat.closed.add if closed else chat.closed.discard)(topic)
        place = {"message_thread_id": topic, "is_topic_message": True} if topic != GENERAL else {}
        return self.post(chat, by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}, **place})

    def delete_topic(self, chat: Chat, topic: int) -> None:
        """Deletes a topic and all that was written there."""
        chat.topics.pop(topic)
        chat.closed.discard(topic)
        for message_id, message in list(chat.messages.items()):
            if message.get("message_thread_id") == topic:
                self.remove(chat, message_id)

    def quoted(self, chat: Chat, message_id: int) -> Json:
        """A message as it stands within a reply to it: without what it replied to itself, without buttons."""
        return {
            name: value
            for name, value in chat.message(message_id).data.items()
            if name not in {"reply_to_message", "reply_markup"}
        }

    @staticmethod
    def seen(data: Json) -> Json:
        """A copy for the bot: what changes later does not change what was said."""
        keyboard = data.get("reply_markup", {})
        copy = dict(data)
        if keyboard and "inline_keyboard" not in keyboard:
            del copy["reply_markup"]  # only inline keyboards come back
        return copy

    def keep(self, upload: Upload) -> str:
        """The id under which Telegram has this file from now on."""
        file_id = f"file-{next(self._file_ids)}"
        self.files[file_id] = upload
        return file_id

    def file(self, file_id: str) -> Upload:
        """Raises a refusal where there is no such file."""
        if file_id not in self.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self.files[file_id]

    def content_of(self, kind: str, file_id: str) -> Json:
        """What a message with this file holds. Raises a refusal where there is no such file."""
        upload = self.file(file_id)
        unique = file_id.replace("file", "unique")
        file: Json = {"file_id": file_id, "file_unique_id": unique, "file_size": len(upload.content)}
        named = {"file_name": upload.name, "mime_type": upload.mime}
        sized = {"width": 640, "height": 480}
        sticker = {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False}
        contents: dict[str, Any] = {
            "photo": [{**file, **sized}],
            "document": {**file, **named},
            "voice": {**file, "duration": 1, "mime_type": upload.mime},
            "audio": {**file, **named, "duration": 1},
            "video": {**file, **named, **sized, "duration": 1},
            "animation": {**file, **named, **sized, "duration": 1},
            "video_note": {**file, "length": 240, "duration": 1},
            "sticker": {**file, **sticker},
        }
        return {kind: contents[kind]}

    # Updates

    @property
    def pending(self) -> int:
        """Updates that the bot has not acknowledged."""
        return len(self._updates) + len(self._again)

    async def acknowledged(self) -> None:
        """Returns when the bot has acknowledged every update there is."""
        while self.pending:
            self._fewer.clear()
            await self._fewer.wait()

    def update(self, kind: str, data: Json) -> None:
        """Puts an update into the queue, if the bot wants its kind."""
        if kind not in self.allowed:
            return
        number = next(self._update_ids)
        self._updates[number] = {"update_id": number, kind: data}
        self.history.append(self._updates[number])
        if self.webhook:
            self.webhook.add(self._updates[number])
        else:
            self._news.set()

    def redeliver(self, count: int = 1) -> list[Json]:
        """Delivers the last updates once more, as Telegram does when their acknowledgement got lost.

        Those that the bot has not acknowledged come anyway and do not count.
        """
        done = [update for update in self.history if update["update_id"] not in self._updates]
        again = done[-count:] if count else []
        for update in again:
            self._again[update["update_id"]] = update
            self._given_again.discard(update["update_id"])
            if self.webhook:
                self.webhook.add(update)
        self._news.set()
        return again

    def allow(self, kinds: Iterable[str] | None) -> None:
        """The bot says which kinds it wants; none are the default ones, None is as before."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or DEFAULT_UPDATES

    def set_webhook(self, address: Address | None) -> None:
        """From now on updates go there, and those that wait first; None: the bot asks for them."""
        if self.webhook:
            self.webhook.close()
        self.webhook = Webhook(address, self._acknowledge, self.now, self.faults.is_repeated) if address else None
        if self.webhook:
            for update in (*self._again.values(), *self._updates.values()):
                self.webhook.add(update)

    def drop_updates(self) -> None:
        """Forgets whatever the bot has not acknowledged."""
        self._updates.clear()
        self._again.clear()
        self._fewer.set()

    def _acknowledge(self, number: int) -> None:
        self._updates.pop(number, None)
        self._again.pop(number, None)
        self._fewer.set()

    async def updates(self, offset: int, limit: int, timeout: float, allowed: Iterable[str] | None) -> list[Json]:
        """getUpdates: acknowledges what is below `offset` and waits for at least one update."""
        if self.webhook:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
            )
        if self._poll:
            self._poll.set()
        ended = self._poll = asyncio.Event()
        self.allow(allowed)
        for number in list(itertools.takewhile(lambda number: number < offset, self._updates)):
            self._acknowledge(number)
        for number in self._given_again:
            self._again.pop(number, None)
        self._given_again.clear()
        self._fewer.set()
        try:
            if not self.pending and timeout > 0:
                await self._wait_for_news(timeout, ended)
        finally:
            if self._poll is ended:
                self._poll = None
        if ended.is_set():
            raise Refusal(
                409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        given = list(itertools.islice((*self._again.values(), *self._updates.values()), limit or 100))
        self._given_again = {update["update_id"] for update in given} & self._again.keys()
        return given

    async def _wait_for_news(self, timeout: float, ended: asyncio.Event) -> None:
        self._news.clear()
        waits = {asyncio.create_task(self._news.wait()), asyncio.create_task(ended.wait())}
        try:
            await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    # Queries

    @property
    def unanswered(self) -> list[Press]:
        """The presses that the bot has not answered, oldest first."""
        return [query for query in self._queries.values() if query.person_id]

    def ask(self, person_id: int = 0, data: str = "") -> Press:
        """A press of that person; without one an inline query."""
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        query = Press(str(next(self._query_ids)), self._clock(), answer, data, person_id)
        self._queries[query.id] = query
        return query

    def answer(self, query_id: str, answer: Json) -> None:
        """The bot's answer to a press or an inline query; each takes one, and not for ever."""
        query = self._queries.get(query_id)
        if query is None or self._clock() - query.asked_at > QUERY_LIFE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        del self._queries[query_id]
        query.answer.set_result(answer)
        if query.person_id:
            self.tell("answered", query.person_id, answer)

    # The Bot API

    async def serve(
        self, method: str, values: Mapping[str, object], files: Mapping[str, Upload] | None = None
    ) -> tuple[int, Json | bytes]:
        """One call of the Bot API: HTTP status and body, which only a fault makes anything but JSON.

        Raises NoAnswer where a fault breaks the connection.
        """
        from simulator import groups  # noqa: F401 - its methods are among those known
        from simulator.methods import METHODS

        self.calls.append(method)
        chat_id = self._chat_of(values)
        try:
            await asyncio.sleep(self.faults.wait(method, chat_id))
            self.faults.before(method, chat_id)
            given = Parameters(values, files or {})
            self.limits.check(method, chat_id, paid=given.yes("allow_paid_broadcast"))
            known = METHODS.get(method.lower())
            if known is None:
                raise Refusal(404, f"Not Found: the simulator knows {', '.join(sorted(METHODS))}")
            result = await known(self, given)
            await asyncio.sleep(self.faults.slowness / 2)
            if self.faults.after(method, chat_id):
                return 200, GARBAGE
        except GatewayFault:
            self.refused.append(Refused(method, chat_id, 502, "Bad Gateway"))
            return 502, BAD_GATEWAY
        except Refusal as refusal:
            self.refused.append(Refused(method, chat_id, refusal.status, refusal.description))
            body: Json = {"ok": False, "error_code": refusal.status, "description": refusal.description}
            if refusal.parameters:
                body["parameters"] = refusal.parameters
            return refusal.status, body
        return 200, {"ok": True, "result": result}

    def _chat_of(self, values: Mapping[str, object]) -> int | None:
        """The chat that a call is about; of an answer to a press, the private chat of whoever pressed."""
        query = self._queries.get(str(values.get("callback_query_id")))
        if query and query.person_id:
            return query.person_id
        try:
            return int(str(values.get("chat_id")))
        except ValueError:
            return None
