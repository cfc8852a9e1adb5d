"""What is for the staff only: the menu, and the guard before everything behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler

from handlers.context import BotContext
from handlers.taps import Tap, on_tap

T = TypeVar("T", bound=Tap)


@dataclass(frozen=True, slots=True)
class ShowStaffMenu(Tap):
    prefix: ClassVar[str] = "desk"


@dataclass(frozen=True, slots=True)
class ShowMisses(Tap):
    """What the bot could not answer."""

    prefix: ClassVar[str] = "misses"


@dataclass(frozen=True, slots=True)
class ShowPosters(Tap):
    """The themes whose answers and guides can be put on a poster."""

    prefix: ClassVar[str] = "posters"


@dataclass(frozen=True, slots=True)
class ShowVisits(Tap):
    """Which poster brought how many people."""

    prefix: ClassVar[str] = "visits"


def handlers() -> list[BaseHandler[Any, BotContext, Any]]:
    return [CommandHandler("staff", staff_menu), for_staff(ShowStaffMenu, show_staff_menu)]


def is_staff(context: BotContext) -> bool:
    """Whether the update comes from the staff chat or from an administrator."""
    chat = context.received.effective_chat
    return context.services.staff.includes(context.person_id, chat.id if chat else None)


def for_staff(tap: type[T], act: Callable[[BotContext, T], Awaitable[None]]) -> BaseHandler[Any, BotContext, Any]:
    """Like `on_tap`, for staff only: others, with a forwarded or forged button, are told so and nothing happens."""

    async def guarded(context: BotContext, pressed: T) -> None:
        if is_staff(context):
            await act(context, pressed)
        else:
            await context.toast(context.texts.plain("staff-only"))

    return on_tap(tap, guarded)


async def staff_menu(update: Update, context: BotContext) -> None:
    if is_staff(context):
        await show_staff_menu(context, ShowStaffMenu())
    else:
        await context.say(context.texts("staff-only"))


async def show_staff_menu(context: BotContext, _tap: ShowStaffMenu) -> None:
    texts = context.texts
    rows = [
        [ShowMisses().button(texts.plain("staff-button-misses"))],
        [ShowPosters().button(texts.plain("staff-button-posters"))],
        [ShowVisits().button(texts.plain("staff-button-visits"))],
    ]
    await context.show(texts("staff-menu"), rows)
