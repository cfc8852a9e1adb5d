"""Whether the person of an update may do something of the staff's; the table is `services/people/rights.py`."""

from __future__ import annotations

from handlers.chat.context import BotContext
from services.people import RIGHTS, Right

__all__ = ["RIGHTS", "Right", "may"]


async def may(context: BotContext, right: Right) -> bool:
    """Whether the person of this update may do that, in this chat."""
    return await context.services.people.staff.role(context.person_id, context.chat_id) in RIGHTS[right]
