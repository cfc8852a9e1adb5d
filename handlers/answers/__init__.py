"""A citizen asks; the bot answers, suggests, or passes the question on; guides and posters."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.answers import answers, authors, guides, messages, posters, questions, unanswered
from handlers.chat.context import BotContext
from services.services import Services

__all__ = ["handlers", "messages"]


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    return [
        *guides.handlers(),
        *posters.handlers(),
        *unanswered.handlers(),
        *authors.handlers(services),
        *questions.handlers(services),
        *answers.handlers(),
    ]
