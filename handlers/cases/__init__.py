"""A document was not accepted: the law card, the report, the appeal, the staff's work on a case, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler

if TYPE_CHECKING:  # services still ask for taps
    from handlers.chat.context import BotContext
    from services.services import Services


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    from handlers.cases import appeals, cards, desk, forwarded_cases, report, statistics

    return [
        *cards.handlers(),
        *report.handlers(services),
        *appeals.handlers(),
        *forwarded_cases.handlers(services),
        *desk.handlers(services),
        *statistics.handlers(),
    ]
