"""What a handler has at hand: the services, the texts, and short ways to say something."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from telegram import Chat, InputFile, Message, Update
from telegram.error import BadRequest
from telegram.ext import Application, CallbackContext

from channels.taps import Button, Keyboard, Tap
from channels.telegram import TelegramBot, call, text
from content.messages import Texts
from services.people import Entry
from services.services import Services

log = logging.getLogger(__name__)


class Answered(Exception):
    """The person was told what there is to tell: nothing is left to do for her update. Raised by what looks for a thing
    on behalf of several handlers, where it is gone."""


BotApplication = Application[TelegramBot, "BotContext", dict[Any, Any], dict[Any, Any], Services, None]

LARGEST = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download."""


class BotContext(CallbackContext[TelegramBot, dict[Any, Any], dict[Any, Any], Services]):
    received: Update
    entry: Entry | None = None
    """What was known of the person when the update came; None where nobody asked."""
    _toasted = False

    @classmethod
    def from_update(cls, update: object, application: Any) -> BotContext:
        """PTB's way to make a context; it remembers the update, so that `say` needs no chat."""
        context = super().from_update(update, application)
        if isinstance(update, Update):
            context.received = update
        return context

    @property
    def services(self) -> Services:
        return self.bot_data

    @property
    def texts(self) -> Texts:
        return self.services.content.library.texts

    @property
    def person_id(self) -> int:
        """Who caused the update; the handlers are registered only for updates of a person."""
        user = self.received.effective_user
        assert user  # noqa: S101
        return user.id

    def local(self, at: datetime) -> datetime:
        """`at` as the clock on the wall shows it; what comes from the database is in UTC."""
        return at.astimezone(self.now().tzinfo)

    @property
    def chat_id(self) -> int | None:
        """Where it happened; None for inline queries."""
        chat = self.received.effective_chat
        return chat.id if chat else None

    @property
    def chat(self) -> Chat:
        """Where it happened; for handlers of messages and presses, which all come from a chat."""
        chat = self.received.effective_chat
        assert chat  # noqa: S101
        return chat

    @property
    def topic(self) -> int | None:
        """The topic of a group in which it happened; None elsewhere."""
        message = self.received.effective_message
        return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None

    @property
    def message(self) -> Message:
        """The message that came; the handlers are registered only for updates with one."""
        message = self.received.effective_message
        assert message  # noqa: S101
        return message

    def now(self) -> datetime:
        return self.services.people.people.now()

    def button(self, tap: Tap, key: str, **values: object) -> Button:
        return tap.button(self.texts.plain(key, **values))

    async def say(self, html: str, keyboard: Keyboard = (), *, placeholder: str | None = None) -> int:
        """Sends a new message to the chat of the update; its id.

        `placeholder` makes it a prompt: the person's text field opens as a reply to it, with these words in it.
        """
        parameters = text(self.chat.id, html, keyboard, topic=self.topic)
        if placeholder is not None:
            parameters["reply_markup"] = {"force_reply": True, "input_field_placeholder": placeholder}
        sent = await call(self.bot, "sendMessage", parameters)
        return int(sent["message_id"])

    async def show(self, html: str, keyboard: Keyboard = ()) -> int:
        """Puts this in place of the message whose button was pressed; where that cannot be, sends it anew.

        The id of the message in which it stands.
        """
        query = self.received.callback_query
        if query is None or not isinstance(query.message, Message):
            return await self.say(html, keyboard)
        shown = query.message
        try:
            parameters = text(shown.chat.id, html, keyboard)
            await call(self.bot, "editMessageText", {**parameters, "message_id": shown.message_id})
        except BadRequest as error:
            if "message is not modified" in str(error).lower():
                return shown.message_id  # a second press of the same button: what it asks for stands there
            if "message" not in str(error).lower():
                raise
            log.info("message of update %d could not be edited: %s", self.received.update_id, error)
            return await self.say(html, keyboard)
        return shown.message_id

    async def download(self, file_id: str) -> bytes:
        """A file that somebody sent; of one with more than LARGEST bytes Telegram gives nothing."""
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def send_privately(self, content: bytes, name: str, caption: str) -> None:
        """Sends a file into the person's own chat, wherever the button was pressed."""
        await self.bot.send_document(self.person_id, InputFile(content, name), caption=caption)

    async def send_file(self, content: bytes, name: str, caption: str | None = None) -> None:
        """Sends a file to the chat of the update."""
        chat = self.received.effective_chat
        if chat:
            await chat.send_document(content, filename=name, caption=caption, message_thread_id=self.topic)

    async def send_picture(self, png: bytes, caption: str) -> None:
        """Sends a picture to the chat of the update."""
        chat = self.received.effective_chat
        if chat:
            await chat.send_photo(png, caption=caption, message_thread_id=self.topic)

    async def toast(self, words: str | None = None) -> None:
        """Ends the waiting sign of the pressed button, with a few words over the chat if there are any.

        Only the first call of an update counts: Telegram takes one answer per press.
        """
        query = self.received.callback_query
        if query is None or self._toasted:
            return
        self._toasted = True
        try:
            await call(self.bot, "answerCallbackQuery", {"callback_query_id": query.id, "text": words or ""})
        except BadRequest as error:
            # After a stop of the bot old presses arrive; Telegram no longer waits for their answer.
            log.info("press of update %d could not be answered: %s", self.received.update_id, error)
