"""How each side of a case hears of what the other did.

Rows come first and messages second: what could not be sent stays untold in its row, and a job sends it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.cases import words
from services.cases.messages import NewCase, PeopleDid
from services.cases.reminders import CaseUpdates
from services.content import Content
from services.mailings import Reminders
from services.people import Staff
from storage.cases import Case, CaseReader, Cases

LONGEST_TOPIC = 120
"""Characters; Telegram takes 128."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Tells the people through the outbox, and the staff in their chat."""

    _content: Content
    _cases: Cases
    _read: CaseReader
    _reminders: Reminders
    _staff: Staff
    _clock: Callable[[], datetime]

    async def deliver(self) -> None:
        """Gives the people's news to the outbox; sends the staff theirs, and what cannot be sent now stays untold."""
        if await self._read.untold(by_staff=True):
            while await self._reminders.plan(CaseUpdates.kind):
                pass  # one case after the other
        async with self._cases.exclusive() as is_mine:  # two at once would send the same twice
            if is_mine:
                await self._tell_staff()

    async def _tell_staff(self) -> None:
        chat = self._staff.chat_id
        if chat is None:
            return
        for case in reversed(await self._read.not_in_staff_chat()):
            topic = case.topic_id
            if topic is None and (topic := await self._staff.open_topic(self._topic_name(case))) is not None:
                await self._cases.has_topic(case.id, topic)
            message_id = await self._staff.notify(NewCase(case, self._clock().tzinfo), topic=topic)
            if message_id is None:
                return
            await self._cases.stands_at(case.id, chat, message_id)
        for case_id, events in (await self._read.untold(by_staff=False)).items():
            found = await self._read.find(case_id)
            if found is None or found.staff_message_id is None:
                continue
            message_id = await self._staff.notify(
                PeopleDid(found, events), reply_to=found.staff_message_id, topic=found.topic_id
            )
            if message_id is None:
                return
            await self._cases.tells_of(case_id, chat, message_id)
            await self._cases.told([event.id for event in events])

    def _topic_name(self, case: Case) -> str:
        return f"{case.number} {words.place(self._content, case)}"[:LONGEST_TOPIC]
