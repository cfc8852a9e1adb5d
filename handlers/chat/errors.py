"""What a person sees when the bot itself fails, and how staff find the line in the log."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from handlers.chat.context import BotContext
from services.operation.tracking import failed

log = logging.getLogger(__name__)


async def apologise(update: object, context: BotContext) -> None:
    """Logs the error under a short reference and tells it where the bot talks: to the person or to the staff."""
    reference = failed()
    update_id = update.update_id if isinstance(update, Update) else None
    log.error("update %s failed, reference %s", update_id, reference, exc_info=context.error)
    if not isinstance(update, Update) or not update.effective_chat:
        return
    chat = update.effective_chat
    if chat.type != ChatType.PRIVATE and chat.id != context.services.people.staff.chat_id:
        return
    try:
        await context.toast()
        await context.say(context.texts("errors-apology", reference=reference))
    except TelegramError as error:
        log.warning("no apology for reference %s: %s", reference, error)
