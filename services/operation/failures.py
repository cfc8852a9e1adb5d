"""What fails in the work of the clock: no row stops the next one, and nothing fails in silence.

A row that raises is tried again a few times and then put aside; where something can be said of it, it ends with a
report. Of jobs and rows that fail the staff read in the day's summary, whoever watches the bot in `/healthz` and
`/metrics`, and the log has the place of each under a reference. The log and the table hold numbers only.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TypeVar

from services.operation.outage import reference_of
from services.operation.tracking import new_reference
from services.times import later
from storage.engine.database import DatabaseAway
from storage.operation.failures import JOB, Failure, FailureStore

__all__ = ["Failure", "Failures", "run_all"]

log = logging.getLogger(__name__)

T = TypeVar("T")

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""After each of them a row that failed is tried again."""
TRIES = len(PAUSES) + 1
KEPT_FOR = timedelta(days=90)

_number: Callable[[object], object] = attrgetter("id")


class Failures:
    def __init__(self, store: FailureStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self.rows: Counter[str] = Counter()
        """How often rows failed in this process, by what they are."""
        self._unwritten: dict[str, Failure] = {}
        """Failures of jobs that the database could not take yet, by the job."""
        self._succeeded: set[str] = set()
        """Jobs of which the database holds no failure that goes on."""
        self.failing_jobs = store.failing_jobs
        self.untold = store.untold
        self.told = store.told

    # Rows

    async def each_on_its_own(
        self,
        name: str,
        rows: Iterable[T],
        do: Callable[[T], Awaitable[object]],
        *,
        number: Callable[[T], object] = _number,
        tries: int = TRIES,
        end: Callable[[T], Awaitable[object]] | None = None,
    ) -> None:
        """Does something with each row; one that raises is noted, and the next ones go on.

        `name` says what the rows are; it needs a word in `daily-summary-name`. `do` returns False where the next rows
        would meet the same: they wait. After so many `tries` a row is put aside; `end` then ends it with a report.
        Raises DatabaseAway: the next row would meet it as well.
        """
        rows = list(rows)
        known = await self._store.rows(name) if rows else {}
        for row in rows:
            item = str(number(row))
            before = known.get(item)
            if before and (before.due_at is None or before.due_at > self._clock()):
                continue
            try:
                goes_on = await do(row)
            except DatabaseAway:
                raise  # no fault of the row
            except Exception as error:  # noqa: BLE001 - whatever it is, the next rows go on
                times = before.times + 1 if before else 1
                pause = None if times >= tries else PAUSES[min(times, len(PAUSES)) - 1]
                if pause is None and end and not await self._ends(name, item, end(row)):
                    pause = PAUSES[-1]
                await self._row_failed(name, item, error, pause)
            else:
                if before:
                    await self._store.row_succeeded(name, item)
                if goes_on is False:
                    return

    async def _ends(self, name: str, item: str, ending: Awaitable[object]) -> bool:
        """Whether the row could be ended; if not, that is tried again too."""
        try:
            await ending
        except DatabaseAway:
            raise
        except Exception:
            log.exception("%s %s has failed and cannot be ended", name, item)
            return False
        return True

    async def _row_failed(self, name: str, item: str, error: Exception, pause: timedelta | None) -> None:
        reference, at = reference_of(error), self._clock()
        state = "put aside" if pause is None else f"again in {pause}"
        log.error("%s %s failed, reference %s, %s", name, item, reference, state, exc_info=error)
        self.rows[name] += 1
        due_at = None if pause is None else later(at, pause)
        await self._store.failed(
            Failure(name=name, item=item, times=1, since_at=at, last_at=at, reference=reference, due_at=due_at)
        )

    async def put_aside(self, name: str, item: int, error: Exception) -> None:
        """Notes a row that whoever works through it has given up."""
        await self._row_failed(name, str(item), error, None)

    async def begin(self) -> None:
        """This process does the work of the clock from now on. What was put aside is tried once more."""
        self._succeeded.clear()
        if again := await self._store.try_again(self._clock()):
            log.info("%d rows that were put aside are tried again", again)

    async def forget_old(self) -> None:
        await self._store.forget_before(self._clock() - KEPT_FOR)

    # Jobs

    async def job_failed(self, job: str, error: Exception) -> None:
        """Notes that a run of the job raised. It raises nothing: what the database does not take now it takes later."""
        reference, at = reference_of(error), self._clock()
        log.error("job %s failed, reference %s", job, reference, exc_info=error)
        self._succeeded.discard(job)
        before = self._unwritten.get(job)
        self._unwritten[job] = Failure(
            name=job,
            item=JOB,
            times=before.times + 1 if before else 1,
            since_at=before.since_at if before else at,
            last_at=at,
            reference=reference,
        )
        await self._write(None)

    async def job_succeeded(self, job: str) -> None:
        """Notes that a run of the job came to its end; one statement after a failure or a start, and else nothing."""
        if self._unwritten or job not in self._succeeded:
            await self._write(job)

    async def _write(self, succeeded: str | None) -> None:
        try:
            for job, failure in list(self._unwritten.items()):
                await self._store.failed(failure)
                del self._unwritten[job]
            if succeeded:
                await self._store.job_succeeded(succeeded, self._clock())
                self._succeeded.add(succeeded)
        except Exception as error:
            log.warning("what failed is not written down yet: %s", type(error).__name__, exc_info=error)

    # Ways out

    async def trouble(self, way: str) -> Failure | None:
        """What keeps everything from leaving by that way; None where nothing does."""
        return await self._store.going_on(way)

    async def way_closed(self, way: str, words: str) -> Failure:
        """Notes that nothing leaves by that way now. It is tried again after as long as it lasts, an hour at most."""
        now, reference, before = self._clock(), new_reference(), await self.trouble(way)
        lasted = now - before.since_at if before else timedelta()
        due_at = later(now, min(max(lasted, PAUSES[0]), PAUSES[-1]))
        log.error("%s is closed, reference %s: %s", way, reference, words)
        failure = Failure(name=way, item=JOB, times=1, since_at=now, last_at=now, reference=reference, due_at=due_at)
        await self._store.failed(failure)
        return replace(failure, since_at=before.since_at) if before else failure

    async def way_open(self, way: str) -> None:
        """Something left by that way again."""
        await self._store.job_succeeded(way, self._clock())


async def run_all(*steps: Callable[[], Awaitable[object]]) -> None:
    """Runs each, though another one fails; raises what they raised, several as a group."""
    errors = []
    for step in steps:
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - raised below
            errors.append(error)
    if len(errors) > 1:
        raise ExceptionGroup("several steps failed", errors)
    if errors:
        raise errors[0]
