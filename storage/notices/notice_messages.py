"""Which dues a message of the outbox is about. A row each, so that nobody is told the same twice."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database
from storage.mailings.mailings import Purpose, begin, has_planned


@dataclass(frozen=True, slots=True)
class Telling:
    """One due told to one person, at one step on its way: new, each reminder, an urging."""

    person_id: int
    notice: int
    post: str
    step: str


class Tellings:
    """The table of tellings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else plans them, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("tellings")

    async def plan(self, purpose: Purpose, tellings: Sequence[Telling], at: datetime, not_after: datetime) -> int:
        """A mailing with one message for each person, about all that is new to her; how many. At once or not at all.

        What was planned before is left out, whatever became of it.
        """
        async with self._database.transaction() as statements:
            mailing = await begin(statements, purpose, {}, at, not_after)
            await statements.execute_many(
                """
                INSERT INTO tellings (mailing, person_id, notice, post, step)
                VALUES (:mailing, :person_id, :notice, :post, :step)
                ON CONFLICT (notice, post, person_id, step) DO NOTHING
                """,
                [
                    {
                        "mailing": mailing,
                        "person_id": each.person_id,
                        "notice": each.notice,
                        "post": each.post,
                        "step": each.step,
                    }
                    for each in tellings
                ],
            )
            people = await statements.execute(
                """
                INSERT INTO outbox (mailing, person_id, due_at)
                SELECT DISTINCT mailing, person_id, 0 FROM tellings WHERE mailing = :mailing
                """,
                mailing=mailing,
            )
            await has_planned(statements, mailing, people)
        return people

    async def of(self, mailing_id: int, person_id: int) -> list[Telling]:
        """What that message to that person is about."""
        rows = await self._database.fetch(
            """
            SELECT person_id, notice, post, step FROM tellings
            WHERE mailing = :mailing AND person_id = :person_id ORDER BY notice, post
            """,
            mailing=mailing_id,
            person_id=person_id,
        )
        return [Telling(**row) for row in rows]

    async def steps(self, notices: Sequence[int]) -> set[tuple[int, str, str]]:
        """The reminders that were planned of these notices for anybody: notice, post and step."""
        if not notices:
            return set()
        rows = await self._database.fetch(
            f"SELECT DISTINCT notice, post, step FROM tellings WHERE step <> 'new' AND notice IN ({', '.join(map(str, map(int, notices)))})"  # noqa: S608
        )
        return {(row["notice"], row["post"], row["step"]) for row in rows}
