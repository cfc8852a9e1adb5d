"""The staff's desk: a menu that shows each member what she may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from channels.taps import Button, Tap
from handlers.chat.context import BotContext
from handlers.chat.presses import on_tap
from handlers.chat.rights import OnCommand, Right, may
from services.mailings.progress import ShowBroadcasts
from services.notices.notices import ShowNotices


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


@dataclass(frozen=True, slots=True)
class ShowCases(Tap):
    """Open cases."""

    prefix: ClassVar[str] = "opencases"


@dataclass(frozen=True, slots=True)
class ShowStatistics(Tap):
    """The figures of the cases."""

    prefix: ClassVar[str] = "statistics"


@dataclass(frozen=True, slots=True)
class ShowDrives(Tap):
    """Certification drives."""

    prefix: ClassVar[str] = "drives"


@dataclass(frozen=True, slots=True)
class ShowLeagues(Tap):
    """The quarterly ratings of hromadas."""

    prefix: ClassVar[str] = "leagues"


@dataclass(frozen=True, slots=True)
class ShowPosts(Tap):
    """Which posts have nobody behind them, and the way to each post."""

    prefix: ClassVar[str] = "posts"


@dataclass(frozen=True, slots=True)
class ShowTeam(Tap):
    """Who belongs to the staff."""

    prefix: ClassVar[str] = "team"


@dataclass(frozen=True, slots=True)
class ShowBars(Tap):
    """Who may not write to the bot."""

    prefix: ClassVar[str] = "bars"


@dataclass(frozen=True, slots=True)
class ShowAudit(Tap):
    """Who did what; `before` is the line from which on to go back, 0 for the newest."""

    before: int
    prefix: ClassVar[str] = "audit"


def handlers() -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        OnCommand("staff", staff_menu, Right.ANSWER),
        on_tap(ShowStaffMenu, show_staff_menu, Right.ANSWER),
        MessageHandler(filters.StatusUpdate.MIGRATE, follow),
    ]


async def follow(_update: Update, context: BotContext) -> None:
    """The staff chat became a supergroup: it is told what its new number is, for the setting still has the old one."""
    to = context.message.migrate_to_chat_id
    if to is not None and context.chat_id == context.services.people.staff.chat_id:
        context.services.people.staff.moved(to)
        await context.services.people.staff.tell(context.texts("staff-moved", number=str(to)))


async def staff_menu(context: BotContext) -> None:
    await show_staff_menu(context, ShowStaffMenu())


async def show_staff_menu(context: BotContext, _tap: ShowStaffMenu) -> None:
    texts = context.texts
    desk: list[tuple[Tap, str, Right]] = [
        (ShowCases(), texts.plain("staff-button-cases"), Right.CASES),
        (ShowStatistics(), texts.plain("staff-button-statistics"), Right.CASES),
        (ShowMisses(), texts.plain("staff-button-misses"), Right.ANSWER),
        (ShowNotices(), texts.plain("staff-button-notices"), Right.SEND),
        (ShowDrives(), texts.plain("staff-button-drives"), Right.DRIVES),
        (ShowBroadcasts(), texts.plain("staff-button-broadcasts"), Right.SEND),
        (ShowLeagues(), texts.plain("staff-button-leagues"), Right.LEAGUES),
        (ShowPosts(), texts.plain("staff-button-posts"), Right.POSTS),
        (ShowPosters(), texts.plain("staff-button-posters"), Right.POSTERS),
        (ShowVisits(), texts.plain("staff-button-visits"), Right.POSTERS),
        (ShowBars(), texts.plain("staff-button-bars"), Right.BAR),
        (ShowTeam(), texts.plain("staff-button-team"), Right.TEAM),
        (ShowAudit(0), texts.plain("staff-button-audit"), Right.AUDIT),
    ]
    rows = [[tap.button(words)] for tap, words, right in desk if await may(context, right)]
    await context.show(texts("staff-menu"), rows)


def desk_button(context: BotContext) -> Button:
    """Back to the desk."""
    return ShowStaffMenu().button(context.texts.plain("menu-button-back"))
