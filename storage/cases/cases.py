"""What changes a case: a document in Diia was not accepted. From the first press of the clock to the outcome."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict
from datetime import datetime

from storage.cases.details import CaseDetails
from storage.cases.values import PREFIX, CaseFile, CaseOutcome, CaseStatus, EventKind
from storage.engine.causes import first_time, is_done
from storage.engine.database import Statements
from storage.engine.rows import Store, insert_many, insert_numbered, put, update
from storage.people import STAFF, Action, NewsKind, tell, write


class Cases(Store):
    """The write side of the tables of cases. What takes a `person_id` touches only that person's rows."""

    def exclusive(self) -> AbstractAsyncContextManager[bool]:
        """While this lasts no other process tells the staff of cases; False where that takes another one long."""
        return self._database.exclusive("cases")

    # The person

    async def begin(self, person_id: int | None, share: str, details: CaseDetails, at: datetime) -> int:
        """The number of the row; the details are what is known already."""
        return await insert_numbered(
            self._database,
            "cases",
            person_id=person_id,
            status=CaseStatus.BEGUN,
            share=share,
            started_at=at,
            **asdict(details),
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
        like: int | None,
    ) -> str | None:
        """The number of the case: numbers follow one another through the year. None where it was submitted before.

        `like`: the case with which it is linked from the start.
        """
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
            if like is not None:
                await _link(statements, case_id, like, at, by_staff=by_phone)
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

    async def replace_code(self, case_id: int, person_id: int, replaced: int, receipt_hash: str) -> bool:
        """The code that follows the case gives way to another; `replaced`: how many did before. False where it is not
        hers, or another press was first."""
        hers = {"id": case_id, "person_id": person_id, "codes_replaced": replaced}
        return await update(self._database, "cases", hers, codes_replaced=replaced + 1, receipt_hash=receipt_hash) == 1

    # The staff

    async def take(self, case_id: int, staff_id: int, name: str, at: datetime, *, told: bool = True) -> bool:
        """Makes somebody of the staff responsible; False where somebody is already, or it is closed. `told`: the person
        is to hear of it."""
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
                await _add_event(statements, case_id, at, EventKind.TAKEN, by_staff=True, untold=told, by_name=name)
                await write(statements, at, staff_id, Action.DATA_READ, f"case {case_id}", "taken")
        return taken == 1

    async def let_go(self, case_id: int, at: datetime, by: int, by_name: str) -> bool:
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
                await _add_event(statements, case_id, at, EventKind.LET_GO, by_staff=True, by_name=by_name)
                await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", "let go")
        return free == 1

    async def correct(
        self, case_id: int, at: datetime, by: int, by_name: str, *, place: str, hromada: str | None
    ) -> None:
        """Staff change the kind of place or the hromada."""
        async with self._database.transaction() as statements:
            await update(statements, "cases", {"id": case_id}, place=place, hromada=hromada, moved_at=at)
            await _add_event(statements, case_id, at, EventKind.CORRECTED, by_staff=True, by_name=by_name)
            await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", f"{place} {hromada or ''}")

    async def close(
        self,
        cases: Sequence[int],
        outcome: CaseOutcome,
        reason: str,
        at: datetime,
        by: int,
        by_name: str = "",
        kind: EventKind = EventKind.CLOSED,
    ) -> int:
        """Ends these cases with outcome and reason, once for an update; how many of them were open. By the staff,
        unless `kind` says what the person did."""
        by_staff, closed = kind is EventKind.CLOSED, 0
        async with self._database.transaction() as statements:
            for case_id in cases:
                step = f"close {case_id}"
                if await is_done(statements, step):
                    closed += 1
                    continue
                is_open = {"id": case_id, "status": (CaseStatus.NEW, CaseStatus.TAKEN)}
                ended = {"status": CaseStatus.CLOSED, "outcome": outcome, "outcome_reason": reason, "closed_at": at}
                if not await update(statements, "cases", is_open, **ended, moved_at=at):
                    continue
                closed += 1
                await first_time(statements, step)
                await _add_event(statements, case_id, at, kind, reason, by_staff=by_staff, untold=True, by_name=by_name)
                if by_staff:
                    await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", "closed")
        return closed

    async def link(self, case_id: int, other: int, at: datetime, by: int, by_name: str) -> bool:
        """Puts two cases, and whatever is linked with either, into one group; False where they are in one already."""
        async with self._database.transaction() as statements:
            linked = await _link(statements, case_id, other, at, by_staff=True, by_name=by_name)
            if linked:
                await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", f"linked with {other}")
        return linked

    async def unlink(self, cases: Sequence[int], at: datetime, by: int, by_name: str) -> bool:
        """Takes these cases out of their group, and leaves them together; False where the first stands alone."""
        async with self._database.transaction() as statements:
            token = await statements.fetch_value("SELECT group_token FROM cases WHERE id = :id", id=cases[0])
            if token is None:
                return False
            theirs = {"id": tuple(cases), "group_token": token}
            left = secrets.token_hex(8) if len(cases) > 1 else None
            await update(statements, "cases", theirs, group_token=left)
            await statements.execute(
                """
                UPDATE cases SET group_token = NULL
                WHERE group_token = :token AND (SELECT COUNT(*) FROM cases WHERE group_token = :token) = 1
                """,
                token=token,
            )
            for each in cases:
                await _add_event(statements, each, at, EventKind.UNLINKED, by_staff=True, by_name=by_name)
                await write(statements, at, by, Action.CASE_CHANGED, f"case {each}", "unlinked")
        return True

    async def reminded_staff(self, case_id: int, at: datetime) -> None:
        """Keeps that the staff were reminded."""
        await update(self._database, "cases", {"id": case_id}, staff_reminded_at=at)

    # History and messages

    async def add_event(
        self,
        case_id: int,
        at: datetime,
        kind: EventKind,
        text: str = "",
        *,
        by_staff: bool,
        untold: bool = False,
        post: str | None = None,
    ) -> None:
        """Adds to the history, once for an update; `untold` is what the other side is to read, `post` the id of the
        post to which the case was forwarded."""
        async with self._database.transaction() as statements:
            await _happens(statements, case_id, at, kind, text, by_staff=by_staff, untold=untold)

    async def add_file(self, case_id: int, file: CaseFile, at: datetime, words: str) -> None:
        """Evidence that came after the sending, once, with an event in these words. Where somebody of the staff works
        on the case, it is to go to their chat."""
        async with self._database.transaction() as statements:
            assignee = await statements.fetch_value("SELECT assignee_id FROM cases WHERE id = :id", id=case_id)
            added = await statements.execute(
                """
                INSERT INTO case_files (case_id, kind, file_id, unique_id, added_at, wanted)
                VALUES (:case_id, :kind, :file_id, :unique_id, :at, :wanted) ON CONFLICT DO NOTHING
                """,
                **asdict(file),
                case_id=case_id,
                at=at,
                wanted=int(assignee is not None),
            )
            if added:
                await _happens(statements, case_id, at, EventKind.ADDED, words, by_staff=False, untold=True)

    async def forward(
        self, case_id: int, at: datetime, to: str, by: int, by_name: str, head: str = "", *, named: bool = False
    ) -> None:
        """Keeps to whom the case went; its people are told, and who acts for the post with the id `head`, with the
        name of the place where it is `named`. Once."""
        async with self._database.transaction() as statements:
            happens = await _happens(
                statements,
                case_id,
                at,
                EventKind.FORWARDED,
                to,
                by_staff=True,
                untold=True,
                post=head or None,
                by_name=by_name,
            )
            if happens:
                await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", "forwarded")
            if happens and head:
                await tell(statements, head, NewsKind.CASE_FORWARDED, at, case=case_id, named=named)

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

    async def has_letter(self, case_id: int) -> bool:
        """Whether the update in work has made a letter about the case already."""
        return await is_done(self._database, f"letter {case_id}")

    async def letter_made(self, case_id: int) -> None:
        """Keeps that the letter is there."""
        await first_time(self._database, f"letter {case_id}")  # by itself: it must stand as soon as it can

    async def head_answers(self, case_id: int, at: datetime, text: str) -> None:
        """Keeps what a head answers, once for an update; the staff are told."""
        async with self._database.transaction() as statements:
            event = await _happens(statements, case_id, at, EventKind.HEAD_ANSWERED, text, by_staff=True)
            if event:
                await tell(statements, STAFF, NewsKind.HEAD_ANSWERED, at, case=case_id, event=event)

    async def told(self, events: Collection[int]) -> None:
        """Keeps that the other side was told of these events."""
        await self._database.execute_many(
            "UPDATE case_events SET untold = 0 WHERE id = :id", [{"id": event} for event in events]
        )

    async def stands_at(self, case_id: int, chat_id: int, message_id: int, shown: str = "") -> None:
        """Keeps which message of the staff chat is the case's own: the first that is known of. Others belong to it.

        `shown` is a mark of how the message shows the case.
        """
        async with self._database.transaction() as statements:
            untold = {"id": case_id, "staff_message_id": None}
            await update(statements, "cases", untold, staff_message_id=message_id)
            await _add_message(statements, case_id, chat_id, message_id, shown)

    async def shows(self, case_id: int, chat_id: int, message_id: int, shown: str) -> None:
        """Keeps how a message of the staff shows the case."""
        await _add_message(self._database, case_id, chat_id, message_id, shown)

    async def has_topic(self, case_id: int, topic_id: int | None) -> None:
        """Keeps the topic of the staff chat that was opened for the case; None where it has none any more."""
        await update(self._database, "cases", {"id": case_id}, topic_id=topic_id)

    async def tells_of(self, case_id: int, chat_id: int, message_id: int) -> None:
        """Keeps that a message of the staff chat belongs to the case: a reply to it goes to the person."""
        await _add_message(self._database, case_id, chat_id, message_id, None)

    async def wants_files(self, case_id: int) -> None:
        """The staff chat is to get the evidence."""
        await update(self._database, "case_files", {"case_id": case_id}, wanted=1, told=0)

    async def tells_that_files_wait(self, case_id: int, kind: str) -> None:
        """Keeps that the chat was told that files of that kind wait."""
        await update(self._database, "case_files", {"case_id": case_id, "kind": kind}, told=1)

    async def showed(self, file_id: int) -> None:
        """Keeps that the chat got a file, or never will."""
        await update(self._database, "case_files", {"id": file_id}, wanted=0)

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


async def answered(statements: Statements, case_id: int, at: datetime, text: str, by: int, by_name: str) -> None:
    """Keeps that the person of the case has words of the staff; empty: a file."""
    await statements.execute(
        "UPDATE cases SET answered_at = COALESCE(answered_at, :at) WHERE id = :id", at=at, id=case_id
    )
    await update(statements, "cases", {"id": case_id}, **_touched(at))
    await _add_event(statements, case_id, at, EventKind.ANSWERED, text, by_staff=True, by_name=by_name)
    await write(statements, at, by, Action.CASE_CHANGED, f"case {case_id}", "answered")


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
    post: str | None = None,
    by_name: str = "",
) -> int:
    return await insert_numbered(
        statements,
        "case_events",
        case_id=case_id,
        at=at,
        kind=kind,
        by_staff=by_staff,
        text=text,
        untold=untold,
        post=post,
        by_name=by_name,
    )


async def _happens(
    statements: Statements,
    case_id: int,
    at: datetime,
    kind: EventKind,
    text: str,
    *,
    by_staff: bool,
    untold: bool = False,
    post: str | None = None,
    by_name: str = "",
) -> int:
    """Adds an event, once for an update; its number, 0 where the update in work has added it before."""
    if not await first_time(statements, f"event {case_id} {kind.value}"):
        return 0
    if by_staff:
        await update(statements, "cases", {"id": case_id}, **_touched(at))
    return await _add_event(
        statements, case_id, at, kind, text, by_staff=by_staff, untold=untold, post=post, by_name=by_name
    )


async def _link(
    statements: Statements, case_id: int, other: int, at: datetime, *, by_staff: bool, by_name: str = ""
) -> bool:
    """The staff read at both that they are linked: at the second only of what a person linked."""
    token = await statements.fetch_value(
        "UPDATE cases SET group_token = COALESCE(group_token, :new) WHERE id = :other RETURNING group_token",
        new=secrets.token_hex(8),
        other=other,
    )
    linked = await statements.execute(
        """
        UPDATE cases SET group_token = :token
        WHERE COALESCE(group_token, '') <> :token
        AND (id = :id OR group_token = (SELECT group_token FROM cases WHERE id = :id))
        """,
        token=token,
        id=case_id,
    )
    if not linked:
        return False
    for each, its_other in ((case_id, other), (other, case_id)):
        number = await statements.fetch_value("SELECT number FROM cases WHERE id = :id", id=its_other)
        await _add_event(
            statements,
            each,
            at,
            EventKind.LINKED,
            number,
            by_staff=by_staff,
            untold=each == other and not by_staff,
            by_name=by_name,
        )
    return True


async def _add_message(statements: Statements, case_id: int, chat_id: int, message_id: int, shown: str | None) -> None:
    kept = {"chat_id": chat_id, "message_id": message_id, "case_id": case_id, "shown": shown}
    await put(statements, "case_messages", "chat_id, message_id", **kept)
