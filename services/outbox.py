"""The courier: carries what leaves in bulk, one row after the other, at the pace that the channel allows.

It repeats nothing by itself and loses nothing: a row is claimed in the database before it is sent, few at a time, and
its outcome is written before more are claimed. After a crash at most those few are unknown.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime, timedelta

import storage.outbox as store
from channels import BulkChannel, PerhapsSent, Refused, SendFailed, TooFast, Unreachable
from channels.taps import Keyboard
from services.pacer import Pacer
from services.people import People
from services.quiet import Quiet
from storage.outbox import BLOCKED, Audience, Claimed, Done, Mailing, Outcome, Purpose, State

__all__ = ["Audience", "Courier", "Mailing", "Outcome", "Purpose", "State"]

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
FIRST_RETRY = timedelta(seconds=5)
"""Doubled with each attempt: six of them span some five minutes."""
LOOKED_AT, MOST_FAILED = 200, 0.2
"""More than this share of the last so many failed, for other reasons than blocking: the mailing pauses itself."""
IDLE = 0.3
"""Seconds between two looks at the tables when nothing is due; a press of «pause» works within it."""
GATHER = 0.02
"""Seconds in which outcomes are gathered at high rates, so that one transaction serves many."""


class Courier:
    """Carries mailings, the most urgent purpose first."""

    def __init__(
        self,
        outbox: store.Outbox,
        channel: BulkChannel,
        people: People,
        pacer: Pacer,
        clock: Callable[[], datetime],
        words: Callable[[Mailing], tuple[str, Keyboard]],
        *,
        window: int,
        gather: float = 0.0,
    ) -> None:
        """`words` gives text and buttons; `window` rows are claimed at once: what a crash leaves unknown."""
        self._outbox = outbox
        self._channel = channel
        self._people = people
        self._pacer = pacer
        self._clock = clock
        self._words = words
        self._window = window
        self._gather = gather
        self._under_way: set[asyncio.Task[None]] = set()
        self._done: dict[int, list[Done]] = {}
        self._last: dict[int, deque[str | None]] = {}
        """Of each mailing, why its last messages failed; None for those that left or met a block."""

    async def run(self, stop: asyncio.Event) -> None:
        """Carries until `stop` is set; then ends what is under way and writes its outcomes."""
        await self._outbox.recover()
        while not stop.is_set():
            try:
                busy = await self.step()
            except Exception:
                log.exception("the courier stumbled and goes on")
                busy = False
            if not busy:
                try:
                    await asyncio.wait_for(stop.wait(), IDLE)
                except TimeoutError:
                    continue
        while self._under_way or any(self._done.values()):
            await self._settle()

    async def carry_all(self) -> None:
        """Carries whatever is due now, and returns when it has its outcomes."""
        while await self.step() or self._under_way or any(self._done.values()):
            await self._settle()

    async def step(self) -> bool:
        """Claims what there is room for and lets it go; False where nothing is due and nothing under way."""
        now = self._clock()
        for mailing in await self._outbox.active():
            if mailing.state is State.HELD and mailing.starts_at and mailing.starts_at <= now:
                planned = await self._outbox.freeze(mailing.id, mailing.audience, now)
                log.info("mailing %d begins, %d recipients", mailing.id, planned)
                return True
            if mailing.state is State.RUNNING and await self._claim(mailing, now):
                break
        else:
            await self._write_others(0)
            if not self._under_way:
                return False
        if self._under_way:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            if self._gather:
                await asyncio.sleep(self._gather)
        return True

    async def _write_others(self, mailing_id: int) -> None:
        """Outcomes of mailings that were paused or overtaken meanwhile."""
        for other in [each for each in self._done if each != mailing_id]:
            await self._outbox.turn(other, self._done.pop(other), 0, self._clock())

    async def _claim(self, mailing: Mailing, now: datetime) -> bool:
        """Whether anything of this mailing is under way or was claimed."""
        await self._write_others(mailing.id)
        done = self._done.pop(mailing.id, [])
        claimed = await self._outbox.turn(mailing.id, done, self._window - len(self._under_way), now)
        for row in claimed:
            task = asyncio.create_task(self._carry(mailing, row))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        if not claimed and not self._under_way and not await self._outbox.waiting(mailing.id):
            await self._outbox.change(mailing.id, [State.RUNNING], State.FINISHED, now, 0)
            self._last.pop(mailing.id, None)
        return bool(claimed or self._under_way or self._done.get(mailing.id))

    async def _settle(self) -> None:
        """Waits for what is under way and writes it down."""
        if self._under_way:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        for mailing_id in list(self._done):
            await self._outbox.turn(mailing_id, self._done.pop(mailing_id), 0, self._clock())

    async def _carry(self, mailing: Mailing, row: Claimed) -> None:
        """Sends one row and notes its outcome, whatever happens."""
        try:
            done = self._skip(mailing, row) or await self._send(mailing, row)
        except Exception as error:
            log.exception("row %d of mailing %d stumbled", row.id, mailing.id)
            done = Done(row.id, Outcome.UNKNOWN, reason=type(error).__name__)
        self._done.setdefault(mailing.id, []).append(done)
        if done.outcome in {Outcome.SENT, Outcome.FAILED, Outcome.UNKNOWN}:
            failed = done.outcome is not Outcome.SENT and done.reason != BLOCKED
            last = self._last.setdefault(mailing.id, deque(maxlen=LOOKED_AT))
            last.append(done.reason or "" if failed else None)
            reasons = Counter(reason for reason in last if reason is not None)
            if len(last) == LOOKED_AT and reasons.total() > LOOKED_AT * MOST_FAILED:
                last.clear()
                reason = reasons.most_common(1)[0][0]
                await self._outbox.change(mailing.id, [State.RUNNING], State.PAUSED, self._clock(), 0, reason)
                log.warning("mailing %d paused itself: %s", mailing.id, reason)

    def _skip(self, mailing: Mailing, row: Claimed) -> Done | None:
        """The stop condition, asked at the moment of sending."""
        now = self._clock()
        if mailing.not_after and now > mailing.not_after:
            return Done(row.id, Outcome.SKIPPED, reason="too late")
        quiet = Quiet.of(row.preferences)
        if quiet.holds(now):
            return Done(row.id, Outcome.RETRY, reason="quiet hours", due_at=quiet.ends(now), counts=False)
        wait = self._pacer.wait_for(row.person_id)
        if wait > 0:
            due_at = now + timedelta(seconds=wait)
            return Done(row.id, Outcome.RETRY, reason="one a second", due_at=due_at, counts=False)
        return None

    async def _send(self, mailing: Mailing, row: Claimed) -> Done:
        await self._pacer.slot()
        now = self._clock()
        html, keyboard = self._words(mailing)
        try:
            message_id = await self._channel.send_bulk(row.person_id, html, keyboard)
        except TooFast as error:
            self._pacer.halt(error.seconds)
            due_at = now + timedelta(seconds=error.seconds)
            return Done(row.id, Outcome.RETRY, reason="429", due_at=due_at, counts=False)
        except Unreachable as error:
            await self._people.lost(row.person_id, error)
            return Done(row.id, Outcome.FAILED, reason=BLOCKED)
        except Refused as error:
            return Done(row.id, Outcome.FAILED, reason=str(error))
        except PerhapsSent as error:
            # Nobody knows whether it left: staff decide, for a broadcast is never repeated by itself.
            return Done(row.id, Outcome.UNKNOWN, reason=str(error))
        except SendFailed as error:
            if row.attempts + 1 >= MOST_ATTEMPTS:
                return Done(row.id, Outcome.FAILED, reason=str(error))
            return Done(row.id, Outcome.RETRY, reason=str(error), due_at=now + FIRST_RETRY * 2**row.attempts)
        return Done(row.id, Outcome.SENT, message_id)
