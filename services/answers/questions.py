"""A question the bot could not answer goes to the department, and the department's words go back; who asked it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from channels import Delivered, Refused
from services.messages import Message, Render, TextMessage
from services.operation.failures import Failures
from services.operation.tracking import afterwards
from services.people import Action, Audit, Ban, Bans, Make, NewsItem, NewsKind, People, Staff, is_of_chat
from services.text import shorten
from storage.answers import Question, QuestionStore

LOOKED_AT = timedelta(days=30)
LONGEST_REPLY = 3900
"""Characters that leave room for the heading in Telegram's 4,096."""

_NUMBER, _TEXT = 700_000_000_000_007, "QUESTIONTEXT"
"""Stand for number and text while the pattern is made: no text of the bot holds them."""
SHOWN = 80
"""Characters of the first question that are repeated above what is asked further."""


class ReplyOutcome(StrEnum):
    """What became of a reply that staff wrote."""

    SENT = "sent"
    NOT_A_QUESTION = "not a question"
    NOBODY = "nobody"
    """Whoever asked had her data deleted."""
    NO_WORDS = "no words"
    TOO_LONG = "too long"
    TAKEN_BACK = "taken back"
    """Whoever asked did not mean the department."""
    UNREACHABLE = "unreachable"
    NOT_NOW = "not now"


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
    """To the staff: a question that is to be answered by a reply."""

    number: int
    text: str
    closed: str = ""
    """Why there will be no reply; empty: there may be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionClosed(Message):
    """To who asked: there will be no reply, and why."""

    question: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReply(Message):
    """To who asked: the words of the staff."""

    question: int
    reply: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Carries questions to the staff chat and replies back."""

    _questions: QuestionStore
    _staff: Staff
    _people: People
    _render: Render
    _failures: Failures
    _clock: Callable[[], datetime]

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

    async def bring(self, question: Question) -> bool:
        """Puts a question that nobody passed on into the staff chat; False where it stands there already."""
        if question.staff_message_id is not None and question.passed_at is not None:
            return False
        await self._questions.take_up(question.id, self._clock())
        await afterwards(self.deliver)
        return True

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
        outcome = await self._staff.send(QuestionForStaff(number=question.id, text=question.text))
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
        if question.staff_chat_id is not None and question.staff_message_id is not None:
            taken_back = TextMessage("questions-taken-back-for-staff", number=str(question.id))
            await self._staff.edit(question.staff_chat_id, question.staff_message_id, taken_back)
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

    async def reply(self, staff_message_id: int, quoted: str, text: str) -> ReplyOutcome:
        """Sends the words of the staff to the one who asked the question in that message of the staff chat.

        `quoted` is what that message says, if the bot wrote it. `text` is empty where they sent something else, such
        as a picture."""
        question = await self.by_message(staff_message_id, quoted)
        number = self._number_in(quoted)
        if question is None or question.person_id is None:
            return ReplyOutcome.NOBODY if question or number else ReplyOutcome.NOT_A_QUESTION
        if question.passed_at is None:
            return ReplyOutcome.TAKEN_BACK
        if not text:
            return ReplyOutcome.NO_WORDS
        if len(text) > LONGEST_REPLY:
            return ReplyOutcome.TOO_LONG
        message = StaffReply(question=question.id, reply=text)
        if not await self._questions.has_replied(question.id):
            outcome = await self._people.send(question.person_id, message, reply_to=question.chat_message_id)
            if not isinstance(outcome, Delivered):
                return ReplyOutcome.UNREACHABLE if isinstance(outcome, Refused) else ReplyOutcome.NOT_NOW
        await self._questions.replied(question.id, self._clock(), text)
        return ReplyOutcome.SENT

    async def close(self, question_id: int, reason: str) -> Closing:
        """The department will not reply: who asked is told why, and nobody waits for it any more."""
        question = await self._questions.find(question_id)
        if question is None:
            return Closing.NOBODY
        closed = await self._questions.close(question_id, question.person_id, self._clock(), reason)
        if not closed and (question.closed_at is None or question.reply != reason):  # the same again after a crash
            return Closing.GONE
        if question.staff_chat_id is not None and question.staff_message_id is not None:
            shown = QuestionForStaff(number=question.id, text=question.text, closed=reason)
            await self._staff.edit(question.staff_chat_id, question.staff_message_id, shown)
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
