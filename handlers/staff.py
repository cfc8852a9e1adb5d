"""The staff's desk: a menu that shows each member what she may do."""

from __future__ import annotations

from telegram.ext import filters

from channels.taps import Tap
from handlers import waiting
from handlers.answers.taps import ListLessons, ListUnanswered, ShowPosters, ShowVisits
from handlers.cases.taps import ShowCases, ShowStatistics
from handlers.certification.taps import ShowDrives
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_command, on_message, on_tap
from handlers.chat.taps import ListUnansweredByStaff, ShowDesk, ShowDeskGroup
from handlers.events.taps import ShowEvents
from handlers.mailings.taps import ShowBroadcasts
from handlers.notices.taps import ShowNotices
from handlers.people.doors import door_rows
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
    """What waits and since when, then the entries, a row for each group, each with how many wait behind it."""
    texts, waits = context.texts, await context.services.waiting.now()
    unanswered = len(await context.services.waiting.unanswered())
    rows: tuple[tuple[tuple[Tap, str, Right, int], ...], ...] = (
        ((ListUnansweredByStaff(), texts.plain("staff-button-waiting"), Right.ANSWER, unanswered),),
        (
            (ShowDeskGroup("answers"), texts.plain("staff-button-answers"), Right.ANSWER, waits.answers.count),
            (ShowCases(), texts.plain("staff-button-cases"), Right.CASES, waits.untaken.count),
        ),
        (
            (
                ShowNotices(),
                texts.plain("staff-button-notices"),
                Right.SEND,
                waits.undecided.count + waits.notices.count + waits.second_notices.count,
            ),
            (
                ShowBroadcasts(),
                texts.plain("staff-button-broadcasts"),
                Right.SEND,
                waits.broadcasts.count + waits.second_broadcasts.count + waits.unreviewed.count,
            ),
        ),
        (
            (ShowPosts(), texts.plain("staff-button-posts"), Right.POSTS, waits.unreachable.count),
            (ShowTeam(), texts.plain("staff-button-team"), Right.TEAM, 0),
        ),
        (
            (ShowBans(), texts.plain("staff-button-bans"), Right.BAN, 0),
            (ShowAudit(), texts.plain("staff-button-audit"), Right.AUDIT, 0),
        ),
        (
            (ShowDrives(), texts.plain("staff-button-drives"), Right.DRIVES, waits.certificates.count),
            (ShowPosters(), texts.plain("staff-button-posters"), Right.POSTERS, 0),
        ),
        (
            (ShowDeskGroup("figures"), texts.plain("staff-button-figures"), Right.CASES, waits.objections.count),
            (ShowEvents(), texts.plain("staff-button-events"), Right.EVENTS, 0),
        ),
    )
    buttons = [
        [
            tap.button(texts.plain("staff-button-counted", name=name, count=count) if count else name)
            for tap, name, right, count in row
            if await may(context, right)
        ]
        for row in rows
    ]
    lines = waiting.lines(waits, texts) or [texts("staff-nothing-waits")]
    filled = [row for row in buttons if row]
    await context.show(texts("staff-menu", lines=texts.lines(lines)), [*await door_rows(context), *filled])


@on_tap(Right.ANSWER)
async def show_group(context: BotContext, tap: ShowDeskGroup) -> None:
    texts = context.texts
    groups: dict[str, list[tuple[Tap, str, Right]]] = {
        "answers": [
            (ListUnanswered(), texts.plain("staff-button-unanswered"), Right.ANSWER),
            (ListLessons(0), texts.plain("staff-button-lessons"), Right.ANSWER),
        ],
        "figures": [
            (ShowStatistics(), texts.plain("staff-button-statistics"), Right.CASES),
            (ShowLeagues(), texts.plain("staff-button-leagues"), Right.LEAGUES),
            (ShowVisits(), texts.plain("staff-button-visits"), Right.POSTERS),
        ],
    }
    if tap.group not in groups:
        await show_staff_menu(context, ShowDesk())
        return
    rows = [[entry.button(words)] for entry, words, right in groups[tap.group] if await may(context, right)]
    await context.show(texts("staff-group", group=tap.group), [*rows, [desk_button(context)]])
