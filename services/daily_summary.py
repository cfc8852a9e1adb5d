"""The staff's summary of a day, on working days at half past eight: what waits, is new, due, late, or broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from channels import Delivered
from services.content import Content
from services.events import Event, Events
from services.messages import Message
from services.notices import Notice, NoticesRead, Obligation
from services.operation.backups import Backups, LastBackup
from services.operation.failures import Failure, Failures
from services.operation.webhook_watch import WebhookState, WebhookWatch
from services.people import Staff
from services.waiting import Waiting, WhatWaits
from storage.mailings import SentOnce

DUE = time(8, 30)
SHOWN = 8
"""Notices and jobs named under each heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary(Message):
    """To the staff: how things stand this morning."""

    today: date
    new: tuple[Notice, ...]
    """Notices that went out yesterday or today."""
    due: tuple[Obligation, ...]
    """What has its deadline today."""
    late: tuple[Obligation, ...]
    events: tuple[Event, ...]
    """Those that take place today."""
    waits: WhatWaits
    failed: tuple[Failure, ...]
    """Jobs and rows that failed since the last summary; times are local."""
    backup: LastBackup | None
    """The copy of last night; None where none is made, or it is not yet missed."""
    webhook: WebhookState | None = None
    """How Telegram gets on with the webhook, where somebody has to look at it."""


@dataclass(frozen=True, slots=True)
class DailySummary:
    _content: Content
    _notices: NoticesRead
    _events: Events
    _waiting: Waiting
    _sent_once: SentOnce
    _staff: Staff
    _backups: Backups
    _failures: Failures
    _webhook: WebhookWatch
    _clock: Callable[[], datetime]

    async def send_due(self) -> None:
        """Sends today's summary, if it is a working day, its time has come, and it did not go out yet."""
        now = self._clock()
        name = f"day {now.date()}"
        if (
            self._staff.chat_id is None
            or now.time() < DUE
            or self._content.library.calendar.day_off(now.date())
            or await self._sent_once.is_sent(name)
        ):
            return
        if isinstance(await self._staff.send(await self.gather()), Delivered):
            await self._sent_once.sent(name, now)
            await self._failures.told(now)

    async def gather(self) -> DaySummary:
        """The summary as it stands now."""
        now, today = self._clock(), self._clock().date()
        owed, webhook = await self._notices.open(), self._webhook.state()
        newest = [each.notice for each in await self._notices.newest() if each.notice.ending is None]
        return DaySummary(
            today=today,
            new=tuple(notice for notice in newest if notice.sent_at and (today - notice.sent_at.date()).days <= 1),
            due=tuple(each for each in owed if each.due_on == today),
            late=tuple(each for each in owed if each.is_overdue(now)),
            events=tuple(await self._events.on(now)),
            waits=await self._waiting.now(),
            failed=tuple(await self._failures.untold()),
            backup=await self._backups.last(),
            webhook=webhook if webhook and webhook.trouble else None,
        )
