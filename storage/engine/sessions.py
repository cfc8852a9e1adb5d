"""The seat of the leader with PostgreSQL: the process leads whose session holds an advisory lock.

The session is a connection of its own, outside of the pool, and the lock ends with it. The leader asks the server
something every BEAT and waits no longer than PATIENCE for the answer; the server ends a session that asked nothing for
ABANDONED. So a leader whose machine, network or event loop stands still notices it before another can take the seat. A
pooler that shares sessions between clients (PgBouncer by transactions) must not stand between.

Every running process also holds a second, shared lock. By it, a process that wants the database to itself sees that
others run. Both locks belong to the schema, so two bots in one database do not disturb each other.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from storage.engine.database import ABOUT_DATABASE, DatabaseInUse, DatabaseUnavailable

log = logging.getLogger(__name__)

BEAT = 1.0
PATIENCE = 1.0
ABANDONED = 3.0
"""Seconds; more than BEAT and PATIENCE together: a leader stops before another can begin."""

_LEADS, _RUNS = 7_312_002, 7_312_003
_TIMED = f"set_config('idle_session_timeout', '{ABANDONED * 1000:.0f}', false)"
"""From the first look at the seat on, for then the session is asked again and again."""
_LOCK = "pg_try_advisory_lock({}, hashtext(current_schema()))"
_SHARED = "pg_try_advisory_lock_shared({}, hashtext(current_schema()))"
_FAILURES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class SessionSeat:
    """The seat that a session of PostgreSQL takes."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.connection: asyncpg.Connection | None = None
        self._ended = asyncio.Event()

    async def connect(self) -> None:
        """Raises DatabaseUnavailable, and DatabaseInUse where another process has the database to itself."""
        self._ended = ended = asyncio.Event()
        try:
            connection = await asyncpg.connect(self._url, timeout=PATIENCE, command_timeout=PATIENCE)
            connection.add_termination_listener(lambda _connection: ended.set())
            self.connection = connection
            runs = await connection.fetchval(f"SELECT {_SHARED.format(_RUNS)}")
        except _FAILURES as error:
            self.close()
            raise DatabaseUnavailable(type(error).__name__) from error
        if not runs:
            self.close()
            raise DatabaseInUse("PostgreSQL")

    async def take(self) -> bool:
        try:
            if self.connection is None or self.connection.is_closed():
                await self.connect()
            assert self.connection  # noqa: S101 - connected
            return bool(await self.connection.fetchval(f"SELECT {_LOCK.format(_LEADS)}, {_TIMED}"))
        except (*_FAILURES, DatabaseUnavailable, DatabaseInUse) as error:
            log.warning("cannot know who leads: %s", type(error).__name__, extra=ABOUT_DATABASE)
            self.close()
            return False

    async def lost(self) -> None:
        while self.connection and not self._ended.is_set():
            try:
                await asyncio.wait_for(self._ended.wait(), BEAT)
            except TimeoutError:
                try:
                    await self.connection.fetchval("SELECT 1")
                except _FAILURES as error:
                    log.warning("the session that leads is lost: %s", type(error).__name__, extra=ABOUT_DATABASE)
                    self.close()

    async def leave(self) -> None:
        try:
            if self.connection and not self.connection.is_closed():
                await self.connection.fetchval(f"SELECT pg_advisory_unlock({_LEADS}, hashtext(current_schema()))")
        except _FAILURES:
            self.close()  # the lock goes with the session

    def close(self) -> None:
        """At once: the server sees the socket close."""
        if self.connection:
            self.connection.terminate()
        self.connection = None
        self._ended.set()


@asynccontextmanager
async def exclusive_session(url: str) -> AsyncIterator[None]:
    """No process runs the bot over the database at `url` while this lasts.

    Raises DatabaseInUse, DatabaseUnavailable.
    """
    try:
        connection = await asyncpg.connect(url, timeout=10)
    except (*_FAILURES, ValueError) as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    try:
        if not await connection.fetchval(f"SELECT {_LOCK.format(_RUNS)}"):
            raise DatabaseInUse("PostgreSQL")
        yield
    finally:
        await connection.close()
