"""The staff's summary of a day, on working days at half past eight: what waits, is new, due, late, or broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from channels import Delivered
from services.cases import CaseReader, CaseStatus
from services.certification import CertificationReads
from services.content import Content
from services.messages import Message
from services.notices import Notice, NoticesRead, Obligation
from services.operation.backups import Backups, LastBackup
from services.operation.failures import Failure, Failures
from services.people import Staff
from storage.answers import QuestionStore
from storage.mailings import MailingsRead, SentOnce

DUE = time(8, 30)
WAITS = timedelta(days=14)
"""What was written and not sent is older than that is forgotten, not waiting."""
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
    untaken: int
    """Cases that nobody of the staff works on."""
    questions: int
    """Questions passed on to the staff, and without a reply."""
    undecided: int
    """Requests of posts on which the staff have to decide."""
    unsent_notices: int
    unsent_broadcasts: int
    certificates: int
    """Certificates that wait to be looked at."""
    unreviewed: int
    """Broadcasts that went out in an emergency, and that nobody looked at since."""
    failed: tuple[Failure, ...]
    """Jobs and rows that failed since the last summary; times are local."""
    backup: LastBackup | None
    """The copy of last night; None where none is made, or it is not yet missed."""


@dataclass(frozen=True, slots=True)
class DailySummary:
    _content: Content
    _cases: CaseReader
    _questions: QuestionStore
    _notices: NoticesRead
    _certification: CertificationReads
    _mailings: MailingsRead
    _sent_once: SentOnce
    _staff: Staff
    _backups: Backups
    _failures: Failures
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
        owed = await self._notices.open()
        emergencies = [each for each in await self._mailings.newest(SHOWN) if each.emergency]
        newest = [each.notice for each in await self._notices.newest()]
        return DaySummary(
            today=today,
            new=tuple(notice for notice in newest if notice.sent_at and (today - notice.sent_at.date()).days <= 1),
            due=tuple(each for each in owed if each.due_on == today),
            late=tuple(each for each in owed if each.is_overdue(today)),
            untaken=sum(each.status is CaseStatus.NEW for each in await self._cases.on_desk()),
            questions=await self._questions.unreplied(),
            undecided=len(await self._notices.undecided()),
            unsent_notices=await self._notices.unsent(now - WAITS),
            unsent_broadcasts=len(await self._mailings.drafts(now - WAITS)),
            certificates=len(await self._certification.certificates.waiting()),
            unreviewed=sum(each.reviewed_by is None for each in emergencies),
            failed=tuple(await self._failures.untold()),
            backup=await self._backups.last(),
        )
