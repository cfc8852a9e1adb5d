"""Broadcasts: composed, addressed, timed, approved, watched; /verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler

if TYPE_CHECKING:  # services still ask for taps
    from handlers.chat.context import BotContext
    from services.services import Services


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    from handlers.mailings import audience, broadcasts, composer, schedule, verify

    return [
        *composer.handlers(services),
        *audience.handlers(services),
        *schedule.handlers(services),
        *broadcasts.handlers(services),
        *verify.handlers(services),
    ]
