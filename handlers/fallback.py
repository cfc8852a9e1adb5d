"""What the bot cannot use: a kind word in the private chat, silence in groups.

Silence by decision: groups (but for a command to the bot and the staff chat), channels, service messages.
"""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from channels.taps import Button
from handlers.answers.answers import answer_message
from handlers.chat.context import BotContext
from handlers.chat.menu import menu_keyboard

_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


def handlers() -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        CommandHandler(["start", "help"], point_to_private_chat, _GROUP),
        MessageHandler(_GROUP & filters.COMMAND, is_it_to_me),
        MessageHandler(_PRIVATE & filters.COMMAND, no_such_command),
        MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, only_words),
        CallbackQueryHandler(stale_button),
    ]


async def is_it_to_me(update: Update, context: BotContext) -> None:
    """A command that names the bot: its answer may be nobody else's to read."""
    command = (context.message.text or "").split()[0]
    if command.lower().endswith(f"@{context.bot.username.lower()}"):
        await point_to_private_chat(update, context)


async def point_to_private_chat(update: Update, context: BotContext) -> None:
    url = f"https://t.me/{context.bot.username}"
    button = Button(context.texts.plain("answers-button-ask"), url=url)
    await context.say(context.texts("others-group"), [[button]])


async def no_such_command(update: Update, context: BotContext) -> None:
    await context.say(context.texts("others-no-such-command"), menu_keyboard(context))


async def only_words(update: Update, context: BotContext) -> None:
    """A caption is answered, whatever it stands below."""
    message = context.message
    if message.caption:
        context.above = context.texts("others-caption")
        await answer_message(context, message)
        return
    if message.voice or message.video_note or message.audio:
        html = context.texts("others-voice")
    elif message.photo or message.document or message.video:
        html = context.texts("others-file")
    else:
        html = context.texts("others-only-words")
    await context.say(html, menu_keyboard(context))


async def stale_button(update: Update, context: BotContext) -> None:
    """A button of an older version of the bot, or callback data made by hand."""
    await context.toast(context.texts.plain("others-stale"))
