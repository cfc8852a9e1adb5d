"""What runs in a child process can do the bot no harm."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from services.files import bounded as module
from services.files.bounded import TooHeavy, bounded
from tests.memory import grows_little
from tests.processes import ROOT

LONG = 600.0
"""Seconds that no test waits for."""


class Refused(Exception):
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Unreadable(Exception):
    """Can be pickled; whoever reads it back fails, for it wants two arguments."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def pid() -> int:
    return os.getpid()


def refuse(why: str) -> None:
    raise Refused(why)


def fail_unreadably() -> None:
    raise Unreadable("one", "two")


def eat() -> int:
    return len(bytearray(4 << 30))


def keep(size: int) -> int:
    """As a library does that has loaded its data."""
    _kept.append(b"1" * size)
    return os.getpid()


_kept: list[bytes] = []


def hand_back(size: int) -> bytes:
    return bytes(size)


def abort() -> None:
    os.abort()


def spin() -> None:
    while True:
        pass


def chatter() -> str:
    sys.stdout.write("a library says something")
    sys.stdout.flush()
    return "and works"


def environment() -> dict[str, str]:
    return dict(os.environ)


def wait_for_word(path: str) -> bytes:
    return Path(path).read_bytes()


def hold(path: str) -> None:
    """Holds the pipe open until it is killed."""
    with Path(path).open("wb"):
        time.sleep(LONG)


class Pipe:
    """Tells that the child is at work, and then that it is gone, without asking again and again."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "pipe")
        os.mkfifo(self.path)
        self._reader = -1

    async def opened(self) -> None:
        async with asyncio.timeout(30):
            self._reader = await asyncio.to_thread(os.open, self.path, os.O_RDONLY)

    async def closed(self) -> None:
        async with asyncio.timeout(30):
            assert await asyncio.to_thread(os.read, self._reader, 1) == b""
        os.close(self._reader)


@pytest.fixture
def pipe(tmp_path: Path) -> Pipe:
    return Pipe(tmp_path)


async def test_a_result_comes_from_a_process_that_serves_again() -> None:
    first = await bounded(pid, seconds=LONG)
    assert first != os.getpid()
    assert await bounded(pid, seconds=LONG) == first


async def test_a_process_is_replaced_after_its_share_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    await bounded_to_the_end()
    monkeypatch.setattr(module, "TASKS", 2)
    pids = [await bounded(pid, seconds=LONG) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


async def test_a_process_that_keeps_much_is_replaced() -> None:
    first = await bounded(keep, 1 << 20, seconds=LONG)
    assert await bounded(pid, seconds=LONG) == first
    assert await bounded(keep, module.MOST_KEPT, seconds=LONG) == first
    assert await bounded(pid, seconds=LONG) != first


async def bounded_to_the_end() -> None:
    """Ends whatever child is idle."""
    while module._idle:
        module._idle.pop().end()


async def test_an_exception_passes_through_with_what_it_holds() -> None:
    with pytest.raises(Refused) as caught:
        await bounded(refuse, "no table", seconds=LONG)
    assert caught.value.why == "no table"
    assert "in refuse" in caught.value.__notes__[0]


async def test_an_exception_that_cannot_be_carried_over_is_named() -> None:
    with pytest.raises(RuntimeError, match="Unreadable"):
        await bounded(fail_unreadably, seconds=LONG)
    assert await bounded(pid, seconds=LONG)


@pytest.mark.parametrize("function", [spin, eat, abort])
async def test_too_much_time_or_memory_or_a_crash_ends_the_child_alone(function: Callable[[], object]) -> None:
    with grows_little():
        victim = await bounded(pid, seconds=LONG)
        with pytest.raises(TooHeavy):
            await bounded(function, seconds=0.3)
    assert await bounded(pid, seconds=LONG) != victim
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)


async def test_a_result_larger_than_the_bot_wants_to_hold_is_none() -> None:
    assert len(await bounded(hand_back, 1 << 20, seconds=LONG)) == 1 << 20
    with pytest.raises(TooHeavy):
        await bounded(hand_back, module.MOST_ANSWER + 1, seconds=LONG)


async def test_the_event_loop_goes_on_meanwhile(pipe: Pipe) -> None:
    task = asyncio.create_task(bounded(wait_for_word, pipe.path, seconds=LONG))
    for _ in range(1000):
        await asyncio.sleep(0)
    # Only a loop that goes on gets here, and only this word lets the child come to its end.
    await asyncio.to_thread(Path(pipe.path).write_bytes, b"go")
    assert await task == b"go"


async def test_whoever_gives_up_leaves_no_process_behind(pipe: Pipe) -> None:
    task = asyncio.create_task(bounded(hold, pipe.path, seconds=LONG))
    await pipe.opened()
    task.cancel()
    await pipe.closed()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await bounded(pid, seconds=LONG)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
async def test_no_process_outlives_the_bot(pipe: Pipe, end: signal.Signals) -> None:
    code = (
        "import asyncio, signal, sys; from services.files.bounded import bounded;"
        "from tests.services.files.test_bounded import hold;"
        # A shell that runs the tests in the background has its children ignore this one.
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        f"asyncio.run(bounded(hold, sys.argv[1], seconds={LONG}))"
    )
    with subprocess.Popen([sys.executable, "-c", code, pipe.path], cwd=ROOT, stderr=subprocess.DEVNULL) as bot:
        try:
            await pipe.opened()
            bot.send_signal(end)
            await pipe.closed()
            assert await asyncio.to_thread(bot.wait, 30)
        finally:
            bot.kill()


async def test_the_child_has_no_token_and_may_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:secret")
    await bounded_to_the_end()
    assert "1:secret" not in str(await bounded(environment, seconds=LONG))
    assert await bounded(chatter, seconds=LONG) == "and works"


async def test_many_at_once_share_a_few_processes() -> None:
    await bounded_to_the_end()  # a child of others may have its last task before it, and then be replaced
    pids = await asyncio.gather(*(bounded(pid, seconds=LONG) for _ in range(20)))
    assert 1 <= len(set(pids)) <= module.AT_ONCE
    waiting = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert not waiting, "no deadline is left ticking"
