"""Learning from the desk: in a child process, with how far it is, and then in use on every worker.

It needs scikit-learn, which is no part of what a server installs; where it is missing, the page says what to do.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum, auto
from importlib.util import find_spec
from pathlib import Path

from content.library import Library
from content.overlay import Overlay, mark_of, overlaid
from services.answers.edits import Edits
from services.answers.examining import Examination, examine
from services.answers.search.model import is_current
from services.content import Content
from services.files.bounded import environment
from storage.answers import Training, TrainingStore

log = logging.getLogger(__name__)

ALIVE = timedelta(minutes=1)
"""A learning that was not heard of for so long has died."""
EVERY = 10.0
"""Seconds after which it is heard of, though it has got no further."""
_ROOT = Path(__file__).parents[2]
_SERVE = "from services.answers.training import serve; serve()"


class Begun(StrEnum):
    """What became of the wish to learn."""

    BEGUN = auto()
    RUNS = auto()
    """Another is under way, here or elsewhere."""
    MISSING = auto()
    """scikit-learn is not installed here."""


@dataclass(frozen=True, slots=True)
class Learning:
    _content: Content
    _edits: Edits
    _trainings: TrainingStore
    _clock: Callable[[], datetime]
    _known: list[tuple[Library, bool]] = field(default_factory=list, init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    @property
    def is_possible(self) -> bool:
        """Whether this machine has what learning needs."""
        return find_spec("sklearn") is not None

    async def is_current(self) -> bool:
        """Whether all that stands in the files and was changed on the desk is learnt."""
        library = self._content.library
        if not self._known or self._known[0][0] is not library:  # of one library it is found out once
            self._known[:] = [(library, await asyncio.to_thread(is_current, library))]
        return self._known[0][1]

    async def newest(self) -> Training | None:
        """The last learning, which may be under way."""
        return await self._trainings.newest()

    async def in_use(self) -> Training | None:
        """What was learnt here and is in use; None: the model of the files."""
        training = await self._trainings.in_use()
        is_of_files = training is None or training.model_over != mark_of(self._content.files.model)
        return None if is_of_files else training

    def is_dead(self, training: Training) -> bool:
        """Whether a learning under way was not heard of for long."""
        return training.seen_at < self._clock() - ALIVE

    async def begin(self, by: int, by_name: str) -> Begun:
        """Begins to learn what the files and the desk say now."""
        if not self.is_possible:
            return Begun.MISSING
        await self._edits.follow()
        overlay, now = self._content.overlay, self._clock()
        over = mark_of(self._content.files.model)
        number = await self._trainings.begin(by, by_name, over, overlay.version, now, now - ALIVE)
        if not number:
            return Begun.RUNS
        task = asyncio.create_task(self._learn(number, overlay))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return Begun.BEGUN

    async def settle(self) -> None:
        """Waits for what this process learns."""
        await asyncio.gather(*self._tasks)

    async def take_back(self, number: int, by: int) -> bool:
        """What was learnt before is in use again."""
        done = await self._trainings.take_back(number, by, self._clock())
        await self._edits.follow()
        return done

    async def _learn(self, number: int, overlay: Overlay) -> None:
        try:
            model = await self._learnt(number, overlay)
            if model is None:
                return
            then = replace(overlay, model=model, model_over=mark_of(self._content.files.model))
            examination = await examine(self._content.folder, overlay, then)
        except Exception:
            log.exception("the learning %d has failed", number)
            await self._trainings.fail(number, self._clock())
            return
        if model and examination == Examination():
            await self._trainings.finish(number, model, self._clock())
            await self._edits.follow()
        else:
            await self._trainings.fail(number, self._clock(), failing=len(examination.failing))

    async def _learnt(self, number: int, overlay: Overlay) -> bytes | None:
        """The model; None where the learning was given up. Raises IncompleteReadError where the child has died."""
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "ignore", "-c", _SERVE),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment(),
            start_new_session=True,
        )
        assert child.stdin  # noqa: S101 - a pipe
        assert child.stdout  # noqa: S101 - likewise
        line, percent = asyncio.create_task(child.stdout.readline()), 0
        try:
            child.stdin.write(pickle.dumps((self._content.folder, overlay)))
            child.stdin.write_eof()
            while True:
                if (await asyncio.wait({line}, timeout=EVERY))[0]:
                    told = json.loads(await line or b"{}")
                    if "size" in told:
                        return await child.stdout.readexactly(told["size"])
                    if "percent" not in told:
                        raise asyncio.IncompleteReadError(b"", None)
                    percent = told["percent"]
                    line = asyncio.create_task(child.stdout.readline())
                if not await self._trainings.tell(number, percent, self._clock()):
                    return None
        finally:
            line.cancel()
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()


def serve() -> None:
    """The child: learns from the files and the overlay that stdin holds; tells how far it is, and writes the model."""
    from services.answers.search.learning import learn

    out, sys.stdout = sys.stdout.buffer, sys.stderr
    os.nice(10)  # citizens go first

    def tell(share: float) -> None:
        out.write(json.dumps({"percent": int(share * 100)}).encode() + b"\n")
        out.flush()  # where nobody listens any more, it ends by this

    folder, overlay = pickle.load(sys.stdin.buffer)  # noqa: S301 - of our own process
    model = learn(overlaid(Content(folder).library, overlay, folder), tell)
    out.write(json.dumps({"size": len(model)}).encode() + b"\n" + model)
    out.flush()
