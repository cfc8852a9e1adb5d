"""Who is who: settings, posts, invites, bans, subscriptions, privacy, the audit."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.chat.context import BotContext
from handlers.people import audit, bans, holders, invites, messages, people, posts, privacy, subscriptions
from services.services import Services

__all__ = ["handlers", "messages"]


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    return [
        *people.handlers(services),
        *subscriptions.handlers(),
        *privacy.handlers(),
        *invites.handlers(),
        *holders.handlers(),
        *posts.handlers(services),
        *bans.handlers(),
        *audit.handlers(),
    ]
