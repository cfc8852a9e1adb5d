"""Texts of answers that were written on the desk, and checks of answers and norms: drafts, versions, who and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.answers.versions import bump, content_version
from storage.engine.rows import Store, insert, insert_new, update
from storage.people import Action, write


class EditState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEdit:
    """One version of the file of an answer."""

    id: int
    answer_id: str
    written: str
    """The whole file; empty: that of the content is in use again."""
    file_mark: str
    """Of the file below, as it was then; empty: there was none."""
    state: EditState
    made_by: int
    """Who wrote it last; 0: the bot."""
    made_name: str
    made_at: datetime
    asked_at: datetime | None
    """When colleagues were asked to look at it."""
    published_by: int | None
    published_name: str
    published_at: datetime | None
    version: int | None
    """Of the content since when it is in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCheck:
    """One check; it counts unless it was taken back."""

    id: int
    kind: str
    object: str
    revision: str
    checked_on: date
    review_by: date
    by_name: str
    made_by: int
    made_at: datetime
    taken_back_at: datetime | None


class EditStore(Store):
    """The tables of edits and of checks."""

    async def version(self) -> int:
        """Of the content; cheap, it is asked every few seconds."""
        return await content_version(self._database)

    async def drafts(self) -> list[AnswerEdit]:
        """The oldest first."""
        return await self._read(AnswerEdit, "SELECT * FROM answer_edits WHERE state = 'draft' ORDER BY made_at, id")

    async def draft(self, answer_id: str) -> AnswerEdit | None:
        return await self._read_one(
            AnswerEdit, "SELECT * FROM answer_edits WHERE state = 'draft' AND answer_id = :id", id=answer_id
        )

    async def in_use(self) -> list[AnswerEdit]:
        """The newest that was published of each answer, also where it is the file again."""
        return await self._read(
            AnswerEdit,
            """
            SELECT * FROM answer_edits AS one WHERE version = (
                SELECT MAX(version) FROM answer_edits AS other WHERE other.answer_id = one.answer_id
            )
            ORDER BY answer_id
            """,
        )

    async def history(self, answer_id: str) -> list[AnswerEdit]:
        """What was ever in use of it, the newest first."""
        return await self._read(
            AnswerEdit,
            "SELECT * FROM answer_edits WHERE answer_id = :id AND version IS NOT NULL ORDER BY version DESC",
            id=answer_id,
        )

    async def keep(self, answer_id: str, written: str, before: str | None, **by: object) -> bool:
        """Writes the draft in place of the one with the words `before`; None: there is none yet. False where somebody
        has changed it meanwhile."""
        if before is None:
            row = {"answer_id": answer_id, "written": written, "state": EditState.DRAFT, **by}
            async with self._database.transaction() as statements:
                return await insert_new(statements, "answer_edits", **row)
        known = {"answer_id": answer_id, "state": EditState.DRAFT, "written": before}
        return await update(self._database, "answer_edits", known, written=written, asked_at=None, **by) == 1

    async def ask(self, number: int, at: datetime) -> bool:
        """Colleagues are asked to look at the draft; False where they were."""
        return await update(self._database, "answer_edits", {"id": number, "asked_at": None}, asked_at=at) == 1

    async def drop(self, answer_id: str) -> bool:
        known = {"answer_id": answer_id, "state": EditState.DRAFT}
        return await update(self._database, "answer_edits", known, state=EditState.DROPPED) == 1

    async def publish(self, draft: AnswerEdit, by: int, by_name: str, at: datetime) -> bool:
        """Takes the draft into use with the words that were looked at; False where they have changed."""
        known = {"id": draft.id, "state": EditState.DRAFT, "written": draft.written}
        async with self._database.transaction() as statements:
            changes = {"published_by": by, "published_name": by_name, "published_at": at}
            done = await update(
                statements, "answer_edits", known, state=EditState.PUBLISHED, version=await bump(statements), **changes
            )
            if done:
                await write(statements, at, by, Action.ANSWER_PUBLISHED, f"answer {draft.answer_id}")
        return done == 1

    async def put_back(self, answer_id: str, written: str, file_mark: str, by: int, by_name: str, at: datetime) -> None:
        """Takes words into use that were in use before; empty ones: the file of the content."""
        async with self._database.transaction() as statements:
            await insert(
                statements,
                "answer_edits",
                answer_id=answer_id,
                written=written,
                file_mark=file_mark,
                state=EditState.PUBLISHED,
                made_by=by,
                made_name=by_name,
                made_at=at,
                published_by=by or None,
                published_name=by_name,
                published_at=at,
                version=await bump(statements),
            )
            if by:
                await write(statements, at, by, Action.ANSWER_PUT_BACK, f"answer {answer_id}")

    async def absorb(self, edit: AnswerEdit, at: datetime) -> None:
        """The file says the same by now, so that it counts from here on; unless somebody has changed it again."""
        async with self._database.exclusive("content edits") as is_mine:
            newest = await self._database.fetch_value(
                "SELECT MAX(version) FROM answer_edits WHERE answer_id = :id", id=edit.answer_id
            )
            if is_mine and newest == edit.version:
                await self.put_back(edit.answer_id, "", edit.file_mark, 0, "", at)

    # Checks

    async def checks(self) -> list[KeptCheck]:
        """All that count, the oldest first."""
        return await self._read(KeptCheck, "SELECT * FROM content_checks WHERE taken_back_at IS NULL ORDER BY id")

    async def all_checks(self, kind: str, object: str) -> list[KeptCheck]:
        """Also those that were taken back, the newest first."""
        return await self._read(
            KeptCheck,
            "SELECT * FROM content_checks WHERE kind = :kind AND object = :object ORDER BY id DESC",
            kind=kind,
            object=object,
        )

    async def record(self, check: Mapping[str, object], by: int, at: datetime) -> None:
        """`check`: the columns of what was checked."""
        async with self._database.transaction() as statements:
            await bump(statements)
            await insert(statements, "content_checks", made_by=by, made_at=at, **check)
            await write(statements, at, by, Action.CONTENT_CHECKED, f"{check['kind']} {check['object']}")

    async def take_back(self, number: int, by: int, at: datetime) -> bool:
        """Only one's own; False where it is not, or was taken back."""
        async with self._database.transaction() as statements:
            known = {"id": number, "made_by": by, "taken_back_at": None}
            done = await update(statements, "content_checks", known, taken_back_at=at)
            if done:
                await bump(statements)
                object = await statements.fetch_value(
                    "SELECT kind || ' ' || object FROM content_checks WHERE id = :id", id=number
                )
                await write(statements, at, by, Action.CONTENT_CHECK_TAKEN_BACK, str(object))
        return done == 1
