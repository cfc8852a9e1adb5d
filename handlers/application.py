"""All handlers in their order, and the application they make."""

from __future__ import annotations

from typing import Any, cast

from telegram import BotCommand, BotCommandScopeAllPrivateChats, Update
from telegram.ext import ApplicationBuilder, BaseHandler, ContextTypes

from channels.telegram import TelegramBot
from content.messages import Texts
from handlers import answers, errors, guides, menu, misses, others, people, posters, privacy, questions, staff, start
from handlers.context import BotApplication, BotContext
from services.services import Services

UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER)
"""The kinds of updates that the handlers take: others are not asked of Telegram."""


def build_application(bot: TelegramBot, services: Services) -> BotApplication:
    """The application over `bot`, without an updater: the gateway feeds it."""
    # PTB calls this to make the bot's data; it says «a type» but takes any callable.
    the_services = cast(type[Services], lambda: services)
    types = ContextTypes(context=BotContext, bot_data=the_services)
    application = ApplicationBuilder().bot(bot).updater(None).job_queue(None).context_types(types).build()
    for handler in _in_order(services):
        application.add_handler(handler)
    application.add_error_handler(errors.apologise)
    return application


def _in_order(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """The first handler that takes an update handles it, so the general ones stand last."""
    return [
        *start.handlers(),
        *menu.handlers(),
        *guides.handlers(),
        *people.handlers(),
        *privacy.handlers(),
        *staff.handlers(),
        *posters.handlers(),
        *misses.handlers(),
        *questions.handlers(services.staff.chat_id),
        *answers.handlers(),
        answers.text_handler(),
        *others.handlers(),
    ]


async def announce(bot: TelegramBot, texts: Texts) -> None:
    """Tells Telegram the commands that a person sees in the menu of the chat."""
    commands = [
        BotCommand("start", texts.plain("menu-command-start")),
        BotCommand("help", texts.plain("menu-command-help")),
        BotCommand("settings", texts.plain("menu-command-settings")),
        BotCommand("privacy", texts.plain("menu-command-privacy")),
        BotCommand("my", texts.plain("menu-command-my")),
    ]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats())
