"""How a press or a command reaches the function that handles it, and only for those who may.

A function names its way in, and its right where it is for staff, in the line above it:

    @on_tap(Right.CASES)
    async def let_go(context: BotContext, tap: LetGo) -> None: ...

`application.py` imports all areas, so that every function is known when the application is built.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar, get_type_hints

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from channels.taps import Tap
from handlers.chat.context import Answered, BotContext
from handlers.chat.rights import Right, may
from services.services import Services

T = TypeVar("T", bound=Tap)
AnyHandler = BaseHandler[Any, BotContext, Any]
Press = Callable[[BotContext, T], Awaitable[None]]
Command = Callable[[BotContext], Awaitable[None]]

ROUTES: list[Callable[[Services], AnyHandler]] = []
"""What makes the handlers of an application, in the order in which the modules were imported."""

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


def on_tap(right: Right | None = None) -> Callable[[Press[T]], Press[T]]:
    """The function takes presses of the tap that its second parameter names; without a `right` everybody's."""

    def register(act: Press[T]) -> Press[T]:
        handler = OnTap(_tap_of(act), act, right)
        ROUTES.append(lambda _services: handler)
        return act

    return register


def on_command(command: str, right: Right | None = None) -> Callable[[Command], Command]:
    """The function takes a command; what has no `right` is answered in the private chat only."""

    def register(act: Command) -> Command:
        handler = OnCommand(command, act, right, filters.UpdateType.MESSAGE if right else PRIVATE)
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

    A press is found by the prefix of its tap. There are hundreds of taps: asked in a row, as PTB does, they would cost
    more than an answer.
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

    def _asked(self, update: object) -> Sequence[AnyHandler]:
        """Those that may take it, in their order."""
        if not isinstance(update, Update):
            return self.handlers
        if update.callback_query:
            prefix = (update.callback_query.data or "").partition(":")[0]
            tap = self._taps.get(prefix)
            return [tap, *self._other_presses] if tap else self._other_presses
        return self._messages


async def _nothing(_update: object, _context: BotContext) -> None:
    """PTB wants a callback; `handle_update` calls the one of the handler that was found."""
