"""Staff list the e-mail addresses to which notices to heads go besides Telegram."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.presses import on_tap
from handlers.chat.prompts import Prompt, on_reply
from handlers.chat.rights import Right
from handlers.people.taps import AskForAddresses, ShowPosts
from services.services import Services

ADDRESSES = Prompt("mails-prompt", "mails-placeholder")


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(AskForAddresses, ADDRESSES.ask_about, Right.POSTS),
        on_reply(services, ADDRESSES, take_addresses, Right.POSTS),
    ]


async def take_addresses(context: BotContext, _number: int) -> None:
    kept, doubtful = await context.services.notices.mails.keep_addresses(context.message.text or "", context.person_id)
    lines = [context.texts("mails-kept", kept=kept)]
    if doubtful:
        lines.append(context.texts("mails-doubtful", lines="; ".join(doubtful)))
    await context.say(context.texts.lines(lines), [[back_to(context, ShowPosts())]])
