"""All that is kept of one person, across the tables, and its deletion."""

from __future__ import annotations

from datetime import datetime

from storage.engine.database import Database, Row
from storage.engine.times import to_ms
from storage.people.audit import BOT, Action, write

TABLES = (
    "batches",
    "card_views",
    "certificates",
    "consents",
    "drafts",
    "dues",
    "learners",
    "members",
    "league_objections",
    "outbox",
    "people",
    "questions",
    "ratings",
    "reminders",
    "replies",
    "report_voices",
    "reports",
    "roles",
    "subscriptions",
    "tellings",
    "tenures",
)
"""Every table with a person in it: a column `person_id`. A test compares this with the database."""
STAYING = {"audit": "actor_id", "bans": "banned_id"}
"""What outlives a deletion, by the column with the person: who of the staff did what, and whom they banned why."""


class PrivacyStore:
    """Reads and deletes by person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, person_id: int) -> dict[str, list[Row]]:
        """The person's rows by table, as they are."""
        columns = dict.fromkeys(TABLES, "person_id") | STAYING
        return {
            table: await self._database.fetch(
                f"SELECT * FROM {table} WHERE {column} = :person_id",  # noqa: S608 - names from the lists above
                person_id=person_id,
            )
            for table, column in columns.items()
        }

    async def forget(self, person_id: int, at: datetime) -> None:
        """Deletes all of it at once, or nothing. Her posts end; that somebody held them stays, without her."""
        async with self._database.transaction() as statements:
            await statements.execute(
                """
                UPDATE tenures SET person_id = NULL, name = '',
                    until_at = CASE WHEN (until_at IS NULL OR until_at > :at) THEN :at ELSE until_at END
                WHERE person_id = :person_id
                """,
                person_id=person_id,
                at=to_ms(at),
            )
            # What a post replied is the post's; who wrote it is not kept.
            await statements.execute(
                "UPDATE replies SET person_id = NULL WHERE person_id = :person_id", person_id=person_id
            )
            # Whom a body's list names stays in it, without the person's number; who joined by herself goes.
            await statements.execute(
                "UPDATE members SET person_id = NULL WHERE person_id = :person_id AND name <> ''", person_id=person_id
            )
            await statements.execute(
                "UPDATE dues SET person_id = NULL WHERE person_id = :person_id", person_id=person_id
            )
            # Likewise an objection, which a published rating rests on: that it was made stays, not her words.
            await statements.execute(
                "UPDATE league_objections SET person_id = NULL, text = '' WHERE person_id = :person_id",
                person_id=person_id,
            )
            await statements.execute(
                """
                UPDATE outbox SET person_id = NULL,
                    state = CASE WHEN state IN ('planned', 'retry') THEN 'skipped' ELSE state END
                WHERE person_id = :person_id
                """,
                person_id=person_id,
            )
            # Of a case stays what the department learns from: document, place, outcome; not who told it, nor her words.
            for sql in _FORGET_CASES:
                await statements.execute(sql, person_id=person_id)
            await write(statements, at, BOT, Action.DATA_DELETED, "person")
            for table in TABLES:
                await statements.execute(
                    f"DELETE FROM {table} WHERE person_id = :person_id",  # noqa: S608
                    person_id=person_id,
                )

    async def forget_before(self, at: datetime) -> int:
        """Deletes questions, ratings and views of cards older than `at`; how many rows that were."""
        async with self._database.transaction() as statements:
            questions = await statements.execute("DELETE FROM questions WHERE asked_at < :at", at=to_ms(at))
            ratings = await statements.execute("DELETE FROM ratings WHERE rated_at < :at", at=to_ms(at))
            views = await statements.execute("DELETE FROM card_views WHERE shown_at < :at", at=to_ms(at))
        return questions + ratings + views


_HERS = "SELECT id FROM reports WHERE person_id = :person_id"
_FORGET_CASES = (
    f"DELETE FROM report_files WHERE report IN ({_HERS})",  # noqa: S608
    f"UPDATE report_events SET text = '', untold = 0 WHERE by_staff = 0 AND report IN ({_HERS})",  # noqa: S608
    """
    UPDATE reports SET person_id = NULL, said = '', ground = '', latitude = NULL, longitude = NULL,
        receipt_hash = NULL, state = CASE WHEN state = 'begun' THEN 'unfinished' ELSE state END
    WHERE person_id = :person_id
    """,
)
