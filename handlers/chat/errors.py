"""What a person sees when the bot itself fails, and how staff find the line in the log."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from channels import Lack, Later, RefusalReason, Refused
from channels.rights import lack_of
from channels.telegram import outcome_of
from handlers.chat.context import BotContext, NoFile
from handlers.chat.lacks import right
from services.operation import DatabaseAway
from services.operation.outage import ABOUT_DATABASE, outage, reference_of
from services.operation.tracking import current, failed

log = logging.getLogger(__name__)

NOT_ALLOWED = frozenset({RefusalReason.NO_RIGHT, RefusalReason.KIND_FORBIDDEN})
"""Why a chat takes something never, or not now: the fault of nobody who reads the log."""


async def note(update: object, context: BotContext) -> None:
    """Logs an error under a short reference, once for each update; `apologise` tells the person at its end.

    PTB calls this for each group of handlers that fails. What Telegram did not take is no error of ours.
    """
    update_id = update.update_id if isinstance(update, Update) else None
    tracked, error = current(), context.error
    if tracked:
        tracked.is_broken = True
    if isinstance(error, TelegramError):
        outcome = outcome_of(error)
        if await context.gets_over(error):
            return
        if isinstance(outcome, Later) and tracked:
            tracked.is_owed = True
            return
        if isinstance(outcome, Refused) and outcome.is_unreachable:
            log.info("update %s: its chat cannot be reached: %s", update_id, error)
            return
        if isinstance(outcome, Refused) and tracked and outcome.reason in NOT_ALLOWED:
            log.warning("update %s: not allowed: %s", update_id, error)
            tracked.is_owed, tracked.lack = True, lack_of(outcome)
            if context.chat_id == context.services.people.staff.chat_id:
                await context.services.people.staff.note(outcome, topic=context.topic)
            return
    if isinstance(error, NoFile) and tracked:
        log.warning("update %s: a file cannot be had: %s", update_id, error)
        tracked.is_owed = tracked.is_about_a_file = True
        return
    if isinstance(error, DatabaseAway) and tracked:
        # The log says it where the person is told, and else once for many.
        tracked.is_owed = tracked.is_database_away = True
        return
    if tracked and tracked.reference:
        log.warning("update %s, reference %s: also %s", update_id, tracked.reference, type(error).__name__)
        return
    reference = failed(reference_of(error) if error else "")
    log.error("update %s failed, reference %s", update_id, reference, exc_info=error)


async def apologise(update: Update, context: BotContext) -> None:
    """Ends the press, and tells whoever talks to the bot, the person or the staff, that it failed; not where something
    was shown to her."""
    await context.toast()
    tracked = context.tracked
    chat = update.effective_chat
    if not tracked.is_owed or tracked.is_shown or chat is None:
        return
    if chat.type != ChatType.PRIVATE and chat.id != context.services.people.staff.chat_id:
        return
    if tracked.lack:
        await context.say(context.texts("errors-not-allowed", right=right(context.texts, Lack(tracked.lack))))
    elif tracked.is_about_a_file:
        await context.say(context.texts("errors-no-file"))
    else:
        if tracked.reference is None and tracked.is_database_away:
            reference = failed(outage.reference())
            log.error("the database is away, reference %s", reference, extra=ABOUT_DATABASE)
        elif tracked.reference is None:
            log.error("update %d failed, reference %s: Telegram is away", update.update_id, failed())
        await context.say(context.texts("errors-apology", reference=tracked.reference))
