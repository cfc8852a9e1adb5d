"""All handlers in their order, and the application they make."""

from __future__ import annotations

from typing import Any, cast

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, BaseHandler, ContextTypes, Job

from channels.telegram import TelegramBot
from handlers import menu, staff, start
from handlers.answers import answers, guides, posters, questions
from handlers.answers import unanswered as misses
from handlers.cases import appeals, cards, statistics
from handlers.cases import desk as cases
from handlers.cases import forwarded_cases as passed
from handlers.cases import report as reports
from handlers.certification import certificates, drives
from handlers.certification import coordinator as units
from handlers.certification import my_certificates as courses
from handlers.certification import review as checking
from handlers.chat import admission as gate
from handlers.chat import errors
from handlers.chat import fallback as others
from handlers.chat.context import BotApplication, BotContext
from handlers.chat.forms import FORMS
from handlers.chat.routing import Table
from handlers.mailings import audience as addressing
from handlers.mailings import broadcasts, verify
from handlers.mailings import composer as composing
from handlers.mailings import schedule as timing
from handlers.notices import notices, replies, settlements
from handlers.notices import obligations as dues
from handlers.people import audit, holders, invites, people, posts, privacy, subscriptions
from handlers.people import bans as bars
from handlers.rating import leagues
from handlers.rating import tables as league_tables
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
    for handler in gate.handlers():
        application.add_handler(handler, group=-3)
    application.add_handler(composing.intake(), group=-2)
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
        *courses.handlers(),
        *certificates.handlers(services),
        *units.handlers(services),
        *checking.handlers(services),
        *cards.handlers(),
        *FORMS.handlers(),
        *reports.handlers(services),
        *appeals.handlers(),
        *guides.handlers(),
        *people.handlers(services),
        *subscriptions.handlers(),
        *privacy.handlers(),
        *invites.handlers(),
        *holders.handlers(),
        *staff.handlers(),
        *posters.handlers(),
        *misses.handlers(),
        *notices.handlers(services),
        *dues.handlers(services),
        *replies.handlers(services),
        *settlements.handlers(services),
        *passed.handlers(services),
        *drives.handlers(services),
        *leagues.handlers(services),
        *league_tables.handlers(services),
        *composing.handlers(services),
        *addressing.handlers(services),
        *timing.handlers(services),
        *broadcasts.handlers(services),
        *verify.handlers(services),
        *cases.handlers(services),
        *statistics.handlers(),
        *posts.handlers(services),
        *bars.handlers(services),
        *audit.handlers(),
        *questions.handlers(services),
        *answers.handlers(),
        certificates.intake(),
        answers.text_handler(),
        *others.handlers(),
    ]
