"""Certification drives: which courses, who takes part, until when; how far each body is; and the reminders that left.

Whether somebody lacks something is one condition (`LACKS`), the same for counting, for planning and for the moment at
which a reminder is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime

from storage.certification.members import Member, State
from storage.engine.database import Database, Row, Statements
from storage.engine.times import from_ms, to_ms
from storage.mailings.mailings import Purpose, begin, has_planned
from storage.people.audit import Action, write

LEARNING = 0
"""Stands for a drive where somebody learns at a pace of her own."""
CONTENT = {"about": "drives"}
"""By which a mailing is known as one of reminders of drives."""


@dataclass(frozen=True, slots=True)
class Drive:
    """One certification drive."""

    id: int
    token: str
    """Of its link."""
    title: str
    starts_on: date
    due_on: date
    made_by: int
    opened_at: datetime | None
    """None while it is being prepared."""
    closed_at: datetime | None
    courses: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def own_place(self) -> str:
        """Where those belong who joined without belonging to any body."""
        return f"d{self.id}"


@dataclass(frozen=True, slots=True)
class Count:
    """How far one body, or one unit of it, is in a drive."""

    place: str
    unit: str
    members: int
    """Without those who are exempt."""
    certified: int
    """Who handed in all that the drive asks for."""
    in_chat: int
    """Who can be reminded by the bot."""
    exempt: int


@dataclass(frozen=True, slots=True)
class Nudge:
    """Why a message of the outbox goes to a person: the drive, and the step of its ladder."""

    drive: int
    step: str


@dataclass(frozen=True, slots=True)
class Sent:
    """How many reminders of a day and a drive were expected, and how many left."""

    drive: int
    step: str
    expected: int
    sent: int


class Drives:
    """The tables of drives and of their reminders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else plans reminders, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("drives")

    async def write(
        self, token: str, title: str, courses: Sequence[str], starts_on: date, due_on: date, at: datetime, by: int
    ) -> int:
        """A new drive that nobody takes part in yet; its number."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                INSERT INTO drives (token, title, starts_on, due_on, made_by, made_at)
                VALUES (:token, :title, :starts_on, :due_on, :by, :at) RETURNING id
                """,
                token=token,
                title=title,
                starts_on=starts_on.isoformat(),
                due_on=due_on.isoformat(),
                by=by,
                at=to_ms(at),
            )
            assert row  # noqa: S101 - RETURNING gives the row
            await statements.execute_many(
                "INSERT INTO drive_courses (drive, course) VALUES (:drive, :course)",
                [{"drive": row["id"], "course": course} for course in courses],
            )
            await write(statements, at, by, Action.DRIVE_CHANGED, f"drive {row['id']}", "made")
        return int(row["id"])

    async def invite(self, drive_id: int, places: Sequence[str]) -> None:
        """Lets these places take part besides those that do."""
        await self._database.execute_many(
            "INSERT INTO drive_places (drive, place) VALUES (:drive, :place) ON CONFLICT DO NOTHING",
            [{"drive": drive_id, "place": place} for place in places],
        )

    async def uninvite(self, drive_id: int, place: str) -> None:
        """That place takes no part."""
        await self._database.execute(
            "DELETE FROM drive_places WHERE drive = :drive AND place = :place", drive=drive_id, place=place
        )

    async def set_courses(self, drive_id: int, courses: Sequence[str]) -> None:
        """Keeps the courses, in place of those before."""
        async with self._database.transaction() as statements:
            await statements.execute("DELETE FROM drive_courses WHERE drive = :drive", drive=drive_id)
            await statements.execute_many(
                "INSERT INTO drive_courses (drive, course) VALUES (:drive, :course)",
                [{"drive": drive_id, "course": course} for course in courses],
            )

    async def set_days(self, drive_id: int, starts_on: date, due_on: date, at: datetime, by: int) -> None:
        """Moves its beginning and its deadline."""
        async with self._database.transaction() as statements:
            await statements.execute(
                "UPDATE drives SET starts_on = :starts_on, due_on = :due_on WHERE id = :id",
                id=drive_id,
                starts_on=starts_on.isoformat(),
                due_on=due_on.isoformat(),
            )
            await write(statements, at, by, Action.DRIVE_CHANGED, f"drive {drive_id}", f"until {due_on}")

    async def open(self, drive_id: int, at: datetime, by: int) -> bool:
        """Opens it, once; False where that was done, or nobody takes part."""
        return await self._turn(
            """
            UPDATE drives SET opened_at = :at WHERE id = :id AND opened_at IS NULL
                AND EXISTS (SELECT 1 FROM drive_places WHERE drive = drives.id)
            """,
            drive_id,
            at,
            by,
            "opened",
        )

    async def close(self, drive_id: int, at: datetime, by: int) -> bool:
        """Ends it: no reminder leaves any more; False where that was done."""
        sql = "UPDATE drives SET closed_at = :at WHERE id = :id AND opened_at IS NOT NULL AND closed_at IS NULL"
        return await self._turn(sql, drive_id, at, by, "closed")

    async def _turn(self, sql: str, drive_id: int, at: datetime, by: int, what: str) -> bool:
        async with self._database.transaction() as statements:
            changed = await statements.execute(sql, id=drive_id, at=to_ms(at))
            if changed:
                await write(statements, at, by, Action.DRIVE_CHANGED, f"drive {drive_id}", what)
        return changed == 1

    async def find(self, drive_id: int) -> Drive | None:
        return next(iter(await self._drives("id = :id", id=drive_id)), None)

    async def by_token(self, token: str) -> Drive | None:
        return next(iter(await self._drives("token = :token", token=token)), None)

    async def newest(self, most: int) -> list[Drive]:
        return await self._drives("1 = 1", most)

    async def open_drives(self) -> list[Drive]:
        """Those that run now."""
        return await self._drives("opened_at IS NOT NULL AND closed_at IS NULL")

    async def of_person(self, person_id: int) -> list[Drive]:
        """The open drives that a person takes part in and is not exempt from."""
        return await self._drives(
            """
            opened_at IS NOT NULL AND closed_at IS NULL AND id IN (
                SELECT p.drive FROM drive_places p JOIN members m ON m.place = p.place
                WHERE m.person_id = :person_id AND m.state = 'active')
            """,
            person_id=person_id,
        )

    async def at(self, place: str) -> list[Drive]:
        """The open drives that a body takes part in."""
        return await self._drives(
            """
            opened_at IS NOT NULL AND closed_at IS NULL
            AND id IN (SELECT drive FROM drive_places WHERE place = :place)
            """,
            place=place,
        )

    async def _drives(self, where: str, most: int = 200, **parameters: object) -> list[Drive]:
        rows = await self._database.fetch(
            f"""
            SELECT id, token, title, starts_on, due_on, made_by, opened_at, closed_at FROM drives
            WHERE {where} ORDER BY id DESC LIMIT :most
            """,  # noqa: S608
            most=most,
            **parameters,
        )
        return [await self._drive(row) for row in rows]

    async def _drive(self, row: Row) -> Drive:
        courses = await self._database.fetch(
            "SELECT course FROM drive_courses WHERE drive = :id ORDER BY course", id=row["id"]
        )
        places = await self._database.fetch(
            "SELECT place FROM drive_places WHERE drive = :id ORDER BY place", id=row["id"]
        )
        return Drive(
            id=row["id"],
            token=row["token"],
            title=row["title"],
            starts_on=date.fromisoformat(row["starts_on"]),
            due_on=date.fromisoformat(row["due_on"]),
            made_by=row["made_by"],
            opened_at=from_ms(row["opened_at"]),
            closed_at=from_ms(row["closed_at"]),
            courses=tuple(each["course"] for each in courses),
            places=tuple(each["place"] for each in places),
        )

    # How far it is

    async def counts(self, drive_id: int, place: str | None = None) -> list[Count]:
        """Body by body; of one place its units."""
        unit, groups = ("m.unit", "m.place, m.unit") if place is not None else ("''", "m.place")
        rows = await self._database.fetch(
            f"""
            SELECT m.place, {unit} AS unit, COUNT(*) AS everybody,
                   SUM(CASE WHEN m.state = 'active' THEN 1 ELSE 0 END) AS members,
                   SUM(CASE WHEN m.state = 'active' AND m.person_id IS NOT NULL THEN 1 ELSE 0 END) AS in_chat,
                   SUM(CASE WHEN m.state = 'active' AND NOT {LACKS} THEN 1 ELSE 0 END) AS certified
            FROM members m JOIN drive_places p ON p.place = m.place AND p.drive = :drive
            WHERE m.place = COALESCE(CAST(:place AS TEXT), m.place)
            GROUP BY {groups} ORDER BY {groups}
            """,  # noqa: S608
            drive=drive_id,
            place=place,
        )
        return [
            Count(
                row["place"],
                row["unit"],
                int(row["members"]),
                int(row["certified"]),
                int(row["in_chat"]),
                row["everybody"] - int(row["members"]),
            )
            for row in rows
        ]

    async def lacking(self, drive_id: int, place: str) -> list[Member]:
        """Members at a place who still lack a certificate, by unit and name."""
        rows = await self._database.fetch(
            f"""
            SELECT m.id, m.place, m.unit, m.name, m.person_id, m.state FROM members m
            WHERE m.place = :place AND m.state = 'active' AND {LACKS} ORDER BY m.unit, m.name, m.id
            """,  # noqa: S608
            drive=drive_id,
            place=place,
        )
        return [Member(**{**row, "state": State(row["state"])}) for row in rows]

    async def lacks(self, drive_id: int, person_id: int) -> list[str]:
        """The courses that a person still owes to a drive; none where she is exempt or takes no part."""
        rows = await self._database.fetch(
            f"""
            SELECT dc.course FROM drive_courses dc WHERE dc.drive = :drive
            AND EXISTS (SELECT 1 FROM members m JOIN drive_places p ON p.place = m.place AND p.drive = dc.drive
                        WHERE m.person_id = :person_id AND m.state = 'active')
            AND NOT EXISTS (SELECT 1 FROM members m JOIN certificates c ON {_HERS}
                            WHERE m.person_id = :person_id AND c.course = dc.course AND c.state <> 'refused')
            ORDER BY dc.course
            """,  # noqa: S608
            drive=drive_id,
            person_id=person_id,
        )
        return [row["course"] for row in rows]

    async def has(self, person_id: int) -> list[str]:
        """The courses of which a person handed in a certificate."""
        rows = await self._database.fetch(
            """
            SELECT DISTINCT course FROM certificates WHERE state <> 'refused' AND (
                person_id = :person_id OR member IN (SELECT id FROM members WHERE person_id = :person_id))
            """,
            person_id=person_id,
        )
        return [row["course"] for row in rows]

    async def by_week(self, drive_id: int, since: datetime) -> list[datetime]:
        """When each certificate of the drive's courses came, from members who take part, the earliest first."""
        rows = await self._database.fetch(
            """
            SELECT c.received_at FROM certificates c
            JOIN drive_courses dc ON dc.course = c.course AND dc.drive = :drive
            WHERE c.state <> 'refused' AND c.received_at >= :since AND EXISTS (
                SELECT 1 FROM members m JOIN drive_places p ON p.place = m.place AND p.drive = :drive
                WHERE m.id = c.member OR m.person_id = c.person_id)
            ORDER BY c.received_at
            """,
            drive=drive_id,
            since=to_ms(since),
        )
        return [at for row in rows if (at := from_ms(row["received_at"]))]

    # Reminders

    async def plan(
        self, drive: Drive, step: str, at: datetime, not_after: datetime, hours: datetime, *, early: bool
    ) -> int:
        """A message to everybody who lacks something, once for each step; to how many. At once or not at all.

        It is due at the hour that each chose, counted from `hours`, the midnight of that day; `early` steps leave out
        those who chose a day of their own.
        """
        own_day = "AND NOT EXISTS (SELECT 1 FROM learners l WHERE l.person_id = m.person_id AND l.weekday IS NOT NULL)"
        async with self._database.transaction() as statements:
            mailing = await begin(statements, Purpose.REMINDER, CONTENT, at, not_after)
            await statements.execute(
                f"""
                INSERT INTO nudges (mailing, person_id, drive, step)
                SELECT DISTINCT CAST(:mailing AS BIGINT), m.person_id, CAST(:drive AS BIGINT), CAST(:step AS TEXT)
                FROM members m JOIN drive_places p ON p.place = m.place AND p.drive = :drive
                WHERE m.person_id IS NOT NULL AND m.state = 'active' AND {LACKS} {own_day if early else ""}
                ON CONFLICT (drive, person_id, step) DO NOTHING
                """,  # noqa: S608
                mailing=mailing,
                drive=drive.id,
                step=step,
            )
            return await _end(statements, mailing, hours)

    async def plan_for(
        self, nudges: Sequence[tuple[int, Nudge]], at: datetime, not_after: datetime, hours: datetime
    ) -> int:
        """The same for people who are named."""
        async with self._database.transaction() as statements:
            mailing = await begin(statements, Purpose.REMINDER, CONTENT, at, not_after)
            await statements.execute_many(
                """
                INSERT INTO nudges (mailing, person_id, drive, step) VALUES (:mailing, :person_id, :drive, :step)
                ON CONFLICT (drive, person_id, step) DO NOTHING
                """,
                [
                    {"mailing": mailing, "person_id": person, "drive": nudge.drive, "step": nudge.step}
                    for person, nudge in nudges
                ],
            )
            return await _end(statements, mailing, hours)

    async def nudges(self, mailing_id: int, person_id: int) -> list[Nudge]:
        """What a message is about."""
        rows = await self._database.fetch(
            "SELECT drive, step FROM nudges WHERE mailing = :mailing AND person_id = :person_id ORDER BY drive, step",
            mailing=mailing_id,
            person_id=person_id,
        )
        return [Nudge(row["drive"], row["step"]) for row in rows]

    async def planned(self, drive_id: int, step: str) -> bool:
        """Whether that step was planned for anybody."""
        row = await self._database.fetch_one(
            "SELECT 1 AS yes FROM nudges WHERE drive = :drive AND step = :step LIMIT 1", drive=drive_id, step=step
        )
        return row is not None

    async def sent(self, since: datetime, now: datetime) -> list[Sent]:
        """Of the reminders of drives that were planned since then and are due: how many left, or need not any more."""
        rows = await self._database.fetch(
            """
            SELECT n.drive, n.step, COUNT(*) AS expected,
                   SUM(CASE WHEN o.state IN ('sent', 'skipped') OR o.reason = 'blocked' THEN 1 ELSE 0 END) AS sent
            FROM nudges n JOIN mailings g ON g.id = n.mailing
            JOIN outbox o ON o.mailing = n.mailing AND o.person_id = n.person_id
            WHERE g.made_at >= :since AND n.drive <> :learning AND o.due_at <= :now
            GROUP BY n.drive, n.step ORDER BY n.drive, n.step
            """,
            since=to_ms(since),
            now=to_ms(now),
            learning=LEARNING,
        )
        return [Sent(row["drive"], row["step"], row["expected"], int(row["sent"])) for row in rows]


async def _end(statements: Statements, mailing: int, hours: datetime) -> int:
    """A row of the outbox for each person; how many. A mailing to nobody is none."""
    people = await statements.execute(
        """
        INSERT INTO outbox (mailing, person_id, due_at)
        SELECT DISTINCT n.mailing, n.person_id, CAST(:midnight AS BIGINT) + COALESCE(l.hour, :hour) * 3600000
        FROM nudges n LEFT JOIN learners l ON l.person_id = n.person_id WHERE n.mailing = :mailing
        """,
        mailing=mailing,
        midnight=to_ms(hours),
        hour=HOUR,
    )
    await has_planned(statements, mailing, people)
    return people


HOUR = 9
"""At which reminders leave to those who chose none."""
_HERS = "(c.member = m.id OR (m.person_id IS NOT NULL AND c.person_id = m.person_id))"
LACKS = """
    EXISTS (
        SELECT 1 FROM drive_courses dc WHERE dc.drive = :drive
        AND NOT EXISTS (SELECT 1 FROM certificates c
                        WHERE c.member = m.id AND c.course = dc.course AND c.state <> 'refused')
        AND NOT EXISTS (SELECT 1 FROM certificates c
                        WHERE c.person_id = m.person_id AND c.course = dc.course AND c.state <> 'refused'))
"""
"""Whether the member `m` still owes a certificate to the drive `:drive`."""
