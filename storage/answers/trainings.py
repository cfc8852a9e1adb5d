"""What the search learnt on the desk, and how far a learning is: one at a time, whichever process does it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.answers.versions import bump
from storage.engine.rows import Store, insert_new, update
from storage.people import Action, write

KEPT = 2
"""Models that are kept: the one in use and the one before."""


class TrainingState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """One learning."""

    id: int
    state: TrainingState
    by_name: str
    started_at: datetime
    seen_at: datetime
    percent: int
    failing: int
    """Examples that would not find their answers by it, wherefore it is not in use."""
    model_over: str
    """The mark of the model of the files that what was learnt takes the place of."""
    learnt_of: int
    """The version of the content."""


_COLUMNS = "id, state, by_name, started_at, seen_at, percent, failing, model_over, learnt_of"


class TrainingStore(Store):
    """The table of trainings."""

    async def newest(self) -> Training | None:
        return await self._read_one(Training, f"SELECT {_COLUMNS} FROM trainings ORDER BY id DESC LIMIT 1")  # noqa: S608

    async def in_use(self) -> Training | None:
        """The newest that is done."""
        return await self._read_one(
            Training,
            f"SELECT {_COLUMNS} FROM trainings WHERE state = 'done' ORDER BY id DESC LIMIT 1",  # noqa: S608
        )

    async def begin(self, by: int, by_name: str, over: str, learnt_of: int, at: datetime, alive: datetime) -> int:
        """The number of a new one; 0 while another runs that was heard of since `alive`."""
        async with self._database.transaction() as statements:
            await statements.execute(
                "UPDATE trainings SET state = 'failed' WHERE state = 'running' AND seen_at < :alive", alive=alive
            )
            row = {"by_name": by_name, "started_at": at, "seen_at": at, "model_over": over, "learnt_of": learnt_of}
            if not await insert_new(statements, "trainings", state=TrainingState.RUNNING, **row):
                return 0
            number = await statements.fetch_value("SELECT id FROM trainings WHERE state = 'running'")
            await write(statements, at, by, Action.SEARCH_LEARNT, "search")
        return int(number)

    async def tell(self, number: int, percent: int, at: datetime) -> bool:
        """How far it is; False where it runs no more."""
        running = {"id": number, "state": TrainingState.RUNNING}
        return await update(self._database, "trainings", running, percent=percent, seen_at=at) == 1

    async def finish(self, number: int, model: bytes, at: datetime) -> bool:
        """Takes what was learnt into use; False where it was given up meanwhile."""
        async with self._database.transaction() as statements:
            row = {"model": base64.b64encode(model).decode(), "percent": 100, "seen_at": at}
            running = {"id": number, "state": TrainingState.RUNNING}
            done = await update(statements, "trainings", running, state=TrainingState.DONE, **row)
            if done:
                await bump(statements)
                await statements.execute(
                    f"""
                    UPDATE trainings SET model = '' WHERE id NOT IN (
                        SELECT id FROM trainings WHERE state = 'done' ORDER BY id DESC LIMIT {KEPT}
                    )
                    """  # noqa: S608 - a number
                )
        return done == 1

    async def fail(self, number: int, at: datetime, *, failing: int = 0) -> None:
        """`failing`: so many examples would not find their answers by it."""
        running = {"id": number, "state": TrainingState.RUNNING}
        await update(self._database, "trainings", running, state=TrainingState.FAILED, seen_at=at, failing=failing)

    async def take_back(self, number: int, by: int, at: datetime) -> bool:
        """What was learnt before is in use again; False where it was not done, or taken back."""
        async with self._database.transaction() as statements:
            done = await update(
                statements, "trainings", {"id": number, "state": TrainingState.DONE}, state=TrainingState.TAKEN_BACK
            )
            if done:
                await bump(statements)
                await write(statements, at, by, Action.SEARCH_PUT_BACK, "search")
        return done == 1

    async def model(self, number: int) -> bytes:
        """What was learnt; empty where it is kept no more."""
        return base64.b64decode(
            await self._database.fetch_value("SELECT model FROM trainings WHERE id = :id", id=number) or ""
        )
