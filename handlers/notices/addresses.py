"""Staff list the e-mail addresses to which notices to heads go besides Telegram."""

from __future__ import annotations

from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right
from handlers.chat.routes import asks, on_reply
from handlers.people.taps import AskForAddresses, ShowPosts

ADDRESSES = Prompt("mails-prompt", "mails-placeholder")


asks(AskForAddresses, ADDRESSES, Right.POSTS)


@on_reply(ADDRESSES, Right.POSTS)
async def take_addresses(context: BotContext, _number: int) -> None:
    kept, doubtful = await context.services.notices.mails.keep_addresses(context.message.text or "", context.person_id)
    lines = [context.texts("mails-kept", kept=kept)]
    if doubtful:
        lines.append(context.texts("mails-doubtful", lines="; ".join(doubtful)))
    await context.say(context.texts.lines(lines), [[back_to(context, ShowPosts())]])
