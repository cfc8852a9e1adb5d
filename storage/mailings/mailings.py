"""Mailings: what leaves in bulk, to whom, when, and where it stands. Its recipients are rows of the outbox."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.engine.database import Database, Row, Statements
from storage.engine.times import from_ms, to_ms
from storage.people import Action, write


class Purpose(StrEnum):
    """Why something leaves; the first go before the later ones."""

    CASE = "case"
    NOTICE = "notice"
    REMINDER = "reminder"
    BROADCAST = "broadcast"


class MailingStatus(StrEnum):
    """Where a mailing stands."""

    DRAFT = "draft"
    HELD = "held"
    """Approved; it waits for its time, and can still be stopped without anybody having read it."""
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Operation(StrEnum):
    """What is done for each recipient; all but SEND concern the messages of another mailing."""

    SEND = "send"
    REPLY = "reply"
    EDIT = "edit"
    DELETE = "delete"


class Repeat(StrEnum):
    """How often it leaves anew."""

    NEVER = ""
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant: subscribers of a theme, holders of posts with a title, or staff; narrowed by all the rest."""

    theme: str = ""
    title: str = ""
    staff: bool = False
    places: tuple[str, ...] = ()
    """Hromadas by their codes and by the marks that posts stand at; none: everywhere."""
    excluded: tuple[str, ...] = ()
    """Likewise, those who are not meant."""
    active_days: int = 0
    """Only who asked or told something within so many days; 0: everybody."""
    notice: int = 0
    """Only posts that notice went to; 0: all."""
    acknowledged: bool = False
    """Of the notice: those that acknowledged it, or those that did not."""
    drive: int = 0
    """Those who take part in that drive; 0: nobody of any."""
    certified: bool = False
    """Of the drive: those who handed in all that it asks for, or those who did not."""

    @property
    def is_chosen(self) -> bool:
        return bool(self.theme or self.title or self.staff or self.drive)


@dataclass(frozen=True, slots=True)
class Mailing:
    """One mailing."""

    id: int
    purpose: Purpose
    operation: Operation
    about: int | None
    state: MailingStatus
    content: Mapping[str, Any]
    audience: Audience
    made_by: int
    made_at: datetime
    approved_by: int | None
    fingerprint: str
    code: str
    starts_at: datetime | None
    """Of a draft: when it is wanted; None: at once."""
    repeats: Repeat
    first_at: datetime | None
    not_after: datetime | None
    paid: bool
    emergency: str
    reviewed_by: int | None
    frozen_at: datetime | None
    planned: int
    finished_at: datetime | None
    reason: str


class MailingsRead:
    """Everything that is asked of the table of mailings and changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, mailing_id: int) -> Mailing | None:
        return await self._one("id = :id", id=mailing_id)

    async def by_code(self, code: str) -> Mailing | None:
        """The mailing that bears this code."""
        return await self._one("code = :code", code=code)

    async def album_draft(self, by: int, album: str) -> Mailing | None:
        """The broadcast that this person began with the first of an album."""
        found = await self._many(
            "state = 'draft' AND purpose = 'broadcast' AND made_by = :by ORDER BY id DESC LIMIT 20", by=by
        )
        return next((each for each in found if each.content.get("album") == album), None)

    async def about(self, mailing_id: int) -> list[Mailing]:
        """Mailings about the messages of that one, once they began."""
        return await self._many("about = :about AND frozen_at IS NOT NULL ORDER BY id", about=mailing_id)

    async def newest(self, most: int) -> list[Mailing]:
        """The newest that are no drafts."""
        return await self._many("state <> 'draft' AND purpose = 'broadcast' ORDER BY id DESC LIMIT :most", most=most)

    async def active(self) -> list[Mailing]:
        """Held, running and paused mailings, the most urgent purpose first."""
        found = await self._many("state IN ('held', 'running', 'paused') ORDER BY id")
        urgency = list(Purpose)
        return sorted(found, key=lambda each: (urgency.index(each.purpose), each.id))

    async def unsent(self, since: datetime) -> int:
        """Broadcasts that were written since then and nobody approved."""
        row = await self._database.fetch_one(
            """
            SELECT COUNT(*) AS n FROM mailings
            WHERE state = 'draft' AND purpose = 'broadcast' AND operation = 'send' AND made_at >= :since
            """,
            since=to_ms(since),
        )
        return int(row["n"]) if row else 0

    async def starting(self, since: datetime, until: datetime) -> list[Mailing]:
        """Those that left or will leave in that time, the earliest first; not what was taken back before."""
        return await self._many(
            """
            starts_at >= :since AND starts_at < :until AND (state <> 'cancelled' OR frozen_at IS NOT NULL)
            AND state <> 'draft' AND purpose = 'broadcast' AND operation IN ('send', 'reply') ORDER BY starts_at, id
            """,
            since=to_ms(since),
            until=to_ms(until),
        )

    async def _one(self, where: str, **values: object) -> Mailing | None:
        row = await self._database.fetch_one(f"SELECT * FROM mailings WHERE {where}", **values)  # noqa: S608
        return _mailing(row) if row else None

    async def _many(self, where: str, **values: object) -> list[Mailing]:
        rows = await self._database.fetch(f"SELECT * FROM mailings WHERE {where}", **values)  # noqa: S608
        return [_mailing(row) for row in rows]


class Mailings(MailingsRead):
    """Changes mailings, and reads them."""

    async def draft(
        self,
        purpose: Purpose,
        content: Mapping[str, Any],
        audience: Audience,
        at: datetime,
        by: int,
        *,
        code: str,
        operation: Operation = Operation.SEND,
        about: int | None = None,
    ) -> int:
        """Begins a mailing; its number."""
        row = await self._database.fetch_one(
            """
            INSERT INTO mailings (purpose, state, content, audience, made_by, made_at, code, operation, about)
            VALUES (:purpose, 'draft', :content, :audience, :by, :at, :code, :operation, :about) RETURNING id
            """,
            purpose=purpose.value,
            content=json.dumps(content, ensure_ascii=False),
            audience=json.dumps(asdict(audience)),
            by=by,
            at=to_ms(at),
            code=code,
            operation=operation.value,
            about=about,
        )
        assert row  # noqa: S101 - RETURNING gives the row
        return int(row["id"])

    async def rewrite(self, mailing_id: int, content: Mapping[str, Any]) -> bool:
        """Changes what a draft says; False where it is none any more."""
        return await self._of_draft(mailing_id, "content = :content", content=json.dumps(content, ensure_ascii=False))

    async def address(self, mailing_id: int, audience: Audience) -> bool:
        """Changes who is meant by a draft; False where it is none any more."""
        return await self._of_draft(mailing_id, "audience = :audience", audience=json.dumps(asdict(audience)))

    async def want_at(self, mailing_id: int, starts_at: datetime | None, repeats: Repeat) -> bool:
        """Keeps when a draft is to leave, and how often; False where it is none any more."""
        return await self._of_draft(
            mailing_id,
            "starts_at = CAST(:starts_at AS BIGINT), repeats = :repeats",
            starts_at=to_ms(starts_at) if starts_at else None,
            repeats=repeats.value,
        )

    async def pay(self, mailing_id: int, *, paid: bool, at: datetime, by: int) -> bool:
        """Keeps whether a draft may cost something to go faster; False where it is none any more."""
        changed = await self._of_draft(mailing_id, "paid = :paid", paid=int(paid))
        if changed:
            await write(self._database, at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", f"paid {int(paid)}")
        return changed

    async def reviewed(self, mailing_id: int, at: datetime, by: int) -> bool:
        """Keeps that somebody looked at an emergency; False where nobody has to any more."""
        async with self._database.transaction() as statements:
            done = await statements.execute(
                "UPDATE mailings SET reviewed_by = :by WHERE id = :id AND emergency <> '' AND reviewed_by IS NULL",
                by=by,
                id=mailing_id,
            )
            if done:
                await write(statements, at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", "reviewed")
        return done == 1

    async def hold(
        self,
        mailing_id: int,
        fingerprint: str,
        starts_at: datetime,
        not_after: datetime,
        at: datetime,
        by: int,
        *,
        emergency: str = "",
    ) -> bool:
        """Approves a draft: it leaves at `starts_at`, unless it is stopped. False where it is no draft any more."""
        async with self._database.transaction() as statements:
            held = await statements.execute(
                """
                UPDATE mailings SET state = 'held', approved_by = :by, fingerprint = :fingerprint,
                    starts_at = :starts_at, first_at = :starts_at, not_after = :not_after, emergency = :emergency
                WHERE id = :id AND state = 'draft'
                """,
                by=by,
                fingerprint=fingerprint,
                starts_at=to_ms(starts_at),
                not_after=to_ms(not_after),
                emergency=emergency,
                id=mailing_id,
            )
            if held:
                detail = "emergency" if emergency else ""
                await write(statements, at, by, Action.MAILING_APPROVED, f"mailing {mailing_id}", detail)
        return held == 1

    async def change(
        self,
        mailing_id: int,
        before: Sequence[MailingStatus],
        after: MailingStatus,
        at: datetime,
        by: int,
        reason: str = "",
    ) -> bool:
        """Moves a mailing from one of the states to another; False where it is in none of them."""
        async with self._database.transaction() as statements:
            changed = await statements.execute(
                """
                UPDATE mailings SET state = :after, reason = :reason,
                    finished_at = CASE WHEN :after IN ('finished', 'cancelled') THEN CAST(:at AS BIGINT) ELSE NULL END
                WHERE id = :id AND :before LIKE '%' || state || '%'
                """,
                after=after.value,
                reason=reason,
                at=to_ms(at),
                id=mailing_id,
                before=" ".join(before),
            )
            if changed:
                await write(statements, at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", after.value)
        return changed == 1

    async def _of_draft(self, mailing_id: int, change: str, **values: object) -> bool:
        changed = await self._database.execute(
            f"UPDATE mailings SET {change} WHERE id = :id AND state = 'draft'",  # noqa: S608 - words of this module
            id=mailing_id,
            **values,
        )
        return changed == 1


async def begin(
    statements: Statements, purpose: Purpose, content: Mapping[str, Any], at: datetime, not_after: datetime | None
) -> int:
    """A mailing that nobody composes and that runs at once; its number. Its rows come in the same transaction."""
    row = await statements.fetch_one(
        """
        INSERT INTO mailings (purpose, state, content, audience, made_by, made_at, starts_at, frozen_at, not_after)
        VALUES (:purpose, 'running', :content, :audience, 0, :at, :at, :at, CAST(:not_after AS BIGINT)) RETURNING id
        """,
        purpose=purpose.value,
        content=json.dumps(content),
        audience=json.dumps(asdict(Audience())),
        at=to_ms(at),
        not_after=to_ms(not_after) if not_after else None,
    )
    assert row  # noqa: S101 - RETURNING gives the row
    return int(row["id"])


async def has_planned(statements: Statements, mailing_id: int, people: int) -> None:
    """Keeps how many rows a mailing got that was begun so; one to nobody is none."""
    if people:
        await statements.execute("UPDATE mailings SET planned = :people WHERE id = :id", people=people, id=mailing_id)
    else:
        await statements.execute("DELETE FROM mailings WHERE id = :id", id=mailing_id)


async def repeat(statements: Statements, mailing: Mailing, starts_at: datetime, not_after: datetime, code: str) -> None:
    """Holds the next of a series, in the transaction in which this one begins."""
    await statements.execute(
        """
        INSERT INTO mailings (purpose, state, content, audience, made_by, made_at, approved_by, fingerprint, code,
            starts_at, not_after, repeats, first_at, paid, emergency, reviewed_by)
        SELECT purpose, 'held', content, audience, made_by, made_at, approved_by, fingerprint, :code,
            CAST(:starts_at AS BIGINT), CAST(:not_after AS BIGINT), repeats, first_at, paid, emergency, reviewed_by
        FROM mailings WHERE id = :id
        """,
        code=code,
        starts_at=to_ms(starts_at),
        not_after=to_ms(not_after),
        id=mailing.id,
    )


def _mailing(row: Row) -> Mailing:
    audience: dict[str, Any] = json.loads(row["audience"])
    lists = {name: tuple(value) for name, value in audience.items() if isinstance(value, list)}
    made_at = from_ms(row["made_at"])
    assert made_at  # noqa: S101 - the column is never empty
    return Mailing(
        id=row["id"],
        purpose=Purpose(row["purpose"]),
        operation=Operation(row["operation"]),
        about=row["about"],
        state=MailingStatus(row["state"]),
        content=json.loads(row["content"]),
        audience=Audience(**{**audience, **lists}),
        made_by=row["made_by"],
        made_at=made_at,
        approved_by=row["approved_by"],
        fingerprint=row["fingerprint"],
        code=row["code"] or "",
        starts_at=from_ms(row["starts_at"]),
        repeats=Repeat(row["repeats"]),
        first_at=from_ms(row["first_at"]),
        not_after=from_ms(row["not_after"]),
        paid=row["paid"] == 1,
        emergency=row["emergency"],
        reviewed_by=row["reviewed_by"],
        frozen_at=from_ms(row["frozen_at"]),
        planned=row["planned"],
        finished_at=from_ms(row["finished_at"]),
        reason=row["reason"],
    )
