"""How far a drive is: who handed in what it asks for, who still lacks something, and who is to be reminded.

Who lacks something is one view (`drive_members`), the same for counting, for planning and for the moment at which a
reminder is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.certification.drives import Drive
from storage.certification.members import Member, by_unit
from storage.engine.alphabet import alphabetical
from storage.engine.columns import from_ms
from storage.engine.rows import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
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


class DriveFigures(Store):
    """Reads how far drives are."""

    async def counts(self, drive_id: int, place: str | None = None) -> list[PlaceCount]:
        """Body by body; of one place its units."""
        unit, groups = ("unit", "place, unit") if place is not None else ("''", "place")
        found = await self._read(
            PlaceCount,
            f"""
            SELECT place, {unit} AS unit,
                   SUM(CASE WHEN state = 'active' THEN 1 ELSE 0 END) AS members,
                   SUM(CASE WHEN state = 'active' THEN 0 ELSE 1 END) AS exempt,
                   SUM(CASE WHEN state = 'active' AND person_id IS NOT NULL THEN 1 ELSE 0 END) AS in_chat,
                   SUM(CASE WHEN state = 'active' THEN 1 - lacks ELSE 0 END) AS certified
            FROM drive_members WHERE drive = :drive AND place = COALESCE(CAST(:place AS TEXT), place)
            GROUP BY {groups}
            """,  # noqa: S608
            drive=drive_id,
            place=place,
        )
        return sorted(found, key=lambda each: (each.place, alphabetical(each.unit)))

    async def lacking(self, drive_id: int, place: str) -> list[Member]:
        """Members at a place who still lack a certificate, by unit and name."""
        found = await self._read(
            Member,
            """
            SELECT m.* FROM members m JOIN drive_members g ON g.member = m.id
            WHERE g.drive = :drive AND g.place = :place AND g.state = 'active' AND g.lacks = 1
            """,
            drive=drive_id,
            place=place,
        )
        return by_unit(found)

    async def owed(self, drive_id: int, person_id: int) -> list[str]:
        """The courses that a person still owes to a drive; none where she is exempt or takes no part."""
        return await self._database.fetch_column(
            f"""
            SELECT dc.course FROM drive_courses dc WHERE dc.drive = :drive
            AND EXISTS (SELECT 1 FROM members m JOIN drive_places p ON p.place = m.place AND p.drive = dc.drive
                        WHERE m.person_id = :person_id AND m.state = 'active')
            AND NOT EXISTS (SELECT 1 FROM members m JOIN certificates c ON {_HERS}
                            WHERE m.person_id = :person_id AND c.course = dc.course AND c.status <> 'refused')
            ORDER BY dc.course
            """,  # noqa: S608
            drive=drive_id,
            person_id=person_id,
        )

    async def handed_in(self, person_id: int) -> list[str]:
        """The courses of which a person handed in a certificate."""
        return await self._database.fetch_column(
            """
            SELECT DISTINCT course FROM certificates WHERE status <> 'refused' AND (
                person_id = :person_id OR member IN (SELECT id FROM members WHERE person_id = :person_id))
            """,
            person_id=person_id,
        )

    async def arrivals(self, drive_id: int, since: datetime) -> list[datetime]:
        """When each certificate of the drive's courses came, from members who take part, the earliest first."""
        came = await self._database.fetch_column(
            """
            SELECT c.received_at FROM certificates c
            JOIN drive_courses dc ON dc.course = c.course AND dc.drive = :drive
            WHERE c.status <> 'refused' AND c.received_at >= :since AND EXISTS (
                SELECT 1 FROM members m JOIN drive_places p ON p.place = m.place AND p.drive = :drive
                WHERE m.id = c.member OR m.person_id = c.person_id)
            ORDER BY c.received_at
            """,
            drive=drive_id,
            since=since,
        )
        return [at for each in came if (at := from_ms(each))]

    async def to_remind(
        self, drive: Drive, *, weekday: int | None = None, but_own_day: bool = False
    ) -> list[list[tuple[int, int | None]]]:
        """Everybody in the chat who lacks something, with the hour that she chose; who is at two places comes twice.

        Only those who chose that day of the week, where one is given; `but_own_day` leaves out all who chose a day.
        A list for each place, in the order of the people's numbers: a hundred thousand rows at once would hold up the
        event loop.
        """
        found: list[list[tuple[int, int | None]]] = []
        for place in drive.places:
            people = await self._database.fetch_tuples(
                """
                SELECT g.person_id, l.hour FROM drive_members g LEFT JOIN learners l ON l.person_id = g.person_id
                WHERE g.drive = :drive AND g.place = :place AND g.person_id IS NOT NULL
                    AND g.state = 'active' AND g.lacks = 1
                    AND (CAST(:weekday AS BIGINT) IS NULL OR l.weekday = :weekday)
                    AND (CAST(:but_own_day AS BIGINT) = 0 OR l.weekday IS NULL)
                ORDER BY g.person_id
                """,
                place=place,
                drive=drive.id,
                weekday=weekday,
                but_own_day=but_own_day,
            )
            if people:
                found.append(people)
        return found


_HERS = "(c.member = m.id OR (m.person_id IS NOT NULL AND c.person_id = m.person_id))"
