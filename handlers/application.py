"""All handlers in their order, and the application they make."""

from __future__ import annotations

import logging
from typing import Any, cast

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ChatMemberHandler,
    ContextTypes,
    InlineQueryHandler,
    Job,
    MessageHandler,
    TypeHandler,
    filters,
)

from channels.telegram import TelegramBot
from handlers import admission, codes, edits, fallback, import_all, inline
from handlers.answers import questions
from handlers.certification import certificates
from handlers.chat import errors, prompts
from handlers.chat.context import BotApplication, BotContext
from handlers.chat.forms import FORMS
from handlers.chat.routes import ROUTES, AnyHandler, Table
from handlers.mailings import composer
from handlers.people import people as person
from handlers.people import replies
from services.operation.tracking import Tracked, current
from services.services import Services

log = logging.getLogger(__name__)

UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER)
"""The kinds of updates that the handlers take: others are not asked of Telegram."""


def build_application(bot: TelegramBot, services: Services) -> BotApplication:
    """The application over `bot`, without an updater: the gateway feeds it."""
    # PTB calls this to make the bot's data; it says «a type» but takes any callable.
    the_services = cast(type[Services], lambda: services)
    types = ContextTypes(context=BotContext, bot_data=the_services)
    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None).context_types(types)
    application = builder.application_class(_Application).build()
    application.add_handler(Table(_in_order(services)))
    for group, handler in enumerate(_before_others(), start=-7):
        application.add_handler(handler, group)
    application.add_error_handler(errors.note)
    return application


class _Application(Application[Any, Any, Any, Any, Any, Any]):
    """PTB's, without persistence: what is kept stands in the database."""

    async def process_update(self, update: object) -> None:
        """As PTB's; then waits for the page that is on its way, and apologises where the handling failed.

        What others are told of it leaves at last: her answer does not depend on them.
        """
        await super().process_update(update)
        tracked = current()
        if tracked is None or not isinstance(update, Update):
            return
        await self._end(update, tracked)
        for work in list(tracked.afterwards):
            try:
                await work()
            except Exception:
                log.exception("what follows update %d failed; the clock does it again", update.update_id)

    async def _end(self, update: Update, tracked: Tracked) -> None:
        if not (tracked.under_way or tracked.is_broken or tracked.is_owed):
            return
        context = BotContext.from_update(update, self)
        try:
            await context.settle()
        except Exception as error:  # noqa: BLE001 - as PTB does with what a handler raises
            context.error = error
            await errors.note(update, context)
        if tracked.is_broken or tracked.is_owed:
            await errors.apologise(update, context)

    def _mark_for_persistence_update(self, *, update: object | None = None, job: Job[Any] | None = None) -> None:
        """Nothing. PTB notes everybody's number until a persistence takes it: 13 MB for 100,000 people."""


def _before_others() -> list[AnyHandler]:
    """Each of them is asked, in this order, until one takes the update for itself."""
    return [
        TypeHandler(Update, admission.admit),
        replies.intake(),
        prompts.intake(),
        composer.intake(),
        FORMS.intake(),
        edits.intake(),
        TypeHandler(Update, admission.hold_back),
    ]


def _in_order(services: Services) -> list[AnyHandler]:
    """The first handler that takes an update handles it, so the general ones stand last."""
    import_all()
    in_private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    staff_replies = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & filters.REPLY
    return [
        *(make(services) for make in ROUTES),
        *FORMS.handlers(),
        ChatMemberHandler(person.follow, ChatMemberHandler.MY_CHAT_MEMBER),
        InlineQueryHandler(inline.share),
        MessageHandler(staff_replies, questions.send_reply),
        certificates.intake(),
        MessageHandler(filters.TEXT & ~filters.COMMAND & in_private, codes.answer_text),
        *fallback.handlers(),
    ]
