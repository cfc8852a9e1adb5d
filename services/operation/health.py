"""How the process is: database, dispatcher, clock, content. It holds numbers and names of parts, nothing of people."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from services.content import Content
from services.operation.outage import ABOUT_DATABASE
from services.operation.webhook_watch import WebhookState

log = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds for the database to answer."""
STUCK = 60.0
"""Seconds without a turn after which the dispatcher or the clock counts as stuck. A turn takes a third of a second, a
statement ten at the most, and the most frequent job runs every three."""
NO_UPDATE = 120.0
"""Seconds in which no update ended though some are being handled; the gateway gives one up after sixty."""
MISSED = 3
"""A job is overdue when it has not succeeded for this many of its turns and STUCK."""


@dataclass(slots=True)
class Pulse:
    """The last sign of life of something that comes again and again."""

    _monotonic: Callable[[], float]
    _at: float | None = None
    _turned_at: float | None = None

    def beat(self) -> None:
        self._at = self._turned_at = self._monotonic()

    def turned(self) -> None:
        """It came again, though it could not do what it should."""
        self._turned_at = self._monotonic()

    def stop(self) -> None:
        """It is not to be expected any more."""
        self._at = self._turned_at = None

    @property
    def age(self) -> float | None:
        """Seconds since the last beat; None before the first and after the end."""
        return None if self._at is None else self._monotonic() - self._at

    @property
    def still(self) -> float:
        """Seconds since it came last, well or not; 0 where it is not to be expected."""
        return 0.0 if self._turned_at is None else self._monotonic() - self._turned_at


class HealthStatus(StrEnum):
    """What whoever watches the process should do."""

    OK = "ok"
    DEGRADED = "degraded"
    """Something waits for a person; another process would do no better."""
    DOWN = "down"
    """Send updates elsewhere, restart it."""


@dataclass(frozen=True, slots=True)
class JobHealth:
    """How one job of the clock went since the start."""

    succeeded_at: datetime | None
    failures: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class HealthReport:
    """All of it at one moment. Ages and durations are in seconds, None where there is nothing to tell."""

    database: float | None
    """How long it took to answer; None where it did not."""
    update: float | None
    """Since the last update was handled: at night, hours are nothing unusual."""
    dispatcher: float | None
    """Since its last turn; None where it does not run in this process."""
    clock: float | None
    """Since any job ended; None where the clock does not run in this process."""
    jobs: Mapping[str, JobHealth]
    failing: Mapping[str, datetime]
    """Jobs that did not succeed since they failed, in whichever process, and since when."""
    content: float
    """Since its newest file was written."""
    leads: bool
    """Whether this process runs the dispatcher and the clock; where it does not, another does or soon will."""
    backup_late: bool
    """The copy of last night is missing or failed."""
    webhook: WebhookState | None
    """How Telegram gets on with the webhook; None where there is none, or it was not asked yet."""
    unwritten: int
    """Questions that wait for the database in this process's memory."""

    @property
    def overdue(self) -> list[str]:
        return [name for name, job in self.jobs.items() if job.overdue]

    @property
    def status(self) -> HealthStatus:
        if self.database is None or max(self.dispatcher or 0.0, self.clock or 0.0) > STUCK:
            return HealthStatus.DOWN
        waits = self.overdue or self.backup_late or (self.webhook and self.webhook.trouble)
        return HealthStatus.DEGRADED if waits else HealthStatus.OK


@dataclass
class Health:
    """Collects signs of life, and reports how the process is."""

    _content: Content
    _ping: Callable[[], Awaitable[None]]
    _clock: Callable[[], datetime]
    _monotonic: Callable[[], float]
    _backup_late: Callable[[], Awaitable[bool]]
    _failing: Callable[[], Awaitable[Mapping[str, datetime]]]
    webhook: Callable[[], WebhookState | None] = lambda: None
    _unwritten: Callable[[], int] = lambda: 0

    def __post_init__(self) -> None:
        self.longest_update: Callable[[], float] = lambda: 0.0
        """Seconds for which the oldest update is being handled; the gateway says it."""
        self.dispatcher = Pulse(self._monotonic)
        self.updates = Pulse(self._monotonic)
        self._ticks = Pulse(self._monotonic)
        self._every: dict[str, float] = {}
        self._succeeded: dict[str, Pulse] = {}
        self._started_at: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self.leads = True
        """Whether this process does what only one may do; the only process does."""

    def clock_started(self, every: Mapping[str, float]) -> None:
        """From now on these jobs are expected as well, each every so many seconds."""
        for name, seconds in every.items():
            self._every[name] = seconds
            self._succeeded[name] = Pulse(self._monotonic)
            self._started_at[name] = self._monotonic()
        self._ticks.beat()

    def clock_stopped(self, jobs: Collection[str]) -> None:
        """Another process does these jobs, or none."""
        for name in jobs:
            del self._every[name]
        if not self._every:
            self._ticks.stop()

    def job_ended(self, name: str, *, failed: bool) -> None:
        self._ticks.beat()
        if failed:
            self._failures[name] += 1
        elif name in self._succeeded:
            self._succeeded[name].beat()

    async def report(self) -> HealthReport:
        late, failing = await asyncio.gather(
            self.ask("backups", self._backup_late), self.ask("failures", self._failing)
        )
        began = self._monotonic()
        answered = await self.ask("database", self._answered)
        return HealthReport(
            database=self._monotonic() - began if answered else None,
            update=self.updates.age,
            dispatcher=self.dispatcher.age,
            clock=self._ticks.age,
            jobs=self.jobs(),
            failing=failing or {},
            content=self.content_age,
            leads=self.leads,
            backup_late=bool(late),
            webhook=self.webhook(),
            unwritten=self._unwritten(),
        )

    @property
    def is_stuck(self) -> bool:
        """Whether nothing goes on where something should, so that only a new process helps. A database or a Telegram
        that is away is no such thing: what is tried again and again goes on."""
        if max(self.dispatcher.still, self._ticks.still) > STUCK:
            return True
        longest, since = self.longest_update(), self.updates.age
        return longest > NO_UPDATE and (since is None or since > NO_UPDATE)

    def jobs(self) -> dict[str, JobHealth]:
        """What is known of each job that is expected in this process."""
        return {name: self._job(name, every) for name, every in self._every.items()}

    @property
    def content_age(self) -> float:
        """Seconds since the newest file of the edition in use was written."""
        return self._clock().timestamp() - self._content.written_at

    async def ask(self, what: str, question: Callable[[], Awaitable[T]]) -> T | None:
        """The answer; None where there is none in time, for whatever reason."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await question()
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no answer
            log.warning("no answer about %s: %s", what, type(error).__name__, extra=ABOUT_DATABASE)
            return None

    async def _answered(self) -> bool:
        await self._ping()
        return True

    def _job(self, name: str, every: float) -> JobHealth:
        age = self._succeeded[name].age
        succeeded_at = None if age is None else self._clock() - timedelta(seconds=age)
        waited = self._monotonic() - self._started_at[name] if age is None else age
        return JobHealth(succeeded_at, self._failures[name], overdue=waited > MISSED * every + STUCK)
