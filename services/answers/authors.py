"""The one who asked a question: staff may look at what is known of her, and keep her from writing to the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.people import Action, Audit, Ban, Bans
from storage.answers import QuestionStore

LOOKED_AT = timedelta(days=30)


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
        return await self._bans.ban(question.person_id, reason, by)
