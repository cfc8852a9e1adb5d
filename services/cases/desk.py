"""What the staff may do with a case: take it, answer, correct, forward, link, close; and what stands still.

Linked cases are a group: of one body, place and day. What is done `to_all` is done to the case and to the open ones
that are linked with it; each person reads what concerns her own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels import Delivered
from content.hromadas import by_slug
from services.cases.delivery import CASE, Delivery
from services.cases.messages import CaseCard, CaseForwarded, CaseStandsStill
from services.cases.own_cases import LONGEST
from services.content import Content
from services.messages import Message, TextMessage
from services.operation.failures import Failures
from services.people import (
    BOT,
    Doubt,
    Make,
    NewsItem,
    NewsKind,
    Note,
    Notes,
    People,
    Post,
    Posts,
    Staff,
    Title,
    is_of_chat,
)
from services.text import mask, single_line
from storage.cases import PREFIX, Case, CaseEvent, CaseOutcome, CaseReader, Cases, CaseStatus, EventKind

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
    _notes: Notes
    _posts: Posts
    _failures: Failures
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

    async def shows(self, case: Case, chat_id: int | None, message_id: int | None) -> None:
        """That message of the staff chat, or of somebody's own, shows the case as it stands, and is drawn anew when
        that changes."""
        if message_id is not None and chat_id is not None and (chat_id > 0 or chat_id == self._staff.chat_id):
            await self._delivery.shows(case, chat_id, message_id)

    async def card(self, case: Case, chat_id: int) -> CaseCard:
        """The case as it stands, for that chat."""
        return await self._delivery.card(case, chat_id)

    async def reached(self, cases: Sequence[Case]) -> int:
        """How many people of these cases read what is written to them."""
        return sum([await self._people.is_reached(person_id) for person_id in readers(cases)])

    async def take(self, case_id: int, staff_id: int, name: str, *, told: bool = True) -> bool:
        """Makes somebody of the staff responsible; the person is told, unless not `told`. False where somebody is."""
        name = single_line(name, LONGEST_NAME)
        taken = await self._cases.take(case_id, staff_id, name, self._clock(), told=told)
        if taken:
            await self._delivery.soon()
            await self._delivery.redraw(case_id)
        return taken

    async def show_evidence(self, case_id: int) -> None:
        """Sends what belongs to the case into the staff chat."""
        await self._cases.wants_files(case_id)
        await self._delivery.soon()

    async def let_go(self, case_id: int, by: int = BOT, by_name: str = "") -> bool:
        """Offers the case to everybody again; False where nobody had it."""
        is_free = await self._cases.let_go(case_id, self._clock(), by, by_name)
        await self._delivery.redraw(case_id)
        return is_free

    async def note(self, case_id: int, text: str, by_name: str = "") -> None:
        """A note among colleagues: the person does not see it."""
        await self._notes.add(CASE, case_id, by_name, text)
        await self._delivery.redraw(case_id)

    async def take_note_back(self, case_id: int, text: str) -> None:
        """Takes away a note with these words."""
        await self._notes.take_back(CASE, case_id, text)
        await self._delivery.redraw(case_id)

    async def correct(self, case_id: int, by: int, by_name: str = "", *, place: str = "", hromada: str = "") -> None:
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
            by_name,
            place=place if place in known else case.details.place,
            hromada=found.katottg if found else case.details.hromada,
        )
        await self._delivery.redraw(case_id)

    async def is_forwarded(self, case: Case) -> bool:
        """Whether somebody outside has the case: then closing it most likely means that."""
        return any(each.kind is EventKind.FORWARDED for each in await self._read.events(case.id))

    async def close(
        self, case_id: int, outcome: CaseOutcome, reason: str, by: int, by_name: str = "", *, to_all: bool = False
    ) -> int:
        """Ends the case, or all, with outcome and reason, which each person reads; how many. 0 where it is closed."""
        case = await self._read.find(case_id)
        if case is None:
            return 0
        cases = [each.id for each in (await self.group(case) if to_all else [case])]
        closed = await self._cases.close(cases, outcome, mask(reason)[:LONGEST], self._clock(), by, by_name)
        await self._delivery.soon()
        await self._delivery.redraw(case_id)
        return closed

    # Groups

    async def link(self, case_id: int, other: int, by: int, by_name: str = "") -> bool:
        """Makes one group of both and of all that is linked with either; no person is told of it. False where they
        are linked already, or one and the same."""
        linked = case_id != other and await self._cases.link(case_id, other, self._clock(), by, by_name)
        await self._delivery.redraw(case_id)
        return linked

    async def unlink(self, case_id: int, by: int, by_name: str = "", *, together: Sequence[int] = ()) -> bool:
        """Takes the case out of its group, and others `together` with it; False where it stands alone."""
        case = await self._read.find(case_id)
        group = [case, *await self._read.linked_with(case)] if case else []
        left = [case_id, *(each for each in together if each != case_id)]
        unlinked = await self._cases.unlink(left, self._clock(), by, by_name)
        for each in group:
            await self._delivery.redraw(each.id)
        return unlinked

    async def group(self, case: Case) -> list[Case]:
        """The case, and the open ones that are linked with it."""
        return [case, *(each for each in await self._read.linked_with(case) if each.is_open)]

    async def take_linked(self, case: Case, staff_id: int, name: str) -> list[Case]:
        """Takes what nobody has taken of its group: these."""
        return [each for each in await self.group(case) if await self.take(each.id, staff_id, name)]

    # Replies

    async def doubt(self, case: Case, person_id: int) -> tuple[Doubt, str]:
        """Why it is asked whom a reply of that member of the staff is for, and the colleague whom that is about."""
        if not case.is_open:
            return Doubt.CLOSED, ""
        if case.assignee_id is not None and case.assignee_id != person_id:
            return Doubt.OF_OTHER, case.assignee_name
        return (Doubt.SEVERAL, "") if len(readers(await self.group(case))) > 1 else (Doubt.NONE, "")

    async def recipients(self, case: Case, *, to_all: bool) -> list[int]:
        """The cases whose people get a reply: each person once."""
        return [each.id for each in readers(await self.group(case) if to_all else [case]).values()] or [case.id]

    async def history(self, case: Case) -> list[CaseEvent | Note]:
        """What happened to the case, and what colleagues noted, the oldest first."""
        return await self._delivery.history(case)

    # Forwarding

    async def forward_to_head(self, case: Case, slug: str, by: int, by_name: str = "", *, named: bool) -> bool:
        """The head of the hromada is told, without a word of the person but the name of the place, where that is
        `named`; False where the bot reaches nobody there."""
        post = Post(slug, Title.HEAD)
        if post.id not in await self._posts.reached():
            return False
        to = await self._posts.name(post)
        await self._cases.forward(case.id, self._clock(), to, by, by_name, head=post.id, named=named)
        await self._delivery.deliver()
        await self._delivery.redraw(case.id)
        return True

    async def give_letter(self, case_id: int, give: Callable[[], Awaitable[object]]) -> None:
        """Once for an update, though it is handled anew after a crash; `give` puts the letter there."""
        if not await self._cases.has_letter(case_id):
            await give()
            await self._cases.letter_made(case_id)

    async def forwarded(self, case_id: int, to: str, by: int, by_name: str = "") -> None:
        """Keeps to whom the case was forwarded by letter; its people are told."""
        await self._cases.forward(case_id, self._clock(), to, by, by_name)
        await self._delivery.soon()
        await self._delivery.redraw(case_id)

    async def head_answers(self, case: Case, post: str, text: str) -> None:
        """What the head of the hromada did: it stands in the history, and the staff are told."""
        await self._cases.head_answers(case.id, self._clock(), mask(f"{post}: {text}")[:LONGEST])
        await self._delivery.redraw(case.id)

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.CASE_FORWARDED: self._told_of_forwarding, NewsKind.HEAD_ANSWERED: self._told_of_answer}

    async def _told_of_forwarding(self, item: NewsItem) -> Message | None:
        case = await self._read.find(item.facts["case"])
        return CaseForwarded(case, case.details.place_name if item.facts["named"] else "") if case else None

    async def _told_of_answer(self, item: NewsItem) -> Message | None:
        case = await self._read.find(item.facts["case"])
        if case is None:
            return None
        [text] = [each.text for each in await self._read.events(case.id) if each.id == item.facts["event"]]
        return TextMessage("forwarded-for-staff", number=case.number or "", text=text)

    # What the clock does

    async def remind_staff(self) -> None:
        """Cases with which nothing happens: the one who is responsible is named; then it is free again."""
        standing = await self._read.untouched_since(self._clock() - SILENCE)
        await self._failures.each_on_its_own("standing_cases", standing, self._remind_staff_of)

    async def _remind_staff_of(self, case: Case) -> bool:
        """Whether the next may follow."""
        is_free = case.staff_reminded_at is not None and case.status is CaseStatus.TAKEN
        outcome = await self._delivery.tell_below(case, CaseStandsStill(case, is_free))
        if isinstance(outcome, Delivered):
            await (self.let_go(case.id) if is_free else self._cases.reminded_staff(case.id, self._clock()))
        return not is_of_chat(outcome)

    async def forget_evidence(self) -> None:
        """Deletes the originals of cases that were closed long enough ago."""
        deleted = await self._cases.delete_originals(self._clock() - self._evidence_kept_for)
        if deleted:
            log.info("%d pieces of evidence past their time deleted", deleted)


def readers(cases: Sequence[Case]) -> dict[int, Case]:
    """Who reads what is written to these cases, and under which of hers: the first."""
    return {each.person_id: each for each in reversed(cases) if each.person_id is not None}
