"""Which process over one database leads. With SQLite it is the only one; with PostgreSQL `sessions.py` decides."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from storage.engine.database import DatabaseUnavailable


class Seat(Protocol):
    """The seat of the leader. At most one process has it."""

    async def take(self) -> bool:
        """Tries to take the seat. Returns whether this process leads from now on."""
        ...

    async def lost(self) -> None:
        """Returns once this process leads no more, or cannot know whether it does."""
        ...

    async def leave(self) -> None:
        """Gives the seat up, so that another process may take it."""
        ...


class OnlySeat:
    """The seat of a process that has its database to itself: it is always free for it."""

    async def take(self) -> bool:
        return True

    async def lost(self) -> None:
        await asyncio.Event().wait()

    async def leave(self) -> None:
        return


@asynccontextmanager
async def seated(url: str) -> AsyncIterator[Seat]:
    """The seat of the leader over the database at `url`. Nobody has taken it yet by this.

    Raises DatabaseUnavailable, and DatabaseInUse where another process has the database to itself.
    """
    if url.startswith("sqlite:///"):
        yield OnlySeat()  # the lock file keeps any other away
        return
    from storage.engine.sessions import SessionSeat

    seat = SessionSeat(url)
    await seat.connect()
    try:
        yield seat
    finally:
        seat.close()


@asynccontextmanager
async def exclusive_use(url: str) -> AsyncIterator[None]:
    """Keeps every process from running the bot over the database at `url`, as long as this lasts.

    Raises DatabaseInUse, DatabaseUnavailable.
    """
    if not url.startswith("sqlite:///"):
        from storage.engine.sessions import exclusive_session

        async with exclusive_session(url):
            yield
        return
    from storage.engine.sqlite import lock

    file = Path(url.removeprefix("sqlite:///"))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        guard = lock(file.with_name(f"{file.name}.lock"))
    except OSError as error:
        raise DatabaseUnavailable(str(error)) from error
    with guard:
        yield
