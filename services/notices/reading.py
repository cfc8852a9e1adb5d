"""How a notice reads for those who get it, by each way: in the chat, as a mail, and version by version."""

from __future__ import annotations

from dataclasses import dataclass

from channels import Outgoing
from services.messages import Render
from services.notices.changes import Changes
from services.notices.mails import Mails
from services.notices.messages import NewObligation
from services.notices.notices import Notices
from services.notices.reminder_schedule import ReminderStage
from storage.notices import Notice, NoticesRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    notice: Notice
    """In the words of that version."""
    changes: Changes | None
    """From the version before; None where this is the first."""


@dataclass(frozen=True, slots=True)
class Reading:
    _read: NoticesRead
    _notices: Notices
    _mails: Mails
    _render: Render

    async def chat(self, notice: Notice) -> Outgoing | None:
        """What the first of those who are meant reads in Telegram; None while nobody is, or it has no deadline."""
        sample = await self._notices.sample(notice)
        return self._render(NewObligation(view=sample)) if sample else None

    async def mail(self, notice: Notice) -> tuple[str, str] | None:
        """Subject and text of the mail, likewise."""
        sample = await self._notices.sample(notice)
        if sample is None:
            return None
        link = self._mails.sample_link(notice)
        subject, text, _html = await self._mails.words(sample.obligation, ReminderStage.NEW, link)
        return subject, text

    async def versions(self, notice: Notice) -> list[Version]:
        """All that went out, the newest first."""
        found: list[Version] = []
        before: Notice | None = None
        for number in range(1, notice.version + 1):
            of = await self._read.version(notice.id, number)
            if of and of.left_at:
                found.append(Version(notice=of, changes=Changes.between(before, of) if before else None))
                before = of
        return found[::-1]
