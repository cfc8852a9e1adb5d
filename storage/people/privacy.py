"""All that is kept of one person, across the tables, and its deletion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Database, Row
from storage.engine.rows import Store, update
from storage.people.audit import BOT, Action, write
from storage.people.texts import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Which rows of a table are a person's, and what becomes of them when she has her data deleted."""

    hers: str = "person_id = :person_id"
    of_her: str = ""
    """Which rows are emptied with hers, where these are more: the staff's notes of her are not hers to read."""
    stays: str = ""
    """What is set in rows that stay without her; empty: all rows go. Her words are emptied without being named here."""
    stays_where: str = ""
    """Which of her rows stay; empty: all, where any do."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that the person sent, by Telegram's id."""

    kind: str
    file_id: str


_OF_HER_CASES = "case_id IN (SELECT id FROM cases WHERE person_id = :person_id)"

_OF_HERS = """
    (kind = 'case' AND subject IN (SELECT id FROM cases WHERE person_id = :person_id))
    OR (kind = 'question' AND subject IN (SELECT id FROM questions WHERE person_id = :person_id))
"""
_BY_STAFF = (
    f"DELETE FROM notes WHERE {_OF_HERS}",  # noqa: S608 - a condition from above
    # What leaves within seconds may be for others too; it finds nobody here any more.
    f"""
    UPDATE held_replies SET html = '', text = '', state = CASE WHEN state = 'asked' THEN 'stopped' ELSE state END
    WHERE state NOT IN ('held', 'sending') AND ({_OF_HERS})
    """,  # noqa: S608 - likewise
)
"""What becomes of the staff's words about her cases and questions: they are not hers to read."""

TABLES: Mapping[str, Kept] = {
    # Of a case stays what the department learns from: document, place, outcome; not who told it, nor her words, nor
    # what was written to her.
    "case_files": Kept(hers=_OF_HER_CASES),
    "case_events": Kept(
        hers=f"kind NOT IN ('head answered', 'linked', 'unlinked') AND {_OF_HER_CASES}",
        of_her=_OF_HER_CASES,
        stays="untold = 0",
    ),
    "cases": Kept(
        stays="""person_id = NULL, receipt_hash = NULL, outcome_reason = '',
            status = CASE WHEN status = 'begun' THEN 'unfinished' ELSE status END"""
    ),
    "case_messages": Kept(hers="chat_id = :person_id"),  # those in the own chat of somebody of the staff
    # Her posts end; that somebody held them stays.
    "tenures": Kept(
        stays="""person_id = NULL, name = '', phone = '',
            until_at = CASE WHEN (until_at IS NULL OR until_at > :at) THEN :at ELSE until_at END"""
    ),
    # What a post owes and replied is the post's; who wrote it is not kept.
    "obligations": Kept(stays="person_id = NULL"),
    "replies": Kept(stays="person_id = NULL"),
    "calls": Kept(stays="person_id = NULL, name = ''"),
    "certificates": Kept(),
    # Whom a body's list names stays in it, without the person's number; who joined by herself goes.
    "members": Kept(stays="person_id = NULL", stays_where="name <> ''"),
    # A published rating rests on an objection: that it was made stays.
    "league_objections": Kept(stays="person_id = NULL"),
    # The list of an event is of people: who deletes her data is not in it any more.
    "attendances": Kept(hers="registration IN (SELECT id FROM registrations WHERE person_id = :person_id)"),
    "registrations": Kept(),
    "outbox": Kept(
        stays="person_id = NULL, state = CASE WHEN state IN ('planned', 'retry') THEN 'skipped' ELSE state END"
    ),
    **dict.fromkeys(
        (
            "albums",
            "batches",
            "card_views",
            "consents",
            "drafts",
            "joinings",
            "late_replies",
            "learners",
            # What an editor has taken in is no longer hers: it bears no number.
            "lessons",
            "news",
            "page_drafts",
            "page_links",
            "page_sessions",
            "page_views",
            "people",
            "prompts",
            "questions",
            "ratings",
            "reminders",
            "roles",
            "subscriptions",
            "table_layouts",
        ),
        Kept(),
    ),
}
"""Every table with a person in it, in the order in which they are emptied.

A test walks the database and names a table with a column `person_id` that is missing here.
"""
STAYING = {"audit": "actor_id", "bans": "banned_id"}
"""What outlives a deletion, by the column with the person: who of the staff did what, and whom they banned why."""
NAMED = {
    "answer_edits": {"made_name": "made_by", "published_name": "published_by"},
    "content_checks": {"by_name": "made_by"},
}
"""What the team did together and keeps, with the names of who of the staff did it, by the columns with their numbers:
whoever deletes her data is not named there any more."""


class PrivacyStore(Store):
    """Reads and deletes by person."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._empty: dict[str, Mapping[str, object]] = {}

    def add_private(self, table: str, empty: Mapping[str, object]) -> None:
        """Further private columns of a table whose rows stay, and what is in them once the person deleted her data."""
        self._empty[table] = empty

    async def kept(self, person_id: int) -> dict[str, list[Row]]:
        """The person's rows by table, as they are."""
        hers = {table: kept.hers for table, kept in TABLES.items()}
        hers |= {table: f"{column} = :person_id" for table, column in STAYING.items()}
        return {
            table: await self._database.fetch(
                f"SELECT * FROM {table} WHERE {condition}",  # noqa: S608 - names from the lists above
                person_id=person_id,
            )
            for table, condition in hers.items()
        }

    async def files(self, person_id: int) -> list[KeptFile]:
        """The files that the person sent, the oldest first: evidence of her cases, and certificates."""
        return await self._read(
            KeptFile,
            f"""
            SELECT kind, file_id FROM case_files WHERE {_OF_HER_CASES}
            UNION ALL
            SELECT kind, file_id FROM certificates WHERE person_id = :person_id AND file_id <> ''
            """,  # noqa: S608 - a condition from above
            person_id=person_id,
        )

    async def forget(self, person_id: int, at: datetime, nobody: str) -> None:
        """Deletes all of it at once, or nothing. `nobody` stands in the place of her name where others have to read
        that somebody did it."""
        async with self._database.transaction() as statements:
            for each in _BY_STAFF:
                await statements.execute(each, person_id=person_id)
            for table, kept in TABLES.items():
                if kept.stays:
                    empty = {**dict.fromkeys(WORDS.get(table, ()), ""), **self._empty.get(table, {})}
                    changes = ", ".join([kept.stays, *(f"{column} = :{column}" for column in empty)])
                    where = f"{kept.hers} AND {kept.stays_where}" if kept.stays_where else kept.of_her or kept.hers
                    ends = {"at": at} if ":at" in changes else {}
                    await statements.execute(
                        f"UPDATE {table} SET {changes} WHERE {where}",  # noqa: S608
                        person_id=person_id,
                        **ends,
                        **empty,
                    )
                if not kept.stays or kept.stays_where:
                    await statements.execute(f"DELETE FROM {table} WHERE {kept.hers}", person_id=person_id)  # noqa: S608
            renamed = 0
            for table, names in NAMED.items():
                for name, number in names.items():
                    renamed += await update(statements, table, {number: person_id}, **{name: nobody})
            if renamed:  # whoever holds the content in memory reads it anew, without her
                await statements.execute("UPDATE content_version SET version = version + 1")
            await write(statements, at, BOT, Action.DATA_DELETED, "person")

    async def forget_before(self, at: datetime) -> int:
        """Deletes questions, ratings, views of cards and told news older than `at`; how many rows that were."""
        async with self._database.transaction() as statements:
            await statements.execute(
                """
                DELETE FROM notes WHERE kind = 'question'
                AND subject IN (SELECT id FROM questions WHERE asked_at < :at)
                """,
                at=at,
            )
            await statements.execute(
                "DELETE FROM lessons WHERE question_id IN (SELECT id FROM questions WHERE asked_at < :at)", at=at
            )
            questions = await statements.execute("DELETE FROM questions WHERE asked_at < :at", at=at)
            ratings = await statements.execute("DELETE FROM ratings WHERE rated_at < :at", at=at)
            views = await statements.execute("DELETE FROM card_views WHERE shown_at < :at", at=at)
            news = await statements.execute("DELETE FROM news WHERE told_at < :at", at=at)
        return questions + ratings + views + news
