"""Reads notices and obligations, and changes nothing: handlers may ask it, as `services.notices.read`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from storage.engine.columns import from_ms
from storage.engine.database import Row
from storage.engine.rows import Store, made_of
from storage.notices.notices import COLUMNS, Notice, notice_of
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


class NoticesRead(Store):
    """Reads notices and obligations."""

    async def notice(self, notice_id: int) -> Notice | None:
        row = await self._database.fetch_one(f"SELECT {COLUMNS} FROM notices n WHERE id = :id", id=notice_id)  # noqa: S608
        return notice_of(row) if row else None

    async def draft(self, notice_id: int) -> Notice | None:
        """The notice while it is being written; None where it went out already."""
        notice = await self.notice(notice_id)
        return notice if notice and notice.sent_at is None else None

    async def unsent(self, since: datetime) -> int:
        """Notices that were made ready since then and did not go out."""
        return await self._database.fetch_number(
            """
            SELECT COUNT(*) FROM notices
            WHERE sent_at IS NULL AND due_on IS NOT NULL AND addressed <> '[]' AND made_at >= :since
            """,
            since=since,
        )

    async def newest(self, most: int = NEWEST) -> list[NoticeProgress]:
        """The newest notices that went out, with how far they have come."""
        rows = await self._database.fetch(
            f"""
            SELECT {COLUMNS}, COUNT(*) AS posts,
                   SUM(CASE WHEN {_TOLD} IS NULL THEN 0 ELSE 1 END) AS told,
                   COUNT(o.acknowledged_at) AS acknowledged, COUNT(o.replied_at) AS replied,
                   SUM(CASE WHEN {_OPEN} THEN 0 ELSE 1 END) AS done
            FROM notices n JOIN obligations o ON o.notice = n.id
            WHERE n.sent_at IS NOT NULL
            GROUP BY n.id ORDER BY n.id DESC LIMIT :most
            """,  # noqa: S608
            most=most,
        )
        return [made_of(NoticeProgress, row, notice=notice_of(row), addressed=row["posts"]) for row in rows]

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

    async def undecided(self) -> list[Obligation]:
        """Those on which the staff have to decide: «not ours», or more time."""
        return await self._where("o.released_at IS NULL AND (o.declined <> '' OR o.wanted_on IS NOT NULL)")

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

    async def untold(self, now: datetime) -> list[tuple[int, int]]:
        """Person and obligation, for all that is owed and that somebody who acts for the post was not told of."""
        return await self._database.fetch_tuples(
            f"""
            SELECT DISTINCT t.person_id, o.number
            FROM obligations o JOIN notices n ON n.id = o.notice JOIN tenures t ON t.post = o.post
            WHERE ({_OPEN}) AND t.person_id IS NOT NULL AND (t.until_at IS NULL OR t.until_at > :now)
              AND NOT EXISTS (
                SELECT 1 FROM reminders r
                WHERE r.kind = '{NEW_NOTICE}' AND r.about = o.number AND r.person_id = t.person_id)
            ORDER BY t.person_id, o.number
            """,  # noqa: S608
            now=now,
        )

    async def _where(self, where: str, **parameters: object) -> list[Obligation]:
        rows = await self._database.fetch(
            f"""
            SELECT {COLUMNS}, o.number, o.post, o.due_on AS own_due_on, {_TOLD} AS told_at, o.acknowledged_at,
                   o.person_id AS acknowledged_by, o.via, o.declined, o.released_at, o.wanted_on, o.wanted_why,
                   o.replied_at
            FROM obligations o JOIN notices n ON n.id = o.notice
            WHERE {where} ORDER BY COALESCE(o.due_on, n.due_on), n.id, o.post
            """,  # noqa: S608
            **parameters,
        )
        notices: dict[int, Notice] = {}
        return [_obligation(row, notices, post) for row in rows if (post := Post.parse(row["post"]))]


_OPEN = """
    o.released_at IS NULL
    AND ((n.wants_ack = 1 AND o.acknowledged_at IS NULL) OR (n.form <> '' AND o.replied_at IS NULL))
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
    assert notice.due_on  # noqa: S101 - it was sent
    due_on = date.fromisoformat(row["own_due_on"]) if row["own_due_on"] else notice.due_on
    return made_of(Obligation, row, notice=notice, post=post, due_on=due_on)
