"""Which steps of a case a message of the outbox tells its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.cases.cases import Event, to_event
from storage.engine.database import Database, Row
from storage.mailings.mailings import Purpose, begin, has_planned


@dataclass(frozen=True, slots=True)
class News:
    """What one person has not read yet of one case, oldest first."""

    report_id: int
    events: list[Event]


class CaseNews:
    """The table of case news."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, at: datetime) -> None:
        """Moves what the people have not read into the outbox: for each case a mailing with a row for each of them.

        At once or not at all. News of one's own case come late rather than never, so nothing makes them too late.
        """
        if not await self._database.fetch(_UNTOLD):
            return
        async with self._database.transaction() as statements:
            untold: dict[int, list[int]] = {}
            # Whoever sets the mark back plans it: of two processes at once the second finds nothing.
            taken = await statements.fetch(
                "UPDATE report_events SET untold = 0 WHERE untold = 1 AND by_staff = 1 RETURNING id, report"
            )
            for row in sorted(taken, key=lambda row: int(row["id"])):
                untold.setdefault(row["report"], []).append(row["id"])
            for report, events in untold.items():
                mailing = await begin(statements, Purpose.CASE, {}, at, None)
                people = await statements.execute(
                    """
                    INSERT INTO outbox (mailing, person_id, due_at)
                    SELECT CAST(:mailing AS BIGINT), x.person_id, 0 FROM (
                        SELECT person_id FROM reports WHERE id = :report AND person_id IS NOT NULL
                        UNION SELECT person_id FROM report_voices WHERE report = :report
                    ) x
                    """,
                    mailing=mailing,
                    report=report,
                )
                await has_planned(statements, mailing, people)
                told = [{"event": event, "report": report, "mailing": mailing} for event in events]
                if people:
                    await statements.execute_many(
                        "INSERT INTO case_news (event, report, mailing) VALUES (:event, :report, :mailing)", told
                    )

    async def of(self, mailing_id: int, person_id: int) -> News | None:
        """What that message is to tell that person: also what earlier ones were to and could not.

        None where a later one has told it already.
        """
        rows: list[Row] = await self._database.fetch(
            """
            SELECT e.report, e.id, e.at, e.kind, e.by_staff, e.text
            FROM case_news n JOIN report_events e ON e.id = n.event
            JOIN outbox o ON o.mailing = n.mailing AND o.person_id = :person_id
            WHERE n.mailing <= :mailing AND n.report = (SELECT MAX(report) FROM case_news WHERE mailing = :mailing)
              AND n.mailing > COALESCE((
                SELECT MAX(t.mailing) FROM case_news t
                JOIN outbox s ON s.mailing = t.mailing AND s.person_id = :person_id
                WHERE t.report = n.report AND s.state = 'sent'), 0)
            ORDER BY e.id
            """,
            mailing=mailing_id,
            person_id=person_id,
        )
        if not rows:
            return None
        return News(rows[0]["report"], [to_event(row) for row in rows])


_UNTOLD = "SELECT 1 FROM report_events WHERE untold = 1 AND by_staff = 1 LIMIT 1"
