"""Which handler takes an update: a press by the prefix of its tap, anything else by asking one after the other.

There are hundreds of taps and dozens of prompts; asked in a row, as PTB does, they would cost more than an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from handlers.chat.context import BotContext
from handlers.chat.routes import AnyHandler, OnReply, OnTap


class Table(BaseHandler[Any, BotContext, Any]):
    """Handlers in their order, of which the first one that takes an update handles it."""

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
        """Whether the update answers a prompt of the bot."""
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
