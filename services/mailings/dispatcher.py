"""The dispatcher sends what leaves in bulk, one row after the other, as fast as the channel allows.

It repeats nothing by itself and loses nothing: a row is claimed in the database before it is sent, few at a time, and
its outcome is written before more are claimed. After a crash at most those few are unknown.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from channels import BulkChannel, Delivered, Later, Outcome, Outgoing, RefusalReason, Refused
from channels.budget import Budget
from services.heads_hours import HeadsHours
from services.mailings.schedule import begins, following
from services.operation import DatabaseAway
from services.operation.failures import Failures
from services.operation.health import Pulse
from services.people import People, Quiet, Staff
from services.times import later
from storage.mailings import (
    BLOCKED,
    Claimed,
    DeliveryOutcome,
    Done,
    Mailing,
    Mailings,
    MailingStatus,
    Operation,
    Outbox,
    Purpose,
)
from storage.people import PersonState

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
"""Of a broadcast; staff can send again what failed. Anything else is tried until it is too late for it, unless the bot
itself fails with it so often."""
FIRST_RETRY, LAST_RETRY = timedelta(seconds=5), timedelta(minutes=10)
"""Doubled with each attempt: six of them span some three minutes."""
LOOKED_AT, MOST_FAILED = 200, 0.2
"""More than this share of the last so many failed, for other reasons than blocking: the mailing pauses itself."""
IDLE = 0.3
"""Seconds between two looks at the tables when nothing is due; a press of «pause» works within it."""
GATHER = 0.02
"""Seconds in which outcomes are gathered at high rates, so that one transaction serves many."""
UNDER_WAY = 0.075
"""Seconds' worth of rows that are claimed at once, at least five: they keep the pace at 50 ms round trip. At the
ordinary rate only one of them waits for its slot: a crash leaves hardly a row unknown that had not left."""
ORDINARY_RATE, PAID_RATE = 30.0, 990.0
"""Messages a second that Telegram takes for nothing, and just under what it takes for Stars."""

URGENCY = {purpose: place for place, purpose in enumerate(Purpose)}
"""The smaller, the earlier it leaves."""

LAST_TRIES = 100
"""At the end of the process, IDLE seconds apart at most."""

RenderRow = Callable[[Mailing, Claimed], Awaitable[Outgoing | None]]


@dataclass(slots=True)
class Dispatcher:
    """Carries mailings, the most urgent purpose first."""

    _mailings: Mailings
    _outbox: Outbox
    _channel: BulkChannel
    _people: People
    _failures: Failures
    _staff: Staff
    _heads_hours: HeadsHours
    budget: Budget
    _clock: Callable[[], datetime]
    _plan_news: Callable[[], Awaitable[None]]
    """Gives the outbox what was decided meanwhile."""
    _render_row: RenderRow
    """Gives what a recipient reads, None where there is nothing to say any more."""
    _pulse: Pulse
    """Beats with every turn."""
    _stop: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _running: frozenset[int] = field(default=frozenset(), init=False)
    """Mailings that were running at the last look."""
    _under_way: dict[asyncio.Task[None], Mailing] = field(default_factory=dict, init=False)
    _waiting: dict[int, Mailing] = field(default_factory=dict, init=False)
    """Those of them that wait for their slot, by the number of the row."""
    _moved: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    """One of them began to leave or ended, and none waits."""
    _done: dict[int, list[Done]] = field(default_factory=dict, init=False)
    """Outcomes that are not written yet: while the database refuses them, they wait here and nothing new leaves."""
    _last: dict[int, deque[str | None]] = field(default_factory=dict, init=False)
    """Of each mailing, why its last messages failed; None for those that left or met a block."""

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop` is set; then starts nothing more, waits for what is under way and writes its outcomes."""
        self._stop = stop
        recovered = False
        while not stop.is_set():
            try:
                recovered = recovered or await self._outbox.recover() >= 0
                busy = await self.step()
                self._pulse.beat()
            except Exception:
                log.exception("a turn of the dispatcher failed; it goes on")
                self._pulse.turned()
                busy = False
            if not busy:
                try:
                    await asyncio.wait_for(stop.wait(), IDLE)
                except TimeoutError:
                    continue
        self._pulse.stop()
        self._running = frozenset()  # what still waits for its turn goes back
        for _ in range(LAST_TRIES):
            try:
                await self._settle()
            except Exception:
                log.exception("outcomes cannot be written; the next start finds their rows unknown")
                await asyncio.sleep(IDLE)
            if not self._under_way and not any(self._done.values()):
                return

    async def carry_all(self) -> None:
        """Sends whatever is due now, and returns when all outcomes are written."""
        while await self.step():
            pass

    async def backlog(self) -> dict[str, int]:
        """Rows of the mailings that run or are paused, by their state."""
        return await self._outbox.backlog()

    async def step(self) -> bool:
        """Claims as many rows as there is room for and sends them; False where nothing is due and nothing under way."""
        await self._plan_news()
        now = self._clock()
        active = await self._mailings.active()
        self._running = frozenset(each.id for each in active if each.state is MailingStatus.RUNNING)
        has_work = False

        async def look(mailing: Mailing) -> bool:
            """Whether less urgent ones may have their turn."""
            nonlocal has_work
            if mailing.state is MailingStatus.HELD and mailing.starts_at and mailing.starts_at <= now:
                if begins(mailing, now, self._heads_hours) > now:
                    return True
                planned = await self._outbox.freeze(mailing, now, following(mailing, now, self._heads_hours))
                log.info("mailing %d begins, %d recipients", mailing.id, planned)
                has_work = True
            elif mailing.state is MailingStatus.RUNNING:
                has_work = await self._claim(mailing, now)
            return not has_work

        await self._failures.each_on_its_own("mailings", active, look)
        if not has_work:
            written = await self._write_all()
            if not self._under_way:
                return written
        if self._under_way:
            if max(map(self._rate, self._under_way.values())) > ORDINARY_RATE:
                await asyncio.sleep(GATHER)
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._moved.wait(), IDLE)
                self._moved.clear()
        return True

    async def _claim(self, mailing: Mailing, now: datetime) -> bool:
        """Claims and sends rows of one mailing. Returns whether less urgent mailings have to wait for it.

        They do not wait for a mailing whose rows are all due later.
        """
        await self._write_all(but=mailing.id)
        room = self._room(mailing)
        done = list(self._done.get(mailing.id, ()))
        claimed = await self._outbox.turn(mailing, done, room, now)
        self._forget(mailing.id, done)
        for row in claimed:
            self._waiting[row.id] = mailing
            task = asyncio.create_task(self._carry(mailing, row))
            self._under_way[task] = mailing
            task.add_done_callback(self._under_way.pop)
        if claimed or room <= 0:
            return True
        if self._done.get(mailing.id) or any(each.id == mailing.id for each in self._under_way.values()):
            return False
        return await self._has_holes(mailing, now)

    def _room(self, mailing: Mailing) -> int:
        """How many rows of a mailing may be claimed now; those of less urgent ones take no place."""

        def ahead(of: Collection[Mailing]) -> int:
            return sum(URGENCY[each.purpose] <= URGENCY[mailing.purpose] for each in of)

        rate = self._rate(mailing)
        room = max(5, round(rate * UNDER_WAY)) - ahead(self._under_way.values())
        return room if rate > ORDINARY_RATE else min(room, 1 - ahead(self._waiting.values()))

    def _began(self, row: Claimed) -> None:
        """That row waits for its slot no more."""
        self._waiting.pop(row.id, None)
        if not self._waiting:
            self._moved.set()

    def _rate(self, mailing: Mailing) -> float:
        return max(self.budget.rate, PAID_RATE) if mailing.paid else self.budget.rate

    async def _has_holes(self, mailing: Mailing, now: datetime) -> bool:
        """Ends a mailing of which nothing waits any more, unless somebody was forgotten."""
        await self._outbox.recover(mailing.id)
        if await self._outbox.waiting(mailing.id):
            return False
        if mailing.purpose is Purpose.BROADCAST and (filled := await self._outbox.fill(mailing)):
            log.warning("mailing %d had %d holes, now filled", mailing.id, filled)
            return True
        await self._mailings.change(mailing.id, [MailingStatus.RUNNING], MailingStatus.FINISHED, now, 0)
        self._last.pop(mailing.id, None)
        return False

    async def _settle(self) -> None:
        """Waits for what is under way and writes it down."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=IDLE, return_when=asyncio.FIRST_COMPLETED)
        await self._write_all()

    async def _write_all(self, but: int | None = None) -> bool:
        """Writes outcomes of mailings that were paused or overtaken meanwhile; whether there were any."""
        waiting = [each for each, done in self._done.items() if done and each != but]
        for mailing_id in waiting:
            done = list(self._done[mailing_id])
            await self._outbox.write(done)
            self._forget(mailing_id, done)
        return bool(waiting)

    def _forget(self, mailing_id: int, written: list[Done]) -> None:
        """These outcomes are written; more may have come meanwhile."""
        left = self._done.get(mailing_id, [])[len(written) :]
        if left:
            self._done[mailing_id] = left
        else:
            self._done.pop(mailing_id, None)

    async def _carry(self, mailing: Mailing, row: Claimed) -> None:
        """Does one row and notes its outcome, whatever happens."""
        given_up: Exception | None = None
        try:
            done = self._skip(mailing, row) or await self._send(mailing, row)
        except Exception as error:
            log.exception("row %d of mailing %d failed unexpectedly", row.id, mailing.id)
            now, reason = self._clock(), "crash"
            if mailing.purpose is Purpose.BROADCAST:
                done = Done(row.id, DeliveryOutcome.UNKNOWN, now, reason=reason)
            elif isinstance(error, DatabaseAway) or row.attempts + 1 < MOST_ATTEMPTS:
                done = self._again(mailing, row, now, reason)
            else:
                done, given_up = Done(row.id, DeliveryOutcome.FAILED, now, reason=reason), error
        self._done.setdefault(mailing.id, []).append(done)
        self._began(row)
        if done.outcome in {DeliveryOutcome.SENT, DeliveryOutcome.FAILED, DeliveryOutcome.UNKNOWN}:
            failed = done.outcome is not DeliveryOutcome.SENT and done.reason != BLOCKED
            last = self._last.setdefault(mailing.id, deque(maxlen=LOOKED_AT))
            last.append((done.reason or type(done).__name__) if failed else None)
            if len(last) == LOOKED_AT and any(last):
                await self._pause_if_it_fails(mailing.id, last)
        if given_up:
            await self._failures.put_aside("messages", row.id, given_up)

    async def _pause_if_it_fails(self, mailing_id: int, last: deque[str | None]) -> None:
        reasons = Counter(reason for reason in last if reason is not None)
        if reasons.total() > LOOKED_AT * MOST_FAILED:
            last.clear()
            reason = reasons.most_common(1)[0][0]
            await self._mailings.change(
                mailing_id, [MailingStatus.RUNNING], MailingStatus.PAUSED, self._clock(), 0, reason
            )
            log.warning("mailing %d paused itself: %s", mailing_id, reason)

    def _skip(self, mailing: Mailing, row: Claimed) -> Done | None:
        """The stop condition, asked at the moment of sending.

        What makes no sound needs no quiet hours, and news of one's own come at any hour.
        """
        now = self._clock()
        if mailing.not_after and now > mailing.not_after:
            return Done(row.id, DeliveryOutcome.SKIPPED, now, reason="too late")
        if row.reach is not PersonState.ACTIVE:
            return Done(row.id, DeliveryOutcome.FAILED, now, reason=BLOCKED)
        if not row.wanted and mailing.about is None:
            return Done(row.id, DeliveryOutcome.SKIPPED, now, reason="unsubscribed")
        quiet = Quiet.of(row.preferences)
        if mailing.keeps_heads_hours and (opens := self._heads_hours.opens(now, quiet)) > now:
            return Done(row.id, DeliveryOutcome.RETRY, now, reason="heads' hours", due_at=opens, counts=False)
        at_any_hour = mailing.purpose is Purpose.NEWS or mailing.operation in {Operation.EDIT, Operation.DELETE}
        if not at_any_hour and quiet.holds(now):
            return Done(row.id, DeliveryOutcome.RETRY, now, reason="quiet hours", due_at=quiet.ends(now), counts=False)
        wait = self.budget.wait_for(row.person_id)
        if wait > 0:
            due_at = later(now, timedelta(seconds=wait))
            return Done(row.id, DeliveryOutcome.RETRY, now, reason="one a second", due_at=due_at, counts=False)
        return None

    async def _send(self, mailing: Mailing, row: Claimed) -> Done:
        await self.budget.slot(self._rate(mailing))
        self._began(row)
        outgoing, now = await self._render_row(mailing, row), self._clock()
        if outgoing is None:
            return Done(row.id, DeliveryOutcome.SKIPPED, now, reason="done")
        if mailing.id not in self._running or self._stop.is_set():
            # Paused or stopped while it waited for its turn: it goes back as if it had never been claimed.
            return Done(row.id, DeliveryOutcome.RETRY, now, reason=None, counts=False)
        outcome = await self._do(mailing.operation, row, outgoing)
        match outcome:
            case Delivered():
                # What was edited or deleted is still about the message that it was about.
                is_new = mailing.operation in {Operation.SEND, Operation.REPLY}
                message_ids = list(outcome.message_ids) if is_new or row.target is None else [row.target]
                return Done(row.id, DeliveryOutcome.SENT, now, message_ids)
            case Later(why, seconds) if seconds > 0:
                self.budget.halt(seconds)
                due_at = later(now, timedelta(seconds=seconds))
                return Done(row.id, DeliveryOutcome.RETRY, now, reason=why, due_at=due_at, counts=False)
            case Refused(reason) if row.person_id == self._staff.chat_id and reason is not RefusalReason.OTHER:
                # It stays until the chat takes it.
                await self._staff.note(outcome)
                return self._again(mailing, row, now, outcome.words)
            case Refused() if outcome.is_unreachable:
                await self._people.lost(row.person_id, outcome)
                return Done(row.id, DeliveryOutcome.FAILED, now, reason=BLOCKED)
            case Refused():
                log.info("row %d is refused: %s", row.id, outcome.words)
                return Done(row.id, DeliveryOutcome.FAILED, now, reason=outcome.reason)
            case Later():
                return self._again(mailing, row, now, outcome.why)
        if mailing.operation in {Operation.EDIT, Operation.DELETE} or mailing.purpose is not Purpose.BROADCAST:
            return self._again(mailing, row, now, outcome.why)
        # Nobody knows whether it left: staff decide, for a broadcast is never repeated by itself.
        return Done(row.id, DeliveryOutcome.UNKNOWN, now, reason=outcome.why)

    async def _do(self, operation: Operation, row: Claimed, outgoing: Outgoing) -> Outcome:
        if operation in {Operation.SEND, Operation.REPLY}:
            return await self._channel.send_bulk(row.person_id, outgoing)
        assert row.target is not None  # noqa: S101 - frozen from rows that were sent
        if operation is Operation.EDIT:
            return await self._channel.edit_bulk(row.person_id, row.target, outgoing)
        more = [int(each) for each in (row.more_ids or "").split()]
        return await self._channel.delete_bulk(row.person_id, [row.target, *more])

    def _again(self, mailing: Mailing, row: Claimed, now: datetime, reason: str) -> Done:
        if row.attempts + 1 >= MOST_ATTEMPTS and mailing.purpose is Purpose.BROADCAST:
            return Done(row.id, DeliveryOutcome.FAILED, now, reason=reason)
        due_at = later(now, min(FIRST_RETRY * 2 ** min(row.attempts, 10), LAST_RETRY))
        return Done(row.id, DeliveryOutcome.RETRY, now, reason=reason, due_at=due_at)
