"""A question of the bot, and the way of the answer to the function that takes it.

A module declares a prompt, and the function that takes the answer names it:

    REASON = Prompt("bans-prompt", "bans-placeholder")

    asks(BanAuthor, REASON, Right.BAN)

    @on_reply(REASON, Right.BAN)
    async def take_reason(context: BotContext, question: int) -> None: ...

What was asked is a row (`services.people.prompts`). A reply to the message that asks is the answer as long as the row
lives. In the private chat plain words are the answer to the newest prompt, for half an hour; what is no answer raises
`Wrong`, and the prompt stays open. Why so: docs/decisions/0030-prompts.md.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from channels.taps import Button, Keyboard, Tap
from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import way_out
from handlers.chat.rights import Right, may
from handlers.chat.routes import ROUTES, OnTap, on_tap
from handlers.chat.taps import EndPrompt, WasQuestion
from services.people import Asked

Answer = Callable[[BotContext, int], Awaitable[None]]
"""Takes an answer; the number is of what the prompt is about. Raises Wrong where it is none."""
Undo = Callable[[BotContext, int, Message], Awaitable[Markup]]
"""Takes back what the person's message said, as far as that is possible; says what became of it."""

WORDS, FILES, ANYTHING = filters.TEXT, filters.PHOTO | filters.Document.ALL, filters.ALL
WORDS_OR_PLACE = filters.TEXT | filters.LOCATION
WORDS_OR_TABLE = filters.TEXT | filters.Document.ALL


class Prompt:
    """The words that ask, and those in the empty text field, which only a group shows. Both are keys of texts."""

    def __init__(self, key: str, placeholder: str = "", **values: object) -> None:
        """`values` are those of the words that are always the same."""
        self.key = key
        self._placeholder = placeholder
        self._values = values

    async def ask(self, context: BotContext, about: int = 0, *, rows: Keyboard = (), **values: object) -> None:
        """Asks, once for an update. `rows` are buttons that answer as well; the words may use `number`, by default
        that of what it is about, if people know it by that."""
        html = context.texts(self.key, **{"number": str(about), **self._values, **values})
        if context.chat.type == ChatType.PRIVATE:
            await self._say(context, about, html, rows)
            return
        whom = context.texts("prompts-whom", id=str(context.person_id), name=context.first_name)
        html = context.texts.lines([whom, html, context.texts("prompts-how-to-cancel")])
        placeholder = context.texts.plain(self._placeholder) if self._placeholder else ""
        await self._say(context, about, html, (), placeholder=placeholder)

    async def ask_for_choice(
        self, context: BotContext, about: int, choice: str, rows: Keyboard, *, by_reply: bool = False, **values: object
    ) -> None:
        """Asks for words that belong to a `choice`, which the buttons change in place; who answers finds it as
        `context.choice`. In a group, and with `by_reply` everywhere, only a reply to the message is the answer."""
        prompts, html = context.services.people.prompts, context.texts(self.key, **self._values, **values)
        is_private = context.chat.type == ChatType.PRIVATE
        if by_reply or not is_private:
            html = context.texts.lines([html, context.texts("prompts-by-reply")])
        asked = await prompts.at(context.chat.id, context.message.message_id)
        if asked is None or asked.reason != self.key:
            await self._say(context, about, html, rows, by_reply=by_reply or not is_private, choice=choice)
            return
        await prompts.choose(asked.id, choice)
        await context.show(html, [*rows, [_cancel_button(context, asked)]] if asked.open_until else rows)

    async def say(self, context: BotContext, about: int, html: str, rows: Keyboard) -> int | None:
        """Says something to which a reply is the answer; the number of the message, if Telegram took it. Plain words
        never are, and nothing is to be cancelled."""
        return await self._say(context, about, html, rows, by_reply=True)

    async def show(self, context: BotContext, about: int, html: str, rows: Keyboard) -> None:
        """Shows a page, in place of the one whose button was pressed, on which plain words are an answer as well."""
        prompts = context.services.people.prompts
        asked = await prompts.ask(context.person_id, context.chat.id, self.key, about)
        message_id = await context.show_live(html, rows)
        if message_id is not None:
            await prompts.stands_instead(asked.id, message_id)

    async def _say(
        self,
        context: BotContext,
        about: int,
        html: str,
        rows: Keyboard,
        *,
        placeholder: str | None = None,
        by_reply: bool = False,
        choice: str = "",
    ) -> int | None:
        prompts = context.services.people.prompts
        asked = await prompts.ask(context.person_id, context.chat.id, self.key, about, by_reply=by_reply, choice=choice)
        if asked.message_id is not None:  # the update came before
            return asked.message_id
        if placeholder is None and not by_reply:
            rows = [*rows, [_cancel_button(context, asked)]]
        message_id = await context.say(html, rows, prompt=asked.id, placeholder=placeholder)
        if message_id is not None:
            await prompts.stands_at(asked.id, message_id)
        return message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OnReply:
    """Who takes the answers to a prompt."""

    act: Answer
    right: Right | None
    takes: filters.BaseFilter
    undo: Undo | None


REPLIES: dict[str, OnReply] = {}
"""By the keys of the prompts; filled where the modules of an area are imported."""


def on_reply(
    prompt: Prompt, right: Right | None = None, *, takes: filters.BaseFilter = WORDS, undo: Undo | None = None
) -> Callable[[Answer], Answer]:
    """The function takes answers to the prompt, from those who have the `right`.

    `takes` is what may be one without a reply: WORDS, FILES or ANYTHING. `undo` takes words back that were a question;
    `left` says that they have left, and without either nothing is said, for nothing has.
    """

    def register(act: Answer) -> Answer:
        REPLIES[prompt.key] = OnReply(act=act, right=right, takes=takes, undo=undo)
        return act

    return register


async def left(context: BotContext, _number: int, _message: Message) -> Markup:
    """For words that somebody else reads as soon as they are taken."""
    return context.texts("prompts-left")


def asks(
    tap: type[Tap],
    prompt: Prompt,
    right: Right | None = None,
    only_if: Callable[[BotContext, int], Awaitable[object]] | None = None,
) -> None:
    """A press of the tap does nothing but ask: the prompt is about the first number in the tap.

    Where `only_if` finds nothing of that number, it has said so itself.
    """

    async def ask(context: BotContext, pressed: Tap) -> None:
        number = next((value for value in vars(pressed).values() if isinstance(value, int)), 0)
        if only_if is None or await only_if(context, number):
            await prompt.ask(context, number)

    handler = OnTap(tap, ask, right)
    ROUTES.append(lambda _services: handler)


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes what answers a prompt, before the handlers of all other messages. A command is none, unless it replies to
    what takes anything: there it may name a ready answer."""
    wanted = filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL
    return MessageHandler(wanted & (filters.REPLY | (filters.ChatType.PRIVATE & ~filters.COMMAND)), _take)


async def _take(update: Update, context: BotContext) -> None:
    """Leaves alone what answers nothing. In a group that is all but a reply."""
    if context.chat.type == ChatType.PRIVATE and not (context.entry and context.entry.has_prompt):
        return  # without an entry the database is away
    prompts, replied_to = context.services.people.prompts, context.message.reply_to_message
    asked = await prompts.at(context.chat.id, replied_to.message_id) if replied_to else None
    is_plain, is_command = asked is None, filters.COMMAND.check_update(update)
    way = REPLIES.get(asked.reason) if asked else None
    if is_command and (way is None or way.takes is not ANYTHING):
        return
    if asked is None and context.entry:
        asked = await prompts.open_for(context.person_id, context.chat.id)
    if asked and await _answered(update, context, asked, is_plain=is_plain):
        raise ApplicationHandlerStop


async def take_unplaced(update: Update, context: BotContext) -> None:
    """A reply in a group to a message of the bot that nothing is known of: perhaps the call that sent a prompt got no
    answer. Then the person has one whose message is not known."""
    asked = await context.services.people.prompts.open_for(context.person_id, context.chat.id)
    if asked and asked.message_id is None:
        await _answered(update, context, asked, is_plain=False)


async def _answered(update: Update, context: BotContext, asked: Asked, *, is_plain: bool) -> bool:
    """Whether the message was taken for an answer."""
    prompts, way = context.services.people.prompts, REPLIES.get(asked.reason)
    fits = way is not None and bool(way.takes.check_update(update))
    if way is None or (is_plain and not fits and not is_cancel(context)):
        return False
    if asked.taken_id == update.update_id:  # the bot died before it could note that it was done
        return True
    if way.right and not await may(context, way.right):
        await context.say(context.texts("staff-only"))
    elif is_cancel(context):
        await context.say(context.texts("prompts-cancelled"), _menu_row(context))
        await prompts.end(asked.id)
    else:
        try:
            if not fits and way.takes is WORDS:
                raise Wrong(context.texts("forms-words-wanted"))
            if is_plain:
                context.beside = context.button(WasQuestion(asked.id), "prompts-button-question")
            context.choice = asked.choice
            with suppress(Answered):
                await way.act(context, asked.number)
            await prompts.taken(asked.id, update.update_id)
        except Wrong as wrong:
            is_private = context.chat.type == ChatType.PRIVATE
            if is_private:
                await prompts.open_again(asked.id)
            await context.say(wrong.html, [*wrong.rows, [_cancel_button(context, asked)]] if is_private else ())
    return True


def is_cancel(context: BotContext) -> bool:
    """Whether the message says no more than that the person wants to give up what she was asked."""
    words = (context.message.text or "").casefold().strip(" .,!«»\"'")
    return words in context.texts.plain("prompts-cancel-words").split(" | ")


@on_tap()
async def end_prompt(context: BotContext, tap: EndPrompt) -> None:
    texts, prompts = context.texts, context.services.people.prompts
    asked = await prompts.find(tap.prompt)
    if asked and asked.person_id == context.person_id:
        if asked.taken_id and asked.open_until is None:
            await context.toast(texts.plain("prompts-answered"))
            return
        await prompts.end(asked.id)
    await context.show(texts("prompts-cancelled"), _menu_row(context))


async def take_back(context: BotContext, tap: WasQuestion, message: Message) -> Markup | None:
    """What became of a message that was taken for an answer and is none; None where there is nothing to say."""
    asked = await context.services.people.prompts.find(tap.prompt)
    if asked is None or asked.person_id != context.person_id or not asked.taken_id:
        return None
    way = REPLIES.get(asked.reason)
    return await way.undo(context, asked.number, message) if way and way.undo else None


def _cancel_button(context: BotContext, asked: Asked) -> Button:
    return context.button(EndPrompt(asked.id), "forms-button-cancel")


def _menu_row(context: BotContext) -> Keyboard:
    return way_out(context) if context.chat.type == ChatType.PRIVATE else ()
