"""Messages by Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar, cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest, RequestData

from channels import Deactivated, Moved, Outgoing, PerhapsSent, Refused, SendFailed, TooFast, Unreachable
from channels.taps import Button, Keyboard

T = TypeVar("T")

_HTML = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}

PREPARED = 128
"""So many messages are kept ready to send: one for a mailing, or one for each hromada where they differ."""


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
        raise NoTelegram(str(error)) from error
    try:
        yield bot.username
    finally:
        await bot.shutdown()


@dataclass(frozen=True, slots=True)
class TelegramChannel:
    """A `Channel`: sends one message by a Telegram bot."""

    _bot: TelegramBot

    async def send(
        self, to: int, html: str, *, reply_to: int | None = None, keyboard: Keyboard = (), topic: int | None = None
    ) -> int:
        parameters = text(to, html, keyboard, topic=topic, reply_to=reply_to)
        sent = await _done(call(self._bot, "sendMessage", parameters))
        return int(sent["message_id"])

    async def open_topic(self, group: int, name: str) -> int | None:
        if not (await _done(self._bot.get_chat(group))).is_forum:
            return None
        return (await _done(self._bot.create_forum_topic(group, name))).message_thread_id

    async def copy(self, to: int, from_chat: int, message_id: int) -> int:
        return (await _done(self._bot.copy_message(to, from_chat, message_id))).message_id

    async def edit(self, to: int, message_id: int, html: str, keyboard: Keyboard = ()) -> None:
        try:
            await _done(call(self._bot, "editMessageText", {**text(to, html, keyboard), "message_id": message_id}))
        except BadRequest as error:
            if not _is_unchanged(error):
                raise Refused(str(error)) from error

    async def send_picture(self, to: int, png: bytes, html: str) -> int:
        return (await _done(self._bot.send_photo(to, png, caption=html))).message_id

    async def send_document(self, to: int, name: str, content: bytes, html: str) -> str:
        document = InputFile(content, filename=name)
        sent = await _done(self._bot.send_document(to, document, caption=html, disable_content_type_detection=True))
        assert sent.document  # noqa: S101 - Telegram was told not to guess another kind
        return sent.document.file_id

    async def download(self, file_id: str) -> bytes:
        try:
            file = await _done(self._bot.get_file(file_id))
            return bytes(await _done(file.download_as_bytearray()))
        except BadRequest as error:
            raise Refused(str(error)) from error


class TelegramBulk:
    """A `BulkChannel`: the same bot, but with connections of its own."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot
        self._prepared: dict[int, tuple[Outgoing, str, dict[str, object]]] = {}
        """Method and parameters of messages that many get, by the identity of the message."""

    async def send_bulk(self, to: int, outgoing: Outgoing) -> list[int]:
        known = self._prepared.get(id(outgoing))
        if known is None:
            if len(self._prepared) >= PREPARED:
                self._prepared.clear()
            known = self._prepared[id(outgoing)] = (outgoing, *_prepare(outgoing))
        sent = await self._call(known[1], {"chat_id": to, **known[2]})
        return [int(each["message_id"]) for each in (sent if isinstance(sent, list) else [sent])]

    async def edit_bulk(self, to: int, message_id: int, outgoing: Outgoing) -> None:
        message: dict[str, object] = {"chat_id": to, "message_id": message_id, "parse_mode": "HTML"}
        message |= _below(outgoing.keyboard)
        try:
            if outgoing.media:
                await self._call("editMessageCaption", {**message, "caption": outgoing.html})
            else:
                await self._call("editMessageText", {**message, **_content(outgoing)[1]})
        except Refused as error:
            if not _is_unchanged(error):
                raise

    async def delete_bulk(self, to: int, message_ids: Sequence[int]) -> None:
        if len(message_ids) > 1:
            await self._call("deleteMessages", {"chat_id": to, "message_ids": list(message_ids)})
            return
        try:
            await self._call("deleteMessage", {"chat_id": to, "message_id": message_ids[0]})
        except Refused as error:
            if "message to delete not found" not in str(error).lower():
                raise

    async def _call(self, method: str, parameters: dict[str, object]) -> Any:
        """What the Bot API returns. Where a group has become a supergroup, the call goes to its new number."""
        try:
            return await call(self._bot, method, parameters)
        except ChatMigrated as error:
            return await self._call(method, {**parameters, "chat_id": error.new_chat_id})
        except RetryAfter as error:
            wait = error.retry_after
            raise TooFast(wait.total_seconds() if isinstance(wait, timedelta) else float(wait)) from error
        except (Forbidden, BadRequest) as error:
            raise _unreachable(error) or Refused(str(error)) from error
        except TimedOut as error:
            raise PerhapsSent(str(error)) from error
        except NetworkError as error:
            # Only when no connection was made, or not in time, do we know that the message did not leave.
            words = str(error)
            if "aiohttp." in words and "Connector" not in words and "ConnectionTimeout" not in words:
                raise PerhapsSent(words) from error
            raise SendFailed(words) from error
        except TelegramError as error:  # Telegram took the call, but its answer cannot be read
            raise PerhapsSent(str(error)) from error


async def call(bot: TelegramBot, method: str, parameters: dict[str, object]) -> Any:
    """Calls the Bot API and returns its answer as JSON. Raises PTB's errors.

    It does without PTB's objects: to make one for the message and one for the answer costs more than to send it.
    """
    return await bot.request.post(f"{bot.base_url}/{method}", cast(RequestData, _Call(parameters)))


def text(
    to: int, html: str, keyboard: Keyboard = (), *, topic: int | None = None, reply_to: int | None = None
) -> dict[str, object]:
    """The parameters of a message in words, for `sendMessage` and `editMessageText`."""
    _, parameters = _prepare(Outgoing(html, keyboard, reply_to=reply_to))
    return {"chat_id": to, **parameters} | ({} if topic is None else {"message_thread_id": topic})


def _prepare(outgoing: Outgoing) -> tuple[str, dict[str, object]]:
    """The method that sends it, and its parameters without the chat."""
    method, content = _content(outgoing)
    content |= _below(outgoing.keyboard)
    if outgoing.reply_to is not None:
        content["reply_parameters"] = {"message_id": outgoing.reply_to, "allow_sending_without_reply": True}
    if outgoing.paid:
        content["allow_paid_broadcast"] = True
    return method, content


def _content(outgoing: Outgoing) -> tuple[str, dict[str, object]]:
    """The method that sends it, and what stands in it."""
    if not outgoing.media:
        return "sendMessage", {"text": outgoing.html, **_HTML}
    caption = {"caption": outgoing.html, "parse_mode": "HTML"}
    first, *others = outgoing.media
    if not others:
        return f"send{first.kind.capitalize()}", {first.kind: first.file_id, **caption}
    album: list[dict[str, str]] = [{"type": each.kind, "media": each.file_id} for each in outgoing.media]
    album[0] |= caption
    return "sendMediaGroup", {"media": album}


def _below(keyboard: Keyboard) -> dict[str, object]:
    rows = [[_button(each) for each in row] for row in keyboard if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _button(button: Button) -> dict[str, str]:
    known = {"callback_data": button.data, "url": button.url, "switch_inline_query": button.share}
    return {"text": button.text} | {name: value for name, value in known.items() if value is not None}


def _is_unchanged(error: Exception) -> bool:
    return "message is not modified" in str(error).lower()


@dataclass(frozen=True, slots=True)
class _Call:
    """Stands in for PTB's RequestData with parameters that are JSON already.

    To make PTB's objects for a message and to take them apart again would double the cost of sending it.
    """

    parameters: dict[str, object]
    contains_files: bool = False


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them; empty rows are left out."""
    rows = [
        [
            InlineKeyboardButton(each.text, callback_data=each.data, url=each.url, switch_inline_query=each.share)
            for each in row
        ]
        for row in keyboard
        if row
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _unreachable(error: Forbidden | BadRequest) -> Unreachable | None:
    """The same in the channel's terms where it means that the recipient cannot be reached."""
    if isinstance(error, BadRequest):
        return Unreachable(str(error)) if "chat not found" in str(error).lower() else None
    return Deactivated(str(error)) if "deactivated" in str(error).lower() else Unreachable(str(error))


async def _done(call: Awaitable[T]) -> T:
    """Awaits a call of the Bot API. Raises the errors of the channel instead of PTB's; a BadRequest stays."""
    try:
        return await call
    except ChatMigrated as error:
        raise Moved(error.new_chat_id) from error
    except (Forbidden, BadRequest) as error:
        if unreachable := _unreachable(error):
            raise unreachable from error
        raise
    except TelegramError as error:
        raise SendFailed(str(error)) from error
