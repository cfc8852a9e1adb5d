"""A question the bot could not answer goes to the department, and the department's words go back; who asked it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from channels import Delivered
from content.answers import Answer
from services.answers.editions import Edition
from services.answers.search import Decision
from services.messages import Message, Render, TextMessage
from services.operation.failures import Failures
from services.operation.tracking import afterwards
from services.people import (
    Action,
    Audit,
    Ban,
    Bans,
    Doubt,
    HeldReply,
    Letter,
    Make,
    NewsItem,
    NewsKind,
    Note,
    Notes,
    People,
    Prompts,
    Staff,
    is_of_chat,
)
from services.text import shorten, single_line
from services.times import later
from storage.answers import Question, QuestionStore, propose, replied
from storage.engine.database import Statements

LOOKED_AT = timedelta(days=30)
LONGEST_REASON = 3900
"""Characters that leave room for the heading in Telegram's 4,096."""
QUESTION = "question"
"""What notes and replies about questions bear."""
CARD = "questions-reply-here"
"""The prompt that is a question in somebody's own chat: a reply to it goes to who asked."""
LOOKED_AGAIN = timedelta(minutes=3)
"""So long after a change the clock looks whether the staff chat shows it."""
LONGEST_NAME = 64
LIKELY = 5
"""Answers offered to the staff below a question."""

_NUMBER, _TEXT = 700_000_000_000_007, "QUESTIONTEXT"
"""Stand for number and text while the pattern is made: no text of the bot holds them."""
SHOWN = 80
"""Characters of the first question that are repeated above what is asked further."""


class Unreadable(StrEnum):
    """Why nobody would read a reply to a message of the staff chat."""

    NOBODY = "nobody"
    """Whoever asked had her data deleted."""
    TAKEN_BACK = "taken back"
    """Whoever asked did not mean the department."""


class Closing(StrEnum):
    """What became of a question that staff closed without a reply."""

    TOLD = "told"
    STOPPED = "stopped"
    """Whoever asked has stopped the bot."""
    NOBODY = "nobody"
    """Whoever asked had her data deleted."""
    GONE = "gone"
    """There is nothing to close: it was replied to, closed or taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionForStaff(Message):
    """To the staff: a question as it stands, which is answered by a reply."""

    number: int
    text: str
    closed: str = ""
    """Why there will be no reply; empty: there may be one."""
    assignee: str = ""
    """Who of the staff works on it."""
    reply: str = ""
    """What was replied last."""
    replied_by: str = ""
    notes: Sequence[Note] = ()
    likely: Sequence[str] = ()
    """Ids of the answers that fit best, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionClosed(Message):
    """To who asked: there will be no reply, and why."""

    question: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReply(Message):
    """To who asked: the words of the staff."""

    question: int
    html: str
    """As they were written."""
    corrected: bool = False
    """Whether they replace what she read before."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Carries questions to the staff chat and replies back."""

    _edition: Callable[[], Edition]
    _questions: QuestionStore
    _staff: Staff
    _people: People
    _render: Render
    _failures: Failures
    _notes: Notes
    _prompts: Prompts
    _clock: Callable[[], datetime]
    kind: str = QUESTION

    async def pass_on(self, question_id: int, person_id: int) -> bool:
        """Whether the question is with the department now; False where it is not this person's.

        The promise is kept in the row first: what cannot be sent now is sent by `deliver`.
        """
        if not await self._questions.pass_on(question_id, person_id, self._clock()):
            return False
        await afterwards(self.deliver)
        return True

    async def beginning(self, question_id: int, person_id: int) -> str | None:
        """The first words of a question; None where it is not this person's."""
        question = await self._questions.find(question_id)
        return shorten(question.text, SHOWN) if question and question.person_id == person_id else None

    async def follow(self, question_id: int, first: int) -> None:
        """The person asks more about an earlier question."""
        await self._questions.follow(question_id, first)

    async def deliver(self) -> None:
        """Sends every question that was passed on and does not stand in the staff chat yet."""
        if self._staff.chat_id is None:
            return
        async with self._questions.exclusive() as is_mine:  # two at once would both see the same question waiting
            if not is_mine:
                return
            waiting = await self._questions.waiting_for_staff()
            await self._failures.each_on_its_own("questions", waiting, self._deliver)

    async def _deliver(self, question: Question) -> bool:
        """False where the next one would meet the same."""
        outcome = await self._staff.send(await self.as_it_stands(question))
        if isinstance(outcome, Delivered) and self._staff.chat_id is not None:
            await self._questions.stands_at(question.id, self._staff.chat_id, outcome.message_id)
        return not is_of_chat(outcome)

    async def take_back(self, person_id: int, message_id: int) -> bool:
        """The person's message was not meant for the department, which is told where it stands in its chat already.

        False where the department has replied, or said that it will not.
        """
        question = await self._questions.of_message(person_id, message_id)
        if question is None or question.passed_at is None:
            return True
        if not await self._questions.take_back(question.id):
            return False
        taken_back = TextMessage("questions-taken-back-for-staff", number=str(question.id))
        for place in await self._places(question):
            await self._staff.edit(*place, taken_back)
        return True

    async def of_message(self, person_id: int, message_id: int) -> Question | None:
        """The question that the person asked in that message."""
        return await self._questions.of_message(person_id, message_id)

    async def by_message(self, staff_message_id: int, quoted: str) -> Question | None:
        """The question in that message of the staff chat; `quoted` is what it says, if the bot wrote it."""
        if self._staff.chat_id is None:
            return None
        question = await self._questions.find_by_staff_message(self._staff.chat_id, staff_message_id)
        if question is None and (number := self._number_in(quoted)):
            # Telegram took the message twice: the call for this one got no answer, so it was sent again.
            question = await self._questions.find(number)
        return question

    async def replied_to(self, staff_message_id: int, quoted: str) -> Question | Unreadable | None:
        """The question in that message of the staff chat, or why nobody would read a reply; None where it is none."""
        question = await self.by_message(staff_message_id, quoted)
        return self._readable(question) if question or self._number_in(quoted) else None

    async def with_staff(self, question_id: int) -> Question | Unreadable:
        """The question with that number, or why nobody would read a reply."""
        return self._readable(await self._questions.find(question_id))

    def _readable(self, question: Question | None) -> Question | Unreadable:
        if question is None or question.person_id is None:
            return Unreadable.NOBODY
        return Unreadable.TAKEN_BACK if question.passed_at is None else question

    async def take(self, question_id: int, staff_id: int, name: str) -> Question | None:
        """Makes somebody of the staff responsible, if nobody is; the question as it stands, None where it is gone."""
        await self._questions.take(question_id, staff_id, single_line(name, LONGEST_NAME), self._clock())
        await self.redraw(question_id)
        return await self._questions.find(question_id)

    async def let_go(self, question_id: int, staff_id: int) -> None:
        """Offers the question to everybody again."""
        await self._questions.let_go(question_id, staff_id, self._clock())
        await self.redraw(question_id)

    async def redraw(self, question_id: int) -> None:
        """Shows the question as it stands, in the staff chat and in the own chats of staff."""
        await afterwards(partial(self._redraw, question_id))

    async def redraw_changed(self) -> None:
        """What a crash or Telegram kept from being drawn anew."""
        for question in await self._questions.changed_since(later(self._clock(), -LOOKED_AGAIN)):
            await self._redraw(question.id)

    async def _redraw(self, question_id: int) -> None:
        question = await self._questions.find(question_id)
        if question and question.passed_at:
            stands = await self.as_it_stands(question)
            for place in await self._places(question):
                await self._staff.edit(*place, stands)

    async def _places(self, question: Question) -> list[tuple[int, int]]:
        """Chat and number of each message in which the staff see the question."""
        cards = await self._prompts.places(CARD, question.id)
        if question.staff_chat_id is None or question.staff_message_id is None:
            return cards
        return [(question.staff_chat_id, question.staff_message_id), *cards]

    async def as_it_stands(self, question: Question) -> QuestionForStaff:
        """What the staff see of it."""
        is_closed = question.closed_at is not None and question.replied_at is None
        return QuestionForStaff(
            number=question.id,
            text=question.text,
            closed=(question.reply or "") if is_closed else "",
            assignee=question.assignee_name,
            reply=(question.reply or "") if question.replied_at else "",
            replied_by=question.replied_by,
            notes=await self._notes.of(QUESTION, question.id),
            likely=self._likely(question),
        )

    def _likely(self, question: Question) -> list[str]:
        """None for the bot's own words: that somebody is in danger, or asks more about what she asked before."""
        is_of_danger = question.decision == Decision.ANSWER and question.answer_id is None
        if is_of_danger or question.follows is not None:
            return []
        return self._edition().search.likeliest(question.text, LIKELY)

    def fitting(self, text: str) -> list[Answer]:
        """The answers that fit such words best, the likeliest first: what staff may put into a reply."""
        edition = self._edition()
        return [edition.library.answers[id] for id in edition.search.likeliest(text, LIKELY)]

    def likest(self, text: str, others: Sequence[str]) -> list[int]:
        """The places of other texts, those that are most like this one first; the search compares them."""
        search = self._edition().search
        asked = search.likeness(text)
        return sorted(range(len(others)), key=lambda place: -asked.to(search.likeness(others[place])))

    async def find(self, question_id: int) -> Question | None:
        """A question that is or was with the staff."""
        question = await self._questions.find(question_id)
        return question if question and (question.passed_at or question.staff_message_id) else None

    # How replies reach who asked: a `ReplyWay`

    async def letter(self, subject: int, html: str, *, corrected: bool) -> Letter | None:
        question = await self._questions.find(subject)
        if question is None or question.person_id is None or (question.staff_message_id and not question.passed_at):
            return None
        message = StaffReply(question=question.id, html=html, corrected=corrected)
        return Letter(question.person_id, message, question.chat_message_id)

    async def arrived(self, statements: Statements, subject: int, reply: HeldReply, at: datetime) -> None:
        await replied(statements, subject, at, reply.text, reply.staff_id, reply.by_name)
        if reply.answer_id:
            await propose(statements, subject, reply.answer_id, reply.by_name, at)

    async def doubt(self, subject: int, person_id: int) -> tuple[Doubt, str]:
        question = await self._questions.find(subject)
        if question is None:
            return Doubt.NONE, ""
        if question.replied_at is not None:
            return Doubt.ANSWERED, question.replied_by
        if question.closed_at is not None:
            return Doubt.CLOSED, ""
        is_of_other = question.assignee_id not in {None, person_id}
        return (Doubt.OF_OTHER, question.assignee_name) if is_of_other else (Doubt.NONE, "")

    async def recipients(self, subject: int, *, to_all: bool) -> list[int]:
        return [subject]

    async def fields(self, subject: int) -> Mapping[str, str]:
        return {"number": str(subject)}

    async def close(self, question_id: int, reason: str, staff_id: int) -> Closing:
        """The department will not reply: who asked is told why, and nobody waits for it any more."""
        question = await self._questions.find(question_id)
        if question is None:
            return Closing.NOBODY
        closed = await self._questions.close(question_id, question.person_id, self._clock(), reason, staff_id)
        if not closed and (question.closed_at is None or question.reply != reason):  # the same again after a crash
            return Closing.GONE
        await self.redraw(question_id)
        if question.person_id is None:
            return Closing.NOBODY
        return Closing.TOLD if await self._people.is_reached(question.person_id) else Closing.STOPPED

    @property
    def news(self) -> Mapping[NewsKind, Make]:
        return {NewsKind.QUESTION_CLOSED: self._told_of_closing}

    async def _told_of_closing(self, item: NewsItem) -> Message | None:
        question = await self._questions.find(item.facts["question"])
        if question is None or question.replied_at is not None:
            return None
        return QuestionClosed(question=question.id, reason=question.reply or "")

    def _number_in(self, quoted: str) -> int | None:
        """The number of the question that a message to the staff chat is about."""
        html = self._render(QuestionForStaff(number=_NUMBER, text=_TEXT)).html
        pattern = re.escape(re.sub(r"<[^>]+>", "", html)).replace(str(_NUMBER), r"(\d{1,15})").replace(_TEXT, ".*")
        match = re.fullmatch(pattern, quoted, re.DOTALL)
        return int(match[1]) if match else None


# Who asked


@dataclass(frozen=True, slots=True)
class Author:
    """The one who asked a question: no name and no number."""

    asked: int
    """Questions in the last 30 days."""
    ban: Ban | None


@dataclass(frozen=True, slots=True)
class Authors:
    """Finds the person behind a question without telling who she is."""

    _questions: QuestionStore
    _bans: Bans
    _audit: Audit
    _clock: Callable[[], datetime]

    async def find(self, question_id: int, by: int) -> Author | None:
        """What may be known of who asked that question; the look is logged. None where nobody is there any more."""
        question = await self._questions.find(question_id)
        if question is None or question.person_id is None:
            return None
        await self._audit.note(by, Action.DATA_READ, f"question {question_id}")
        asked = await self._questions.count_of(question.person_id, self._clock() - LOOKED_AT)
        return Author(asked, await self._bans.kept.of(question.person_id))

    async def ban(self, question_id: int, reason: str, by: int) -> bool:
        """Bans who asked that question; False where there is nobody, or she is banned already."""
        question = await self._questions.find(question_id)
        if question is None or question.person_id is None:
            return False
        return await self._bans.ban(question.person_id, reason, by, question_id)
