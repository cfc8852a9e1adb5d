"""The list of commands beside the text field: each person sees only what she may use."""

from __future__ import annotations

import logging

from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import ChatMigrated, TelegramError

from channels.telegram import TelegramBot
from content.messages import Texts
from services.services import Services

log = logging.getLogger(__name__)


async def announce(bot: TelegramBot, services: Services) -> None:
    """Tells Telegram the commands of everybody and of the staff chat, and the pages what the bot is called."""
    services.department.bot = bot.username
    texts = services.content.library.texts
    await bot.set_my_commands(_for_all(texts), scope=BotCommandScopeAllPrivateChats())
    await services.people.staff.follow()
    if services.people.staff.chat_id is not None:
        try:
            await _set(bot, services.people.staff.chat_id, [_staff(texts)])
        except ChatMigrated as error:
            await services.people.staff.moved(error.new_chat_id)
            await _set(bot, error.new_chat_id, [_staff(texts)])


async def announce_to(bot: TelegramBot, services: Services, person_id: int) -> None:
    """Tells Telegram the commands of one person, after her role or posts changed."""
    texts = services.content.library.texts
    commands = _for_all(texts)
    if await services.people.posts.of_person(person_id):
        commands.insert(0, BotCommand("notices", texts.plain("menu-command-notices")))
    if await services.people.staff.role(person_id):
        commands.insert(0, _staff(texts))
    await _set(bot, person_id, commands)


async def _set(bot: TelegramBot, chat_id: int, commands: list[BotCommand]) -> None:
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
    except ChatMigrated:
        raise
    except TelegramError as error:
        # The list is a convenience: rights are checked at every step.
        log.warning("the commands of a chat could not be set: %s", error)


def _for_all(texts: Texts) -> list[BotCommand]:
    return [
        BotCommand("start", texts.plain("menu-command-start")),
        BotCommand("help", texts.plain("menu-command-help")),
        BotCommand("card", texts.plain("menu-command-card")),
        BotCommand("report", texts.plain("menu-command-report")),
        BotCommand("courses", texts.plain("menu-command-courses")),
        BotCommand("events", texts.plain("menu-command-events")),
        BotCommand("my", texts.plain("menu-command-my")),
        BotCommand("settings", texts.plain("menu-command-settings")),
        BotCommand("verify", texts.plain("menu-command-verify")),
        BotCommand("privacy", texts.plain("menu-command-privacy")),
    ]


def _staff(texts: Texts) -> BotCommand:
    return BotCommand("staff", texts.plain("menu-command-staff"))
