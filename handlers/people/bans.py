"""Staff look at who asked, keep somebody from writing to the bot, and let her again."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from channels.taps import Button
from content.messages import Texts
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right
from handlers.people.taps import BarAuthor, LiftBar, ShowAuthor, ShowBars
from services.services import Services

LISTED = 20


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowAuthor, show_author, Right.SEE_PERSON),
        on_tap(BarAuthor, ask_why, Right.BAR),
        on_tap(ShowBars, show_bars, Right.BAR),
        on_tap(LiftBar, lift_bar, Right.BAR),
        on_reply(services, _prompt, take_reason, Right.BAR),
    ]


async def show_author(context: BotContext, tap: ShowAuthor) -> None:
    """In a message of its own: the question stays, to be replied to."""
    texts = context.texts
    author = await context.services.people.bans.author(tap.question, context.person_id)
    if author is None:
        await context.toast(texts.plain("bars-nobody"))
        return
    rows: list[list[Button]] = []
    if author.bar:
        html = texts("bars-author-barred", number=str(tap.question), asked=author.asked, reason=author.bar.reason)
        rows.append([LiftBar(author.bar.id).button(texts.plain("bars-button-lift"))])
    else:
        html = texts("bars-author", number=str(tap.question), asked=author.asked)
        rows.append([BarAuthor(tap.question).button(texts.plain("bars-button-bar"))])
    await context.say(html, rows)


def _prompt(texts: Texts, number: int) -> str:
    return texts.plain("bars-prompt", number=str(number))


async def ask_why(context: BotContext, tap: BarAuthor) -> None:
    await ask(context, _prompt(context.texts, tap.question), context.texts.plain("bars-placeholder"))


async def take_reason(context: BotContext, number: int) -> None:
    barred = await context.services.people.bans.bar_author(number, context.message.text or "", context.person_id)
    await context.say(context.texts("bars-barred" if barred else "bars-nobody"))


async def show_bars(context: BotContext, _tap: ShowBars) -> None:
    texts, bars = context.texts, await context.services.people.bans.in_force()
    lines = [texts("bars-line", number=bar.id, on=bar.barred_at.date(), reason=bar.reason) for bar in bars[:LISTED]]
    rows = [[LiftBar(bar.id).button(texts.plain("bars-button-lift-of", number=bar.id))] for bar in bars[:LISTED]]
    html = texts("bars-list", lines=texts.lines(lines)) if bars else texts("bars-none")
    await context.show(html, [*rows, [desk_button(context)]])


async def lift_bar(context: BotContext, tap: LiftBar) -> None:
    lifted = await context.services.people.bans.lift(tap.bar, context.person_id)
    await context.toast(context.texts.plain("bars-now-lifted" if lifted else "bars-lifted-before"))
    await show_bars(context, ShowBars())
