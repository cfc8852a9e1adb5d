"""How each side of a case hears of what the other did.

Rows come first and messages second: what could not be sent stays untold in its row, and a job sends it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from channels import Delivered, Outcome, RefusalReason, Refused
from services.cases import words
from services.cases.messages import NewCase, PeopleDid
from services.cases.reminders import CaseUpdates
from services.content import Content
from services.mailings import Reminders
from services.messages import Message
from services.people import NO_TOPIC, Staff
from storage.cases import Case, CaseReader, Cases

log = logging.getLogger(__name__)

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
            topic = case.topic_id or await self._open_topic(case)
            linked = await self._read.linked_with(case)
            outcome = await self._send(NewCase(case, linked, self._clock().tzinfo), case, topic)
            if isinstance(outcome, Delivered):
                await self._cases.stands_at(case.id, chat, outcome.message_id)
            elif _is_of_chat(outcome):
                return
        for case_id, events in (await self._read.untold(by_staff=False)).items():
            found = await self._read.find(case_id)
            if found is None or found.staff_message_id is None:
                continue
            outcome = await self._send(PeopleDid(found, events), found, found.topic_id, found.staff_message_id)
            if isinstance(outcome, Delivered):
                await self._cases.tells_of(case_id, chat, outcome.message_id)
                await self._cases.told([event.id for event in events])
            elif _is_of_chat(outcome):
                return

    async def _send(self, message: Message, case: Case, topic: int | None, reply_to: int | None = None) -> Outcome:
        """Into the topic of the case; where it is gone or closed, into a new one, or into none."""
        outcome = await self._staff.send(message, reply_to=reply_to, topic=topic)
        if topic is not None and isinstance(outcome, Refused) and outcome.reason in NO_TOPIC:
            log.info("the topic of case %d is gone or closed", case.id)
            outcome = await self._staff.send(message, reply_to=reply_to, topic=await self._open_topic(case))
        if not isinstance(outcome, Delivered):
            why = outcome.words if isinstance(outcome, Refused) else outcome.why
            log.warning("the staff are not told of case %d: %s", case.id, why)
        return outcome

    async def _open_topic(self, case: Case) -> int | None:
        topic = await self._staff.open_topic(self._topic_name(case))
        if topic is not None:
            await self._cases.has_topic(case.id, topic)
        return topic

    def _topic_name(self, case: Case) -> str:
        return f"{case.number} {words.place(self._content, case)}"[:LONGEST_TOPIC]


def _is_of_chat(outcome: Outcome) -> bool:
    """Whether the next message would meet the same: the chat is away, and not this message refused."""
    return not isinstance(outcome, Refused) or outcome.is_unreachable or outcome.reason is RefusalReason.NO_RIGHT
