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
    chat, people, message = update.effective_chat, context.services.people, update.message or update.edited_message
    writes = message is not None or update.callback_query is not None
    if update.message:
        context.services.clock_leaps.heard(update.message.date)
    if update.effective_user is None or (chat and chat.type != ChatType.PRIVATE):
        return
    if update.edited_message and not (update.edited_message.text or update.edited_message.caption):
        raise ApplicationHandlerStop  # a place that is shared live changes all the time
    if not writes and update.inline_query is None:
        return  # the person stopped the bot or came back: `people.follow` notes it
    verdict, is_said = FloodVerdict.TAKE, message is not None and not (message.text or "").startswith("/")
    try:
        if message and message.media_group_id:
            album = message.media_group_id
            context.continues_album = not await people.people.begins_album(context.person_id, album, update.update_id)
        if is_said and not context.continues_album:
            verdict = people.limits.take(context.person_id)
        context.entry = entry = await people.people.entry(context.person_id, writes=writes)
    except DatabaseAway:
        if verdict is FloodVerdict.TAKE:
            return  # nobody waits for it: much of what people ask stands in memory
        raise ApplicationHandlerStop from None
    if entry.is_owed:
        await context.services.late_replies.goes_on(context.person_id, update.update_id)
    if is_said and update.message and await emergency.answer(context):
        raise ApplicationHandlerStop
    is_asked = entry.ban is None and (entry.has_draft or entry.has_prompt)
    if verdict is FloodVerdict.WARN:
        await context.say(context.texts("answers-too-many-asked" if is_asked else "answers-too-many"))
    context.is_flooding = verdict is not FloodVerdict.TAKE
    if context.is_flooding and not is_asked:
        raise ApplicationHandlerStop
    if entry.ban is None or is_about_privacy(update):
        return
    if message:
        await context.say(context.texts("bans-told", reason=entry.ban))
    elif update.inline_query:
        await update.inline_query.answer([], is_personal=True)
    await context.toast(context.texts.plain("bans-toast"))
    raise ApplicationHandlerStop


async def hold_back(_update: Update, context: BotContext) -> None:
    """After the prompts and forms: raises ApplicationHandlerStop for what answers none of them and is not to be
    answered, the rest of a flood and of an album."""
    if context.is_flooding or context.continues_album:
        raise ApplicationHandlerStop
