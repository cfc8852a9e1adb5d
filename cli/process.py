"""The process around a command: its event loop, its signals, its memory, and what ends it early."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

from content.messages import Texts

WRONG, AWAY = 2, 75
"""Exit statuses: it cannot run as it is set up; what it needs is away or taken now, so it may run later (EX_TEMPFAIL).
systemd starts it again after the second only (deploy/bot.service)."""


class Stop(Exception):
    """Ends the program with a sentence for the person who started it."""

    def __init__(self, words: str, status: int = WRONG) -> None:
        super().__init__(words)
        self.status = status


def run_in_loop(work: Coroutine[None, None, None], texts: Texts) -> None:
    """Runs `work` in an event loop. Raises Stop where another process, the token or the database prevents it."""
    import uvloop

    from gateway.retry import AnotherInstance, WrongToken
    from storage.engine.database import DatabaseInUse, DatabaseUnavailable, PoolerBetween
    from storage.engine.migrations import MigrationsDisagree

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work)
    except AnotherInstance as error:
        raise Stop(texts.plain("cli-another-instance"), AWAY) from error
    except WrongToken as error:
        raise Stop(texts.plain("cli-wrong-token")) from error
    except DatabaseInUse as error:
        raise Stop(texts.plain("cli-database-in-use", file=str(error)), AWAY) from error
    except PoolerBetween as error:
        raise Stop(texts.plain("cli-database-pooler")) from error
    except DatabaseUnavailable as error:
        raise Stop(texts.plain("cli-database", reason=str(error)), AWAY) from error
    except MigrationsDisagree as error:
        raise Stop(texts.plain("cli-database", reason=str(error))) from error


def missing_file(database_url: str) -> str | None:
    """The file of an SQLite database that does not exist; None where it does, and for PostgreSQL."""
    file = database_url.removeprefix("sqlite:///")
    return None if file == database_url or Path(file).exists() else file


def stop_signal() -> asyncio.Event:
    """An event that SIGTERM or SIGINT sets. Whoever waits for it then finishes the work under way."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


@contextmanager
def loading() -> Iterator[None]:
    """Pauses the garbage collector until `settle_memory`: collecting while modules load took a fifth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle_memory() -> None:
    """Tells the collector that what is loaded stays, and gives back to the system what only the loading took."""
    gc.collect()
    gc.freeze()
    gc.enable()
    try:
        ctypes.CDLL(None).malloc_trim(0)  # glibc only: returns some ten megabytes of what was parsed and thrown away
    except (OSError, AttributeError):
        return  # another C library keeps or returns it as it sees fit
