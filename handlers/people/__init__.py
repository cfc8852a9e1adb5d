"""Who is who: settings, posts, invites, bans, subscriptions, privacy, the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler

if TYPE_CHECKING:  # services still ask for taps
    from handlers.chat.context import BotContext
    from services.services import Services


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    from handlers.people import audit, bans, holders, invites, people, posts, privacy, subscriptions

    return [
        *people.handlers(services),
        *subscriptions.handlers(),
        *privacy.handlers(),
        *invites.handlers(),
        *holders.handlers(),
        *posts.handlers(services),
        *bans.handlers(services),
        *audit.handlers(),
    ]
