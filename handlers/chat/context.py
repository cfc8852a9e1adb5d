"""What a handler has at hand: the services, the texts, and short ways to say something."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, time
from html import unescape
from typing import Any

from markupsafe import Markup
from telegram import Chat, InputFile, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext

from channels import Delivered, Later, Outcome, RefusalReason, Refused, Unknown
from channels.lengths import CALLBACK_ANSWER, cut_text
from channels.taps import Button, Keyboard, Tap
from channels.telegram import TelegramBot, call, done, force_reply, markup, outcome_of, parts_of, text, written_out
from content.messages import Texts
from services.days import Days
from services.files.pictures import EVIDENCE, IMAGE, strip
from services.late_replies import NOT_THERE
from services.operation.tracking import Tracked, Unsent, current, failed
from services.people import NO_TOPIC, Entry
from services.services import Services

log = logging.getLogger(__name__)


class Wrong(Exception):
    """A message that is no answer to what was asked; the text says what is expected, the buttons help to it."""

    def __init__(self, html: str, rows: Keyboard = ()) -> None:
        super().__init__(html)
        self.html = html
        self.rows = rows


class Answered(Exception):
    """The person was told what there is to tell: nothing is left to do for her update. Raised by what looks for a thing
    on behalf of several handlers, where it is gone."""


BotApplication = Application[TelegramBot, "BotContext", dict[Any, Any], dict[Any, Any], Services, None]

LARGEST = 20 * 1024 * 1024
"""Bytes that Telegram lets a bot download."""


class NoFile(Exception):
    """Telegram does not give a file that somebody sent."""


class BotContext(CallbackContext[TelegramBot, dict[Any, Any], dict[Any, Any], Services]):
    received: Update
    entry: Entry | None = None
    """What was known of the person when the update came, in the private chat; None where nobody asked."""
    is_flooding: bool = False
    """The person writes too much: only answers to what she was asked are taken."""
    continues_album: bool = False
    """The message belongs to an album whose first one came before."""
    beside: Button | None = None
    """What stands below the next thing that is said, as a reply to the person's message."""
    above: str = ""
    """What stands above the next thing that is said, in the same message."""
    choice: str = ""
    """What was chosen before the words that answer a prompt."""
    _tracked: Tracked | None = None

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

    @property
    def first_name(self) -> str:
        """What the person of the update is called in Telegram."""
        user = self.received.effective_user
        return user.first_name if user else ""

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

    @property
    def words(self) -> str:
        """The text of the message; an address behind words is written out after them."""
        return written_out(self.message)

    def now(self) -> datetime:
        return self.services.people.people.now()

    def read_day(self, words: str, *, ahead: bool) -> date | None:
        """The day that a person means, to come (`ahead`) or past; None where it is none."""
        return Days(self.services.content.library).read(words, self.now().date(), ahead=ahead)

    def read_hour(self, words: str) -> time | None:
        """The hour beside the day that a person means; None where she names none."""
        return Days(self.services.content.library).hour(words)

    def button(self, tap: Tap, key: str, **values: object) -> Button:
        return tap.button(self.texts.plain(key, **values))

    @property
    def tracked(self) -> Tracked:
        """What is known of the handling of this update."""
        tracked = current()
        if tracked is None:  # fed to the application without the queue
            tracked = self._tracked = self._tracked or Tracked(self.received.update_id, None)
        return tracked

    async def say(
        self, html: str, keyboard: Keyboard = (), *, prompt: int | None = None, placeholder: str | None = None
    ) -> int | None:
        """Sends a new message to the chat of the update; its id, None where it is not there now.

        It raises nothing for Telegram's sake: what Telegram does not take yet leaves by itself when it may.
        `prompt` is the number of the prompt that it is. With a `placeholder` the text field of whom it mentions opens
        as a reply to it, with these words in it.
        """
        await self.settle()
        html, reply_to = self._with_what_is_above(html), None
        if self.beside and prompt is None:
            keyboard, reply_to, self.beside = [*keyboard, [self.beside]], self.message.message_id, None
        outcome = await self._say(parts_of(html), keyboard, prompt, placeholder, reply_to)
        return outcome.message_id if isinstance(outcome, Delivered) else None

    async def show(self, html: str, keyboard: Keyboard = ()) -> None:
        """Puts this in place of the message whose button was pressed; where that cannot be, sends it anew.

        It leaves together with the answer to the press, and is there when the handling of the update ends.
        """
        query = self.received.callback_query
        if query is None or not isinstance(query.message, Message) or query.message.text is None:
            await self.say(html, keyboard)
            return
        await self.settle()
        html = self._with_what_is_above(html)
        self.tracked.under_way = asyncio.create_task(self._edit(query.message, parts_of(html), keyboard))

    async def show_live(self, html: str, keyboard: Keyboard = ()) -> int | None:
        """As `show`: the id of the message in which it stands now, None where it does not yet."""
        query = self.received.callback_query
        if query is None or not isinstance(query.message, Message) or query.message.text is None:
            return await self.say(html, keyboard)
        await self.show(html, keyboard)
        await self.settle()
        return query.message.message_id

    def _with_what_is_above(self, html: str) -> str:
        above, self.above = self.above, ""
        return self.texts.lines([Markup(above), "", Markup(html)]) if above else html  # noqa: S704 - both are HTML

    async def settle(self) -> None:
        """Waits for the page that is on its way."""
        tracked = self.tracked
        task, tracked.under_way = tracked.under_way, None
        if task:
            await task

    async def download(self, file_id: str) -> bytes:
        """A file that somebody sent; of one with more than LARGEST bytes Telegram gives nothing.

        Raises NoFile, and then the person is told in words about it.
        """
        try:
            return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())
        except TelegramError as error:
            raise NoFile(str(error)) from error

    async def send_privately(self, content: bytes, name: str, caption: str) -> None:
        """Sends a file into the person's own chat, wherever the button was pressed."""
        await self.give(self.bot.send_document(self.person_id, InputFile(content, name), caption=caption))

    async def send_file(self, content: bytes, name: str, caption: str | None = None, keyboard: Keyboard = ()) -> None:
        """Sends a file to the chat of the update."""
        chat = self.received.effective_chat
        if chat:
            rows = markup(keyboard)
            await self.give(
                chat.send_document(
                    content, filename=name, caption=caption, reply_markup=rows, message_thread_id=self.topic
                )
            )

    async def send_picture(self, png: bytes, caption: str) -> None:
        """Sends a picture to the chat of the update."""
        chat = self.received.effective_chat
        if chat:
            await self.give(chat.send_photo(png, caption=caption, message_thread_id=self.topic))

    async def send_again(self, kind: str, file_id: str) -> None:
        """Sends a file to the chat of the update: Telegram has it already, or it came by a page and waits for the
        staff chat. One that is gone is left out. Raises PTB's errors."""
        chat, kept = self.chat, await self.services.people.staff.file(file_id)
        if kept is None:
            return
        sends: dict[str, Callable[..., Awaitable[Message]]] = {
            "photo": chat.send_photo,
            "video": chat.send_video,
            "voice": chat.send_voice,
            "video_note": chat.send_video_note,
            "audio": chat.send_audio,
        }
        file = InputFile(kept[1], kept[0]) if isinstance(kept, tuple) else kept
        await self.give(sends.get(kind, chat.send_document)(file, message_thread_id=self.topic))

    async def pass_on(self, kind: str, file_id: str) -> None:
        """Sends what one person sent to another who looks at it: a picture that came as a file goes without what the
        camera wrote into it. Raises PTB's errors, NoFile and NotAPicture."""
        if kind != IMAGE:
            await self.send_again(kind, file_id)
            return
        picture = InputFile(await strip(await self.download(file_id)), EVIDENCE)
        await self.give(self.chat.send_document(picture, message_thread_id=self.topic))

    async def toast(self, words: str | None = None) -> None:
        """Ends the waiting sign of the pressed button, with a few words over the chat if there are any.

        Only the first call of an update counts: Telegram takes one answer per press.
        """
        query = self.received.callback_query
        if query is None or self.tracked.is_toasted:
            return
        self.tracked.is_toasted = True
        answer = {"callback_query_id": query.id, "text": cut_text(words or "", CALLBACK_ANSWER)}
        try:
            await call(self.bot, "answerCallbackQuery", answer)
        except TelegramError as error:
            # After a stop of the bot old presses arrive; Telegram no longer waits for their answer.
            log.info("press of update %d could not be answered: %s", self.received.update_id, error)

    async def give(self, sending: Awaitable[Message]) -> Message | None:
        """Awaits a call that sends a file; None where Telegram takes it later or perhaps took it.

        Raises PTB's error for a refusal: for whoever has more to send afterwards.
        """
        try:
            sent = await sending
        except TelegramError as error:
            if not await self.gets_over(error):
                raise
            return None
        self.tracked.is_shown = True
        return sent

    async def gets_over(self, error: TelegramError) -> bool:
        """Whether nothing more is to be done about a call that failed: it leaves later, or it may have arrived."""
        outcome, tracked = outcome_of(error), self.tracked
        if isinstance(outcome, Refused):
            return False
        log.warning("update %d: Telegram did not answer, or not yet: %s", self.received.update_id, error)
        if isinstance(outcome, Later):
            if tracked.unsent is None or not outcome.seconds:
                return False
            tracked.said += 1
            await self.keep_for_later(tracked.unsent, outcome.seconds)
            tracked.unsent = None
        tracked.is_shown = True
        return True

    async def keep_for_later(self, unsent: Unsent, seconds: float, prompt: int | None = None) -> None:
        """What Telegram does not take yet leaves by itself when it may."""
        chat, user = self.received.effective_chat, self.received.effective_user
        await self.services.late_replies.keep(
            update_id=self.received.update_id,
            ordinal=self.tracked.said,
            person_id=user.id if user and chat and chat.type == ChatType.PRIVATE else None,
            method=unsent.method,
            parameters=unsent.parameters,
            files=unsent.files,
            prompt=prompt,
            seconds=seconds,
        )
        self.tracked.is_shown = True

    async def _say(
        self,
        parts: Sequence[str],
        keyboard: Keyboard,
        prompt: int | None = None,
        placeholder: str | None = None,
        reply_to: int | None = None,
        before: Outcome | None = None,
    ) -> Outcome:
        """New messages, of which the last one bears the keyboard; where one of them waits, those after it wait too."""
        outcome = before
        for number, part in enumerate(parts, 1):
            is_last = number == len(parts)
            below = keyboard if is_last else ()
            parameters = text(self.chat.id, part, below, topic=self.topic, reply_to=reply_to if number == 1 else None)
            if placeholder is not None and is_last:
                parameters["reply_markup"] = force_reply(placeholder)
            on_it = prompt if is_last else None
            outcome = await self._do("sendMessage", parameters, outcome, on_it)
            if isinstance(outcome, Refused) and outcome.reason in NO_TOPIC and self.topic:
                del parameters["message_thread_id"]  # it was closed or deleted meanwhile
                outcome = await self._do("sendMessage", parameters, None, on_it)
        assert outcome  # noqa: S101 - a text has one part at least
        return outcome

    async def _edit(self, message: Message, parts: Sequence[str], keyboard: Keyboard) -> None:
        """The first part in place of the message, the others as new ones."""
        first, *others = parts
        if not others and _shows(message, first, keyboard):
            self.tracked.is_shown = True
            return
        parameters = text(message.chat.id, first, () if others else keyboard)
        outcome = await self._do("editMessageText", {**parameters, "message_id": message.message_id})
        if isinstance(outcome, Refused) and outcome.reason in NOT_THERE:
            await self._say(parts, keyboard)
        elif others:
            await self._say(others, keyboard, before=outcome)

    async def _do(
        self,
        method: str,
        parameters: Mapping[str, object],
        before: Outcome | None = None,
        prompt: int | None = None,
    ) -> Outcome:
        """Makes a call, and remembers whether the person was shown something by it, or will be.

        Where the one `before` it has to wait, it waits too.
        """
        tracked, number = self.tracked, self.received.update_id
        tracked.said += 1
        outcome = before if isinstance(before, Later) else await done(self.bot, method, parameters)
        match outcome:
            case Refused() if outcome.reason is RefusalReason.OTHER:
                log.error("a reply to update %d was refused, reference %s: %s", number, failed(), outcome.words)
            case Refused():
                log.info("a reply to update %d was refused: %s", number, outcome.words)
            case Later():
                await self.keep_for_later(Unsent(method, parameters, {}), outcome.seconds, prompt)
            case Unknown():
                log.warning("whether a reply to update %d arrived is not known: %s", number, outcome.why)
                tracked.is_shown = True
            case Delivered():
                tracked.is_shown = True
        return outcome


def _shows(message: Message, html: str, keyboard: Keyboard) -> bool:
    """Whether the message, as it was when its button was pressed, says just that already."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    there = [
        [(each.text, each.callback_data, each.url, each.web_app and each.web_app.url) for each in row] for row in rows
    ]
    here = [[(each.text, each.data, each.url, each.app) for each in row] for row in keyboard if row]
    return there == here and unescape(message.text_html).strip() == unescape(html).strip()
