"""Reads notices and obligations, and changes nothing: handlers may ask it, as `services.notices.read`."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from storage.engine.columns import from_ms
from storage.engine.database import Row
from storage.engine.rows import Store, made_of
from storage.notices.notices import BEING_WRITTEN, COLUMNS, IN_FORCE, SHARED_COLUMNS, Notice, notice_of
from storage.notices.obligations import Obligation, Via
from storage.people import Post

NEW_NOTICE, OBLIGATION = "notice", "obligation"
"""The kinds of reminders that are about an obligation, by its number: a new notice, and what is still owed."""
NEWEST = 10
"""Notices in a list, unless more are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeProgress:
    """How far a notice has come."""

    notice: Notice
    addressed: int
    told: int
    acknowledged: int
    replied: int
    done: int


class Step(NamedTuple):
    """How far a post has come on a notice. Moments are milliseconds, days and hours words, as they are kept."""

    number: int
    notice: int
    post: str
    due_on: str | None
    """None: the notice's."""
    due_time: str | None
    acknowledged_at: int | None
    replied_at: int | None
    released_at: int | None
    told_at: int | None
    first_written_at: int | None
    """When the bot wrote first to somebody who acts for the post."""
    last_written_at: int | None
    is_asking: int
    """Whether the staff have to decide something."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How many posts owe something on a notice by the same time."""

    due_on: date
    due_time: time | None
    notice: int
    text: str
    count: int

    def is_over(self, now: datetime) -> bool:
        return (self.due_on, self.due_time or time.max) < (now.date(), now.time())


class NoticesRead(Store):
    """Reads notices and obligations."""

    async def notice(self, notice_id: int) -> Notice | None:
        """In the words that count; of one that is being written, in those that it has now."""
        return await self._notice(f"{IN_FORCE} WHERE n.id = :id", id=notice_id)

    async def written(self, notice_id: int) -> Notice | None:
        """What is being written of it, or about to leave: the notice itself, or its correction; None for neither."""
        return await self._notice(f"{BEING_WRITTEN} WHERE n.id = :id", id=notice_id)

    async def version(self, notice_id: int, version: int) -> Notice | None:
        """In the words of one of its versions."""
        where = "notices n JOIN notice_versions v ON v.notice = n.id WHERE n.id = :id AND v.version = :version"
        return await self._notice(where, id=notice_id, version=version)

    async def forms(self, notice_id: int) -> list[tuple[datetime, list[dict[str, Any]]]]:
        """When each version left and what its form asked, the first one first; none where no reply is asked."""
        rows = await self._database.fetch(
            "SELECT left_at, form FROM notice_versions WHERE notice = :id AND left_at IS NOT NULL ORDER BY version",
            id=notice_id,
        )
        found = [(from_ms(row["left_at"]), json.loads(row["form"]) if row["form"] else []) for row in rows]
        return [(at, form) for at, form in found if at]

    async def drafts(self, most: int = NEWEST) -> list[Notice]:
        """Notices and corrections that are being written or about to leave, the newest first."""
        rows = await self._database.fetch(
            f"SELECT {COLUMNS} FROM {BEING_WRITTEN} ORDER BY v.made_at DESC, n.id DESC LIMIT :most",  # noqa: S608
            most=most,
        )
        return [notice_of(row) for row in rows]

    async def leaving(self, now: datetime) -> list[int]:
        """The numbers of those that were approved and whose time has come."""
        return await self._database.fetch_column(
            "SELECT id FROM notices WHERE leaves_at <= :now ORDER BY leaves_at, id", now=now
        )

    async def unreviewed(self, since: datetime) -> int:
        """Notices that left in an emergency since then, and that nobody looked at."""
        return await self._database.fetch_number(
            """
            SELECT COUNT(*) FROM notices n JOIN notice_versions v ON v.notice = n.id AND v.version = n.version
            WHERE n.emergency <> '' AND n.reviewed_by IS NULL AND v.left_at >= :since
            """,
            since=since,
        )

    async def unsent(self, since: datetime, *, asked: bool) -> list[datetime | None]:
        """When the notices were made that were made ready since then and that nobody approved, and corrections: those
        that somebody else of the staff was `asked` to approve, or the others."""
        times = await self._database.fetch_column(
            f"""
            SELECT v.made_at FROM {BEING_WRITTEN}
            WHERE n.due_on IS NOT NULL AND n.addressed <> '[]' AND n.leaves_at IS NULL AND v.made_at >= :since
                AND v.second_asked_at IS {"NOT NULL" if asked else "NULL"}
            """,  # noqa: S608
            since=since,
        )
        return [from_ms(each) for each in times]

    async def _notice(self, where: str, **parameters: object) -> Notice | None:
        row = await self._database.fetch_one(f"SELECT {COLUMNS} FROM {where}", **parameters)  # noqa: S608
        return notice_of(row) if row else None

    async def newest(self, most: int = NEWEST) -> list[NoticeProgress]:
        """The newest notices that went out, with how far they have come."""
        rows = await self._database.fetch(
            f"""
            SELECT {SHARED_COLUMNS}, COUNT(*) AS posts,
                   SUM(CASE WHEN {_TOLD} IS NULL THEN 0 ELSE 1 END) AS told,
                   COUNT(o.acknowledged_at) AS acknowledged, COUNT(o.replied_at) AS replied,
                   SUM(CASE WHEN {_OPEN} THEN 0 ELSE 1 END) AS done
            FROM {IN_FORCE} JOIN obligations o ON o.notice = n.id
            GROUP BY n.id, v.notice, v.version ORDER BY n.id DESC LIMIT :most
            """,  # noqa: S608
            most=most,
        )
        return [made_of(NoticeProgress, row, notice=notice_of(row), addressed=row["posts"]) for row in rows]

    async def in_hand(self, most: int, start: int = 0) -> list[Notice]:
        """Notices on which something is owed, the earliest deadline first, from the `start`th on."""
        rows = await self._database.fetch(
            f"""
            SELECT {SHARED_COLUMNS} FROM {IN_FORCE}
            WHERE n.ended_at IS NULL AND EXISTS (SELECT 1 FROM obligations o WHERE o.notice = n.id AND {_OPEN})
            ORDER BY n.due_on, n.id LIMIT :most OFFSET :start
            """,  # noqa: S608
            most=most,
            start=start,
        )
        return [notice_of(row) for row in rows]

    async def steps(self, notices: Collection[int]) -> list[Step]:
        """How far each post has come on these notices: as little of it as a table of all of them needs."""
        if not notices:
            return []
        among = ", ".join(str(int(each)) for each in notices)
        rows = await self._database.fetch_tuples(
            f"""
            SELECT o.number, o.notice, o.post, o.due_on, o.due_time, o.acknowledged_at, o.replied_at, o.released_at,
                   o.told_at, w.first_at, w.last_at,
                   CASE WHEN o.declined <> '' OR o.wanted_on IS NOT NULL THEN 1 ELSE 0 END AS is_asking
            FROM obligations o LEFT JOIN (
                SELECT r.about, MIN(outbox.done_at) AS first_at, MAX(outbox.done_at) AS last_at
                FROM reminders r JOIN outbox ON outbox.mailing = r.mailing AND outbox.person_id = r.person_id
                WHERE r.kind IN ('{NEW_NOTICE}', '{OBLIGATION}') AND r.stage NOT LIKE 'escalated%'
                  AND outbox.state = 'sent' AND r.about IN (SELECT number FROM obligations WHERE notice IN ({among}))
                GROUP BY r.about
            ) w ON w.about = o.number
            WHERE o.notice IN ({among})
            """  # noqa: S608
        )
        return list(map(Step._make, rows))

    async def obligation(self, number: int) -> Obligation | None:
        found = await self.obligations([number])
        return found[0] if found else None

    async def obligations(self, numbers: Collection[int]) -> list[Obligation]:
        """Those with these numbers, the earliest deadline first."""
        if not numbers:
            return []
        return await self._where(f"o.number IN ({', '.join(str(int(each)) for each in numbers)})")

    async def of_notice(self, notice_id: int) -> list[Obligation]:
        """What each post owes, or has done, on a notice."""
        return await self._where("o.notice = :id", id=notice_id)

    async def of_post(self, post: Post, *, done: bool = False) -> list[Obligation]:
        """What the post still owes, or all that it has done, the earliest deadline first."""
        return await self._where(f"o.post = :post AND {'NOT' if done else ''} ({_OPEN})", post=post.id)

    async def open(self) -> list[Obligation]:
        """All that is owed."""
        return await self._where(_OPEN)

    async def deadlines(self) -> list[Deadlines]:
        """Of all that is owed how much falls on which day, notice by notice."""
        return await self._read(
            Deadlines,
            f"""
            SELECT COALESCE(o.due_on, n.due_on) AS due_on, n.id AS notice, v.text, COUNT(*) AS count,
                   CASE WHEN o.due_on IS NULL THEN n.due_time ELSE o.due_time END AS due_time
            FROM {IN_FORCE} JOIN obligations o ON o.notice = n.id WHERE {_OPEN}
            GROUP BY COALESCE(o.due_on, n.due_on), CASE WHEN o.due_on IS NULL THEN n.due_time ELSE o.due_time END,
                     n.id, v.text
            ORDER BY 1, n.id
            """,  # noqa: S608
        )

    async def changed(self, since: datetime) -> list[Obligation]:
        """Those whose notice was corrected, closed or withdrawn since then."""
        lately = "n.ended_at >= :since OR (n.version > 1 AND v.left_at >= :since)"
        return await self._where(f"o.released_at IS NULL AND ({lately})", since=since)

    async def undecided(self) -> list[Obligation]:
        """Those on which the staff have to decide: «not ours», or more time."""
        return await self._where(_UNDECIDED)

    async def undecided_since(self) -> list[datetime | None]:
        """When those were asked on which the staff have to decide."""
        times = await self._database.fetch_column(
            f"SELECT o.asked_at FROM {IN_FORCE} JOIN obligations o ON o.notice = n.id WHERE {_UNDECIDED}"  # noqa: S608
        )
        return [from_ms(each) for each in times]

    async def told_ways(self, notice_id: int) -> dict[int, list[Via]]:
        """By which ways each post was told of a notice, by the number of its obligation."""
        rows = await self._database.fetch(
            f"""
            SELECT o.number, CASE WHEN EXISTS (SELECT 1 {_MESSAGES}) THEN 1 ELSE 0 END AS telegram, CASE WHEN EXISTS (
                SELECT 1 FROM mails m WHERE m.obligation = o.number AND m.state = 'sent'
            ) THEN 1 ELSE 0 END AS email, o.told_at
            FROM obligations o WHERE o.notice = :notice
            """,  # noqa: S608
            notice=notice_id,
        )
        return {
            row["number"]: [
                *([Via.TELEGRAM] if row["telegram"] else []),
                *([Via.EMAIL] if row["email"] else []),
                *([Via.PHONE] if row["told_at"] and not row["email"] else []),
            ]
            for row in rows
        }

    async def last_written(self, notice_id: int) -> dict[int, datetime]:
        """When the bot last wrote to each post about a notice, in Telegram or by mail, by its obligation's number."""
        rows = await self._database.fetch(
            f"""
            SELECT o.number, (SELECT MAX(outbox.done_at) {_MESSAGES}) AS telegram,
                   (SELECT MAX(m.sent_at) FROM mails m WHERE m.obligation = o.number AND m.state = 'sent') AS email
            FROM obligations o WHERE o.notice = :notice
            """,  # noqa: S608
            notice=notice_id,
        )
        latest = {row["number"]: max(row["telegram"] or 0, row["email"] or 0) for row in rows}
        return {number: at for number, sent in latest.items() if sent and (at := from_ms(sent))}

    async def untold(self, now: datetime, since: datetime) -> list[tuple[int, int, bool]]:
        """Person and obligation, for all that is owed and that somebody who acts for the post was not told of.

        And whether it is an emergency that left `since` then.
        """
        rows = await self._database.fetch_tuples(
            f"""
            SELECT DISTINCT t.person_id, o.number,
                CASE WHEN n.emergency <> '' AND v.left_at >= :since THEN 1 ELSE 0 END AS at_once
            FROM {IN_FORCE} JOIN obligations o ON o.notice = n.id JOIN tenures t ON t.post = o.post
            WHERE ({_OPEN}) AND t.person_id IS NOT NULL AND (t.until_at IS NULL OR t.until_at > :now)
              AND NOT EXISTS (
                SELECT 1 FROM reminders r
                WHERE r.kind = '{NEW_NOTICE}' AND r.about = o.number AND r.person_id = t.person_id)
            ORDER BY t.person_id, o.number
            """,  # noqa: S608
            now=now,
            since=since,
        )
        return [(person, number, at_once == 1) for person, number, at_once in rows]

    async def _where(self, where: str, **parameters: object) -> list[Obligation]:
        rows = await self._database.fetch(
            f"""
            SELECT {SHARED_COLUMNS}, o.number, o.post, o.due_on AS own_due_on, o.due_time AS own_due_time, o.revision,
                   {_TOLD} AS told_at, o.acknowledged_at, o.person_id AS acknowledged_by, o.via, o.declined,
                   o.released_at, o.wanted_on, o.wanted_why, o.replied_at
            FROM {IN_FORCE} JOIN obligations o ON o.notice = n.id
            WHERE {where} ORDER BY COALESCE(o.due_on, n.due_on), n.id, o.post
            """,  # noqa: S608
            **parameters,
        )
        notices: dict[int, Notice] = {}
        return [_obligation(row, notices, post) for row in rows if (post := Post.parse(row["post"]))]


_UNDECIDED = "n.ended_at IS NULL AND o.released_at IS NULL AND (o.declined <> '' OR o.wanted_on IS NOT NULL)"
_OPEN = """
    n.ended_at IS NULL AND o.released_at IS NULL
    AND ((n.wants_ack = 1 AND o.acknowledged_at IS NULL) OR (v.form <> '' AND o.replied_at IS NULL))
"""
_MESSAGES = f"""
    FROM reminders r JOIN outbox ON outbox.mailing = r.mailing AND outbox.person_id = r.person_id
    WHERE r.kind IN ('{NEW_NOTICE}', '{OBLIGATION}') AND r.about = o.number AND r.stage NOT LIKE 'escalated%'
      AND outbox.state = 'sent'
"""
"""Messages about the obligation that reached somebody who acts for its post; an escalation goes to others."""
_TOLD = f"COALESCE(o.told_at, (SELECT MIN(outbox.done_at) {_MESSAGES}), o.acknowledged_at)"


def _obligation(row: Row, notices: dict[int, Notice], post: Post) -> Obligation:
    """`notices` keeps those that were read, for many obligations share one."""
    if row["id"] not in notices:
        notices[row["id"]] = notice_of(row)
    notice = notices[row["id"]]
    day, at = (row["own_due_on"], row["own_due_time"]) if row["own_due_on"] else (row["due_on"], row["due_time"])
    due_time = time.fromisoformat(at) if at else None
    return made_of(Obligation, row, notice=notice, post=post, due_on=date.fromisoformat(day), due_time=due_time)
