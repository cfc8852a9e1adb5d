"""Certificates of a person, a coordinator's body, the staff's drives and reviews."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from handlers.certification import (
    certificates,
    coordinator,
    drive_editor,
    drive_members,
    drives,
    joining,
    learning,
    messages,
    my_certificates,
    review,
)
from handlers.chat.context import BotContext
from services.services import Services

__all__ = ["handlers", "messages"]


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    return [
        *my_certificates.handlers(),
        *joining.handlers(),
        *learning.handlers(),
        *certificates.handlers(services),
        *coordinator.handlers(services),
        *review.handlers(services),
        *drives.handlers(),
        *drive_editor.handlers(services),
        *drive_members.handlers(services),
    ]
