"""The bot learns in one tap: staff send an answer to a question, an editor takes its wording into use or back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.phrasings import LONGEST
from services.answers.edits import Edits
from services.answers.questions import QUESTION
from services.people import Doubt, HeldReplies, HeldReply, plain
from services.text import single_line
from storage.answers import KeptLesson, LessonState, LessonStore

LONGEST_TEXT = 1000
"""Characters of an answer that the history of a question keeps."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sends answers of the bot in the department's name, and keeps what the search learns from it."""

    _edits: Edits
    _lessons: LessonStore
    _replies: HeldReplies
    _clock: Callable[[], datetime]

    async def send(
        self,
        question_id: int,
        answer_id: str,
        html: str,
        *,
        chat_id: int,
        message_id: int | None,
        topic_id: int | None,
        staff_id: int,
        by_name: str,
        recipients: Sequence[int] = (),
    ) -> HeldReply | None:
        """Holds the answer as a reply to the question, which stands in that message (None: on a page); None where the
        question has one.

        Its wording becomes a candidate when the person has the answer. `recipients` are the questions that are
        answered by it, if there are several.
        """
        async with self._lessons.exclusive() as is_mine:  # two who tap at once would both find no reply
            doubt, other = await self._replies.doubt(QUESTION, question_id, staff_id)
            if not is_mine or doubt in {Doubt.ANSWERED, Doubt.CLOSED}:
                return None
            if recipients:  # a colleague who works on one of them does not answer the others
                doubt, other = Doubt.NONE, ""
            return await self._replies.hold(
                QUESTION,
                question_id,
                chat_id=chat_id,
                message_id=message_id,
                topic_id=topic_id,
                staff_id=staff_id,
                by_name=by_name,
                html=html,
                text=plain(html)[:LONGEST_TEXT],
                answer_id=answer_id,
                recipients=recipients,
                doubt=doubt,
                other=other,
            )

    async def candidates(self) -> list[KeptLesson]:
        """What an editor has not decided on yet, the newest first."""
        return await self._lessons.of_state(LessonState.CANDIDATE)

    async def in_use(self) -> list[KeptLesson]:
        """What the bot has learnt, the newest first."""
        return await self._lessons.of_state(LessonState.IN_USE)

    async def taken_back(self) -> list[KeptLesson]:
        """What it does not learn, or no longer."""
        return await self._lessons.of_state(LessonState.TAKEN_BACK)

    async def find(self, number: int) -> KeptLesson | None:
        return await self._lessons.find(number)

    async def answered(self) -> dict[int, str]:
        """The answers that the staff gave in one tap, by the number of the question; of those whose it still is."""
        return await self._lessons.answered()

    async def take_in(self, number: int, by: int, by_name: str) -> bool:
        """The search finds the answer by this wording from now on; False where it is no candidate any more."""
        lesson = await self._lessons.find(number)
        if lesson is None:
            return False
        # As a line of a file: one, and no heading.
        wording = single_line(lesson.text, LONGEST).lstrip("# ")
        taken = await self._lessons.take_in(number, wording, by, by_name, self._clock())
        await self._edits.follow()
        return taken

    async def take_back(self, number: int, by: int, by_name: str) -> bool:
        """The search does not learn it, or no longer; False where that was said before."""
        taken = await self._lessons.take_back(number, by, by_name, self._clock())
        await self._edits.follow()
        return taken
