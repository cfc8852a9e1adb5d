"""What changes a case: a document in Diia was not accepted. From the first press of the clock to the outcome."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict
from datetime import datetime

from storage.cases.details import CaseDetails
from storage.cases.values import PREFIX, CaseFile, CaseOutcome, CaseStatus, EventKind
from storage.engine.causes import first_time, is_done
from storage.engine.database import Statements
from storage.engine.rows import Store, insert, insert_many, insert_new, insert_numbered, update
from storage.people import Action, write


class Cases(Store):
    """The write side of the tables of cases. What takes a `person_id` touches only that person's rows."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts no other process tells the staff of cases; False where that takes another one long."""
        return self._database.exclusive("cases")

    # The person

    async def begin(self, person_id: int | None, share: str, document: str, place: str, at: datetime) -> int:
        """Starts the clock; the number of the row."""
        return await insert_numbered(
            self._database,
            "cases",
            person_id=person_id,
            status=CaseStatus.BEGUN,
            share=share,
            started_at=at,
            **asdict(CaseDetails(document=document, place=place)),
        )

    async def set_scene(self, case_id: int, person_id: int, document: str, place: str) -> None:
        """Keeps document and place while the rest is still to be told."""
        begun = {"id": case_id, "person_id": person_id, "status": CaseStatus.BEGUN}
        await update(self._database, "cases", begun, document=document, place=place)

    async def submit(
        self,
        case_id: int,
        person_id: int,
        details: CaseDetails,
        files: Sequence[CaseFile],
        receipt_hash: str,
        at: datetime,
        *,
        by_phone: bool,
    ) -> str | None:
        """The number of the case: numbers follow one another through the year. None where it was submitted before."""
        async with self._database.transaction() as statements:
            nobody = {"person_id": None} if by_phone else {}
            submitted = await update(
                statements,
                "cases",
                {"id": case_id, "person_id": person_id, "status": _UNSUBMITTED},
                status=CaseStatus.NEW,
                receipt_hash=receipt_hash,
                submitted_at=at,
                by_phone=by_phone,
                **asdict(details),
                **nobody,
            )
            if not submitted:
                return None
            number = await _next_number(statements, at)
            await update(statements, "cases", {"id": case_id}, number=number)
            rows = [{"case_id": case_id, "added_at": at, **asdict(file)} for file in files]
            await insert_many(statements, "case_files", rows, new_only=True)
            await _add_event(statements, case_id, at, EventKind.SUBMITTED, by_staff=by_phone)
        return number

    async def drop(self, case_id: int, person_id: int) -> None:
        """The person takes back what she began."""
        hers = {"id": case_id, "person_id": person_id, "status": _UNSUBMITTED}
        await update(self._database, "cases", hers, status=CaseStatus.DROPPED)

    async def keep_unfinished(self, case_id: int) -> None:
        """The details will not be told."""
        begun = {"id": case_id, "status": CaseStatus.BEGUN}
        await update(self._database, "cases", begun, status=CaseStatus.UNFINISHED)

    async def reopen(self, case_id: int, person_id: int, at: datetime) -> bool:
        """The person says that it is not solved; False where it is not hers, or not closed."""
        async with self._database.transaction() as statements:
            reopened = await statements.execute(
                """
                UPDATE cases SET status = CASE WHEN assignee_id IS NULL THEN 'new' ELSE 'taken' END,
                    outcome = NULL, outcome_reason = '', closed_at = NULL, reopened = reopened + 1, moved_at = :at,
                    staff_reminded_at = NULL
                WHERE id = :id AND person_id = :person_id AND status = 'closed'
                """,
                id=case_id,
                person_id=person_id,
                at=at,
            )
            if reopened:
                await _add_event(statements, case_id, at, EventKind.REOPENED, by_staff=False, untold=True)
        return reopened == 1

    async def join(self, case_id: int, person_id: int, at: datetime) -> bool:
        """«Me too»: False where she joined before, or it is her own."""
        async with self._database.transaction() as statements:
            joined = await statements.execute(
                """
                INSERT INTO case_joiners (case_id, person_id, at)
                SELECT id, CAST(:person_id AS BIGINT), CAST(:at AS BIGINT) FROM cases
                WHERE id = :case_id AND COALESCE(person_id, 0) <> :person_id AND number IS NOT NULL
                ON CONFLICT (case_id, person_id) DO NOTHING
                """,
                case_id=case_id,
                person_id=person_id,
                at=at,
            )
            if joined:
                await _add_event(statements, case_id, at, EventKind.JOINED, by_staff=False, untold=True)
        return joined == 1

    # The staff

    async def take(self, case_id: int, staff_id: int, name: str, at: datetime) -> bool:
        """Makes somebody of the staff responsible; False where somebody is already, or it is closed."""
        async with self._database.transaction() as statements:
            taken = await update(
                statements,
                "cases",
                {"id": case_id, "status": CaseStatus.NEW},
                status=CaseStatus.TAKEN,
                assignee_id=staff_id,
                assignee_name=name,
                taken_at=at,
                **_touched(at),
            )
            if taken:
                await _add_event(statements, case_id, at, EventKind.TAKEN, by_staff=True, untold=True)
                await write(statements, at, staff_id, Action.DATA_READ, f"case {case_id}")
        return taken == 1

    async def let_go(self, case_id: int, at: datetime) -> bool:
        """Offers the case to everybody again; False where nobody had it."""
        async with self._database.transaction() as statements:
            free = await update(
                statements,
                "cases",
                {"id": case_id, "status": CaseStatus.TAKEN},
                status=CaseStatus.NEW,
                assignee_id=None,
                assignee_name="",
                taken_at=None,
                **_touched(at),
            )
            if free:
                await _add_event(statements, case_id, at, EventKind.LET_GO, by_staff=True)
        return free == 1

    async def correct(self, case_id: int, at: datetime, by: int, *, place: str, hromada: str | None) -> None:
        """Staff change the kind of place or the hromada."""
        async with self._database.transaction() as statements:
            await update(statements, "cases", {"id": case_id}, place=place, hromada=hromada, moved_at=at)
            await _add_event(statements, case_id, at, EventKind.CORRECTED, by_staff=True)
            await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", f"{place} {hromada or ''}")

    async def choose_outcome(self, case_id: int, outcome: CaseOutcome) -> bool:
        """Keeps the outcome until its reason is written; False where the case is closed."""
        open_case = {"id": case_id, "status": (CaseStatus.NEW, CaseStatus.TAKEN)}
        return await update(self._database, "cases", open_case, outcome=outcome) == 1

    async def close(self, case_id: int, reason: str, at: datetime, by: int, *, by_staff: bool = True) -> bool:
        """Ends the case with the outcome that was chosen; False where none was, or it is closed."""
        step = f"close {case_id}"
        async with self._database.transaction() as statements:
            if await is_done(statements, step):
                return True
            closed = await statements.execute(
                """
                UPDATE cases SET status = 'closed', outcome_reason = :reason, closed_at = :at, moved_at = :at
                WHERE id = :id AND status IN ('new', 'taken') AND outcome IS NOT NULL
                """,
                reason=reason,
                at=at,
                id=case_id,
            )
            if closed:
                await first_time(statements, step)
                await _add_event(statements, case_id, at, EventKind.CLOSED, reason, by_staff=by_staff, untold=True)
                if by_staff:
                    await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", "closed")
        return closed == 1

    async def merge(self, case_id: int, into: int, at: datetime, by: int) -> bool:
        """Joins a case to another: its person and those who joined it are told of the other from now on."""
        step = f"merge {case_id}"
        async with self._database.transaction() as statements:
            if await is_done(statements, step):
                return True
            merged = await statements.execute(
                """
                UPDATE cases SET status = 'merged', merged_into = :into, closed_at = :at
                WHERE id = :id AND id <> :into AND status IN ('new', 'taken')
                """,
                id=case_id,
                into=into,
                at=at,
            )
            if not merged:
                return False
            await first_time(statements, step)
            await statements.execute(
                """
                INSERT INTO case_joiners (case_id, person_id, at)
                SELECT :into, p.person_id, :at FROM (
                    SELECT person_id FROM cases WHERE id = :id AND person_id IS NOT NULL
                    UNION SELECT person_id FROM case_joiners WHERE case_id = :id
                ) p WHERE p.person_id <> COALESCE((SELECT person_id FROM cases WHERE id = :into), 0)
                ON CONFLICT (case_id, person_id) DO NOTHING
                """,
                into=into,
                id=case_id,
                at=at,
            )
            await _add_event(statements, case_id, at, EventKind.MERGED, by_staff=True, untold=True)
            await _add_event(statements, into, at, EventKind.JOINED, by_staff=True)
            await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", f"merged into {into}")
        return True

    async def answered(self, case_id: int, at: datetime) -> None:
        """Keeps when the staff's first words went to the person."""
        await self._database.execute(
            "UPDATE cases SET answered_at = COALESCE(answered_at, :at) WHERE id = :id", at=at, id=case_id
        )

    async def reminded_staff(self, case_id: int, at: datetime) -> None:
        """Keeps that the staff were reminded."""
        await update(self._database, "cases", {"id": case_id}, staff_reminded_at=at)

    # History and messages

    async def add_event(
        self, case_id: int, at: datetime, kind: EventKind, text: str = "", *, by_staff: bool, untold: bool = False
    ) -> None:
        """Adds to the history, once for an update; `untold` is what the other side is to read."""
        async with self._database.transaction() as statements:
            if not await first_time(statements, f"event {case_id} {kind.value}"):
                return
            await _add_event(statements, case_id, at, kind, text, by_staff=by_staff, untold=untold)
            if by_staff:
                await update(statements, "cases", {"id": case_id}, **_touched(at))

    async def take_back(self, case_id: int, at: datetime, kind: EventKind, text: str, *, by_staff: bool) -> bool:
        """Takes the newest such words out of the history; whether the other side has read them, and now is to read
        that they do not count."""
        async with self._database.transaction() as statements:
            taken = await statements.fetch_one(
                """
                DELETE FROM case_events WHERE id = (
                    SELECT MAX(id) FROM case_events WHERE case_id = :case_id AND kind = :kind AND text = :text
                ) RETURNING untold
                """,
                case_id=case_id,
                kind=kind,
                text=text,
            )
            was_told = taken is not None and not taken["untold"] and not by_staff
            if was_told:
                await _add_event(statements, case_id, at, EventKind.TAKEN_BACK, by_staff=by_staff, untold=True)
        return was_told

    async def has_answered(self, case_id: int, person_id: int) -> bool:
        """Whether the update in work has told this person the staff's answer already."""
        return await is_done(self._database, f"answer {case_id} {person_id}")

    async def answers(self, case_id: int, person_id: int) -> None:
        """Keeps that this person was told the staff's answer in that update."""
        await first_time(self._database, f"answer {case_id} {person_id}")

    async def told(self, events: Collection[int]) -> None:
        """Keeps that the other side was told of these events."""
        await self._database.execute_many(
            "UPDATE case_events SET untold = 0 WHERE id = :id", [{"id": event} for event in events]
        )

    async def stands_at(self, case_id: int, chat_id: int, message_id: int) -> None:
        """Keeps which message of the staff chat is the case's own: the first that is known of. Others belong to it."""
        async with self._database.transaction() as statements:
            untold = {"id": case_id, "staff_message_id": None}
            await update(statements, "cases", untold, staff_message_id=message_id)
            await _add_message(statements, case_id, chat_id, message_id)

    async def has_topic(self, case_id: int, topic_id: int) -> None:
        """Keeps the topic of the staff chat that was opened for the case."""
        await update(self._database, "cases", {"id": case_id}, topic_id=topic_id)

    async def tells_of(self, case_id: int, chat_id: int, message_id: int) -> None:
        """Keeps that a message of the staff chat belongs to the case: a reply to it goes to the person."""
        await _add_message(self._database, case_id, chat_id, message_id)

    async def delete_originals(self, closed_before: datetime) -> int:
        """Forgets the evidence of cases closed before that time; how many files."""
        return await self._database.execute(
            """
            UPDATE case_files SET file_id = NULL WHERE file_id IS NOT NULL AND case_id IN (
                SELECT id FROM cases WHERE closed_at < :before
            )
            """,
            before=closed_before,
        )


_UNSUBMITTED = (CaseStatus.BEGUN, CaseStatus.UNFINISHED)


async def _next_number(statements: Statements, at: datetime) -> str:
    last = await statements.fetch_value(
        """
        INSERT INTO case_numbers (year, last) VALUES (:year, 1)
        ON CONFLICT (year) DO UPDATE SET last = case_numbers.last + 1 RETURNING last
        """,
        year=at.year,
    )
    return f"{PREFIX}-{at.year}-{last:06}"


def _touched(at: datetime) -> dict[str, object]:
    """What changes whenever the staff do something."""
    return {"moved_at": at, "staff_reminded_at": None}


async def _add_event(
    statements: Statements,
    case_id: int,
    at: datetime,
    kind: EventKind,
    text: str = "",
    *,
    by_staff: bool,
    untold: bool = False,
) -> None:
    await insert(
        statements, "case_events", case_id=case_id, at=at, kind=kind, by_staff=by_staff, text=text, untold=untold
    )


async def _add_message(statements: Statements, case_id: int, chat_id: int, message_id: int) -> None:
    await insert_new(statements, "case_messages", chat_id=chat_id, message_id=message_id, case_id=case_id)
