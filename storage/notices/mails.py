"""Mails to posts about what they owe: each at most once a stage, tried again while a server is away."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.engine.times import to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail that is to leave."""

    id: int
    obligation: int
    stage: str
    address: str
    attempts: int


class MailStore:
    """The table of mails, and the addresses of posts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else sends them, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("mails")

    async def address(self, post: str) -> str:
        """The address of a post; empty where it has none."""
        row = await self._database.fetch_one("SELECT email FROM posts WHERE id = :post", post=post)
        return row["email"] if row else ""

    async def addresses(self) -> dict[str, str]:
        """All addresses, by post."""
        rows = await self._database.fetch("SELECT id, email FROM posts WHERE email <> ''")
        return {row["id"]: row["email"] for row in rows}

    async def plan(self, mails: Sequence[tuple[int, str, str]], at: datetime) -> None:
        """Obligation, stage and address of each; what was planned before is left out."""
        await self._database.execute_many(
            """
            INSERT INTO mails (obligation, stage, address, due_at) VALUES (:obligation, :stage, :address, :at)
            ON CONFLICT (obligation, stage) DO NOTHING
            """,
            [
                {"obligation": obligation, "stage": stage, "address": address, "at": to_ms(at)}
                for obligation, stage, address in mails
            ],
        )

    async def planned(self, now: datetime, most: int) -> list[Mail]:
        """Those whose time has come, the oldest first."""
        rows = await self._database.fetch(
            """
            SELECT id, obligation, stage, address, attempts FROM mails
            WHERE state = 'planned' AND due_at <= :now ORDER BY due_at, id LIMIT :most
            """,
            now=to_ms(now),
            most=most,
        )
        return [Mail(**row) for row in rows]

    async def ended(self, mail: Mail, state: str, at: datetime, reason: str = "") -> None:
        """Keeps what became of it: sent, failed or skipped."""
        await self._database.execute(
            "UPDATE mails SET state = :state, sent_at = :at, reason = :reason WHERE id = :id",
            state=state,
            at=to_ms(at),
            reason=reason,
            id=mail.id,
        )

    async def again(self, mail: Mail, due_at: datetime, reason: str) -> None:
        """Tries again then."""
        await self._database.execute(
            "UPDATE mails SET attempts = attempts + 1, due_at = :due_at, reason = :reason WHERE id = :id",
            due_at=to_ms(due_at),
            reason=reason,
            id=mail.id,
        )
