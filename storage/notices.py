"""Notices, and what each post owes on them. A due belongs to the post: whoever holds it next owes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.audit import Action, write
from storage.database import Database, Row
from storage.posts import Post
from storage.times import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Notice:
    """What the department asks of posts."""

    id: int
    text: str
    due_on: date | None
    """None while the notice is being written."""
    made_by: int
    sent_at: datetime | None
    """None while the notice is being written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a notice has come."""

    notice: Notice
    addressed: int
    told: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class Due:
    """What one post owes on one notice."""

    notice: Notice
    post: Post
    acknowledged_at: datetime | None


class Notices:
    """The tables of notices and dues."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, text: str, at: datetime, by: int) -> int:
        """Begins a notice; its number."""
        row = await self._database.fetch_one(
            "INSERT INTO notices (text, made_at, made_by) VALUES (:text, :at, :by) RETURNING id",
            text=text,
            at=to_ms(at),
            by=by,
        )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def find(self, notice_id: int) -> Notice | None:
        row = await self._database.fetch_one(f"SELECT {_NOTICE} FROM notices n WHERE id = :id", id=notice_id)  # noqa: S608
        return _notice(row) if row else None

    async def set_deadline(self, notice_id: int, due_on: date) -> bool:
        """Keeps the deadline; False where the notice went out already, or never was."""
        return (
            await self._database.execute(
                "UPDATE notices SET due_on = :due_on WHERE id = :id AND sent_at IS NULL",
                id=notice_id,
                due_on=due_on.isoformat(),
            )
            == 1
        )

    async def send(self, notice_id: int, posts: Sequence[Post], at: datetime, by: int) -> bool:
        """Addresses the notice to the posts, once; False where that was done, or it has no deadline yet."""
        async with self._database.transaction() as statements:
            sent = await statements.execute(
                "UPDATE notices SET sent_at = :at WHERE id = :id AND sent_at IS NULL AND due_on IS NOT NULL",
                id=notice_id,
                at=to_ms(at),
            )
            if not sent:
                return False
            await statements.execute_many(
                "INSERT INTO dues (notice, post) VALUES (:notice, :post)",
                [{"notice": notice_id, "post": post.id} for post in posts],
            )
            await write(statements, at, by, Action.NOTICE_SENT, f"notice {notice_id}", str(len(posts)))
        return True

    async def progress(self, most: int) -> list[Progress]:
        """The newest notices that went out, with how many posts were told and acknowledged."""
        rows = await self._database.fetch(
            f"""
            SELECT {_NOTICE}, COUNT(*) AS addressed, COUNT(d.told_at) AS told,
                   COUNT(d.acknowledged_at) AS acknowledged
            FROM notices n JOIN dues d ON d.notice = n.id WHERE n.sent_at IS NOT NULL
            GROUP BY n.id, n.text, n.due_on, n.made_by, n.sent_at ORDER BY n.id DESC LIMIT :most
            """,  # noqa: S608
            most=most,
        )
        return [Progress(_notice(row), row["addressed"], row["told"], row["acknowledged"]) for row in rows]

    async def owing(self, notice_id: int) -> list[Post]:
        """The posts that have not acknowledged it."""
        rows = await self._database.fetch(
            "SELECT post FROM dues WHERE notice = :id AND acknowledged_at IS NULL ORDER BY post", id=notice_id
        )
        return [post for row in rows if (post := Post.parse(row["post"]))]

    async def of_post(self, post: Post) -> list[Due]:
        """What the post still owes, the earliest deadline first."""
        return await self._dues("d.post = :post AND d.acknowledged_at IS NULL", post=post.id)

    async def untold(self) -> list[Due]:
        """Dues of which nobody was told yet, though somebody acts for the post."""
        return await self._dues(
            """
            d.told_at IS NULL AND d.acknowledged_at IS NULL AND EXISTS (
                SELECT 1 FROM tenures t WHERE t.post = d.post AND t.kind = 'holder' AND t.until_at IS NULL
            )
            """
        )

    async def due(self, notice_id: int, post: Post) -> Due | None:
        dues = await self._dues("d.notice = :id AND d.post = :post", id=notice_id, post=post.id)
        return dues[0] if dues else None

    async def told(self, due: Due, at: datetime) -> None:
        """Keeps that who acts for the post was written to."""
        await self._database.execute(
            "UPDATE dues SET told_at = :at WHERE notice = :notice AND post = :post AND told_at IS NULL",
            at=to_ms(at),
            notice=due.notice.id,
            post=due.post.id,
        )

    async def acknowledge(self, notice_id: int, post: Post, person_id: int, at: datetime) -> bool:
        """Keeps who acknowledged, once; False where it was acknowledged before."""
        async with self._database.transaction() as statements:
            done = await statements.execute(
                """
                UPDATE dues SET acknowledged_at = :at, person_id = :person_id
                WHERE notice = :notice AND post = :post AND acknowledged_at IS NULL
                """,
                at=to_ms(at),
                person_id=person_id,
                notice=notice_id,
                post=post.id,
            )
            if done:
                await write(statements, at, person_id, Action.NOTICE_ACKNOWLEDGED, f"notice {notice_id}", post.id)
        return done == 1

    async def _dues(self, where: str, **parameters: object) -> list[Due]:
        rows = await self._database.fetch(
            f"""
            SELECT {_NOTICE}, d.post, d.acknowledged_at FROM dues d JOIN notices n ON n.id = d.notice
            WHERE {where} ORDER BY n.due_on, n.id, d.post
            """,  # noqa: S608
            **parameters,
        )
        return [
            Due(_notice(row), post, from_ms(row["acknowledged_at"]))
            for row in rows
            if (post := Post.parse(row["post"]))
        ]


_NOTICE = "n.id, n.text, n.due_on, n.made_by, n.sent_at"


def _notice(row: Row) -> Notice:
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    return Notice(row["id"], row["text"], due_on, row["made_by"], from_ms(row["sent_at"]))
