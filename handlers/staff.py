"""The staff's desk: a menu that shows each member what she may do."""

from __future__ import annotations

from telegram.ext import filters

from channels.taps import Tap
from handlers.answers.taps import ListUnanswered, ShowPosters, ShowVisits
from handlers.cases.taps import ShowCases, ShowStatistics
from handlers.certification.taps import ShowDrives
from handlers.chat.context import BotContext
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_command, on_message, on_tap
from handlers.chat.taps import ShowDesk
from handlers.mailings.taps import ShowBroadcasts
from handlers.notices.taps import ShowNotices
from handlers.people.taps import ShowAudit, ShowBans, ShowPosts, ShowTeam
from handlers.rating.taps import ShowLeagues
from services.people import STAFF, NewsKind


@on_message(filters.StatusUpdate.MIGRATE)
async def follow(context: BotContext) -> None:
    """The staff chat became a supergroup: it is told what its new number is, for the setting still has the old one."""
    to, people = context.message.migrate_to_chat_id, context.services.people
    if to is not None and context.chat_id == people.staff.chat_id:
        await people.staff.moved(to)
        await people.news.tell(STAFF, NewsKind.STAFF_CHAT_MOVED, number=to)


@on_command("staff", Right.ANSWER)
async def staff_menu(context: BotContext) -> None:
    await show_staff_menu(context, ShowDesk())


@on_tap(Right.ANSWER)
async def show_staff_menu(context: BotContext, _tap: ShowDesk) -> None:
    texts = context.texts
    desk: list[tuple[Tap, str, Right]] = [
        (ShowCases(), texts.plain("staff-button-cases"), Right.CASES),
        (ShowStatistics(), texts.plain("staff-button-statistics"), Right.CASES),
        (ListUnanswered(), texts.plain("staff-button-unanswered"), Right.ANSWER),
        (ShowNotices(), texts.plain("staff-button-notices"), Right.SEND),
        (ShowDrives(), texts.plain("staff-button-drives"), Right.DRIVES),
        (ShowBroadcasts(), texts.plain("staff-button-broadcasts"), Right.SEND),
        (ShowLeagues(), texts.plain("staff-button-leagues"), Right.LEAGUES),
        (ShowPosts(), texts.plain("staff-button-posts"), Right.POSTS),
        (ShowPosters(), texts.plain("staff-button-posters"), Right.POSTERS),
        (ShowVisits(), texts.plain("staff-button-visits"), Right.POSTERS),
        (ShowBans(), texts.plain("staff-button-bans"), Right.BAN),
        (ShowTeam(), texts.plain("staff-button-team"), Right.TEAM),
        (ShowAudit(), texts.plain("staff-button-audit"), Right.AUDIT),
    ]
    rows = [[tap.button(words)] for tap, words, right in desk if await may(context, right)]
    await context.show(texts("staff-menu"), rows)
