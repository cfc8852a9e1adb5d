"""The quarterly rating: the staff's tables and windows, a head's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler

if TYPE_CHECKING:  # services still ask for taps
    from handlers.chat.context import BotContext
    from services.services import Services


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    from handlers.rating import leagues, tables

    return [
        *leagues.handlers(services),
        *tables.handlers(services),
    ]
