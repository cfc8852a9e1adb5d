"""Staff look at who asked a question, and keep her from writing to the bot."""

from __future__ import annotations

from handlers.answers.taps import BanAuthor, ShowAuthor
from handlers.chat.context import BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right
from handlers.chat.routes import asks, on_reply, on_tap
from handlers.people.taps import LiftBan

REASON = Prompt("bans-prompt", "bans-placeholder")


asks(BanAuthor, REASON, Right.BAN)


@on_tap(Right.SEE_PERSON)
async def show_author(context: BotContext, tap: ShowAuthor) -> None:
    """In a message of its own: the question stays, to be replied to."""
    texts = context.texts
    author = await context.services.answers.authors.find(tap.question, context.person_id)
    if author is None:
        await context.toast(texts.plain("bans-nobody"))
    elif author.ban:
        html = texts("bans-author-banned", number=str(tap.question), asked=author.asked, reason=author.ban.reason)
        await context.say(html, [[context.button(LiftBan(author.ban.id), "bans-button-lift")]])
    else:
        html = texts("bans-author", number=str(tap.question), asked=author.asked)
        await context.say(html, [[context.button(BanAuthor(tap.question), "bans-button-ban")]])


@on_reply(REASON, Right.BAN)
async def take_reason(context: BotContext, number: int) -> None:
    banned = await context.services.answers.authors.ban(number, context.message.text or "", context.person_id)
    await context.say(context.texts("bans-banned" if banned else "bans-nobody"))
