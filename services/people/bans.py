"""Staff keep a person from writing to the bot, with a reason that she is told, and lift it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import storage.people.bans as store
from handlers.people.taps import ShowAuthor
from services.content import Content
from services.people.people import People
from services.text import mask
from storage.answers.questions import QuestionStore
from storage.people.audit import Action, AuditStore
from storage.people.bans import Ban

__all__ = ["Author", "Ban", "Bans", "ShowAuthor"]

LONGEST_REASON = 300
LOOKED_AT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Author:
    """The one who asked a question: no name and no number."""

    asked: int
    """Questions in the last 30 days."""
    ban: Ban | None


class Bans:
    """Bans against people; staff know a person only by a question of hers."""

    def __init__(
        self,
        content: Content,
        bans: store.BanStore,
        questions: QuestionStore,
        people: People,
        audit: AuditStore,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._bans = bans
        self._questions = questions
        self._people = people
        self._audit = audit
        self._clock = clock

    async def author(self, question_id: int, by: int) -> Author | None:
        """What may be known of who asked that question; the look is logged. None where nobody is there any more."""
        question = await self._questions.find(question_id)
        if question is None or question.person_id is None:
            return None
        await self._audit.write(self._clock(), by, Action.DATA_READ, f"question {question_id}")
        asked = await self._questions.count_of(question.person_id, self._clock() - LOOKED_AT)
        return Author(asked, await self._bans.of(question.person_id))

    async def ban_author(self, question_id: int, reason: str, by: int) -> bool:
        """Bans who asked that question, and tells her why; False where there is nobody, or she is banned already."""
        question = await self._questions.find(question_id)
        if question is None or question.person_id is None:
            return False
        reason = mask(reason)[:LONGEST_REASON]
        if not await self._bans.ban(question.person_id, reason, self._clock(), by):
            return False
        await self._people.tell(question.person_id, self._content.library.texts("bans-told", reason=reason))
        return True

    async def in_force(self) -> list[Ban]:
        """All bans in force, the newest first."""
        return await self._bans.in_force()

    async def lift(self, ban_id: int, by: int) -> bool:
        """Ends a ban and tells the person; False where it had ended already."""
        ban = await self._bans.lift(ban_id, self._clock(), by)
        if ban is None:
            return False
        await self._people.tell(ban.banned_id, self._content.library.texts("bans-lifted"))
        return True
