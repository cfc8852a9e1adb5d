"""Who is in the pages: one-time links, what Telegram said of those who open them inside of it, and sessions.

Of links and sessions only hashes are kept. To use a link is one statement, so that two at once do not both come in.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from storage.engine.rows import Store, delete, insert_new, insert_numbered, put, update
from storage.people.audit import Action, through, write


class Door(StrEnum):
    """By which way a person came into the pages."""

    APP = "app"
    """Inside of Telegram, as a Mini App."""
    LINK = "link"
    """In a browser, by a one-time link."""
    DEMO = "demo"
    """In the demo, where everybody may play everybody."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes in, and what Telegram calls her."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser in which a person is in the pages."""

    id: int
    person_id: int
    name: str
    """What Telegram called her when she came in."""
    door: Door
    agent: str
    """The browser in a word; empty where it is not known."""
    made_at: datetime
    seen_at: datetime
    asked_at: datetime | None
    """When she was last asked in the chat whether it is her."""
    proved_at: datetime | None
    """When she last said so."""


class DoorStore(Store):
    """The tables of links, proofs and sessions."""

    async def keep_link(self, person_id: int, name: str, hash: str, expires_at: datetime) -> None:
        """A new link of the person; the one before is void."""
        row = {"person_id": person_id, "name": name, "hash": hash, "expires_at": expires_at, "used_at": None}
        await put(self._database, "page_links", "person_id", **row)

    async def link(self, hash: str, now: datetime) -> Visitor | None:
        """Whose link that is, as long as it is good; nothing is used up."""
        return await self._read_one(
            Visitor,
            "SELECT person_id, name FROM page_links WHERE hash = :hash AND used_at IS NULL AND expires_at > :now",
            hash=hash,
            now=now,
        )

    async def use_link(self, hash: str, now: datetime) -> Visitor | None:
        """Uses the link up; whose it was, None where it was not good any more."""
        return await self._read_one(
            Visitor,
            """
            UPDATE page_links SET used_at = :now WHERE hash = :hash AND used_at IS NULL AND expires_at > :now
            RETURNING person_id, name
            """,
            hash=hash,
            now=now,
        )

    async def use_proof(self, hash: str, now: datetime) -> bool:
        """Whether nobody has come in by these words of Telegram before; now somebody has."""
        return await insert_new(self._database, "page_proofs", hash=hash, used_at=now)

    async def begin(self, who: Visitor, hash: str, door: Door, agent: str, at: datetime) -> int:
        """A new session; its number."""
        async with self._database.transaction() as statements:
            with through(door.value):
                await write(statements, at, who.person_id, Action.PAGES_ENTERED, str(who.person_id), agent)
            row = {"hash": hash, "door": door, "agent": agent, "made_at": at, "seen_at": at, **asdict(who)}
            return await insert_numbered(statements, "page_sessions", **row)

    async def find(self, hash: str) -> Session | None:
        return await self._read_one(Session, "SELECT * FROM page_sessions WHERE hash = :hash", hash=hash)

    async def seen(self, session: int, at: datetime) -> None:
        await update(self._database, "page_sessions", {"id": session}, seen_at=at)

    async def end(self, session: Session, at: datetime) -> None:
        """The person leaves by herself."""
        async with self._database.transaction() as statements:
            if await delete(statements, "page_sessions", id=session.id):
                await write(statements, at, session.person_id, Action.PAGES_LEFT, str(session.person_id))

    async def end_all(self, person_id: int, at: datetime) -> int:
        """Ends all sessions of the person, and voids her link; how many sessions those were."""
        async with self._database.transaction() as statements:
            await delete(statements, "page_links", person_id=person_id)
            ended = await delete(statements, "page_sessions", person_id=person_id)
            await write(statements, at, person_id, Action.PAGES_CLOSED, str(person_id), str(ended))
        return ended

    async def asked(self, session: int, at: datetime) -> None:
        await update(self._database, "page_sessions", {"id": session}, asked_at=at)

    async def prove(self, session: int, person_id: int, at: datetime) -> bool:
        """Keeps that she said it is her; False where that session is not hers, or over."""
        return await update(self._database, "page_sessions", {"id": session, "person_id": person_id}, proved_at=at) == 1

    async def forget(self, *, idle_before: datetime, made_before: datetime, used_before: datetime) -> None:
        """Deletes sessions not used since, or older; links and proofs that were over by then."""
        for sql in (
            "DELETE FROM page_sessions WHERE seen_at <= :idle_before OR made_at <= :made_before",
            "DELETE FROM page_links WHERE expires_at <= :used_before",
            "DELETE FROM page_proofs WHERE used_at <= :used_before",
        ):
            known = {"idle_before": idle_before, "made_before": made_before, "used_before": used_before}
            named = {name: value for name, value in known.items() if f":{name}" in sql}
            await self._database.execute(sql, **named)
