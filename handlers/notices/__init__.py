"""What the department asks of posts: the staff's notices, a head's obligations and replies."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.chat.context import BotContext
from handlers.notices import (
    addresses,
    messages,
    notice_editor,
    notices,
    obligations,
    replies,
    reply_fields,
    reply_results,
    settlements,
)
from services.services import Services

__all__ = ["handlers", "messages"]


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    return [
        *notices.handlers(services),
        *notice_editor.handlers(services),
        *obligations.handlers(services),
        *replies.handlers(services),
        *reply_fields.handlers(services),
        *reply_results.handlers(services),
        *settlements.handlers(services),
        *addresses.handlers(services),
    ]
