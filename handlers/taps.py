"""What a button does, packed into its callback data: one small class per tap.

Callback data comes from outside and can be made by hand: `unpack` takes only what `pack` can make.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self, TypeVar

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler

from handlers.context import BotContext

LIMIT = 64
"""Bytes of callback data that Telegram carries."""

_WORD = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tap:
    """Base of all taps. A field is `str` (small Latin letters, digits, hyphens) or `int` (not negative)."""

    prefix: ClassVar[str]

    def pack(self) -> str:
        """The callback data. Raises ValueError where it would not fit or not come back the same."""
        data = ":".join([self.prefix, *(str(getattr(self, field.name)) for field in fields(self))])
        if len(data.encode()) > LIMIT or self.unpack(data) != self:
            raise ValueError(data)
        return data

    @classmethod
    def unpack(cls, data: object) -> Self | None:
        """The tap, or None where `data` is no such tap."""
        if not isinstance(data, str):
            return None
        prefix, *parts = data.split(":")
        if prefix != cls.prefix or len(parts) != len(fields(cls)):
            return None
        values: list[object] = []
        for field, part in zip(fields(cls), parts, strict=True):
            if not (_NUMBER if field.type == "int" else _WORD).fullmatch(part):
                return None
            values.append(int(part) if field.type == "int" else part)
        return cls(*values)

    def button(self, text: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(text, callback_data=self.pack())


T = TypeVar("T", bound=Tap)


def on_tap(tap: type[T], act: Callable[[BotContext, T], Awaitable[None]]) -> CallbackQueryHandler[BotContext, Any]:
    """A handler that calls `act` for presses of `tap`, and ends the button's waiting sign afterwards."""

    async def press(update: Update, context: BotContext) -> None:
        query = update.callback_query
        pressed = tap.unpack(query.data) if query else None
        assert pressed  # noqa: S101 - the pattern below let it through
        await act(context, pressed)
        await context.toast()

    return CallbackQueryHandler(press, pattern=lambda data: tap.unpack(data) is not None)
