"""Runs what reads strangers' files in child processes: a bomb takes down the child, never the bot.

The child is bounded in time and memory and sees neither the bot's token nor its database. That keeps harm from
accidents and from bombs; it is no sandbox against a hole in a library.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TypeVar, TypeVarTuple, cast

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

MEMORY = 1 << 30
"""Bytes of address space of a child, of which Python and the libraries take a quarter."""
MOST_ANSWER = 64 << 20
"""Bytes that a function may hand back: they are held by the bot itself."""
TASKS = 100
"""Calls after which a child is replaced: whatever a library leaks is gone with it."""
MOST_KEPT = 80 << 20
"""Bytes that a child may hold between two calls (Linux): one that has loaded more leaves too little for the next file.
With all that reads pictures and certificates it holds 60 MB."""
AT_ONCE = min(2, os.cpu_count() or 1)
START = 60.0
"""Seconds for a child to start and to import what it is to run; not counted as the function's own."""

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = ("HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_GIVES_BACK = {"MALLOC_MMAP_THRESHOLD_": str(1 << 20), "MALLOC_ARENA_MAX": "1"}
"""By this what is freed of a large picture is free for others (glibc)."""
_READY = b"+"


def environment() -> dict[str, str]:
    """What a child sees of ours: neither the token nor where the database is."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _GIVES_BACK


class TooHeavy(Exception):
    """The function took more time or memory than it may, or its process died of the file."""


async def bounded(function: Callable[[*Ts], T], *args: *Ts, seconds: float, memory: int | None = None) -> T:
    """What `function(*args)` returns or raises, in a child process; the event loop goes on meanwhile.

    `function` stands at the top level of a module that can be imported; it, the arguments and the result can be
    pickled. At most AT_ONCE functions run at once, others wait; waiting does not count into `seconds`. Raises TooHeavy
    when the function runs longer than `seconds`, needs more than MEMORY or hands back more than MOST_ANSWER; with
    `memory`, also when the child gets larger than so many bytes in all (Linux). When the caller is cancelled, or the
    bot dies in whatever way, the child is killed.
    """
    call = _Call(seconds, memory)
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, call.run, function, args)
    finally:
        call.give_up()


class _Child:
    """A process that runs one function after another."""

    def __init__(self) -> None:
        # Not by multiprocessing: its children import bot.py, and all of the bot, once more.
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", "from services.files.bounded import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env=environment(),
            start_new_session=True,  # Ctrl+C is for the bot, which then ends its children
        )
        self._tasks = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)
        self._left = TASKS
        self._is_killed = False

    @property
    def is_well(self) -> bool:
        """Whether it can take one more function."""
        is_there = not self._is_killed and self._left > 0 and self._process.poll() is None
        return is_there and _held(self._process.pid) <= MOST_KEPT

    def run(
        self, function: Callable[..., object], args: tuple[object, ...], seconds: float, memory: int | None
    ) -> tuple[bool, object]:
        """Whether it went well, and the result or else the exception."""
        self._left -= 1
        with self._deadline(START):
            try:
                pickle.dump((function, args, memory), self._tasks)
                self._tasks.flush()
                is_ready = self._answers.read(len(_READY))
            except BrokenPipeError:
                is_ready = b""
        if not is_ready:
            raise RuntimeError(f"the child process ended before its work: {self._process.poll()}")
        with self._deadline(seconds):
            try:
                is_result, value = pickle.load(self._answers)  # noqa: S301 - of our own process
            except (EOFError, pickle.UnpicklingError):
                is_result, value = False, TooHeavy()
        if isinstance(value, TooHeavy):
            self.kill()  # what it has taken of the memory it may keep
        return is_result, value

    def kill(self) -> None:
        self._is_killed = True
        self._process.kill()

    def end(self) -> None:
        """Kills it and waits until it is gone."""
        self.kill()
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            self._tasks.close()
        self._answers.close()

    @contextlib.contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


class _Call:
    """The run of one function, in a thread that waits for the child."""

    def __init__(self, seconds: float, memory: int | None) -> None:
        self._seconds = seconds
        self._memory = memory
        self._child: _Child | None = None
        self._is_given_up = False
        self._lock = threading.Lock()

    def run(self, function: Callable[..., T], args: tuple[object, ...]) -> T:
        child = _take()
        with self._lock:
            self._child = child
            if self._is_given_up:
                child.kill()
        try:
            is_result, value = child.run(function, args, self._seconds, self._memory)
        finally:
            with self._lock:
                self._child = None
            _put_back(child)
        if is_result:
            return cast(T, value)
        raise cast(Exception, value)

    def give_up(self) -> None:
        """Nobody waits for the result any more. Does nothing after the end of the run."""
        with self._lock:
            self._is_given_up = True
            if self._child:
                self._child.kill()


def _held(process: int) -> int:
    """Bytes of memory of that process; 0 where the system does not say it so."""
    if sys.platform != "linux":
        return 0
    with contextlib.suppress(FileNotFoundError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


_idle: deque[_Child] = deque()
# Threads of our own, not the loop's: Linux kills a child with the thread that started it (see `_bind`).
_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="bounded")


def _take() -> _Child:
    while _idle:
        child = _idle.pop()
        if child.is_well:
            return child
        child.end()
    return _Child()


def _put_back(child: _Child) -> None:
    if child.is_well:
        _idle.append(child)
    else:
        child.end()


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def serve() -> None:
    """What the child does: takes functions from standard input until it ends."""
    _bind()
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    while True:
        try:
            function, args, memory = pickle.load(tasks)  # noqa: S301 - from the bot itself
        except EOFError:
            return
        answers.write(_READY)
        answers.flush()
        with _kept_below(memory):
            answer = _answer(function, args)
        answers.write(answer)
        answers.flush()


def _answer(function: Callable[..., object], args: tuple[object, ...]) -> bytes:
    try:
        answer = pickle.dumps((True, function(*args)))
    except MemoryError:
        return _error(TooHeavy())
    except Exception as error:  # noqa: BLE001 - the caller gets it
        return _error(error)
    return answer if len(answer) <= MOST_ANSWER else _error(TooHeavy())


def _error(error: Exception) -> bytes:
    """The exception with its way through the child; in words where it cannot be carried over as it is."""
    error.add_note("".join(traceback.format_tb(error.__traceback__)))
    try:
        answer = pickle.dumps((False, error))
        pickle.loads(answer)  # noqa: S301 - an exception may be written well and not be read
    except Exception:  # noqa: BLE001 - an exception's own code may fail in any way
        return pickle.dumps((False, RuntimeError(type(error).__name__)))
    return answer


@contextlib.contextmanager
def _kept_below(memory: int | None) -> Iterator[None]:
    """Meanwhile this process gets no larger than so many bytes; None: than MEMORY.

    The limit is on addresses, of which libraries hold many that they never use: so it is what is held now, and what may
    be added to what is used.
    """
    if memory is None or sys.platform != "linux":
        yield
        return
    import resource

    held, used = (int(pages) * resource.getpagesize() for pages in Path("/proc/self/statm").read_text().split()[:2])
    resource.setrlimit(resource.RLIMIT_AS, (min(held + max(memory - used, 0), MEMORY), MEMORY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _bind() -> None:
    """Limits this process, as far as the system can."""
    if sys.platform == "win32":
        return
    import ctypes
    import resource

    with contextlib.suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold people's data
    os.nice(10)
    if sys.platform == "linux":
        # An idle child ends with its standard input; one at work would go on after the bot was killed.
        kill_with_parent, sigkill = 1, 9
        ctypes.CDLL(None).prctl(kill_with_parent, sigkill)
