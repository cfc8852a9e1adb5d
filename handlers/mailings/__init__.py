"""Broadcasts: composed, addressed, timed, approved, watched; why one gets them, and /verify.

It offers the others the page of a draft (`open_draft`) and what can be sent on of a message (`content_of`).
"""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.chat.context import BotContext
from handlers.mailings import approval, audience, broadcasts, composer, report_files, schedule, verify, why
from handlers.mailings.composer import content_of
from handlers.mailings.editor import open_draft
from services.services import Services

__all__ = ["content_of", "handlers", "open_draft"]


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    return [
        *composer.handlers(services),
        *audience.handlers(services),
        *schedule.handlers(services),
        *broadcasts.handlers(services),
        *approval.handlers(services),
        *report_files.handlers(),
        *why.handlers(),
        *verify.handlers(services),
    ]
