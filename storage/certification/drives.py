"""Certification drives: which courses, who takes part, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.engine.causes import made_once
from storage.engine.database import Row, Statements
from storage.engine.rows import Store, delete, insert_many, insert_numbered, made_of, update
from storage.people import Action, change, write


@dataclass(frozen=True, slots=True, kw_only=True)
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


class DriveReads(Store):
    """Reads drives."""

    async def find(self, drive_id: int) -> Drive | None:
        return next(iter(await self._drives("id = :id", id=drive_id)), None)

    async def by_token(self, token: str) -> Drive | None:
        return next(iter(await self._drives("token = :token", token=token)), None)

    async def newest(self, most: int = 20) -> list[Drive]:
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
            f"SELECT * FROM drives WHERE {where} ORDER BY id DESC LIMIT :most",  # noqa: S608
            most=most,
            **parameters,
        )
        return [await self._drive(row) for row in rows]

    async def _drive(self, row: Row) -> Drive:
        courses = await self._database.fetch_column(
            "SELECT course FROM drive_courses WHERE drive = :id ORDER BY course", id=row["id"]
        )
        places = await self._database.fetch_column(
            "SELECT place FROM drive_places WHERE drive = :id ORDER BY place", id=row["id"]
        )
        return made_of(Drive, row, courses=tuple(courses), places=tuple(places))


class Drives(DriveReads):
    """The tables of drives: prepared, opened, closed."""

    async def write(
        self, token: str, title: str, courses: Sequence[str], starts_on: date, due_on: date, at: datetime, by: int
    ) -> int:
        """A new drive that nobody takes part in yet, once for an update; its number."""

        async def make() -> int:
            drive = await insert_numbered(
                statements,
                "drives",
                token=token,
                title=title,
                starts_on=starts_on,
                due_on=due_on,
                made_by=by,
                made_at=at,
            )
            await _add_courses(statements, drive, courses)
            await write(statements, at, by, Action.DRIVE_CHANGED, f"drive {drive}", "made")
            return drive

        async with self._database.transaction() as statements:
            return await made_once(statements, "drive", make)

    async def invite(self, drive_id: int, places: Sequence[str]) -> None:
        """Lets these places take part besides those that do."""
        rows = [{"drive": drive_id, "place": place} for place in places]
        await insert_many(self._database, "drive_places", rows, new_only=True)

    async def uninvite(self, drive_id: int, place: str) -> None:
        """That place takes no part."""
        await delete(self._database, "drive_places", drive=drive_id, place=place)

    async def set_courses(self, drive_id: int, courses: Sequence[str]) -> None:
        """Keeps the courses, in place of those before."""
        async with self._database.transaction() as statements:
            await delete(statements, "drive_courses", drive=drive_id)
            await _add_courses(statements, drive_id, courses)

    async def set_days(self, drive_id: int, starts_on: date, due_on: date, at: datetime, by: int) -> None:
        """Moves its beginning and its deadline."""
        async with self._database.transaction() as statements:
            await update(statements, "drives", {"id": drive_id}, starts_on=starts_on, due_on=due_on)
            await write(statements, at, by, Action.DRIVE_CHANGED, f"drive {drive_id}", f"until {due_on}")

    async def open(self, drive_id: int, at: datetime, by: int) -> bool:
        """Opens it, once; False where that was done, or nobody takes part."""
        sql = """
            UPDATE drives SET opened_at = :at WHERE id = :id AND opened_at IS NULL
                AND EXISTS (SELECT 1 FROM drive_places WHERE drive = drives.id)
        """
        line = at, by, Action.DRIVE_CHANGED, f"drive {drive_id}", "opened"
        return await change(self._database, sql, *line, id=drive_id, at=at)

    async def close(self, drive_id: int, at: datetime, by: int) -> bool:
        """Ends it: no reminder leaves any more; False where that was done."""
        sql = "UPDATE drives SET closed_at = :at WHERE id = :id AND opened_at IS NOT NULL AND closed_at IS NULL"
        line = at, by, Action.DRIVE_CHANGED, f"drive {drive_id}", "closed"
        return await change(self._database, sql, *line, id=drive_id, at=at)


async def _add_courses(statements: Statements, drive_id: int, courses: Sequence[str]) -> None:
    await insert_many(statements, "drive_courses", [{"drive": drive_id, "course": course} for course in courses])
