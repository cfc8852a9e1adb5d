"""What the department asks of posts: the staff's notices, a head's obligations and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler

if TYPE_CHECKING:  # services still ask for taps
    from handlers.chat.context import BotContext
    from services.services import Services


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    from handlers.notices import addresses, notices, obligations, replies, settlements

    return [
        *notices.handlers(services),
        *obligations.handlers(services),
        *replies.handlers(services),
        *settlements.handlers(services),
        *addresses.handlers(services),
    ]
