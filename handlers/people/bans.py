"""Staff see who may not write to the bot, and let her again."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.taps import LiftBan, ShowBans
from services.people import Ban

LISTED = 20


@on_tap(Right.BAN)
async def show_bans(context: BotContext, _tap: ShowBans) -> None:
    texts, bans = context.texts, await context.services.people.bans.kept.in_force()
    lines = [
        texts("bans-line", number=ban.id, who=await _who(context, ban), on=ban.banned_at.date(), reason=ban.reason)
        for ban in bans[:LISTED]
    ]
    rows = [[context.button(LiftBan(ban.id), "bans-button-lift-of", number=ban.id)] for ban in bans[:LISTED]]
    html = texts("bans-list", lines=texts.lines(lines)) if bans else texts("bans-none")
    await context.show(html, [*rows, [desk_button(context)]])


async def _who(context: BotContext, ban: Ban) -> str:
    """Her post and name, else the question by which the staff know her."""
    posts = context.services.people.posts
    if tenures := await posts.of_person(ban.banned_id):
        return f"{await posts.name(tenures[0].post)}, {tenures[0].name}"
    return context.texts.plain("bans-asked", number=str(ban.question)) if ban.question else ""


@on_tap(Right.BAN)
async def lift_ban(context: BotContext, tap: LiftBan) -> None:
    lifted = await context.services.people.bans.lift(tap.ban, context.person_id)
    await context.toast(context.texts.plain("bans-now-lifted" if lifted else "bans-lifted-before"))
    await show_bans(context, ShowBans())
