"""Mailings: what leaves in bulk, to whom, when, and where it stands. Its recipients are rows of the outbox."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.engine.causes import made_once
from storage.engine.database import Row, Statements
from storage.engine.rows import Store, delete, insert_numbered, made_of, update
from storage.people import STAFF, Action, NewsKind, change, tell, write


class Purpose(StrEnum):
    """Why something leaves; the first go before the later ones."""

    NEWS = "news"
    """Of one's own case, and what cannot wait: at any hour."""
    NOTICE = "notice"
    """To those who act for a post: in the hours of heads."""
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
    number: int | None
    """By which staff know a broadcast: these numbers have no gaps. The others have none."""
    purpose: Purpose
    operation: Operation
    about: int | None
    about_number: int | None
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
    second_asked_at: datetime | None
    """Of a draft: when somebody else of the staff was asked to approve it."""

    @property
    def keeps_heads_hours(self) -> bool:
        """Whether it makes a sound at those who act for posts, and can wait until they work."""
        if self.purpose is not Purpose.BROADCAST:
            return self.purpose is Purpose.NOTICE
        is_heard = self.operation in {Operation.SEND, Operation.REPLY}
        return bool(self.audience.title) and is_heard and not self.emergency


class MailingsRead(Store):
    """Everything that is asked of the table of mailings and changes nothing."""

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

    async def newest(self, most: int, skipped: int = 0) -> list[Mailing]:
        """The newest broadcasts that are no drafts, but for so many."""
        return await self._many(
            "state <> 'draft' AND purpose = 'broadcast' ORDER BY id DESC LIMIT :most OFFSET :skipped",
            most=most,
            skipped=skipped,
        )

    async def drafts(self, since: datetime) -> list[Mailing]:
        """Broadcasts that were written since then and nobody approved, the oldest first."""
        return await self._many(
            "state = 'draft' AND purpose = 'broadcast' AND made_at >= :since ORDER BY id", since=since
        )

    async def is_recalled(self, mailing_id: int) -> bool:
        """Whether somebody recalled it, and did not stop that before it began."""
        recalls = await self._many(
            "about = :about AND operation = 'delete' AND (state <> 'cancelled' OR frozen_at IS NOT NULL)",
            about=mailing_id,
        )
        return bool(recalls)

    async def active(self) -> list[Mailing]:
        """Held, running and paused mailings, the most urgent purpose first."""
        found = await self._many("state IN ('held', 'running', 'paused') ORDER BY id")
        urgency = list(Purpose)
        return sorted(found, key=lambda each: (urgency.index(each.purpose), each.id))

    async def starting(self, since: datetime, until: datetime) -> list[Mailing]:
        """Those that left or will leave in that time, the earliest first; not what was taken back before."""
        return await self._many(
            """
            starts_at >= :since AND starts_at < :until AND (state <> 'cancelled' OR frozen_at IS NOT NULL)
            AND state <> 'draft' AND purpose = 'broadcast' AND operation IN ('send', 'reply') ORDER BY starts_at, id
            """,
            since=since,
            until=until,
        )

    async def _one(self, where: str, **values: object) -> Mailing | None:
        found = await self._many(where, **values)
        return found[0] if found else None

    async def _many(self, where: str, **values: object) -> list[Mailing]:
        about = "(SELECT a.number FROM mailings a WHERE a.id = mailings.about) AS about_number"
        rows = await self._database.fetch(f"SELECT *, {about} FROM mailings WHERE {where}", **values)  # noqa: S608
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
        """Begins a mailing, once for an update; its id."""
        values: dict[str, object] = {
            "purpose": purpose,
            "state": MailingStatus.DRAFT,
            "content": content,
            "audience": asdict(audience),
            "made_by": by,
            "made_at": at,
            "code": code,
            "operation": operation,
            "about": about,
        }
        async with self._database.transaction() as statements:

            async def make() -> int:
                number = await _next_number(statements) if purpose is Purpose.BROADCAST else None
                return await insert_numbered(statements, "mailings", number=number, **values)

            return await made_once(statements, f"mailing {operation} {about}", make)

    async def rewrite(self, mailing_id: int, content: Mapping[str, Any]) -> bool:
        """Changes what a draft says; False where it is none any more."""
        return await self._change_draft(mailing_id, content=content)

    async def address(self, mailing_id: int, audience: Audience) -> bool:
        """Changes who is meant by a draft; False where it is none any more."""
        return await self._change_draft(mailing_id, audience=asdict(audience))

    async def compose(
        self,
        draft: Mailing,
        content: Mapping[str, Any],
        audience: Audience,
        starts_at: datetime | None,
        repeats: Repeat,
    ) -> bool:
        """Changes a draft in all of it at once; False where it is none any more, or not what was read."""
        as_read = {
            "id": draft.id,
            "state": MailingStatus.DRAFT,
            "content": draft.content,
            "audience": asdict(draft.audience),
            "starts_at": draft.starts_at,
            "repeats": draft.repeats,
        }
        changed = {"content": content, "audience": asdict(audience), "starts_at": starts_at, "repeats": repeats}
        return await update(self._database, "mailings", as_read, **changed) == 1

    async def want_at(self, mailing_id: int, starts_at: datetime | None, repeats: Repeat) -> bool:
        """Keeps when a draft is to leave, and how often; False where it is none any more."""
        return await self._change_draft(mailing_id, starts_at=starts_at, repeats=repeats)

    async def pay(self, mailing_id: int, *, paid: bool, at: datetime, by: int) -> bool:
        """Keeps whether a draft may cost something to go faster; False where it is none any more."""
        changed = await self._change_draft(mailing_id, paid=paid)
        if changed:
            await write(self._database, at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", f"paid {int(paid)}")
        return changed

    async def reviewed(self, mailing_id: int, at: datetime, by: int) -> bool:
        """Keeps that somebody looked at an emergency; False where nobody has to any more."""
        sql = "UPDATE mailings SET reviewed_by = :by WHERE id = :id AND emergency <> '' AND reviewed_by IS NULL"
        line = at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", "reviewed"
        return await change(self._database, sql, *line, id=mailing_id, by=by)

    async def second_asked(self, mailing_id: int, at: datetime) -> None:
        """Keeps that a draft waits for somebody else of the staff."""
        await update(self._database, "mailings", {"id": mailing_id, "state": MailingStatus.DRAFT}, second_asked_at=at)

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
        """Approves a draft: it leaves at `starts_at`, unless it is stopped. False where it is no draft any more.

        The staff are told of an emergency. A recall ends the corrections of what it recalls.
        """
        values = {"approved_by": by, "fingerprint": fingerprint, "starts_at": starts_at, "first_at": starts_at}
        held = {"state": MailingStatus.HELD, **values, "not_after": not_after, "emergency": emergency}
        async with self._database.transaction() as statements:
            draft = {"id": mailing_id, "state": MailingStatus.DRAFT}
            if not await update(statements, "mailings", draft, **held):
                return False
            await statements.execute(
                """
                UPDATE mailings SET state = 'cancelled', finished_at = CAST(:at AS BIGINT)
                WHERE operation IN ('edit', 'reply') AND state IN ('draft', 'held', 'running', 'paused')
                  AND about = (SELECT about FROM mailings WHERE id = :id AND operation = 'delete')
                """,
                at=at,
                id=mailing_id,
            )
            detail = "emergency" if emergency else ""
            await write(statements, at, by, Action.MAILING_APPROVED, f"mailing {mailing_id}", detail)
            if emergency:
                await tell(statements, STAFF, NewsKind.SENT_IN_EMERGENCY, at, mailing=mailing_id)
        return True

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
        sql = """
            UPDATE mailings SET state = :after, reason = :reason,
                finished_at = CASE WHEN :after IN ('finished', 'cancelled') THEN CAST(:at AS BIGINT) ELSE NULL END
            WHERE id = :id AND :before LIKE '%' || state || '%'
        """
        line = at, by, Action.MAILING_CHANGED, f"mailing {mailing_id}", after.value
        values = {"after": after, "reason": reason, "at": at, "before": " ".join(before)}
        return await change(self._database, sql, *line, id=mailing_id, **values)

    async def _change_draft(self, mailing_id: int, **values: object) -> bool:
        draft = {"id": mailing_id, "state": MailingStatus.DRAFT}
        return await update(self._database, "mailings", draft, **values) == 1


async def begin(
    statements: Statements, purpose: Purpose, content: Mapping[str, Any], at: datetime, not_after: datetime | None
) -> int:
    """A mailing that nobody composes and that runs at once; its number. Its rows come in the same transaction."""
    return await insert_numbered(
        statements,
        "mailings",
        purpose=purpose,
        state=MailingStatus.RUNNING,
        content=content,
        audience=asdict(Audience()),
        made_by=0,
        made_at=at,
        starts_at=at,
        frozen_at=at,
        not_after=not_after,
    )


async def has_planned(statements: Statements, mailing_id: int, people: int) -> None:
    """Keeps how many rows a mailing got that was begun so; one to nobody is none."""
    if people:
        await update(statements, "mailings", {"id": mailing_id}, planned=people)
    else:
        await delete(statements, "mailings", id=mailing_id)


async def repeat(statements: Statements, mailing: Mailing, starts_at: datetime, not_after: datetime, code: str) -> None:
    """Holds the next of a series, in the transaction in which this one begins."""
    await statements.execute(
        """
        INSERT INTO mailings (number, purpose, state, content, audience, made_by, made_at, approved_by, fingerprint,
            code, starts_at, not_after, repeats, first_at, paid, emergency, reviewed_by)
        SELECT CAST(:number AS BIGINT), purpose, 'held', content, audience, made_by, made_at, approved_by, fingerprint,
            :code, CAST(:starts_at AS BIGINT), CAST(:not_after AS BIGINT), repeats, first_at, paid, emergency,
            reviewed_by
        FROM mailings WHERE id = :id
        """,
        number=await _next_number(statements),
        code=code,
        starts_at=starts_at,
        not_after=not_after,
        id=mailing.id,
    )


async def _next_number(statements: Statements) -> int:
    return await statements.fetch_number(
        """
        INSERT INTO broadcast_numbers (id, last) VALUES (1, 1)
        ON CONFLICT (id) DO UPDATE SET last = broadcast_numbers.last + 1 RETURNING last
        """
    )


def _mailing(row: Row) -> Mailing:
    audience: dict[str, Any] = json.loads(row["audience"])
    lists = {name: tuple(audience[name]) for name in ("places", "excluded")}
    return made_of(Mailing, row, audience=Audience(**{**audience, **lists}), code=row["code"] or "")
