"""The staff chat: where the department reads what the bot has to tell it."""

from __future__ import annotations

import logging

from channels import Channel, SendFailed, Unreachable

log = logging.getLogger(__name__)


class Staff:
    """Tells the staff something in their chat."""

    def __init__(self, channel: Channel, chat_id: int | None, admin_ids: frozenset[int] = frozenset()) -> None:
        self._channel = channel
        self._admin_ids = admin_ids
        self.chat_id = chat_id
        """None: there is no staff chat, so nothing is told and no help of the staff is offered."""

    def includes(self, person_id: int, chat_id: int | None) -> bool:
        """Whether a person, writing in a chat, is staff: an administrator anywhere, anybody in the staff chat."""
        return person_id in self._admin_ids or (chat_id is not None and chat_id == self.chat_id)

    async def tell(self, html: str) -> int | None:
        """The id of the message in the staff chat; None where it could not be told, which the log says."""
        if self.chat_id is None:
            return None
        try:
            return await self._channel.send(self.chat_id, html)
        except (Unreachable, SendFailed) as error:
            log.warning("the staff chat cannot be told: %s", error)
            return None
