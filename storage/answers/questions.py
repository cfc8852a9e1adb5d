"""Questions people asked, with what was found for them and what the staff replied."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Statements
from storage.engine.rows import Store, update
from storage.people import Action, NewsKind, tell, write


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `text` holds no personal numbers."""

    id: int
    person_id: int | None
    """None where she asked on a page, or once she asked to be forgotten."""
    chat_message_id: int
    asked_at: datetime | None
    text: str
    decision: str
    answer_id: str | None
    score: float | None
    topic: str | None
    chosen_id: str | None
    refused_at: datetime | None
    passed_at: datetime | None
    staff_chat_id: int | None
    staff_message_id: int | None
    replied_at: datetime | None
    closed_at: datetime | None
    """When the staff said that there will be no reply."""
    reply: str | None
    """Or why there is none."""
    not_helpful_at: datetime | None
    wants_answer_at: datetime | None
    told_at: datetime | None
    assignee_id: int | None
    """Who of the staff works on it."""
    assignee_name: str
    replied_by: str
    """Who of the staff replied last."""
    follows: int | None
    """The question that the person asks more about."""


_PASSED = """
    staff_chat_id = CASE WHEN passed_at IS NULL THEN NULL ELSE staff_chat_id END,
    staff_message_id = CASE WHEN passed_at IS NULL THEN NULL ELSE staff_message_id END,
    passed_at = COALESCE(passed_at, :at)
"""
"""What was taken back and is passed on again comes to the staff anew."""
MOST_MISSED = 1000
"""Misses looked at together: more nobody works through, and comparing each with each takes time."""


class QuestionStore(Store):
    """The table of questions. What takes a `person_id` touches only that person's rows."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else delivers them, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("questions")

    async def record(
        self,
        *,
        person_id: int,
        chat_message_id: int,
        asked_at: datetime,
        text: str,
        decision: str,
        answer_id: str | None,
        score: float | None,
        topic: str | None,
        anew: bool = False,
    ) -> int:
        """The id of the question in that message; a message that comes twice is one question.

        `anew`: the message was changed, and so is the question.
        """
        # The update that changes nothing makes RETURNING give the id of the row that was there.
        changed = ("text", "decision", "answer_id", "score", "topic") if anew else ("person_id",)
        changes = ", ".join(f"{name} = excluded.{name}" for name in changed)
        return await self._database.fetch_number(
            f"""
            INSERT INTO questions
                (person_id, chat_message_id, asked_at, text, decision, answer_id, score, topic)
            VALUES
                (:person_id, :chat_message_id, :asked_at, :text, :decision, :answer_id, :score, :topic)
            ON CONFLICT (person_id, chat_message_id) DO UPDATE SET {changes}
            RETURNING id
            """,  # noqa: S608 - names from the lists above
            person_id=person_id,
            chat_message_id=chat_message_id,
            asked_at=asked_at,
            text=text,
            decision=decision,
            answer_id=answer_id,
            score=score,
            topic=topic,
        )

    async def leave(
        self,
        *,
        asked_at: datetime,
        text: str,
        decision: str,
        answer_id: str | None,
        score: float | None,
        topic: str | None,
        refused_at: datetime | None,
        not_helpful_at: datetime | None,
    ) -> None:
        """Keeps a question of somebody of whom nothing is known."""
        await self._database.execute(
            """
            INSERT INTO questions
                (chat_message_id, asked_at, text, decision, answer_id, score, topic, refused_at, not_helpful_at)
            VALUES
                (0, :asked_at, :text, :decision, :answer_id, :score, :topic, :refused_at, :not_helpful_at)
            """,
            asked_at=asked_at,
            text=text,
            decision=decision,
            answer_id=answer_id,
            score=score,
            topic=topic,
            refused_at=refused_at,
            not_helpful_at=not_helpful_at,
        )

    async def last(self, person_id: int, since: datetime, *, but: int) -> Question | None:
        """What the person asked last since then, apart from the message `but`."""
        asked = await self._questions(
            """
            person_id = :person_id AND asked_at >= :since AND chat_message_id <> :but
            ORDER BY asked_at DESC, id DESC LIMIT 1
            """,
            person_id=person_id,
            since=since,
            but=but,
        )
        return next(iter(asked), None)

    async def given(self, since: datetime) -> dict[str, int]:
        """How often each answer was given or chosen since then."""
        rows = await self._database.fetch(
            """
            SELECT answer_id, COUNT(*) AS times FROM (
                SELECT COALESCE(chosen_id, CASE WHEN decision = 'answer' THEN answer_id END) AS answer_id
                FROM questions WHERE asked_at >= :since
            ) AS read
            WHERE answer_id IS NOT NULL GROUP BY answer_id
            """,
            since=since,
        )
        return {row["answer_id"]: row["times"] for row in rows}

    async def choose(self, question_id: int, person_id: int, answer_id: str) -> None:
        """Keeps which suggestion was taken."""
        await update(self._database, "questions", {"id": question_id, "person_id": person_id}, chosen_id=answer_id)

    async def refuse(self, question_id: int, person_id: int, at: datetime) -> None:
        """Keeps that no suggestion was meant."""
        await update(self._database, "questions", {"id": question_id, "person_id": person_id}, refused_at=at)

    async def did_not_help(self, question_id: int, person_id: int, at: datetime) -> None:
        """Keeps that the answer to the question did not help."""
        await update(self._database, "questions", {"id": question_id, "person_id": person_id}, not_helpful_at=at)

    async def want_answer(self, question_id: int, person_id: int, at: datetime) -> bool:
        """Whether it is the person's question; she wants to be told since the first time this was called."""
        changed = await self._database.execute(
            """
            UPDATE questions SET wants_answer_at = COALESCE(wants_answer_at, :at)
            WHERE id = :id AND person_id = :person_id
            """,
            id=question_id,
            person_id=person_id,
            at=at,
        )
        return changed > 0

    async def wanting(self) -> list[Question]:
        """Those whose persons wait to be told of an answer; the oldest first."""
        return await self._questions("wants_answer_at IS NOT NULL AND told_at IS NULL ORDER BY wants_answer_at, id")

    async def told(self, question_id: int, at: datetime) -> None:
        """Keeps that nobody waits for an answer to the question any more."""
        await update(self._database, "questions", {"id": question_id}, told_at=at)

    async def missed(self, since: datetime, left_before: datetime, now: datetime) -> list[Question]:
        """Not answered, refused or not helpful, or left with suggestions since before `left_before`, and without a
        reply of the staff; the newest first. Only what citizens asked: staff and whoever holds a post type other
        things, and what is asked further belongs to its question."""
        return await self._questions(
            """
            asked_at >= :since AND replied_at IS NULL AND closed_at IS NULL AND follows IS NULL AND (
                (decision = 'unknown' AND topic IS NULL) OR refused_at IS NOT NULL OR not_helpful_at IS NOT NULL
                OR (decision = 'suggest' AND chosen_id IS NULL AND asked_at < :left_before)
            )
            AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = questions.person_id)
            AND NOT EXISTS (
                SELECT 1 FROM tenures t
                WHERE t.person_id = questions.person_id AND (t.until_at IS NULL OR t.until_at > :now)
            )
            ORDER BY asked_at DESC, id DESC LIMIT :most
            """,
            since=since,
            left_before=left_before,
            now=now,
            most=MOST_MISSED,
        )

    async def follow(self, question_id: int, first: int) -> None:
        """Keeps that the person asks more about an earlier question."""
        await update(self._database, "questions", {"id": question_id}, follows=first)

    async def take(self, question_id: int, staff_id: int, name: str, at: datetime) -> bool:
        """Makes somebody of the staff responsible; False where somebody is already."""
        async with self._database.transaction() as statements:
            free = {"id": question_id, "assignee_id": None}
            taken = await update(statements, "questions", free, assignee_id=staff_id, assignee_name=name)
            if taken:
                await _changed(statements, question_id, at, staff_id, "taken")
        return taken == 1

    async def let_go(self, question_id: int, staff_id: int, at: datetime) -> None:
        """Offers the question to everybody again."""
        async with self._database.transaction() as statements:
            freed = await statements.execute(
                """
                UPDATE questions SET assignee_id = NULL, assignee_name = ''
                WHERE id = :id AND assignee_id IS NOT NULL
                """,
                id=question_id,
            )
            if freed:
                await _changed(statements, question_id, at, staff_id, "let go")

    async def changed_since(self, at: datetime) -> list[Question]:
        """Those in the staff chat that were replied to or closed since then."""
        return await self._questions(
            "staff_message_id IS NOT NULL AND (replied_at >= :at OR closed_at >= :at) ORDER BY id", at=at
        )

    async def asked(self, since: datetime, until: datetime) -> list[Question]:
        """All asked from `since` until before `until`, in order."""
        return await self._questions(
            "asked_at >= :since AND asked_at < :until ORDER BY asked_at, id", since=since, until=until
        )

    async def pass_on(self, question_id: int, person_id: int, at: datetime) -> bool:
        """Whether it is the person's question; it is with the staff since the first time this was called."""
        passed = await self._database.execute(
            f"UPDATE questions SET {_PASSED} WHERE id = :id AND person_id = :person_id",  # noqa: S608
            id=question_id,
            person_id=person_id,
            at=at,
        )
        return passed > 0

    async def waiting_for_staff(self) -> list[Question]:
        """Passed on, but not in the staff chat yet; the oldest first."""
        return await self._questions("passed_at IS NOT NULL AND staff_message_id IS NULL ORDER BY passed_at, id")

    async def unreplied(self) -> list[Question]:
        """Those that were passed on, and the staff neither replied nor said that they will not; the oldest first."""
        where = "passed_at IS NOT NULL AND replied_at IS NULL AND closed_at IS NULL"
        return await self._questions(f"{where} ORDER BY passed_at, id")

    async def ended(self, most: int) -> list[Question]:
        """So many that were passed on and replied to, or closed, the last first."""
        return await self._questions(
            """
            passed_at IS NOT NULL AND (replied_at IS NOT NULL OR closed_at IS NOT NULL)
            ORDER BY COALESCE(replied_at, closed_at) DESC, id DESC LIMIT :most
            """,
            most=most,
        )

    async def stands_at(self, question_id: int, staff_chat_id: int, staff_message_id: int) -> None:
        """Keeps which message of the staff chat holds the question."""
        place = {"staff_chat_id": staff_chat_id, "staff_message_id": staff_message_id}
        await update(self._database, "questions", {"id": question_id}, **place)

    async def find(self, question_id: int) -> Question | None:
        return await self._read_one(Question, "SELECT * FROM questions WHERE id = :id", id=question_id)

    async def of_message(self, person_id: int, chat_message_id: int) -> Question | None:
        """The question in that message of the person."""
        return await self._read_one(
            Question,
            "SELECT * FROM questions WHERE person_id = :person_id AND chat_message_id = :chat_message_id",
            person_id=person_id,
            chat_message_id=chat_message_id,
        )

    async def take_back(self, question_id: int) -> bool:
        """The person did not mean the staff; False where they have replied or closed it. Which message of their chat
        held it stays known."""
        unanswered = {"id": question_id, "replied_at": None, "closed_at": None}
        return await update(self._database, "questions", unanswered, passed_at=None) == 1

    async def close(self, question_id: int, person_id: int | None, at: datetime, reason: str, staff_id: int) -> bool:
        """The staff will not reply, and who asked is told why; False where they have, or it is not with them."""
        async with self._database.transaction() as statements:
            closed = await statements.execute(
                """
                UPDATE questions SET closed_at = :at, reply = :reason
                WHERE id = :id AND passed_at IS NOT NULL AND replied_at IS NULL AND closed_at IS NULL
                """,
                id=question_id,
                at=at,
                reason=reason,
            )
            if closed:
                await _changed(statements, question_id, at, staff_id, "closed")
            if closed and person_id is not None:
                await tell(statements, person_id, NewsKind.QUESTION_CLOSED, at, question=question_id)
        return closed == 1

    async def count_of(self, person_id: int, since: datetime) -> int:
        """How many questions the person asked since then."""
        return await self._database.fetch_number(
            "SELECT COUNT(*) FROM questions WHERE person_id = :person_id AND asked_at >= :since",
            person_id=person_id,
            since=since,
        )

    async def find_by_staff_message(self, staff_chat_id: int, staff_message_id: int) -> Question | None:
        return await self._read_one(
            Question,
            "SELECT * FROM questions WHERE staff_chat_id = :staff_chat_id AND staff_message_id = :staff_message_id",
            staff_chat_id=staff_chat_id,
            staff_message_id=staff_message_id,
        )

    async def _questions(self, where: str, **parameters: object) -> list[Question]:
        return await self._read(Question, f"SELECT * FROM questions WHERE {where}", **parameters)  # noqa: S608


async def replied(
    statements: Statements, question_id: int, at: datetime, reply: str, staff_id: int, by_name: str
) -> None:
    """Keeps what the staff replied last."""
    await update(statements, "questions", {"id": question_id}, replied_at=at, reply=reply, replied_by=by_name)
    await _changed(statements, question_id, at, staff_id, "answered")


async def _changed(statements: Statements, question_id: int, at: datetime, staff_id: int, what: str) -> None:
    await write(statements, at, staff_id, Action.QUESTION_CHANGED, f"question {question_id}", what)
