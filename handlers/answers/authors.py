"""Staff look at who asked a question, and keep her from writing to the bot."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.answers.taps import BanAuthor, ShowAuthor
from handlers.chat.context import BotContext
from handlers.chat.presses import on_tap
from handlers.chat.prompts import Prompt, on_reply
from handlers.chat.rights import Right
from handlers.people.taps import LiftBan
from services.services import Services

REASON = Prompt("bans-prompt", "bans-placeholder")


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowAuthor, show_author, Right.SEE_PERSON),
        on_tap(BanAuthor, REASON.ask_about, Right.BAN),
        on_reply(services, REASON, take_reason, Right.BAN),
    ]


async def show_author(context: BotContext, tap: ShowAuthor) -> None:
    """In a message of its own: the question stays, to be replied to."""
    texts = context.texts
    author = await context.services.answers.authors.find(tap.question, context.person_id)
    if author is None:
        await context.toast(texts.plain("bans-nobody"))
    elif author.ban:
        html = texts("bans-author-banned", number=str(tap.question), asked=author.asked, reason=author.ban.reason)
        await context.say(html, [[LiftBan(author.ban.id).button(texts.plain("bans-button-lift"))]])
    else:
        html = texts("bans-author", number=str(tap.question), asked=author.asked)
        await context.say(html, [[BanAuthor(tap.question).button(texts.plain("bans-button-ban"))]])


async def take_reason(context: BotContext, number: int) -> None:
    banned = await context.services.answers.authors.ban(number, context.message.text or "", context.person_id)
    await context.say(context.texts("bans-banned" if banned else "bans-nobody"))
