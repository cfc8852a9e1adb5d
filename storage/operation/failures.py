"""What failed in the work of the clock: a job, or a row that one works through. A success takes it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.engine.rows import Store, delete, update

JOB = ""
"""Stands where the number of a row would: the job itself failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A job or a row that failed."""

    name: str
    """The job, or what the row is."""
    item: str
    """The row's number, or JOB."""
    times: int
    since_at: datetime
    """When it failed first since it last succeeded."""
    last_at: datetime
    reference: str
    """By which the last failure is found in the log."""
    due_at: datetime | None = None
    """When the row is tried again; None: it is put aside."""
    ended_at: datetime | None = None
    """When the job succeeded again."""

    @property
    def is_job(self) -> bool:
        return self.item == JOB


class FailureStore(Store):
    """The table of failures."""

    async def rows(self, name: str) -> Mapping[str, Failure]:
        """The rows of that name that failed, by their numbers."""
        found = await self._read(Failure, "SELECT * FROM failures WHERE name = :name AND item <> ''", name=name)
        return {each.item: each for each in found}

    async def failed(self, failure: Failure) -> None:
        """It failed so many times more; what failed before goes on counting."""
        await self._database.execute(
            """
            INSERT INTO failures (name, item, times, since_at, last_at, reference, due_at)
            VALUES (:name, :item, :times, :since_at, :last_at, :reference, :due_at)
            ON CONFLICT (name, item) DO UPDATE SET
                times = failures.times + excluded.times,
                since_at = CASE WHEN failures.ended_at IS NULL THEN failures.since_at ELSE excluded.since_at END,
                last_at = excluded.last_at, reference = excluded.reference, due_at = excluded.due_at, ended_at = NULL
            """,
            name=failure.name,
            item=failure.item,
            times=failure.times,
            since_at=failure.since_at,
            last_at=failure.last_at,
            reference=failure.reference,
            due_at=failure.due_at,
        )

    async def row_succeeded(self, name: str, item: str) -> None:
        """Nothing is to be told of it any more."""
        await delete(self._database, "failures", name=name, item=item)

    async def job_succeeded(self, job: str, at: datetime) -> None:
        """It works again; that it had failed stays until it is told."""
        await update(self._database, "failures", {"name": job, "item": JOB, "ended_at": None}, ended_at=at)

    async def failing_jobs(self) -> Mapping[str, datetime]:
        """The jobs that did not succeed since they failed, and since when."""
        sql = "SELECT * FROM failures WHERE item = '' AND ended_at IS NULL ORDER BY name"
        return {each.name: each.since_at for each in await self._read(Failure, sql)}

    async def going_on(self, name: str) -> Failure | None:
        """The failure of what has no rows; None where it works."""
        sql = "SELECT * FROM failures WHERE name = :name AND item = '' AND ended_at IS NULL"
        return await self._read_one(Failure, sql, name=name)

    async def untold(self) -> Sequence[Failure]:
        """What failed since the staff last read of it, and what they never read of."""
        return await self._read(
            Failure,
            """
            SELECT * FROM failures WHERE told_at IS NULL OR last_at > told_at
            ORDER BY item <> '', name, last_at, item
            """,
        )

    async def told(self, at: datetime) -> None:
        """The staff have read of all that failed until then; of what works again nothing stays."""
        await self._database.execute("DELETE FROM failures WHERE ended_at IS NOT NULL AND last_at <= :at", at=at)
        await self._database.execute("UPDATE failures SET told_at = :at WHERE last_at <= :at", at=at)

    async def try_again(self, at: datetime) -> int:
        """What was put aside is due once more; how many rows that are."""
        return await self._database.execute(
            "UPDATE failures SET due_at = :at WHERE item <> '' AND due_at IS NULL", at=at
        )

    async def forget_before(self, at: datetime) -> None:
        """Deletes what last failed before that time."""
        await self._database.execute("DELETE FROM failures WHERE last_at < :at", at=at)
