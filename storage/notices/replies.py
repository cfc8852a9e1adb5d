"""Replies to notices, every version of them: what a post answered, when, and which way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, made_of, update
from storage.notices.notices import answers_that_count
from storage.notices.obligations import Via
from storage.people import Action, Post, write

Answers = Mapping[str, str]
"""By the field's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One version of a reply; not sent yet it is a draft."""

    id: int
    obligation: int
    person_id: int | None
    via: Via
    answers: Answers
    sent_at: datetime | None


class ReplyStore(Store):
    """The table of replies."""

    async def draft(self, obligation: int) -> Reply | None:
        """What was filled in and not sent yet."""
        return await self._read_one(
            Reply, "SELECT * FROM replies WHERE obligation = :obligation AND sent_at IS NULL", obligation=obligation
        )

    async def keep(self, obligation: int, answers: Answers, at: datetime, via: Via, by: int) -> None:
        """Adds answers to the draft, which is begun where there is none."""
        async with self._database.transaction() as statements:
            # Where a draft is there this changes nothing, but makes another worker wait: its answers would be lost.
            row = await statements.fetch_one(
                """
                INSERT INTO replies (obligation, person_id, via, answers, made_at)
                VALUES (:obligation, :by, :via, '{}', :at)
                ON CONFLICT (obligation) WHERE sent_at IS NULL DO UPDATE SET obligation = excluded.obligation
                RETURNING id, answers
                """,
                obligation=obligation,
                by=by,
                via=via,
                at=at,
            )
            assert row  # noqa: S101 - RETURNING gives the row
            merged = {**json.loads(row["answers"]), **answers}
            await update(statements, "replies", {"id": row["id"]}, answers=merged, person_id=by, via=via)

    async def send(self, obligation: int, version: int, at: datetime, by: int) -> bool:
        """The draft becomes the reply that counts, and whoever replies has read it.

        False where there is no draft, or the notice ended or has another version than that which was answered.
        """
        async with self._database.transaction() as statements:
            # It changes nothing but makes a correction wait, or is its turn after it.
            counts = await statements.execute(
                """
                UPDATE notices SET version = version
                WHERE id = (SELECT notice FROM obligations WHERE number = :obligation)
                    AND version = :version AND ended_at IS NULL
                """,
                obligation=obligation,
                version=version,
            )
            if not counts:
                return False
            row = await statements.fetch_one(
                """
                UPDATE replies SET sent_at = :at, person_id = :by
                WHERE obligation = :obligation AND sent_at IS NULL RETURNING via
                """,
                at=at,
                by=by,
                obligation=obligation,
            )
            if row is None:
                return False
            told = await statements.fetch_one(
                """
                UPDATE obligations SET replied_at = :at,
                    via = CASE WHEN acknowledged_at IS NULL THEN :via ELSE via END,
                    person_id = CASE WHEN acknowledged_at IS NULL THEN CAST(:by AS BIGINT) ELSE person_id END,
                    acknowledged_at = COALESCE(acknowledged_at, CAST(:at AS BIGINT))
                WHERE number = :obligation RETURNING notice, post
                """,
                at=at,
                via=row["via"],
                by=by,
                obligation=obligation,
            )
            if told:
                await write(statements, at, by, Action.NOTICE_REPLIED, f"notice {told['notice']}", told["post"])
        return True

    async def last(self, obligation: int) -> Reply | None:
        """The version that counts."""
        versions = await self.versions(obligation)
        return versions[-1] if versions else None

    async def versions(self, obligation: int) -> list[Reply]:
        """All that were sent, the first one first."""
        return await self._read(
            Reply,
            "SELECT * FROM replies WHERE obligation = :obligation AND sent_at IS NOT NULL ORDER BY sent_at, id",
            obligation=obligation,
        )

    async def of_notice(self, notice_id: int) -> dict[int, Reply]:
        """The versions that count, by obligation."""
        rows = await self._database.fetch(
            """
            SELECT r.* FROM replies r JOIN obligations o ON o.number = r.obligation
            WHERE o.notice = :notice AND r.sent_at IS NOT NULL ORDER BY r.sent_at, r.id
            """,
            notice=notice_id,
        )
        return {row["obligation"]: made_of(Reply, row) for row in rows}

    async def that_count(self, notice_id: int) -> dict[int, Answers]:
        """What was answered last by those who owe no reply to the notice any more, by obligation."""
        return await answers_that_count(self._database, notice_id)

    async def before(self, post: Post, obligation: int) -> list[tuple[str, Answers]]:
        """What the post replied to other notices, the newest first: the form, and the answers."""
        rows = await self._database.fetch_tuples(
            """
            SELECT v.form, r.answers
            FROM replies r JOIN obligations o ON o.number = r.obligation JOIN notices n ON n.id = o.notice
            JOIN notice_versions v ON v.notice = n.id AND v.version = n.version
            WHERE o.post = :post AND o.number <> :obligation AND r.sent_at IS NOT NULL
            ORDER BY r.sent_at DESC, r.id DESC LIMIT 50
            """,
            post=post.id,
            obligation=obligation,
        )
        return [(form, json.loads(answers)) for form, answers in rows]
