"""Certificates of a person, a coordinator's body, the staff's drives and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import BaseHandler

if TYPE_CHECKING:  # services still ask for taps
    from handlers.chat.context import BotContext
    from services.services import Services


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    from handlers.certification import certificates, coordinator, drives, my_certificates, review

    return [
        *my_certificates.handlers(),
        *certificates.handlers(services),
        *coordinator.handlers(services),
        *review.handlers(services),
        *drives.handlers(services),
    ]
