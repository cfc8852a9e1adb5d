"""How a press reaches the function that handles it, and only for those who may press."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import Update
from telegram.ext import CallbackQueryHandler

from channels.taps import Tap
from handlers.chat.context import BotContext
from handlers.chat.rights import Right, may

T = TypeVar("T", bound=Tap)


class OnTap(CallbackQueryHandler[BotContext, Any]):
    """Calls `act` for presses of `tap` by those who have the `right`, and ends the button's waiting sign."""

    def __init__(self, tap: type[T], act: Callable[[BotContext, T], Awaitable[None]], right: Right | None) -> None:
        async def press(update: Update, context: BotContext) -> None:
            query = update.callback_query
            pressed = tap.unpack(query.data) if query else None
            assert pressed  # noqa: S101 - the pattern below let it through
            if right is None or await may(context, right):
                await act(context, pressed)
                await context.toast()
            else:
                await context.toast(context.texts.plain("staff-only"))

        super().__init__(press, pattern=lambda data: tap.unpack(data) is not None)
        self.tap = tap
        self.right = right


def on_tap(tap: type[T], act: Callable[[BotContext, T], Awaitable[None]], right: Right | None = None) -> OnTap:
    """A handler of presses of `tap`. Others, with a forwarded or forged button, are told that it is not for them."""
    return OnTap(tap, act, right)
