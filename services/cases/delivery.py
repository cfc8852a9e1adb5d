"""How each side of a case hears of what the other did.

Rows come first and messages second: what could not be sent stays untold in its row, and a job sends it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter

from channels import Channel, Delivered, Lack, Media, Outcome, RefusalReason, Refused
from channels.rights import KINDS
from services.cases import words
from services.cases.messages import CaseCard, EvidenceGone, EvidenceWaits, PeopleDid
from services.cases.reminders import CaseUpdates
from services.content import Content
from services.files.pictures import EVIDENCE, IMAGE, NotAPicture, strip
from services.mailings import Reminders
from services.messages import Message
from services.operation.failures import Failures
from services.operation.tracking import afterwards
from services.people import NO_TOPIC, Note, Notes, Staff, is_of_chat
from services.times import later
from storage.cases import Case, CaseEvent, CaseFile, CaseReader, Cases, WantedFile

log = logging.getLogger(__name__)

LONGEST_TOPIC = 120
"""Characters; Telegram takes 128."""
LOOKED_AT = timedelta(minutes=15)
"""So long after a change the clock looks whether every message shows it."""
PICTURES = frozenset({"photo", IMAGE})
"""Kinds of evidence that a page can show."""
CASE = "case"
"""What notes and replies about cases bear."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Tells the people through the outbox, and the staff in their chat."""

    _content: Content
    _cases: Cases
    _read: CaseReader
    _reminders: Reminders
    _staff: Staff
    _channel: Channel
    _failures: Failures
    _notes: Notes
    _clock: Callable[[], datetime]

    async def soon(self) -> None:
        """Delivers when the person who did something has her answer: it does not depend on the staff chat."""
        await afterwards(self.deliver)

    async def redraw(self, case_id: int) -> None:
        """Draws the messages of the staff anew that show the case or one linked with it; those that are gone stay
        gone."""
        await afterwards(partial(self._redraw, case_id))

    async def _redraw(self, case_id: int) -> None:
        case = await self._read.find(case_id)
        if case is None:
            return
        for each in [case, *await self._read.linked_with(case)]:
            for chat_id, message_id, shown in await self._read.cards(each.id):
                card = await self.card(each, chat_id)
                if shown != (mark := self._staff.mark(card)) and await self._staff.edit(chat_id, message_id, card):
                    await self._cases.shows(each.id, chat_id, message_id, mark)

    async def card(self, case: Case, chat_id: int) -> CaseCard:
        """The case as it stands, for that chat."""
        linked, history = await self._read.linked_with(case), await self.history(case)
        return CaseCard(case, linked, history, is_private=chat_id > 0)  # groups are below

    async def history(self, case: Case) -> list[CaseEvent | Note]:
        """What happened to the case, and what colleagues noted, the oldest first."""
        found: list[CaseEvent | Note] = [*await self._read.events(case.id), *await self._notes.of(CASE, case.id)]
        return sorted(found, key=lambda each: each.at)

    async def redraw_changed(self) -> None:
        """What a crash or Telegram kept from being drawn anew; as it stands already it is left alone."""
        for case_id in await self._read.changed_since(later(self._clock(), -LOOKED_AT)):
            await self._redraw(case_id)

    async def shows(self, case: Case, chat_id: int, message_id: int) -> None:
        """That message shows the case as it stands."""
        await self._cases.shows(case.id, chat_id, message_id, self._staff.mark(await self.card(case, chat_id)))

    async def deliver(self) -> None:
        """Gives the people's news to the outbox; sends the staff theirs, and what cannot be sent now stays untold."""
        if await self._read.untold(by_staff=True):
            while await self._reminders.plan(CaseUpdates.kind):
                pass  # one case after the other
        async with self._cases.exclusive() as is_mine:  # two at once would send the same twice
            if is_mine:
                await self._tell_staff()

    async def _tell_staff(self) -> None:
        if self._staff.chat_id is None:
            return
        new = reversed(await self._read.not_in_staff_chat())
        await self._failures.each_on_its_own("cases", new, self._bring)
        news = (await self._read.untold(by_staff=False)).items()
        await self._failures.each_on_its_own("case_news", news, self._tell_news, number=itemgetter(0))
        await self._send_evidence()

    async def _bring(self, case: Case) -> bool:
        """Whether the next case may follow."""
        if case.topic_id is None:
            case = replace(case, topic_id=await self._open_topic(case))
        card = CaseCard(case, await self._read.linked_with(case), await self.history(case))
        outcome = await self._send(case, partial(self._staff.send, card))
        if isinstance(outcome, Delivered) and self._staff.chat_id is not None:
            await self._cases.stands_at(case.id, self._staff.chat_id, outcome.message_id, self._staff.mark(card))
        return not is_of_chat(outcome)

    async def _tell_news(self, news: tuple[int, Sequence[CaseEvent]]) -> bool:
        """Whether the next may follow."""
        case_id, events = news
        found = await self._read.find(case_id)
        if found is None or found.staff_message_id is None:
            return True
        outcome = await self.tell_below(found, PeopleDid(found, events))
        if isinstance(outcome, Delivered):
            await self._cases.told([event.id for event in events])
        return not is_of_chat(outcome)

    async def tell_below(self, case: Case, message: Message) -> Outcome:
        """Tells the staff something below the message of the case; a reply to it belongs to the case."""
        outcome = await self._send(case, partial(self._staff.send, message, reply_to=case.staff_message_id))
        if isinstance(outcome, Delivered) and self._staff.chat_id is not None:
            await self._cases.tells_of(case.id, self._staff.chat_id, outcome.message_id)
        return outcome

    async def _send_evidence(self) -> None:
        """What the staff want to see. Files of a kind that the chat does not take wait, and the chat is told so."""
        forbidden = set[str]()
        for file in await self._read.wanted_files():
            case = await self._read.find(file.case_id)
            if case is None or file.kind in forbidden:
                continue
            outcome = await self._send_file(case, file)
            match outcome:
                case Refused(RefusalReason.KIND_FORBIDDEN):
                    forbidden.add(file.kind)
                    if not file.told:
                        lack = KINDS.get(file.kind, Lack.DOCUMENTS)
                        await self.tell_below(case, EvidenceWaits(case, lack))
                        await self._cases.tells_that_files_wait(case.id, file.kind)
                case Refused() if not is_of_chat(outcome):
                    log.warning("evidence of case %d not shown: %s", case.id, outcome.words)
                    await self.tell_below(case, EvidenceGone(case))
                    await self._cases.showed(file.id)
                case Delivered():
                    await self._cases.showed(file.id)
                case _:
                    return

    async def picture(self, file: CaseFile) -> bytes | None:
        """A picture of the evidence as JPEG, without what the camera wrote into it; None where it is none, or gone."""
        if file.kind not in PICTURES:
            return None
        content = await self._channel.download(file.file_id)
        try:
            return await strip(content) if isinstance(content, bytes) else None
        except NotAPicture:
            return None

    async def give(self, file: CaseFile, person_id: int) -> bool:
        """Sends a piece of evidence into somebody's own chat; whether it is there."""
        if file.kind == IMAGE:
            bare = await self.picture(file)
            outcome = await self._channel.send_document(person_id, EVIDENCE, bare, "") if bare else None
        else:
            outcome = await self._channel.send_media(person_id, Media(file.kind, file.file_id))
        return isinstance(outcome, Delivered)

    async def _send_file(self, case: Case, file: WantedFile) -> Outcome:
        """A picture that came as a file goes on without what the camera wrote into it."""
        reply_to = case.staff_message_id
        if file.kind != IMAGE:
            media = Media(file.kind, file.file_id)
            return await self._send(case, partial(self._staff.send_media, media, reply_to=reply_to))
        content = await self._channel.download(file.file_id)
        if not isinstance(content, bytes):
            return content
        try:
            bare = await strip(content)
        except NotAPicture:
            return Refused(RefusalReason.GONE, "not a picture")
        return await self._send(case, partial(self._staff.send_document, EVIDENCE, bare, reply_to=reply_to))

    async def _send(self, case: Case, send: Callable[..., Awaitable[Outcome]]) -> Outcome:
        """Into the topic of the case; where that is gone or closed, into a new one, or into none."""
        outcome = await send(topic=case.topic_id)
        if case.topic_id is not None and isinstance(outcome, Refused) and outcome.reason in NO_TOPIC:
            log.info("the topic of case %d is gone or closed", case.id)
            outcome = await send(topic=await self._open_topic(case))
        return outcome

    async def _open_topic(self, case: Case) -> int | None:
        topic = await self._staff.open_topic(self._topic_name(case))
        if topic != case.topic_id:
            await self._cases.has_topic(case.id, topic)
        return topic

    def _topic_name(self, case: Case) -> str:
        return f"{case.number} {words.place(self._content, case)}"[:LONGEST_TOPIC]
