"""The quarterly rating: the staff's tables and windows, a head's figures."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.chat.context import BotContext
from handlers.rating import head, leagues, messages, objections, tables
from services.services import Services

__all__ = ["handlers", "messages"]


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    return [
        *leagues.handlers(services),
        *objections.handlers(services),
        *head.handlers(services),
        *tables.handlers(services),
    ]
