"""Messages by Telegram."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

from telegram import (
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    WebAppInfo,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.error import InvalidToken as InvalidToken  # handed on: `bot.py doctor` says what each of these two means
from telegram.error import TelegramError as TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest, RequestData

from channels import Media, Outgoing, WebhookInfo
from channels.lengths import BUTTON, CAPTION, ENTITIES, PLACEHOLDER, TEXT, TOPIC, cut, cut_text, file_name, split
from channels.outcomes import Delivered, Later, Outcome, RefusalReason, Refused, Unknown, is_unchanged, reason_of
from channels.rights import PERMISSIONS, Lack
from channels.taps import Button, Keyboard

log = logging.getLogger(__name__)


_HTML = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}

PREPARED = 128
"""Messages that are kept ready: one of a mailing, or one for each hromada where they differ."""


class TelegramBot(ExtBot[None]):
    """The bot's side of the Bot API, which also gives updates as they came."""

    async def fetch_updates(
        self, *, offset: int = 0, limit: int = 100, timeout: int = 0, allowed_updates: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        """The updates from `offset` on; Telegram forgets those below. 0: from the oldest on.

        Where there are none, Telegram waits for them for `timeout` seconds. Raises PTB's errors.
        """
        parameters = {"offset": offset or None, "limit": limit, "timeout": timeout, "allowed_updates": allowed_updates}
        patience = (self._request[0].read_timeout or 0) + timeout
        return cast(list[dict[str, Any]], await self._post("getUpdates", parameters, read_timeout=patience))


def make_bot(token: str, api_url: str, *, replies: BaseRequest, updates: BaseRequest) -> TelegramBot:
    """The bot's side of the Bot API at `api_url` (base, without `/bot<token>`).

    The long poll has a request of its own, so that it never waits behind a reply.
    """
    return TelegramBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=replies,
        get_updates_request=updates,
        defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
    )


class NoTelegram(Exception):
    """Telegram does not answer, or does not take the token."""


@asynccontextmanager
async def introduced(bot: TelegramBot) -> AsyncIterator[str]:
    """The bot's username, and the bot ready to be used meanwhile. Raises NoTelegram."""
    try:
        await bot.initialize()
    except TelegramError as error:
        await bot.shutdown()
        raise NoTelegram(str(error).replace(bot.token, "…")) from error
    try:
        yield bot.username
    finally:
        await bot.shutdown()


class TelegramChannel:
    """The channel `Channel` over a Telegram bot."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot

    async def send(
        self, to: int, html: str, *, reply_to: int | None = None, keyboard: Keyboard = (), topic: int | None = None
    ) -> Outcome:
        return await in_parts(
            lambda part, below, first: done(
                self._bot,
                "sendMessage",
                text(to, part, below, topic=topic, reply_to=reply_to if first else None),
            ),
            html,
            keyboard,
        )

    async def open_topic(self, group: int, name: str) -> Outcome | None:
        try:
            if not (await self._bot.get_chat(group)).is_forum:
                return None
            return Delivered(((await self._bot.create_forum_topic(group, cut_text(name, TOPIC))).message_thread_id,))
        except TelegramError as error:
            return outcome_of(error)

    async def copy(self, to: int, from_chat: int, message_id: int, *, reply_to: int | None = None) -> Outcome:
        parameters = {"chat_id": to, "from_chat_id": from_chat, "message_id": message_id, **_place(None, reply_to)}
        return await done(self._bot, "copyMessage", parameters)

    async def edit(self, to: int, message_id: int, html: str, keyboard: Keyboard = ()) -> Outcome:
        return await done(self._bot, "editMessageText", {**text(to, cut(html), keyboard), "message_id": message_id})

    async def send_picture(self, to: int, png: bytes, html: str) -> Outcome:
        try:
            sent = await self._bot.send_photo(to, png, caption=cut(html, CAPTION))
        except TelegramError as error:
            return outcome_of(error)
        return Delivered((sent.message_id,), sent.photo[-1].file_id)  # the largest size stands last

    async def send_document(
        self, to: int, name: str, content: bytes, html: str, *, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        document, caption = InputFile(content, filename=file_name(name)), cut(html, CAPTION)
        try:
            sent = await self._bot.send_document(
                to,
                document,
                caption=caption,
                disable_content_type_detection=True,
                message_thread_id=topic,
                reply_to_message_id=reply_to,
                allow_sending_without_reply=None if reply_to is None else True,
            )
        except TelegramError as error:
            return outcome_of(error)
        assert sent.document  # noqa: S101 - its kind is not guessed
        return Delivered((sent.message_id,), sent.document.file_id)

    async def send_media(
        self, to: int, media: Media, *, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        method = f"send{media.kind.capitalize().replace('_', '')}"  # to Telegram «sendVideonote» is «sendVideoNote»
        parameters = {"chat_id": to, media.kind: media.file_id, **_place(topic, reply_to)}
        return await done(self._bot, method, parameters)

    async def lacks(self, group: int) -> frozenset[Lack] | Later | Refused | Unknown:
        own_id = int(self._bot.token.partition(":")[0])
        try:
            return _lacks_of(await self._bot.get_chat(group), await self._bot.get_chat_member(group, own_id))
        except TelegramError as error:
            outcome = outcome_of(error)
        if isinstance(outcome, Refused) and outcome.is_unreachable:
            return frozenset({Lack.AWAY})
        return Unknown("") if isinstance(outcome, Delivered) else outcome

    async def webhook(self) -> WebhookInfo | Later | Refused | Unknown:
        try:
            info = await self._bot.get_webhook_info()
        except InvalidToken:
            return Refused(RefusalReason.TOKEN, "")
        except TelegramError as error:
            outcome = outcome_of(error)
            return Unknown("") if isinstance(outcome, Delivered) else outcome
        return WebhookInfo(info.url, info.pending_update_count, info.last_error_message or "", info.last_error_date)

    async def repeat(
        self,
        method: str,
        parameters: Mapping[str, object],
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> Outcome:
        return await done(self._bot, method, parameters, files)

    async def download(self, file_id: str) -> bytes | Later | Refused | Unknown:
        try:
            return bytes(await (await self._bot.get_file(file_id)).download_as_bytearray())
        except TelegramError as error:
            outcome = outcome_of(error)
        return Unknown("") if isinstance(outcome, Delivered) else outcome


class TelegramBulk:
    """The channel `BulkChannel`: the same bot over a pool of connections of its own."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot
        self._prepared: dict[int, tuple[Outgoing, str, dict[str, object]]] = {}
        """Method and parameters of messages that many get, by the identity of the message."""

    async def send_bulk(self, to: int, outgoing: Outgoing) -> Outcome:
        if not outgoing.media and not is_short(outgoing.html):
            return await in_parts(
                lambda part, below, first: self._send(
                    to, replace(outgoing, html=part, keyboard=below, reply_to=outgoing.reply_to if first else None)
                ),
                outgoing.html,
                outgoing.keyboard,
            )
        return await self._send(to, outgoing)

    async def _send(self, to: int, outgoing: Outgoing) -> Outcome:
        known = self._prepared.get(id(outgoing))
        if known is None:
            if len(self._prepared) >= PREPARED:
                self._prepared.clear()
            known = self._prepared[id(outgoing)] = (outgoing, *_prepare(outgoing))
        return await self._done(known[1], {"chat_id": to, **known[2]})

    async def edit_bulk(self, to: int, message_id: int, outgoing: Outgoing) -> Outcome:
        message: dict[str, object] = {"chat_id": to, "message_id": message_id, "parse_mode": "HTML"}
        message |= _below(outgoing.keyboard)
        if outgoing.media:
            return await self._done("editMessageCaption", {**message, "caption": cut(outgoing.html, CAPTION)})
        return await self._done("editMessageText", {**message, **_content(outgoing)[1], "text": cut(outgoing.html)})

    async def delete_bulk(self, to: int, message_ids: Sequence[int]) -> Outcome:
        if len(message_ids) > 1:
            return await self._done("deleteMessages", {"chat_id": to, "message_ids": list(message_ids)})
        outcome = await self._done("deleteMessage", {"chat_id": to, "message_id": message_ids[0]})
        if isinstance(outcome, Refused) and "message to delete not found" in outcome.words.lower():
            return Delivered()
        return outcome

    async def _done(self, method: str, parameters: dict[str, object]) -> Outcome:
        """What became of it; a group that became a supergroup is followed to its new number."""
        outcome = await done(self._bot, method, parameters)
        if isinstance(outcome, Refused) and outcome.to is not None:
            return await done(self._bot, method, {**parameters, "chat_id": outcome.to})
        return outcome


async def done(
    bot: TelegramBot,
    method: str,
    parameters: Mapping[str, object],
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
) -> Outcome:
    """What became of a call that makes, changes or deletes messages."""
    try:
        result = await call(bot, method, parameters, files)
    except TelegramError as error:
        return outcome_of(error)
    if isinstance(result, dict):
        return Delivered((result["message_id"],))
    return Delivered(tuple(each["message_id"] for each in result) if isinstance(result, list) else ())


def outcome_of(error: TelegramError) -> Outcome:
    """What PTB's error says of the call that met it."""
    words = str(error)
    match error:
        case ChatMigrated():
            return Refused(RefusalReason.MIGRATED, words, error.new_chat_id)
        case RetryAfter():
            wait = error.retry_after  # which of the two it is depends on PTB_TIMEDELTA
            return Later("429", wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
        case BadRequest() if is_unchanged(words):
            return Delivered()
        case BadRequest():
            return Refused(reason_of(words), words)
        case Forbidden():
            reason = reason_of(words)
            return Refused(RefusalReason.BLOCKED if reason is RefusalReason.OTHER else reason, words)
        case NetworkError():
            return Later(words) if surely_stayed(error) else Unknown(words or type(error).__name__)
        case _:  # an answer that is none, after the call was taken
            return Unknown(words)


def surely_stayed(error: NetworkError) -> bool:
    """Whether nothing has left: Telegram answered that it failed, or no connection was to be had."""
    words = str(error)
    if isinstance(error, TimedOut):
        return False
    if "aiohttp." in words:
        return "Connector" in words or "ConnectionTimeout" in words
    return "httpx." not in words or "ConnectError" in words or was_reset(error)


def was_reset(error: NetworkError) -> bool:
    """Whether the connection broke before a word of the answer came: a server that goes away does so, and a proxy with
    connections that stood idle. That the call was done nevertheless is rare."""
    return any(
        each in str(error)
        for each in ("ServerDisconnected", "ClientOSError", "ConnectionReset", "ReadError", "ClientConnectionReset")
    )


Part = Callable[[str, Keyboard, bool], Awaitable[Outcome]]
"""Sends one part of a text: its HTML, what stands below it, whether it is the first."""


async def in_parts(send: Part, html: str, keyboard: Keyboard) -> Outcome:
    """Sends a text, a long one as several messages, of which the last one bears the keyboard.

    Where a later part fails, what has left is not said again: the text counts as delivered, and the log says it.
    """
    parts = parts_of(html)
    ids: list[int] = []
    for number, part in enumerate(parts, 1):
        outcome = await send(part, keyboard if number == len(parts) else (), number == 1)
        if isinstance(outcome, Delivered):
            ids += outcome.message_ids
        elif not ids:
            return outcome
        else:
            log.warning("of a text in %d parts, %d left", len(parts), number - 1)
            break
    return Delivered(tuple(ids))


def parts_of(html: str) -> list[str]:
    """A text as messages that Telegram takes: one, nearly always."""
    return [html] if is_short(html) else split(html) or [html]


def is_short(html: str) -> bool:
    """Whether a text surely fits into one message: told without reading it."""
    return len(html) <= TEXT // 2 and html.count("<") <= ENTITIES


async def call(
    bot: TelegramBot,
    method: str,
    parameters: Mapping[str, object],
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
) -> Any:
    """What the Bot API gives, as JSON. Raises PTB's errors.

    It goes past PTB's objects: making them for a message, and of its answer, costs more than sending it.
    """
    data = _Call(parameters, bool(files), files)
    return await bot.request.post(f"{bot.base_url}/{method}", cast(RequestData, data))


def text(
    to: int, html: str, keyboard: Keyboard = (), *, topic: int | None = None, reply_to: int | None = None
) -> dict[str, object]:
    """The parameters of a message in words, for `sendMessage` and `editMessageText`."""
    return {"chat_id": to, "text": html, **_HTML, **_below(keyboard), **_place(topic, reply_to)}


def _place(topic: int | None, reply_to: int | None) -> dict[str, object]:
    """Where a message stands; what it replies to may be gone."""
    place: dict[str, object] = {}
    if topic is not None:
        place["message_thread_id"] = topic
    if reply_to is not None:
        place["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    return place


def force_reply(placeholder: str) -> dict[str, object]:
    """The text field of whom the message mentions opens as a reply to it; the words stand in the empty field."""
    field = {"input_field_placeholder": cut_text(placeholder, PLACEHOLDER)} if placeholder else {}
    return {"force_reply": True, "selective": True, **field}


def written_out(message: Message) -> str:
    """The text of a message; where an address hides behind words, it stands in brackets after them."""
    units = (message.text or "").encode("utf-16-le")  # Telegram counts in these
    for entity in sorted(message.entities, key=lambda entity: entity.offset, reverse=True):
        end = 2 * (entity.offset + entity.length)
        words = units[2 * entity.offset : end].decode("utf-16-le")
        if entity.url and entity.url.rstrip("/") != words.rstrip("/"):
            units = units[:end] + f" ({entity.url})".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le")


def _prepare(outgoing: Outgoing) -> tuple[str, dict[str, object]]:
    """The method that sends it, and its parameters but for the chat."""
    method, content = _content(outgoing)
    content |= _below(outgoing.keyboard)
    content |= _place(None, outgoing.reply_to)
    if outgoing.paid:
        content["allow_paid_broadcast"] = True
    return method, content


def _content(outgoing: Outgoing) -> tuple[str, dict[str, object]]:
    """The method that sends it, and its parameters."""
    if not outgoing.media:
        return "sendMessage", {"text": outgoing.html, **_HTML}
    caption = {"caption": cut(outgoing.html, CAPTION), "parse_mode": "HTML"}
    first, *others = outgoing.media
    if not others:
        return f"send{first.kind.capitalize()}", {first.kind: first.file_id, **caption}
    album: list[dict[str, str]] = [{"type": each.kind, "media": each.file_id} for each in outgoing.media]
    album[0] |= caption
    return "sendMediaGroup", {"media": album}


def _below(keyboard: Keyboard) -> dict[str, object]:
    rows = [[_button(each) for each in row] for row in keyboard if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _button(button: Button) -> dict[str, object]:
    known = {
        "callback_data": button.data,
        "url": button.url,
        "switch_inline_query": button.share,
        "web_app": {"url": button.app} if button.app else None,
    }
    return {"text": cut_text(button.text, BUTTON)} | {name: value for name, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class _Call:
    """Stands in for PTB's RequestData with parameters that are JSON already.

    Making PTB's objects for a message and taking them apart again doubles what sending it costs.
    """

    parameters: Mapping[str, object]
    contains_files: bool = False
    multipart_data: Mapping[str, tuple[str, bytes, str]] | None = None

    @property
    def json_parameters(self) -> Mapping[str, object]:
        """Of a form, in which all is text already."""
        return self.parameters


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them; empty rows are left out."""
    rows = [
        [
            InlineKeyboardButton(
                cut_text(each.text, BUTTON),
                callback_data=each.data,
                url=each.url,
                switch_inline_query=each.share,
                web_app=WebAppInfo(each.app) if each.app else None,
            )
            for each in row
        ]
        for row in keyboard
        if row
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _lacks_of(group: ChatFullInfo, bot: ChatMember) -> frozenset[Lack]:
    """What the bot lacks, of what Telegram tells of the group and of the bot's place in it.

    An administrator may send whatever is forbidden to others. A topic needs a right of its own: that all members may
    open them is not enough for a bot.
    """
    if bot.status in {ChatMember.LEFT, ChatMember.BANNED} or not getattr(bot, "is_member", True):
        return frozenset({Lack.AWAY})
    lacks: set[Lack] = set()
    administrator = bot if isinstance(bot, ChatMemberAdministrator) else None
    if not administrator:
        limits = [group.permissions, bot]  # those of everybody, and of a restricted member
        lacks = {
            lack for lack, name in PERMISSIONS.items() if any(getattr(each, name, True) is False for each in limits)
        }
    if group.is_forum and not (administrator and administrator.can_manage_topics):
        lacks.add(Lack.TOPICS)
    if group.has_protected_content:
        lacks.add(Lack.PROTECTED)
    return frozenset(lacks)
