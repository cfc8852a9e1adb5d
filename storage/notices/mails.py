"""Mails to posts about what they owe: each at most once a stage, tried again while a server is away."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, insert_many, update
from storage.people import STAFF, NewsKind, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail that is to leave."""

    id: int
    obligation: int
    stage: str
    address: str
    attempts: int
    unknown: int
    """How often nobody knows whether it arrived."""
    made_at: datetime


class MailStore(Store):
    """The table of mails, and the addresses of posts."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else sends them, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("mails")

    async def address(self, post: str) -> str:
        """The address of a post; empty where it has none."""
        return await self._database.fetch_value("SELECT email FROM posts WHERE id = :post", post=post) or ""

    async def addresses(self) -> dict[str, str]:
        """All addresses, by post."""
        return dict(await self._database.fetch_tuples("SELECT id, email FROM posts WHERE email <> ''"))

    async def plan(self, mails: Sequence[tuple[int, str, str]], at: datetime) -> None:
        """Obligation, stage and address of each; what was planned before is left out."""
        rows = [
            {"obligation": obligation, "stage": stage, "address": address, "made_at": at, "due_at": at}
            for obligation, stage, address in mails
        ]
        await insert_many(self._database, "mails", rows, new_only=True)

    async def planned(self, now: datetime, most: int) -> list[Mail]:
        """Those whose time has come, what was tried least first: what is always refused holds up nobody."""
        return await self._read(
            Mail,
            "SELECT * FROM mails WHERE state = 'planned' AND due_at <= :now ORDER BY attempts, due_at, id LIMIT :most",
            now=now,
            most=most,
        )

    async def waiting(self) -> int:
        """How many are still to leave."""
        return await self._database.fetch_number("SELECT COUNT(*) FROM mails WHERE state = 'planned'")

    async def waiting_since(self, at: datetime) -> list[Mail]:
        """Those that were made before that time and have not left."""
        return await self._read(
            Mail, "SELECT * FROM mails WHERE state = 'planned' AND made_at <= :at ORDER BY id", at=at
        )

    async def told(self) -> dict[int, int]:
        """By obligation, the revision that its last mail told; none where no mail has left."""
        return dict(
            await self._database.fetch_tuples(
                "SELECT obligation, MAX(revision) AS revision FROM mails WHERE state = 'sent' GROUP BY obligation"
            )
        )

    async def sent(self, mail: Mail, revision: int, at: datetime) -> None:
        """Keeps that it left, and which revision of the obligation it told."""
        await update(self._database, "mails", {"id": mail.id}, state="sent", sent_at=at, revision=revision)

    async def skipped(self, mail: Mail, at: datetime, reason: str) -> None:
        """Keeps why it did not have to leave."""
        await update(self._database, "mails", {"id": mail.id}, state="skipped", sent_at=at, reason=reason)

    async def failed(self, mails: Sequence[Mail], problem: str, at: datetime, reason: str) -> None:
        """Keeps that these, about one notice, reach nobody; the staff are told."""
        ids, obligations = [mail.id for mail in mails], sorted({mail.obligation for mail in mails})
        async with self._database.transaction() as statements:
            await update(statements, "mails", {"id": tuple(ids)}, state="failed", sent_at=at, reason=reason)
            await tell(statements, STAFF, NewsKind.MAIL_FAILED, at, obligations=obligations, problem=problem)

    async def wait(self, mail: Mail, due_at: datetime) -> None:
        """It is not its time."""
        await update(self._database, "mails", {"id": mail.id}, due_at=due_at)

    async def again(self, mail: Mail, due_at: datetime, reason: str, *, is_unknown: bool = False) -> None:
        """Tries again then."""
        await update(
            self._database,
            "mails",
            {"id": mail.id},
            attempts=mail.attempts + 1,
            unknown=mail.unknown + is_unknown,
            due_at=due_at,
            reason=reason,
        )
