"""Obligations: what each post owes on a notice, and what becomes of it.

It belongs to the post: whoever holds the post next owes it. One row, whichever way the post is told, acknowledges and
replies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from storage.engine.causes import first_time, is_done
from storage.engine.database import translate
from storage.engine.rows import Store
from storage.notices.notices import Notice
from storage.people import STAFF, Action, NewsKind, Post, tell, write


class Via(StrEnum):
    """By which way something came."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    PHONE = "phone"
    """Staff recorded it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What one post owes on one notice."""

    number: int
    """By which buttons and prompts name it."""
    notice: Notice
    post: Post
    due_on: date
    """The notice's deadline, or the post's own where it was moved."""
    due_time: time | None
    """The hour of that day; None: all of it."""
    revision: int
    """Grows whenever what stands in a calendar changes."""
    told_at: datetime | None
    """When somebody who acts for the post had it."""
    acknowledged_at: datetime | None
    acknowledged_by: int | None
    via: Via | None
    """By which way it was acknowledged."""
    declined: str
    """Why it is not theirs, as they say; empty where they do not."""
    released_at: datetime | None
    wanted_on: date | None
    """The deadline that was asked for and is not decided on."""
    wanted_why: str
    replied_at: datetime | None

    @property
    def is_done(self) -> bool:
        """Whether nothing is owed any more."""
        is_over = self.released_at is not None or self.notice.ending is not None
        return is_over or not (self.lacks_ack or self.lacks_reply)

    @property
    def lacks_ack(self) -> bool:
        return self.notice.wants_ack and self.acknowledged_at is None

    @property
    def lacks_reply(self) -> bool:
        return bool(self.notice.form) and self.replied_at is None

    def is_overdue(self, now: datetime) -> bool:
        return not self.is_done and (self.due_on, self.due_time or time.max) < (now.date(), now.time())


class ObligationStore(Store):
    """Changes obligations. Each change stands in the audit."""

    async def told(self, number: int, at: datetime, via: Via, by: int) -> bool:
        """Keeps that the post was told another way than by the outbox; False where it knows already."""
        return await self._change("told_at = :at WHERE told_at IS NULL", number, at, by, Action.NOTICE_TOLD, via.value)

    async def acknowledge(self, number: int, at: datetime, via: Via, by: int) -> bool:
        """Keeps who acknowledged and which way, once; False where it was acknowledged before."""
        change = "acknowledged_at = :at, person_id = :by, via = :via WHERE acknowledged_at IS NULL"
        return await self._change(change, number, at, by, Action.NOTICE_ACKNOWLEDGED, via.value, via=via)

    async def take_back(self, number: int, since: datetime, at: datetime, by: int) -> bool:
        """Takes an acknowledgement back which that person gave since then; False where there is none."""
        change = """
            acknowledged_at = NULL, person_id = NULL, via = NULL
            WHERE acknowledged_at >= :since AND person_id = :by AND via = 'telegram'
        """
        return await self._change(change, number, at, by, Action.NOTICE_TAKEN_BACK, since=since)

    async def decline(self, number: int, why: str, at: datetime, by: int) -> bool:
        """Keeps that the post says it is not theirs; the staff are told, and decide."""
        change, asked = "declined = :why, asked_at = :at WHERE released_at IS NULL", _Told(NewsKind.RELEASE_ASKED)
        return await self._change(change, number, at, by, Action.NOTICE_DECLINED, news=asked, why=why)

    async def release(self, number: int, at: datetime, by: int, *, agreed: bool) -> bool:
        """Decides on «not ours»: it is not owed any more, or it stands; the post is told.

        False where nothing is to be decided.
        """
        change = "released_at = :at" if agreed else "declined = ''"
        detail = "released" if agreed else "stands"
        where = "WHERE declined <> '' AND released_at IS NULL"
        told = _Told(NewsKind.RELEASE_DECIDED, {"agreed": agreed})
        return await self._change(f"{change} {where}", number, at, by, Action.NOTICE_DECIDED, detail, told)

    async def ask_for_time(self, number: int, why: str, at: datetime, by: int) -> bool:
        """Keeps why more time is needed; how much is said next."""
        return await self._change(
            "wanted_why = :why WHERE released_at IS NULL", number, at, by, Action.NOTICE_EXTENSION, why=why
        )

    async def want(self, number: int, start: date, days: int, end: date, at: datetime, by: int) -> bool:
        """Keeps the deadline that is asked for, so many working days after `start`; the staff are told, and decide.

        A newer wish takes the place of an older one.
        """
        change = "wanted_on = :day, asked_at = :at WHERE released_at IS NULL AND wanted_why <> ''"
        asked = _Told(NewsKind.EXTENSION_ASKED, {"start": start.isoformat(), "days": days, "end": end.isoformat()})
        return await self._change(change, number, at, by, Action.NOTICE_EXTENSION, end.isoformat(), asked, day=end)

    async def extend(self, number: int, before: date, at: datetime, by: int, *, agreed: bool) -> bool:
        """Decides on a wish for more time than `before`; the post is told. False where there is none."""
        moved = "due_on = wanted_on, due_time = NULL, revision = revision + 1, wanted_on = NULL"
        change = moved if agreed else "wanted_on = NULL"
        detail = "extended" if agreed else "not extended"
        told = _Told(NewsKind.EXTENSION_DECIDED, {"agreed": agreed, "before": before.isoformat()})
        where = "WHERE wanted_on IS NOT NULL"
        return await self._change(f"{change} {where}", number, at, by, Action.NOTICE_DECIDED, detail, told)

    async def _change(
        self,
        change: str,
        number: int,
        at: datetime,
        by: int,
        action: Action,
        detail: str = "",
        news: _Told | None = None,
        **values: object,
    ) -> bool:
        """One obligation, a line of the audit and what is told of it, once for an update; none once the notice ended.

        `change` ends in a WHERE that keeps it from happening twice.
        """
        lives = "notice IN (SELECT id FROM notices WHERE ended_at IS NULL)"
        sql = f"UPDATE obligations SET {change} AND number = :number AND {lives} RETURNING notice, post"  # noqa: S608
        parameters = {"number": number, "at": at, "by": by, **values}
        step = f"{action.value} {number} {detail}"
        async with self._database.transaction() as statements:
            if await is_done(statements, step):
                return True
            row = await statements.fetch_one(sql, **{name: parameters[name] for name in translate(sql)[1]})
            if row:
                await first_time(statements, step)
                words = f"{row['post']} {detail}".strip()
                await write(statements, at, by, action, f"notice {row['notice']}", words)
                if news:
                    to = STAFF if news.kind in _FOR_STAFF else row["post"]
                    await tell(statements, to, news.kind, at, obligation=number, **news.facts)
        return row is not None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a change has told."""

    kind: NewsKind
    facts: Mapping[str, Any] = field(default_factory=dict)


_FOR_STAFF = {NewsKind.RELEASE_ASKED, NewsKind.EXTENSION_ASKED}
