"""Reports: a document in Diia was not accepted. From the first press of the clock to the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.engine.database import Database, Row, Statements
from storage.engine.times import from_ms, to_ms
from storage.people.audit import Action, write


class State(StrEnum):
    """Where a report stands."""

    BEGUN = "begun"
    """The time is kept; the details are still to be told."""
    UNFINISHED = "unfinished"
    """The details were asked for and never told: it counts in the statistics."""
    DROPPED = "dropped"
    """The person took it back before it was submitted."""
    NEW = "new"
    TAKEN = "taken"
    CLOSED = "closed"
    MERGED = "merged"


class Outcome(StrEnum):
    """How a case ended; each needs a reason in words."""

    ACCEPTED = "accepted"
    EXPLAINED = "explained"
    VISITED = "visited"
    PASSED_ON = "passed-on"
    NOT_OURS = "not-ours"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Details:
    """What a person tells; texts hold no personal numbers."""

    document: str
    place: str
    place_name: str
    latitude: float | None
    longitude: float | None
    hromada: str | None
    happened_on: date | None
    said: str
    ground: str
    result: str


@dataclass(frozen=True, slots=True)
class Report:
    """One case."""

    id: int
    person_id: int | None
    state: State
    number: str | None
    details: Details
    by_phone: bool
    share: str
    started_at: datetime
    submitted_at: datetime | None
    staff_message_id: int | None
    topic_id: int | None
    """Of the staff chat, where it has topics."""
    assignee_id: int | None
    assignee_name: str
    taken_at: datetime | None
    answered_at: datetime | None
    moved_at: datetime | None
    nudged_at: datetime | None
    outcome: Outcome | None
    outcome_reason: str
    closed_at: datetime | None
    reopened: int
    merged_into: int | None
    voices: int
    """Others who say that it happened to them too."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a case, as its history shows it."""

    id: int
    at: datetime
    kind: str
    by_staff: bool
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A piece of evidence, by Telegram's ids."""

    kind: str
    file_id: str
    unique_id: str


class Reports:
    """The tables of reports. What takes a `person_id` touches only that person's rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts nobody else delivers news, here or elsewhere; False where that takes somebody long."""
        return self._database.exclusive("reports")

    async def begin(self, person_id: int | None, share: str, document: str, place: str, at: datetime) -> int:
        """Starts the clock; the number of the row."""
        row = await self._database.fetch_one(
            """
            INSERT INTO reports (person_id, state, document, place, place_name, said, ground, result, share, started_at)
            VALUES (:person_id, 'begun', :document, :place, '', '', '', '', :share, :at) RETURNING id
            """,
            person_id=person_id,
            document=document,
            place=place,
            share=share,
            at=to_ms(at),
        )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def set_scene(self, report_id: int, person_id: int, document: str, place: str) -> None:
        """Keeps document and place while the rest is still to be told."""
        await self._database.execute(
            """
            UPDATE reports SET document = :document, place = :place
            WHERE id = :id AND person_id = :person_id AND state = 'begun'
            """,
            document=document,
            place=place,
            id=report_id,
            person_id=person_id,
        )

    async def submit(
        self,
        report_id: int,
        person_id: int,
        details: Details,
        files: Sequence[File],
        receipt_hash: str,
        at: datetime,
        *,
        by_phone: bool,
    ) -> str | None:
        """The number of the case: numbers follow one another through the year. None where it was submitted before."""
        async with self._database.transaction() as statements:
            row = await statements.fetch_one(
                """
                UPDATE reports SET state = 'new', document = :document, place = :place, place_name = :place_name,
                    latitude = :latitude, longitude = :longitude, hromada = :hromada, happened_on = :happened_on,
                    said = :said, ground = :ground, result = :result, receipt_hash = :receipt_hash,
                    submitted_at = :at, by_phone = CAST(:by_phone AS BIGINT),
                    person_id = CASE WHEN CAST(:by_phone AS BIGINT) = 1 THEN NULL ELSE person_id END
                WHERE id = :id AND person_id = :person_id AND state IN ('begun', 'unfinished') RETURNING id
                """,
                id=report_id,
                person_id=person_id,
                document=details.document,
                place=details.place,
                place_name=details.place_name,
                latitude=details.latitude,
                longitude=details.longitude,
                hromada=details.hromada,
                happened_on=details.happened_on.isoformat() if details.happened_on else None,
                said=details.said,
                ground=details.ground,
                result=details.result,
                receipt_hash=receipt_hash,
                at=to_ms(at),
                by_phone=int(by_phone),
            )
            if row is None:
                return None
            number = await _next_number(statements, at)
            await statements.execute("UPDATE reports SET number = :number WHERE id = :id", number=number, id=report_id)
            await statements.execute_many(
                """
                INSERT INTO report_files (report, kind, file_id, unique_id, added_at)
                VALUES (:report, :kind, :file_id, :unique_id, :at) ON CONFLICT (report, unique_id) DO NOTHING
                """,
                [
                    {
                        "report": report_id,
                        "kind": file.kind,
                        "file_id": file.file_id,
                        "unique_id": file.unique_id,
                        "at": to_ms(at),
                    }
                    for file in files
                ],
            )
            await _event(statements, report_id, at, "submitted", by_staff=by_phone)
        return number

    async def drop(self, report_id: int, person_id: int) -> None:
        """The person takes back what she began."""
        await self._database.execute(
            """
            UPDATE reports SET state = 'dropped' WHERE id = :id AND person_id = :person_id
            AND state IN ('begun', 'unfinished')
            """,
            id=report_id,
            person_id=person_id,
        )

    async def find(self, report_id: int) -> Report | None:
        reports = await self._reports("r.id = :id", id=report_id)
        return reports[0] if reports else None

    async def find_by_share(self, share: str) -> Report | None:
        """The case behind a link for fellow travellers."""
        reports = await self._reports("r.share = :share AND r.number IS NOT NULL", share=share)
        return reports[0] if reports else None

    async def find_by_receipt(self, receipt_hash: str) -> Report | None:
        reports = await self._reports("r.receipt_hash = :hash", hash=receipt_hash)
        return reports[0] if reports else None

    async def find_by_number(self, number: str) -> Report | None:
        reports = await self._reports("r.number = :number", number=number)
        return reports[0] if reports else None

    async def find_by_message(self, chat_id: int, message_id: int) -> Report | None:
        """The case of which that message of the staff chat tells."""
        reports = await self._reports(
            "r.id = (SELECT report FROM report_messages WHERE chat_id = :chat_id AND message_id = :message_id)",
            chat_id=chat_id,
            message_id=message_id,
        )
        return reports[0] if reports else None

    async def of_person(self, person_id: int) -> list[Report]:
        """Her cases, the newest first: those she submitted and those she joined."""
        return await self._reports(
            """
            (r.person_id = :person_id OR EXISTS (
                SELECT 1 FROM report_voices v WHERE v.report = r.id AND v.person_id = :person_id
            )) AND r.number IS NOT NULL
            """,
            person_id=person_id,
        )

    async def begun_by(self, person_id: int) -> Report | None:
        """What she began last and has not told yet."""
        reports = await self._reports("r.person_id = :person_id AND r.state = 'begun'", person_id=person_id)
        return reports[0] if reports else None

    async def undelivered(self) -> list[Report]:
        """Open cases that have no message in the staff chat, or none that the bot knows of."""
        return await self._reports("r.state IN ('new', 'taken') AND r.staff_message_id IS NULL")

    async def on_desk(self) -> list[Report]:
        """Open cases, the newest first."""
        return await self._reports("r.state IN ('new', 'taken')")

    async def passed_to(self, to: str) -> list[Report]:
        """Open cases that were passed on to that one, the oldest first."""
        return await self._reports(
            """
            r.state IN ('new', 'taken') AND EXISTS (
                SELECT 1 FROM report_events e WHERE e.report = r.id AND e.kind = 'passed on' AND e.text = :to
            )
            """,
            to=to,
        )

    async def submitted(self, since: datetime, until: datetime) -> list[Report]:
        """Cases submitted in that time, the newest first."""
        return await self._reports(
            "r.submitted_at >= :since AND r.submitted_at < :until", since=to_ms(since), until=to_ms(until)
        )

    async def unfinished_since(self, before: datetime) -> list[tuple[Report, int]]:
        """Begun before that time and not told, with how often the details were asked for."""
        rows = await self._database.fetch(
            """
            SELECT id, asked_times FROM reports
            WHERE state = 'begun' AND COALESCE(asked_at, started_at) < :before ORDER BY id
            """,
            before=to_ms(before),
        )
        return [(report, row["asked_times"]) for row in rows if (report := await self.find(row["id"]))]

    async def asked(self, report_id: int, at: datetime) -> None:
        """Keeps that the details were asked for."""
        await self._database.execute(
            "UPDATE reports SET asked_at = :at, asked_times = asked_times + 1 WHERE id = :id",
            at=to_ms(at),
            id=report_id,
        )

    async def keep_unfinished(self, report_id: int) -> None:
        """The details will not be told."""
        await self._database.execute(
            "UPDATE reports SET state = 'unfinished' WHERE id = :id AND state = 'begun'", id=report_id
        )

    async def files(self, report_id: int) -> list[File]:
        """The evidence whose originals are still kept."""
        rows = await self._database.fetch(
            """
            SELECT kind, file_id, unique_id FROM report_files
            WHERE report = :id AND file_id IS NOT NULL ORDER BY id
            """,
            id=report_id,
        )
        return [File(**row) for row in rows]

    async def events(self, report_id: int) -> list[Event]:
        """The history, oldest first."""
        rows = await self._database.fetch(
            "SELECT id, at, kind, by_staff, text FROM report_events WHERE report = :id ORDER BY id", id=report_id
        )
        return [to_event(row) for row in rows]

    async def add_event(
        self, report_id: int, at: datetime, kind: str, text: str = "", *, by_staff: bool, untold: bool = False
    ) -> None:
        """Adds to the history; `untold` is what the other side is to read."""
        async with self._database.transaction() as statements:
            await _event(statements, report_id, at, kind, text, by_staff=by_staff, untold=untold)
            if by_staff:
                await statements.execute(
                    "UPDATE reports SET moved_at = :at, nudged_at = NULL WHERE id = :id", at=to_ms(at), id=report_id
                )

    async def answered(self, report_id: int, at: datetime) -> None:
        """Keeps when the staff's first words went to the person."""
        await self._database.execute(
            "UPDATE reports SET answered_at = COALESCE(answered_at, :at) WHERE id = :id", at=to_ms(at), id=report_id
        )

    async def untold(self) -> dict[int, list[Event]]:
        """What the people did and the staff have not read yet, by case, oldest first."""
        rows = await self._database.fetch(
            """
            SELECT report, id, at, kind, by_staff, text FROM report_events
            WHERE untold = 1 AND by_staff = 0 ORDER BY id
            """
        )
        found: dict[int, list[Event]] = {}
        for row in rows:
            found.setdefault(row["report"], []).append(to_event(row))
        return found

    async def told(self, report_id: int, last_event: int) -> None:
        """The staff have read everything up to that event."""
        await self._database.execute(
            "UPDATE report_events SET untold = 0 WHERE report = :report AND id <= :last AND by_staff = 0",
            report=report_id,
            last=last_event,
        )

    async def stands_at(self, report_id: int, chat_id: int, message_id: int) -> None:
        """Keeps which message of the staff chat is the case's own: the first that is known of. Others belong to it."""
        async with self._database.transaction() as statements:
            await statements.execute(
                "UPDATE reports SET staff_message_id = :message_id WHERE id = :id AND staff_message_id IS NULL",
                message_id=message_id,
                id=report_id,
            )
            await _message(statements, report_id, chat_id, message_id)

    async def has_topic(self, report_id: int, topic_id: int) -> None:
        """Keeps the topic of the staff chat that was opened for the case."""
        await self._database.execute(
            "UPDATE reports SET topic_id = :topic_id WHERE id = :id", topic_id=topic_id, id=report_id
        )

    async def tells_of(self, report_id: int, chat_id: int, message_id: int) -> None:
        """Keeps that a message of the staff chat belongs to the case: a reply to it goes to the person."""
        await _message(self._database, report_id, chat_id, message_id)

    async def take(self, report_id: int, staff_id: int, name: str, at: datetime) -> bool:
        """Makes somebody of the staff responsible; False where somebody is already, or it is closed."""
        async with self._database.transaction() as statements:
            taken = await statements.execute(
                """
                UPDATE reports SET state = 'taken', assignee_id = :staff_id, assignee_name = :name, taken_at = :at,
                    moved_at = :at, nudged_at = NULL
                WHERE id = :id AND state = 'new'
                """,
                staff_id=staff_id,
                name=name,
                at=to_ms(at),
                id=report_id,
            )
            if taken:
                await _event(statements, report_id, at, "taken", by_staff=True, untold=True)
                await write(statements, at, staff_id, Action.DATA_READ, f"report {report_id}")
        return taken == 1

    async def let_go(self, report_id: int, at: datetime) -> bool:
        """Offers the case to everybody again; False where nobody had it."""
        async with self._database.transaction() as statements:
            free = await statements.execute(
                """
                UPDATE reports SET state = 'new', assignee_id = NULL, assignee_name = '', taken_at = NULL,
                    moved_at = :at, nudged_at = NULL
                WHERE id = :id AND state = 'taken'
                """,
                at=to_ms(at),
                id=report_id,
            )
            if free:
                await _event(statements, report_id, at, "let go", by_staff=True)
        return free == 1

    async def correct(self, report_id: int, at: datetime, by: int, *, place: str, hromada: str | None) -> None:
        """Staff change the kind of place or the hromada."""
        async with self._database.transaction() as statements:
            await statements.execute(
                "UPDATE reports SET place = :place, hromada = :hromada, moved_at = :at WHERE id = :id",
                place=place,
                hromada=hromada,
                at=to_ms(at),
                id=report_id,
            )
            await _event(statements, report_id, at, "corrected", by_staff=True)
            await write(statements, at, by, Action.REPORT_CHANGED, f"report {report_id}", f"{place} {hromada or ''}")

    async def choose_outcome(self, report_id: int, outcome: Outcome) -> bool:
        """Keeps the outcome until its reason is written; False where the case is closed."""
        return (
            await self._database.execute(
                "UPDATE reports SET outcome = :outcome WHERE id = :id AND state IN ('new', 'taken')",
                outcome=outcome.value,
                id=report_id,
            )
            == 1
        )

    async def close(self, report_id: int, reason: str, at: datetime, by: int, *, by_staff: bool = True) -> bool:
        """Ends the case with the outcome that was chosen; False where none was, or it is closed."""
        async with self._database.transaction() as statements:
            closed = await statements.execute(
                """
                UPDATE reports SET state = 'closed', outcome_reason = :reason, closed_at = :at, moved_at = :at
                WHERE id = :id AND state IN ('new', 'taken') AND outcome IS NOT NULL
                """,
                reason=reason,
                at=to_ms(at),
                id=report_id,
            )
            if closed:
                await _event(statements, report_id, at, "closed", reason, by_staff=by_staff, untold=True)
                if by_staff:
                    await write(statements, at, by, Action.REPORT_CHANGED, f"report {report_id}", "closed")
        return closed == 1

    async def reopen(self, report_id: int, person_id: int, at: datetime) -> bool:
        """The person says that it is not solved; False where it is not hers, or not closed."""
        async with self._database.transaction() as statements:
            reopened = await statements.execute(
                """
                UPDATE reports SET state = CASE WHEN assignee_id IS NULL THEN 'new' ELSE 'taken' END,
                    outcome = NULL, outcome_reason = '', closed_at = NULL, reopened = reopened + 1, moved_at = :at,
                    nudged_at = NULL
                WHERE id = :id AND person_id = :person_id AND state = 'closed'
                """,
                id=report_id,
                person_id=person_id,
                at=to_ms(at),
            )
            if reopened:
                await _event(statements, report_id, at, "reopened", by_staff=False, untold=True)
        return reopened == 1

    async def merge(self, report_id: int, into: int, at: datetime, by: int) -> bool:
        """Joins a case to another: its person and those who joined it are told of the other from now on."""
        async with self._database.transaction() as statements:
            merged = await statements.execute(
                """
                UPDATE reports SET state = 'merged', merged_into = :into, closed_at = :at
                WHERE id = :id AND id <> :into AND state IN ('new', 'taken')
                """,
                id=report_id,
                into=into,
                at=to_ms(at),
            )
            if not merged:
                return False
            await statements.execute(
                """
                INSERT INTO report_voices (report, person_id, at)
                SELECT :into, v.person_id, :at FROM (
                    SELECT person_id FROM reports WHERE id = :id AND person_id IS NOT NULL
                    UNION SELECT person_id FROM report_voices WHERE report = :id
                ) v WHERE v.person_id <> COALESCE((SELECT person_id FROM reports WHERE id = :into), 0)
                ON CONFLICT (report, person_id) DO NOTHING
                """,
                into=into,
                id=report_id,
                at=to_ms(at),
            )
            await _event(statements, report_id, at, "merged", by_staff=True, untold=True)
            await _event(statements, into, at, "joined", by_staff=True)
            await write(statements, at, by, Action.REPORT_CHANGED, f"report {report_id}", f"merged into {into}")
        return True

    async def join(self, report_id: int, person_id: int, at: datetime) -> bool:
        """«Me too»: False where she joined before, or it is her own."""
        async with self._database.transaction() as statements:
            joined = await statements.execute(
                """
                INSERT INTO report_voices (report, person_id, at)
                SELECT id, CAST(:person_id AS BIGINT), CAST(:at AS BIGINT) FROM reports
                WHERE id = :report AND COALESCE(person_id, 0) <> :person_id AND number IS NOT NULL
                ON CONFLICT (report, person_id) DO NOTHING
                """,
                report=report_id,
                person_id=person_id,
                at=to_ms(at),
            )
            if joined:
                await _event(statements, report_id, at, "joined", by_staff=False, untold=True)
        return joined == 1

    async def listeners(self, report_id: int) -> list[int]:
        """Who is told of the case: whoever submitted it, and those who joined."""
        rows = await self._database.fetch(
            """
            SELECT person_id FROM reports WHERE id = :id AND person_id IS NOT NULL
            UNION SELECT person_id FROM report_voices WHERE report = :id
            """,
            id=report_id,
        )
        return [row["person_id"] for row in rows]

    async def silent(self, before: datetime) -> list[Report]:
        """Open cases with which the staff have done nothing since `before`."""
        return await self._reports(
            """
            r.state IN ('new', 'taken') AND r.staff_message_id IS NOT NULL
            AND COALESCE(r.moved_at, r.submitted_at) < :before
            """,
            before=to_ms(before),
        )

    async def nudged(self, report_id: int, at: datetime) -> None:
        """Keeps that the staff were reminded."""
        await self._database.execute("UPDATE reports SET nudged_at = :at WHERE id = :id", at=to_ms(at), id=report_id)

    async def delete_originals(self, closed_before: datetime) -> int:
        """Forgets the evidence of cases closed before that time; how many files."""
        return await self._database.execute(
            """
            UPDATE report_files SET file_id = NULL WHERE file_id IS NOT NULL AND report IN (
                SELECT id FROM reports WHERE closed_at < :before
            )
            """,
            before=to_ms(closed_before),
        )

    async def _reports(self, where: str, **parameters: object) -> list[Report]:
        rows = await self._database.fetch(
            f"""
            SELECT r.*, (SELECT COUNT(*) FROM report_voices v WHERE v.report = r.id) AS voices
            FROM reports r WHERE {where} ORDER BY r.id DESC
            """,  # noqa: S608 - conditions of this module
            **parameters,
        )
        return [_report(row) for row in rows]


async def _next_number(statements: Statements, at: datetime) -> str:
    row = await statements.fetch_one(
        """
        INSERT INTO report_numbers (year, last) VALUES (:year, 1)
        ON CONFLICT (year) DO UPDATE SET last = report_numbers.last + 1 RETURNING last
        """,
        year=at.year,
    )
    assert row  # noqa: S101 - RETURNING gives the row
    return f"{PREFIX}-{at.year}-{row['last']:06}"


PREFIX = "\u0416\u0422"
"""Of the oblast, in Cyrillic letters."""


async def _event(
    statements: Statements,
    report_id: int,
    at: datetime,
    kind: str,
    text: str = "",
    *,
    by_staff: bool,
    untold: bool = False,
) -> None:
    await statements.execute(
        """
        INSERT INTO report_events (report, at, kind, by_staff, text, untold)
        VALUES (:report, :at, :kind, :by_staff, :text, :untold)
        """,
        report=report_id,
        at=to_ms(at),
        kind=kind,
        by_staff=int(by_staff),
        text=text,
        untold=int(untold),
    )


async def _message(statements: Statements, report_id: int, chat_id: int, message_id: int) -> None:
    await statements.execute(
        """
        INSERT INTO report_messages (chat_id, message_id, report) VALUES (:chat_id, :message_id, :report)
        ON CONFLICT (chat_id, message_id) DO NOTHING
        """,
        chat_id=chat_id,
        message_id=message_id,
        report=report_id,
    )


def to_event(row: Row) -> Event:
    """An event as its row has it."""
    at = from_ms(row["at"])
    assert at  # noqa: S101 - the column is never empty
    return Event(row["id"], at, row["kind"], row["by_staff"] == 1, row["text"])


def _report(row: Row) -> Report:
    times = ("started_at", "submitted_at", "taken_at", "answered_at", "moved_at", "nudged_at", "closed_at")
    at = {name: from_ms(row[name]) for name in times}
    started = at.pop("started_at")
    assert started  # noqa: S101 - the column is never empty
    details = Details(
        document=row["document"],
        place=row["place"],
        place_name=row["place_name"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        hromada=row["hromada"],
        happened_on=date.fromisoformat(row["happened_on"]) if row["happened_on"] else None,
        said=row["said"],
        ground=row["ground"],
        result=row["result"],
    )
    return Report(
        id=row["id"],
        person_id=row["person_id"],
        state=State(row["state"]),
        number=row["number"],
        details=details,
        by_phone=row["by_phone"] == 1,
        share=row["share"],
        started_at=started,
        **at,
        staff_message_id=row["staff_message_id"],
        topic_id=row["topic_id"],
        assignee_id=row["assignee_id"],
        assignee_name=row["assignee_name"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        outcome_reason=row["outcome_reason"],
        reopened=row["reopened"],
        merged_into=row["merged_into"],
        voices=row["voices"],
    )
