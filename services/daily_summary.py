"""The day sheet of the staff, on working days at half past eight: what is new, due, late, undecided, and broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, time

import storage.mailings.mailings
import storage.mailings.sent_once
from services.certification import CertificationReads
from services.content import Content
from services.notices.notices import WAITS, Due, Notices, short
from services.operation.backups import Backups
from services.people.staff import Staff

DUE = time(8, 30)
SHOWN = 8
"""Notices named under each heading."""


class Sheets:
    """Makes the sheet of a day and sends it once."""

    def __init__(
        self,
        content: Content,
        notices: Notices,
        certification: CertificationReads,
        mailings: storage.mailings.mailings.Mailings,
        sent_once: storage.mailings.sent_once.SentOnce,
        staff: Staff,
        backups: Backups,
        clock: Callable[[], datetime],
    ) -> None:
        self._content = content
        self._notices = notices
        self._certification = certification
        self._mailings = mailings
        self._sent_once = sent_once
        self._staff = staff
        self._backups = backups
        self._clock = clock
        self._failed: Counter[str] = Counter()
        """Jobs that failed since the last sheet, by name."""

    def failed(self, job: str) -> None:
        """A job failed: the next sheet says so."""
        self._failed[job] += 1

    async def send_due(self) -> None:
        """Sends today's sheet, if it is a working day, its time has come, and it did not go out yet."""
        now = self._clock()
        name = f"day {now.date()}"
        if (
            self._staff.chat_id is None
            or now.time() < DUE
            or self._content.library.calendar.day_off(now.date())
            or await self._sent_once.is_sent(name)
        ):
            return
        if await self._staff.tell(await self.words()) is not None:
            await self._sent_once.sent(name, now)
            self._failed.clear()

    async def words(self) -> str:
        """The sheet as it stands now."""
        texts, today = self._content.library.texts, self._clock().date()
        dues = await self._notices.open_dues()
        undecided = await self._notices.undecided()
        unreviewed = [
            each for each in await self._mailings.newest(SHOWN) if each.emergency and each.reviewed_by is None
        ]
        new = [
            each.notice
            for each in await self._notices.progress()
            if each.notice.sent_at and (today - each.notice.sent_at.astimezone(self._clock().tzinfo).date()).days <= 1
        ]
        lines: list[str] = [texts("sheets-title", day=today)]
        if new:
            lines.append(texts("sheets-new", names=", ".join(f"№ {each.id}" for each in new[:SHOWN])))
        lines += self._group("sheets-due", [due for due in dues if due.due_on == today])
        lines += self._group("sheets-late", [due for due in dues if due.is_overdue(today)])
        if undecided:
            lines.append(texts("sheets-undecided", count=len(undecided)))
        notices, broadcasts = await self._notices.unsent(), await self._mailings.unsent(self._clock() - WAITS)
        if notices or broadcasts:
            lines.append(texts("sheets-unsent", notices=notices, broadcasts=broadcasts))
        waiting = await self._certification.certificates.waiting()
        if waiting:
            lines.append(texts("sheets-certificates", count=len(waiting)))
        if unreviewed:
            lines.append(texts("sheets-unreviewed", count=len(unreviewed)))
        if self._failed:
            names = ", ".join(f"{name} × {count}" for name, count in self._failed.most_common(SHOWN))
            lines.append(texts("sheets-failed", names=names))
        if len(lines) == 1:
            lines.append(texts("sheets-quiet"))
        if backup := await self._backups.words():
            lines.append(backup)
        return texts.lines(lines)

    def _group(self, key: str, dues: list[Due]) -> list[str]:
        """How many posts owe how much, notice by notice; nothing where nobody does."""
        if not dues:
            return []
        texts = self._content.library.texts
        counted = Counter(due.notice.id for due in dues)
        words = {due.notice.id: short(due.notice.text) for due in dues}
        return [
            texts(key, count=len(dues)),
            *(
                texts("sheets-line", number=str(notice), text=words[notice], count=count)
                for notice, count in counted.most_common(SHOWN)
            ),
        ]
