"""How a press, a reply or a command reaches the function that handles it, and only for those who may.

A function names its way in, and its right where it is for staff, in the line above it:

    @on_tap(Right.CASES)
    async def let_go(context: BotContext, tap: LetGo) -> None: ...

`application.py` imports all areas, so that every function is known when the application is built.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar, get_type_hints

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from channels.taps import Tap
from handlers.chat.context import Answered, BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right, may
from services.services import Services

T = TypeVar("T", bound=Tap)
AnyHandler = BaseHandler[Any, BotContext, Any]
Press = Callable[[BotContext, T], Awaitable[None]]
Answer = Callable[[BotContext, int], Awaitable[None]]
Command = Callable[[BotContext], Awaitable[None]]

ROUTES: list[Callable[[Services], AnyHandler]] = []
"""What makes the handlers of an application, in the order in which the modules were imported."""

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_NUMBER = 7_000_000_000_000_007
"""Stands for the number while the pattern is made: nothing has so high a one."""


def on_tap(right: Right | None = None) -> Callable[[Press[T]], Press[T]]:
    """The function takes presses of the tap that its second parameter names; without a `right` everybody's."""

    def register(act: Press[T]) -> Press[T]:
        handler = OnTap(_tap_of(act), act, right)
        ROUTES.append(lambda _services: handler)
        return act

    return register


def on_reply(prompt: Prompt, right: Right | None = None, *, any_kind: bool = False) -> Callable[[Answer], Answer]:
    """The function takes replies to the prompt, in words or of `any_kind`; it is given the number in the prompt."""

    def register(act: Answer) -> Answer:
        ROUTES.append(lambda services: OnReply(services, prompt, act, right, any_kind=any_kind))
        return act

    return register


def on_command(command: str, right: Right | None = None, *, anywhere: bool = False) -> Callable[[Command], Command]:
    """The function takes a command; what has no `right` is answered in the private chat only, or `anywhere`."""

    def register(act: Command) -> Command:
        handler = OnCommand(command, act, right, filters.UpdateType.MESSAGE if anywhere or right else PRIVATE)
        ROUTES.append(lambda _services: handler)
        return act

    return register


def also_on_command(command: str, right: Right | None = None) -> Callable[[Press[T]], Press[T]]:
    """The command does what a press of the function's tap does; it stands above `on_tap`, for taps without fields."""

    def register(act: Press[T]) -> Press[T]:
        tap = _tap_of(act)
        on_command(command, right)(lambda context: act(context, tap()))
        return act

    return register


def _tap_of(act: Press[T]) -> type[T]:
    """The tap that the function's second parameter names."""
    tap: type[T] = list(get_type_hints(act).values())[1]
    return tap


def on_message(wanted: filters.BaseFilter) -> Callable[[Command], Command]:
    """The function takes messages that the filter lets through, before the general ones that `application.py` names."""

    def register(act: Command) -> Command:
        async def take(_update: Update, context: BotContext) -> None:
            await act(context)

        handler: AnyHandler = MessageHandler(wanted, take)
        ROUTES.append(lambda _services: handler)
        return act

    return register


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


class OnTap(CallbackQueryHandler[BotContext, Any]):
    """Calls `act` for presses of `tap` by those who have the `right`, and ends the button's waiting sign.

    Others, with a forwarded or forged button, are told that it is not for them.
    """

    def __init__(self, tap: type[T], act: Press[T], right: Right | None) -> None:
        async def press(update: Update, context: BotContext) -> None:
            query = update.callback_query
            pressed = tap.unpack(query.data) if query else None
            assert pressed  # noqa: S101 - the pattern below let it through
            if right is None or await may(context, right):
                with suppress(Answered):
                    await act(context, pressed)
                await context.toast()
            else:
                await context.toast(context.texts.plain("staff-only"))

        super().__init__(press, pattern=lambda data: tap.unpack(data) is not None)
        self.tap = tap
        self.right = right


class OnReply(MessageHandler[BotContext, Any]):
    """Calls `act` with the number in the prompt (0 where it has none) for a reply by those who have the `right`."""

    def __init__(self, services: Services, prompt: Prompt, act: Answer, right: Right | None, *, any_kind: bool) -> None:
        async def reply(update: Update, context: BotContext) -> None:
            asked = context.message.reply_to_message
            match = self._pattern().fullmatch(asked.text or "") if asked else None
            assert match  # noqa: S101 - check_update let it through
            if right is None or await may(context, right):
                with suppress(Answered):
                    await act(context, int(match["number"]) if "number" in match.re.groupindex else 0)
            else:
                await context.say(context.texts("staff-only"))

        wanted = filters.REPLY & filters.UpdateType.MESSAGE & ~filters.COMMAND
        super().__init__(wanted if any_kind else wanted & filters.TEXT, reply)
        self._services = services
        self._prompt = prompt
        self.right = right

    def check_update(self, update: object) -> Any:
        """Takes replies to this very prompt of the bot's own."""
        taken = super().check_update(update)
        if not taken or not isinstance(update, Update) or update.message is None:
            return taken
        asked = update.message.reply_to_message
        is_ours = asked is not None and asked.from_user is not None and asked.from_user.is_bot
        return taken if is_ours and asked and self._pattern().fullmatch(asked.text or "") else None

    def _pattern(self) -> re.Pattern[str]:
        words = self._prompt.words(self._services.content.library.texts, _NUMBER)
        return re.compile(re.escape(words).replace(str(_NUMBER), r"(?P<number>\d{1,15})"))


class OnCommand(CommandHandler[BotContext, Any]):
    """A command; where it has a right, others are told that it is not for them."""

    def __init__(self, command: str, act: Command, right: Right | None, wanted: filters.BaseFilter) -> None:
        async def run(update: Update, context: BotContext) -> None:
            if right is None or await may(context, right):
                with suppress(Answered):
                    await act(context)
            else:
                await context.say(context.texts("staff-only"))

        super().__init__(command, run, wanted)
        self.command = command
        self.right = right


class Table(BaseHandler[Any, BotContext, Any]):
    """Handlers in their order, of which the first one that takes an update handles it.

    A press is found by the prefix of its tap. There are hundreds of taps and dozens of prompts: asked in a row, as PTB
    does, they would cost more than an answer.
    """

    def __init__(self, handlers: Sequence[AnyHandler]) -> None:
        """Raises ValueError where two taps have the same prefix."""
        super().__init__(_nothing)
        self.handlers = handlers
        self._taps: dict[str, OnTap] = {}
        for each in handlers:
            if isinstance(each, OnTap) and self._taps.setdefault(each.tap.prefix, each) is not each:
                raise ValueError(each.tap.prefix)
        presses = [each for each in handlers if isinstance(each, CallbackQueryHandler)]
        self._other_presses = [each for each in presses if not isinstance(each, OnTap)]
        self._messages = [each for each in handlers if not isinstance(each, CallbackQueryHandler)]
        self._prompts = [each for each in handlers if isinstance(each, OnReply)]
        self._no_replies = [each for each in self._messages if not isinstance(each, OnReply)]

    def check_update(self, update: object) -> tuple[AnyHandler, object] | None:
        """The handler, and what it found in the update."""
        for each in self._asked(update):
            found = each.check_update(update)
            if found is not None and found is not False:
                return each, found
        return None

    async def handle_update(self, update: Any, application: Any, check_result: Any, context: BotContext) -> Any:
        handler, found = check_result
        return await handler.handle_update(update, application, found, context)

    def is_for_prompt(self, update: Update) -> bool:
        return _replies(update) and any(each.check_update(update) for each in self._prompts)

    def _asked(self, update: object) -> Sequence[AnyHandler]:
        """Those that may take it, in their order."""
        if not isinstance(update, Update):
            return self.handlers
        if update.callback_query:
            prefix = (update.callback_query.data or "").partition(":")[0]
            tap = self._taps.get(prefix)
            return [tap, *self._other_presses] if tap else self._other_presses
        return self._messages if _replies(update) else self._no_replies


def _replies(update: Update) -> bool:
    message = update.effective_message
    return message is not None and message.reply_to_message is not None


async def _nothing(_update: object, _context: BotContext) -> None:
    """PTB wants a callback; `handle_update` calls the one of the handler that was found."""
