"""Which update a task handles, so that log lines and error reports can name it.

It belongs to the task (contextvars), so no function has to pass it on. It holds ids only, never what a person wrote.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from storage.engine.causes import caused_by


@dataclass(frozen=True, slots=True)
class Unsent:
    """A call of the Bot API that could not leave, as it can be made again."""

    method: str
    parameters: Mapping[str, object]
    files: Mapping[str, tuple[str, bytes, str]]
    """Name, content and kind of each file, by its field."""


@dataclass(slots=True)
class Tracked:
    """One update while the bot handles it."""

    update_id: int
    person_id: int | None
    reference: str | None = None
    """If the handling failed: what the person is told, by which staff find the line in the log."""
    began: float = field(default_factory=time.monotonic)
    """When the handling began, by the monotonic clock."""
    is_broken: bool = False
    """Whether a handler raised: nothing after that point was done."""
    is_owed: bool = False
    """Whether it failed so that the person is to be told, unless something is shown to her."""
    is_database_away: bool = False
    """Whether it failed because the database was away."""
    is_about_a_file: bool = False
    """Whether it failed because Telegram does not give what she sent."""
    lack: str | None = None
    """What the bot is not allowed in the chat, if it failed because of that."""
    is_shown: bool = False
    """Whether she was shown something, or may have been, or will be."""
    is_toasted: bool = False
    unsent: Unsent | None = None
    """What a handler wanted to send by a call of its own, when Telegram asked to wait."""
    under_way: asyncio.Task[None] | None = None
    """A page that is on its way to her."""
    said: int = 0
    """How many messages and edits it made."""
    afterwards: dict[Callable[[], Awaitable[None]], None] = field(default_factory=dict)
    """What is done, each once, when she has her answer."""


_current: ContextVar[Tracked | None] = ContextVar("tracked", default=None)


def current() -> Tracked | None:
    """The update that this task handles; None outside of updates."""
    return _current.get()


@contextmanager
def tracked(update_id: int, person_id: int | None) -> Iterator[Tracked]:
    """Notes that this task handles that update, as long as the block lasts."""
    it = Tracked(update_id, person_id)
    token = _current.set(it)
    try:
        with caused_by(update_id):
            yield it
    finally:
        _current.reset(token)


async def afterwards(work: Callable[[], Awaitable[None]]) -> None:
    """Does this when the person has her answer, so that it does not wait for others; at once outside of updates.

    It may be cut off: the clock does it again.
    """
    if it := _current.get():
        it.afterwards[work] = None
    else:
        await work()


def failed(reference: str = "") -> str:
    """Notes that the handling failed. Returns the reference, a new one where none is given."""
    reference = reference or new_reference()
    if it := _current.get():
        it.reference, it.is_owed = reference, True
    return reference


def new_reference() -> str:
    """By it a failure is found in the log; short enough to be told on the phone."""
    return secrets.token_hex(3).upper()
