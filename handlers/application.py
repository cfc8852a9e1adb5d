"""All handlers in their order, and the application they make."""

from __future__ import annotations

from typing import Any, cast

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, BaseHandler, ContextTypes, Job

from channels.telegram import TelegramBot
from handlers import (
    admission,
    cases,
    certification,
    fallback,
    mailings,
    menu,
    notices,
    people,
    rating,
    staff,
    start,
)
from handlers import answers as answers_area
from handlers.answers import answers
from handlers.certification import certificates
from handlers.chat import errors
from handlers.chat.context import BotApplication, BotContext
from handlers.chat.forms import FORMS
from handlers.chat.routing import Table
from handlers.mailings import composer
from services.services import Services

UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER)
"""The kinds of updates that the handlers take: others are not asked of Telegram."""


def build_application(bot: TelegramBot, services: Services) -> BotApplication:
    """The application over `bot`, without an updater: the gateway feeds it."""
    # PTB calls this to make the bot's data; it says «a type» but takes any callable.
    the_services = cast(type[Services], lambda: services)
    types = ContextTypes(context=BotContext, bot_data=the_services)
    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None).context_types(types)
    application = builder.application_class(_Application).build()
    application.add_handler(Table(_in_order(services)))
    for handler in admission.handlers():
        application.add_handler(handler, group=-3)
    application.add_handler(composer.intake(), group=-2)
    application.add_handler(FORMS.intake(), group=-1)
    application.add_error_handler(errors.apologise)
    return application


class _Application(Application[Any, Any, Any, Any, Any, Any]):
    """PTB's, without persistence: what is kept stands in the database."""

    def _mark_for_persistence_update(self, *, update: object | None = None, job: Job[Any] | None = None) -> None:
        """Nothing. PTB notes everybody's number until a persistence takes it: 13 MB for 100,000 people."""


def _in_order(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """The first handler that takes an update handles it, so the general ones stand last."""
    return [
        *start.handlers(),
        *menu.handlers(),
        *staff.handlers(),
        *FORMS.handlers(),
        *people.handlers(services),
        *mailings.handlers(services),
        *cases.handlers(services),
        *answers_area.handlers(services),
        *certification.handlers(services),
        *rating.handlers(services),
        *notices.handlers(services),
        certificates.intake(),
        answers.text_handler(),
        *fallback.handlers(),
    ]
