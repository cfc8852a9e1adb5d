"""Before every update: who is banned is told so, who floods is not answered, who comes back can be written to again.

Whoever is in danger is answered here, banned or not, whatever else the message would be taken for.
"""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from handlers.answers import emergency
from handlers.chat.context import BotContext
from handlers.people.privacy import is_about_privacy
from services.operation import DatabaseAway
from services.people import FloodVerdict


async def admit(update: Update, context: BotContext) -> None:
    """Raises ApplicationHandlerStop for what no handler is to take.

    One's own data can be read and deleted at any time, banned or not. Groups pass: the bot answers staff there, and
    everybody else with a line at most.
    """
    chat = update.effective_chat
    writes = update.message is not None or update.callback_query is not None
    if update.message:
        context.services.clock_leaps.heard(update.message.date)
    if update.effective_user is None or (chat and chat.type != ChatType.PRIVATE):
        return
    is_said = update.message is not None and not (update.message.text or "").startswith("/")
    if is_said:
        match context.services.people.limits.take(context.person_id):
            case FloodVerdict.WARN:
                await context.say(context.texts("answers-too-many"))
                raise ApplicationHandlerStop
            case FloodVerdict.IGNORE:
                raise ApplicationHandlerStop
    if not writes and update.inline_query is None:
        return  # the person stopped the bot or came back: `people.follow` notes it
    try:
        context.entry = entry = await context.services.people.people.entry(context.person_id, writes=writes)
    except DatabaseAway:
        return  # nobody waits for it: much of what people ask stands in memory
    if entry.is_owed:
        await context.services.late_replies.goes_on(context.person_id, update.update_id)
    if is_said and await emergency.answer(context):
        raise ApplicationHandlerStop
    if entry.ban is None or is_about_privacy(update):
        return
    if update.message:
        await context.say(context.texts("bans-told", reason=entry.ban))
    elif update.inline_query:
        await update.inline_query.answer([], is_personal=True)
    await context.toast(context.texts.plain("bans-toast"))
    raise ApplicationHandlerStop
