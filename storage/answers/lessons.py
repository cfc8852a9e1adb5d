"""Wordings that staff answered with an answer of the bot: the search learns those that an editor took in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.answers.versions import bump
from storage.engine.database import Statements
from storage.engine.rows import Store, insert_numbered, update
from storage.people import Action, write


class LessonState(StrEnum):
    CANDIDATE = "candidate"
    IN_USE = "in use"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """A wording, and the answer that the staff gave to it; `text` holds no personal numbers."""

    id: int
    text: str
    answer_id: str
    state: LessonState
    by_name: str
    """Who of the staff answered so."""
    made_at: datetime
    decided_by: str
    """Who of the staff took it in, or back."""
    decided_at: datetime | None


class LessonStore(Store):
    """The table of lessons."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else answers by a tap, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("lessons")

    async def of_state(self, *states: LessonState) -> list[KeptLesson]:
        """Those that stand so, the newest first."""
        wanted = {f"state_{number}": state for number, state in enumerate(states)}
        names = ", ".join(f":{name}" for name in wanted)
        return await self._read(
            KeptLesson,
            f"SELECT * FROM lessons WHERE state IN ({names}) ORDER BY id DESC",  # noqa: S608
            **wanted,
        )

    async def answered(self) -> dict[int, str]:
        """The answers that were given, by the number of the question."""
        rows = await self._database.fetch("SELECT question_id, answer_id FROM lessons WHERE question_id IS NOT NULL")
        return {row["question_id"]: row["answer_id"] for row in rows}

    async def take_in(self, number: int, text: str, by: int, by_name: str, at: datetime) -> bool:
        """An editor has read it: the search learns it in this wording, and it is nobody's words any more. False where
        it is no candidate."""
        decided = {"decided_by": by_name, "decided_at": at}
        nobodys = {"question_id": None, "person_id": None}
        candidate = {"id": number, "state": LessonState.CANDIDATE}
        changes = {"text": text, "state": LessonState.IN_USE, **nobodys, **decided}
        async with self._database.transaction() as statements:
            taken = await update(statements, "lessons", candidate, **changes)
            if taken:
                await bump(statements)
                await write(statements, at, by, Action.LESSON_TAKEN_IN, f"lesson {number}")
        return taken == 1

    async def add(self, answer_id: str, texts: Sequence[str], by: int, by_name: str, at: datetime) -> int:
        """An editor wrote these herself: the search learns them; how many it did not know yet."""
        added = 0
        async with self._database.transaction() as statements:
            known = set(
                await statements.fetch_column(
                    "SELECT text FROM lessons WHERE answer_id = :answer_id AND state = 'in use'", answer_id=answer_id
                )
            )
            for text in dict.fromkeys(texts):
                if text not in known:
                    number = await insert_numbered(
                        statements,
                        "lessons",
                        text=text,
                        answer_id=answer_id,
                        state=LessonState.IN_USE,
                        by_name=by_name,
                        made_at=at,
                        decided_by=by_name,
                        decided_at=at,
                    )
                    await write(statements, at, by, Action.LESSON_TAKEN_IN, f"lesson {number}")
                    added += 1
            if added:
                await bump(statements)
        return added

    async def take_back(self, number: int, by: int, by_name: str, at: datetime) -> bool:
        """The search does not learn it, or no longer; False where it was taken back before."""
        changes = {"state": LessonState.TAKEN_BACK, "decided_by": by_name, "decided_at": at}
        async with self._database.transaction() as statements:
            for state, action in (
                (LessonState.CANDIDATE, Action.LESSON_DISMISSED),
                (LessonState.IN_USE, Action.LESSON_TAKEN_BACK),
            ):
                if await update(statements, "lessons", {"id": number, "state": state}, **changes):
                    if state is LessonState.IN_USE:
                        await bump(statements)
                    await write(statements, at, by, action, f"lesson {number}")
                    return True
        return False

    async def find(self, number: int) -> KeptLesson | None:
        return await self._read_one(KeptLesson, "SELECT * FROM lessons WHERE id = :id", id=number)


async def propose(statements: Statements, question_id: int, answer_id: str, by_name: str, at: datetime) -> None:
    """The staff gave that answer to that question; once, and once for all who asked it in the same words."""
    asked = await statements.fetch_value("SELECT text FROM questions WHERE id = :id", id=question_id)
    known = await statements.fetch_column(
        "SELECT text FROM lessons WHERE answer_id = :answer_id AND state IN ('candidate', 'in use')",
        answer_id=answer_id,
    )
    if _bare(asked or "") in map(_bare, known):
        return
    await statements.execute(
        """
        INSERT INTO lessons (question_id, person_id, text, answer_id, state, by_name, made_at)
        SELECT id, person_id, text, :answer_id, 'candidate', :by_name, :at FROM questions
        WHERE id = :question_id
        ON CONFLICT DO NOTHING
        """,
        question_id=question_id,
        answer_id=answer_id,
        by_name=by_name,
        at=at,
    )


def _bare(text: str) -> str:
    """The words alone."""
    return " ".join(re.findall(r"\w+", text.casefold()))
