"""A citizen asks; the bot answers, suggests, or passes the question on; guides and posters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler

if TYPE_CHECKING:  # services still ask for taps
    from handlers.chat.context import BotContext
    from services.services import Services


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    from handlers.answers import answers, guides, posters, questions, unanswered

    return [
        *guides.handlers(),
        *posters.handlers(),
        *unanswered.handlers(),
        *questions.handlers(services),
        *answers.handlers(),
    ]
