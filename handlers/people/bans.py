"""Staff look at who asked, keep somebody from writing to the bot, and let her again."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from channels.taps import Button
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import Prompt, on_reply
from handlers.chat.rights import Right
from handlers.people.taps import BanAuthor, LiftBan, ShowAuthor, ShowBans
from services.services import Services

LISTED = 20
REASON = Prompt("bans-prompt", "bans-placeholder")


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowAuthor, show_author, Right.SEE_PERSON),
        on_tap(BanAuthor, REASON.ask_about, Right.BAN),
        on_tap(ShowBans, show_bans, Right.BAN),
        on_tap(LiftBan, lift_ban, Right.BAN),
        on_reply(services, REASON, take_reason, Right.BAN),
    ]


async def show_author(context: BotContext, tap: ShowAuthor) -> None:
    """In a message of its own: the question stays, to be replied to."""
    texts = context.texts
    author = await context.services.people.bans.author(tap.question, context.person_id)
    if author is None:
        await context.toast(texts.plain("bans-nobody"))
        return
    rows: list[list[Button]] = []
    if author.ban:
        html = texts("bans-author-banned", number=str(tap.question), asked=author.asked, reason=author.ban.reason)
        rows.append([LiftBan(author.ban.id).button(texts.plain("bans-button-lift"))])
    else:
        html = texts("bans-author", number=str(tap.question), asked=author.asked)
        rows.append([BanAuthor(tap.question).button(texts.plain("bans-button-ban"))])
    await context.say(html, rows)


async def take_reason(context: BotContext, number: int) -> None:
    banned = await context.services.people.bans.ban_author(number, context.message.text or "", context.person_id)
    await context.say(context.texts("bans-banned" if banned else "bans-nobody"))


async def show_bans(context: BotContext, _tap: ShowBans) -> None:
    texts, bans = context.texts, await context.services.people.bans.in_force()
    lines = [texts("bans-line", number=ban.id, on=ban.banned_at.date(), reason=ban.reason) for ban in bans[:LISTED]]
    rows = [[LiftBan(ban.id).button(texts.plain("bans-button-lift-of", number=ban.id))] for ban in bans[:LISTED]]
    html = texts("bans-list", lines=texts.lines(lines)) if bans else texts("bans-none")
    await context.show(html, [*rows, [desk_button(context)]])


async def lift_ban(context: BotContext, tap: LiftBan) -> None:
    lifted = await context.services.people.bans.lift(tap.ban, context.person_id)
    await context.toast(context.texts.plain("bans-now-lifted" if lifted else "bans-lifted-before"))
    await show_bans(context, ShowBans())
