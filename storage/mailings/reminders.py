"""What goes out at most once: reminders (a person, a matter, a stage), whatever became of the message; and digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import TypeVar

import orjson

from storage.engine.database import Database, Statements
from storage.engine.rows import Store, given, insert_new, listed
from storage.mailings.mailings import Purpose, begin, has_planned

T = TypeVar("T")

AT_ONCE = 1000
"""Rows that are written in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One person to be told of one matter at one stage."""

    person_id: int
    about: int
    """The number of the matter within its kind: an obligation, a drive, a case."""
    stage: str
    """Which step it is. What may come again with a new deadline or on another day has that day in it."""
    due_at: datetime | None = None
    """When the message leaves at the earliest; None: at once."""
    purpose: Purpose | None = None
    """None: that of its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """How many reminders of one matter and stage were expected to leave by now, and how many left or need not."""

    about: int
    stage: str
    expected: int
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A reminder that was planned, and whether its message left."""

    person_id: int
    stage: str
    at: datetime
    sent: bool


class PlannedReminders(Store):
    """The table of reminders."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._insert_reminders = f"""
            {_MATTERS[database.dialect]}
            INSERT INTO reminders (kind, about, person_id, stage, mailing)
            SELECT CAST(:kind AS TEXT), about, CAST(person.value AS BIGINT), stage, CAST(:mailing AS BIGINT)
            FROM matters, {_PEOPLE[database.dialect]} AS person WHERE TRUE ON CONFLICT DO NOTHING
        """  # noqa: S608
        people = given(database.dialect, "people", person_id=int)
        self._insert_messages = f"""
            INSERT INTO outbox (mailing, person_id, due_at)
            SELECT CAST(:mailing AS BIGINT), person_id, CAST(:due_at AS BIGINT) FROM {people} AS given
            WHERE EXISTS (SELECT 1 FROM reminders r WHERE r.mailing = :mailing AND r.person_id = given.person_id)
        """  # noqa: S608
        stages = given(database.dialect, "stages", about=int, stage=str)
        self._planned = f"""
            SELECT about, stage FROM {stages} AS given WHERE EXISTS (
                SELECT 1 FROM reminders r WHERE r.kind = :kind AND r.about = given.about AND r.stage = given.stage)
        """  # noqa: S608

    def exclusive(self, kind: str) -> AbstractAsyncContextManager[bool]:
        """While this lasts no other process plans this kind; False where that takes another one long."""
        return self._database.exclusive(f"reminders {kind}")

    async def plan(
        self, kind: str, purpose: Purpose, reminders: Iterable[Reminder], at: datetime, not_after: datetime | None
    ) -> int:
        """Writes one message for each person, about all that is new to her; one for each purpose that they have.

        What was planned before is left out. All of it is written or nothing. After `not_after` it is not sent any more.
        `purpose` is that of the reminders that have none. Returns how many messages that is.
        """
        parts = _parts(reminders)
        first = next(parts, None)
        if first is None:
            return 0
        async with self._database.transaction() as statements:
            mailings: dict[Purpose, int] = {}
            due_at: defaultdict[int, dict[int, datetime | None]] = defaultdict(dict)
            for part in chain([first], parts):
                for its, some in _by_purpose(part, purpose).items():
                    if its not in mailings:
                        mailings[its] = await begin(statements, its, {}, at, not_after)
                    due_at[mailings[its]].update((each.person_id, each.due_at) for each in some)
                    await statements.execute(
                        self._insert_reminders,
                        kind=kind,
                        mailing=mailings[its],
                        matters=_by_matter(some),
                    )
            return sum([await self._write_messages(statements, mailing, due_at[mailing]) for mailing in due_at])

    async def _write_messages(self, statements: Statements, mailing: int, due_at: Mapping[int, datetime | None]) -> int:
        """A row for each person who is told something in that mailing; how many."""
        together: defaultdict[datetime | None, list[int]] = defaultdict(list)
        for person_id, leaves_at in due_at.items():
            together[leaves_at].append(person_id)
        for leaves_at, all_of_them in together.items():
            for people in _parts(all_of_them):
                values = {"mailing": mailing, "people": listed(people), "due_at": leaves_at or 0}
                await statements.execute(self._insert_messages, **values)
        count = await statements.fetch_number("SELECT COUNT(*) FROM outbox WHERE mailing = :id", id=mailing)
        await has_planned(statements, mailing, count)
        return count

    async def of(self, mailing_id: int, person_id: int) -> tuple[str, list[Reminder]]:
        """The kind of a message, and what it tells that person; an empty kind where it is no reminder."""
        rows = await self._database.fetch(
            """
            SELECT kind, about, person_id, stage FROM reminders
            WHERE mailing = :mailing AND person_id = :person_id ORDER BY about, id
            """,
            mailing=mailing_id,
            person_id=person_id,
        )
        kind = str(rows[0]["kind"]) if rows else ""
        return kind, [Reminder(person_id=row["person_id"], about=row["about"], stage=row["stage"]) for row in rows]

    async def planned(self, kind: str, stages: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
        """Which of these were planned for anybody: the matter and the stage."""
        found = await self._database.fetch_tuples(self._planned, kind=kind, stages=listed(stages))
        return set(found)

    async def planned_of(self, kind: str, about: int) -> list[Planned]:
        """What was planned of one matter, in the order in which it was."""
        return await self._read(
            Planned,
            """
            SELECT r.person_id, r.stage, m.made_at AS at, CASE WHEN o.state = 'sent' THEN 1 ELSE 0 END AS sent
            FROM reminders r JOIN mailings m ON m.id = r.mailing
            JOIN outbox o ON o.mailing = r.mailing AND o.person_id = r.person_id
            WHERE r.kind = :kind AND r.about = :about ORDER BY r.id
            """,
            kind=kind,
            about=about,
        )

    async def counts(self, kind: str, since: datetime, now: datetime) -> list[StageCount]:
        """Of what was planned since then and is due by now: how much was expected to leave, and how much did."""
        return await self._read(
            StageCount,
            """
            SELECT r.about, r.stage, COUNT(*) AS expected,
                   SUM(CASE WHEN o.state IN ('sent', 'skipped') OR o.reason = 'blocked' THEN 1 ELSE 0 END) AS sent
            FROM reminders r JOIN mailings m ON m.id = r.mailing
            JOIN outbox o ON o.mailing = r.mailing AND o.person_id = r.person_id
            WHERE r.kind = :kind AND m.made_at >= :since AND o.due_at <= :now
            GROUP BY r.about, r.stage ORDER BY r.about, r.stage
            """,
            kind=kind,
            since=since,
            now=now,
        )


class SentOnce(Store):
    """The table of digests and daily summaries that went out."""

    async def is_sent(self, name: str) -> bool:
        """Whether that one went out; a week's is named by its Monday."""
        return await self._database.fetch_one("SELECT 1 FROM sent_once WHERE name = :name", name=name) is not None

    async def sent(self, name: str, at: datetime) -> None:
        """Keeps that it went out."""
        await insert_new(self._database, "sent_once", name=name, sent_at=at)


def _by_purpose(reminders: Iterable[Reminder], usual: Purpose) -> Mapping[Purpose, list[Reminder]]:
    found: defaultdict[Purpose, list[Reminder]] = defaultdict(list)
    for each in reminders:
        found[each.purpose or usual].append(each)
    return found


def _by_matter(reminders: Iterable[Reminder]) -> str:
    """The parameter that `_MATTERS` reads: what they are about and its stage once, with all who are told of it.

    Most often that is one stage of one drive for all: the database reads each row of many values anew.
    """
    found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for each in reminders:
        found[each.about, each.stage].append(each.person_id)
    return orjson.dumps([(about, stage, people) for (about, stage), people in found.items()]).decode()


def _parts(items: Iterable[T]) -> Iterator[list[T]]:
    """Some at a time: a hundred thousand at once would hold up the event loop."""
    rest = iter(items)
    while part := list(islice(rest, AT_ONCE)):
        yield part


_MATTERS = {
    "sqlite": """
        WITH matters AS MATERIALIZED (
            SELECT json_extract(value, '$[0]') AS about, json_extract(value, '$[1]') AS stage,
                   json_extract(value, '$[2]') AS people
            FROM json_each(:matters))
    """,
    "postgresql": """
        WITH matters AS MATERIALIZED (
            SELECT CAST(value->>0 AS BIGINT) AS about, value->>1 AS stage, value->2 AS people
            FROM json_array_elements(CAST(:matters AS JSON)) AS each (value))
    """,
}
_PEOPLE = {"sqlite": "json_each(people)", "postgresql": "json_array_elements_text(people)"}
