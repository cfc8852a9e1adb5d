"""Mails about events to posts that nobody acts for in Telegram: each at most once for what it says."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, insert_many, update
from storage.people import STAFF, NewsKind, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMail:
    """One mail that is to leave."""

    id: int
    event: int
    post: str
    stage: str
    address: str
    attempts: int
    unknown: int
    """How often nobody knows whether it arrived."""
    made_at: datetime


class EventMailStore(Store):
    """The table of mails about events, and the addresses of posts."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else sends them, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("event mails")

    async def addresses(self) -> dict[str, str]:
        """All addresses, by post."""
        return dict(await self._database.fetch_tuples("SELECT id, email FROM posts WHERE email <> ''"))

    async def plan(self, mails: Sequence[tuple[int, str, str, str]], at: datetime) -> None:
        """Event, post, stage and address of each; what was planned before is left out."""
        rows = [
            {"event": event, "post": post, "stage": stage, "address": address, "made_at": at, "due_at": at}
            for event, post, stage, address in mails
        ]
        await insert_many(self._database, "event_mails", rows, new_only=True)

    async def planned(self, now: datetime, most: int) -> list[EventMail]:
        """Those whose time has come, what was tried least first: what is always refused holds up nobody."""
        return await self._read(
            EventMail,
            """
            SELECT * FROM event_mails WHERE state = 'planned' AND due_at <= :now
            ORDER BY attempts, due_at, id LIMIT :most
            """,
            now=now,
            most=most,
        )

    async def ended(self, mail: EventMail, state: str, at: datetime, reason: str = "") -> None:
        """It left, or did not have to."""
        await update(self._database, "event_mails", {"id": mail.id}, state=state, done_at=at, reason=reason)

    async def failed(self, mail: EventMail, at: datetime, reason: str) -> None:
        """It reaches nobody; the staff are told."""
        async with self._database.transaction() as statements:
            await update(statements, "event_mails", {"id": mail.id}, state="failed", done_at=at, reason=reason)
            await tell(statements, STAFF, NewsKind.EVENT_MAIL_FAILED, at, event=mail.event, post=mail.post)

    async def again(self, mail: EventMail, due_at: datetime, reason: str, *, is_unknown: bool = False) -> None:
        """Tries again then."""
        tried = {"attempts": mail.attempts + 1, "unknown": mail.unknown + is_unknown}
        await update(self._database, "event_mails", {"id": mail.id}, due_at=due_at, reason=reason, **tried)

    async def wait(self, mail: EventMail, due_at: datetime) -> None:
        """It is not its time."""
        await update(self._database, "event_mails", {"id": mail.id}, due_at=due_at)

    async def left(self, event_id: int) -> dict[str, list[str]]:
        """How the mails of each post stand, by post."""
        sql = "SELECT post, state FROM event_mails WHERE event = :event ORDER BY id"
        found: dict[str, list[str]] = {}
        for post, state in await self._database.fetch_tuples(sql, event=event_id):
            found.setdefault(post, []).append(state)
        return found
