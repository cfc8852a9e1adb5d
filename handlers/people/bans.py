"""Staff see who may not write to the bot, and let her again."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.taps import LiftBan, ShowBans

LISTED = 20


@on_tap(Right.BAN)
async def show_bans(context: BotContext, _tap: ShowBans) -> None:
    texts, service = context.texts, context.services.people.bans
    bans = await service.kept.in_force()
    lines = [
        texts(
            "bans-line",
            number=ban.id,
            who=await service.who(ban),
            on=ban.banned_at.date(),
            reason=ban.reason,
        )
        for ban in bans[:LISTED]
    ]
    rows = [[context.button(LiftBan(ban.id), "bans-button-lift-of", number=ban.id)] for ban in bans[:LISTED]]
    html = texts("bans-list", lines=texts.lines(lines)) if bans else texts("bans-none")
    await context.show(html, [*rows, [desk_button(context)]])


@on_tap(Right.BAN)
async def lift_ban(context: BotContext, tap: LiftBan) -> None:
    lifted = await context.services.people.bans.lift(tap.ban, context.person_id)
    await context.toast(context.texts.plain("bans-now-lifted" if lifted else "bans-lifted-before"))
    await show_bans(context, ShowBans())
