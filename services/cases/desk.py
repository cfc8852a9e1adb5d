"""What the staff may do with a case: take it, answer, correct, forward, merge, close; and what stands still."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.hromadas import by_slug
from services.cases.delivery import Delivery
from services.cases.messages import CaseForwarded, CaseStandsStill, StaffAnswered
from services.cases.own_cases import LONGEST
from services.content import Content
from services.messages import Message, TextMessage
from services.people import People, Post, Posts, Staff, Title
from services.text import mask, single_line
from storage.cases import PREFIX, Case, CaseOutcome, CaseReader, Cases, CaseStatus, EventKind

log = logging.getLogger(__name__)

SILENCE = timedelta(days=2)
"""After so long without a step of the staff they are reminded; after as long again the case is free."""
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Desk:
    """The rules for the staff."""

    _content: Content
    _cases: Cases
    _read: CaseReader
    _delivery: Delivery
    _staff: Staff
    _people: People
    _posts: Posts
    _clock: Callable[[], datetime]
    _evidence_kept_for: timedelta

    async def find_by_number(self, text: str) -> Case | None:
        """The case with that number, written whole or as its last digits of this year."""
        digits = re.search(r"(\d+)\D*$", text)
        if not digits:
            return None
        year = re.search(r"20\d\d", text[: digits.start(1)])
        return await self._read.find_by_number(
            f"{PREFIX}-{year[0] if year else self._clock().year}-{int(digits[1]):06}"
        )

    async def by_message(self, message_id: int, says: str) -> Case | None:
        """The case of which that message of the staff chat tells; `says` is its text, if the bot wrote it."""
        if self._staff.chat_id is None:
            return None
        case = await self._read.find_by_message(self._staff.chat_id, message_id)
        if case is None and (number := re.match(rf"{PREFIX}-\d{{4}}-\d{{6}}\b", says)):
            # Telegram took the message twice: the call for this one got no answer, so it was sent again.
            case = await self._read.find_by_number(number[0])
        return case

    async def stands_at(self, case: Case, chat_id: int | None, message_id: int) -> None:
        """The case was found in that message. Where it is of the staff chat and the call that brought the case there
        got no answer, it is the case's own from now on."""
        if case.staff_message_id is None and chat_id is not None and chat_id == self._staff.chat_id:
            await self._cases.stands_at(case.id, chat_id, message_id)

    async def take(self, case_id: int, staff_id: int, name: str) -> bool:
        """Makes somebody of the staff responsible; the person is told once. False where somebody is already."""
        taken = await self._cases.take(case_id, staff_id, single_line(name, LONGEST_NAME), self._clock())
        if taken:
            await self._delivery.deliver()
        return taken

    async def let_go(self, case_id: int) -> bool:
        """Offers the case to everybody again; False where nobody had it."""
        return await self._cases.let_go(case_id, self._clock())

    async def note(self, case_id: int, text: str) -> None:
        """A note among colleagues: the person does not see it."""
        await self._cases.add_event(case_id, self._clock(), EventKind.NOTE, mask(text)[:LONGEST], by_staff=True)

    async def take_note_back(self, case_id: int, text: str) -> None:
        """Takes away a note with these words."""
        await self._cases.take_back(case_id, self._clock(), EventKind.NOTE, mask(text)[:LONGEST], by_staff=True)

    async def correct(self, case_id: int, by: int, *, place: str = "", hromada: str = "") -> None:
        """Changes the kind of place or the hromada (by its slug); what is not known is left as it is."""
        case = await self._read.find(case_id)
        if case is None:
            return
        found = by_slug(hromada)
        known = {each.id for each in self._content.library.cards.places}
        await self._cases.correct(
            case_id,
            self._clock(),
            by,
            place=place if place in known else case.details.place,
            hromada=found.katottg if found else case.details.hromada,
        )

    async def merge(self, case_id: int, into: Case, by: int) -> bool:
        """Joins a case to another one that is not merged itself; its people are told once."""
        if into.status is CaseStatus.MERGED:
            return False
        merged = await self._cases.merge(case_id, into.id, self._clock(), by)
        if merged:
            await self._delivery.deliver()
        return merged

    async def choose_outcome(self, case_id: int, outcome: CaseOutcome) -> bool:
        return await self._cases.choose_outcome(case_id, outcome)

    async def close(self, case_id: int, reason: str, by: int) -> bool:
        """Ends the case; its people read outcome and reason. False where no outcome was chosen, or it is closed."""
        closed = await self._cases.close(case_id, mask(reason)[:LONGEST], self._clock(), by)
        if closed:
            await self._delivery.deliver()
        return closed

    # Answers

    async def answer(self, case: Case, text: str) -> bool:
        """Sends words of the staff to everybody who is told of the case; False where nobody can be reached."""
        message = StaffAnswered(case, text)
        return await self._answer(case, text, lambda person: self._people.notify(person, message))

    async def answer_file(self, case: Case, from_chat: int, message_id: int) -> bool:
        """The same for a photo or a file that staff put into their chat."""
        return await self._answer(case, "", lambda person: self._people.copy(person, from_chat, message_id))

    async def _answer(self, case: Case, text: str, send: Callable[[int], Awaitable[bool]]) -> bool:
        """To each person once, though the reply may be handled anew after a crash."""
        answered = False
        for person in await self._read.listeners(case.id):
            if not await self._cases.has_answered(case.id, person):
                if not await send(person):
                    continue
                await self._cases.answers(case.id, person)
            answered = True
        if answered:
            await self._cases.add_event(case.id, self._clock(), EventKind.ANSWERED, text[:LONGEST], by_staff=True)
            await self._cases.answered(case.id, self._clock())
        return answered

    # Forwarding

    async def forward_to_head(self, case: Case, slug: str) -> bool:
        """Tells the head of the hromada, without a word of the person; False where nobody can be told."""
        post = Post(slug, Title.HEAD)
        told = [
            await self._people.notify(tenure.person_id, CaseForwarded(case))
            for tenure in await self._posts.acting(post)
            if tenure.person_id is not None
        ]
        if not any(told):
            return False
        await self.forwarded(case.id, await self._posts.name(post))
        return True

    async def forwarded(self, case_id: int, to: str) -> None:
        """Keeps to whom the case was forwarded; its people are told."""
        await self._cases.add_event(case_id, self._clock(), EventKind.FORWARDED, to, by_staff=True, untold=True)
        await self._delivery.deliver()

    async def head_answers(self, case: Case, post: str, text: str) -> None:
        """What the head of the hromada did: it stands among the notes, and the staff are told."""
        await self.note(case.id, f"{post}: {text}")
        words = mask(text)[:LONGEST]
        await self._notify_staff(
            case, TextMessage("forwarded-for-staff", number=case.number or "", post=post, text=words)
        )

    # What the clock does

    async def remind_staff(self) -> None:
        """Cases with which nothing happens: the one who is responsible is named; then it is free again."""
        now = self._clock()
        for case in await self._read.untouched_since(now - SILENCE):
            is_free = case.staff_reminded_at is not None and case.status is CaseStatus.TAKEN
            if is_free:
                await self.let_go(case.id)
            told = await self._notify_staff(case, CaseStandsStill(case, is_free), reply=True)
            if told and not is_free:
                await self._cases.reminded_staff(case.id, now)

    async def forget_evidence(self) -> None:
        """Deletes the originals of cases that were closed long enough ago."""
        deleted = await self._cases.delete_originals(self._clock() - self._evidence_kept_for)
        if deleted:
            log.info("%d pieces of evidence past their time deleted", deleted)

    async def _notify_staff(self, case: Case, message: Message, *, reply: bool = False) -> bool:
        """In the staff chat; a reply to that message belongs to the case. `reply`: below the case's own message."""
        message_id = await self._staff.notify(
            message,
            reply_to=case.staff_message_id if reply else None,
            topic=case.topic_id if reply else None,
        )
        if message_id is None or self._staff.chat_id is None:
            return False
        await self._cases.tells_of(case.id, self._staff.chat_id, message_id)
        return True
