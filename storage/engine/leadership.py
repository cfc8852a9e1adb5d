"""Which process over one database leads; with SQLite the only one, with PostgreSQL `storage.engine.sessions` decides."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from storage.engine.database import DatabaseUnavailable


class Seat(Protocol):
    """The seat of the leader, which one process at most has taken."""

    async def take(self) -> bool:
        """Whether this process leads from now on."""
        ...

    async def lost(self) -> None:
        """Returns once this process leads no more, or cannot know whether it does."""
        ...

    async def leave(self) -> None:
        """Another may take it."""
        ...


class OnlySeat:
    """Of a process that has its database to itself."""

    async def take(self) -> bool:
        return True

    async def lost(self) -> None:
        await asyncio.Event().wait()

    async def leave(self) -> None:
        return


@asynccontextmanager
async def seated(url: str) -> AsyncIterator[Seat]:
    """The seat of the leader over the database at `url`, to be taken by this process or not.

    Raises DatabaseUnavailable, and DatabaseInUse where somebody has the database to himself.
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
    """No process runs the bot over the database at `url` while this lasts.

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
