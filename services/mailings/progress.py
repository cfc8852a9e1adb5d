"""How far a mailing has come: counted while it runs, and row by row afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from services.mailings.audience import Audiences
from services.mailings.live_messages import LiveMessages
from services.messages import Message
from services.people import Action, Audit
from storage.mailings import (
    BLOCKED,
    LiveMessageKind,
    Mailing,
    MailingsRead,
    MailingStatus,
    Operation,
    Outbox,
    Purpose,
    Recipient,
)

PAGE = 5000
LISTED = 100
"""Rows of one page of a list."""
EXPORTED = 100_000
"""Rows of one Excel file: a sheet takes a million, a phone far less."""
RECALLABLE = timedelta(hours=48)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReport(Message):
    """How far a mailing has come."""

    mailing: Mailing
    counts: Mapping[str, int]
    """Of its rows, by their state."""
    reasons: Mapping[str, int]
    """Why messages failed, were skipped, or may have left, the most frequent first."""
    is_recalled: bool
    """Nothing more is sent of it, nor corrected."""
    rate: float
    """Rows a second since the last look while it runs; 0 before there were two looks."""
    now: datetime

    def count(self, *states: str) -> int:
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How many met each; blocked: the person stopped the bot, failed: for any other reason."""
        blocked = self.reasons.get(BLOCKED, 0)
        return {
            "sent": self.count("sent"),
            "blocked": blocked,
            "failed": self.count("failed") - blocked,
            "skipped": self.count("skipped"),
            "unknown": self.count("unknown"),
            "waiting": self.count("planned", "retry", "claimed"),
        }

    @property
    def ended(self) -> int:
        """Rows that have an outcome."""
        return self.count("sent", "failed", "skipped", "unknown")

    @property
    def is_recallable(self) -> bool:
        """Whether Telegram still lets the bot delete its messages, and nobody has it do so."""
        frozen_at = self.mailing.frozen_at
        return frozen_at is not None and self.now - frozen_at < RECALLABLE and not self.is_recalled


@dataclass(frozen=True, slots=True)
class Progress:
    _mailings: MailingsRead
    _outbox: Outbox
    _audiences: Audiences
    _audit: Audit
    _live_messages: LiveMessages
    _clock: Callable[[], datetime]
    _monotonic: Callable[[], float]
    _looks: dict[int, tuple[float, int, float]] = field(default_factory=dict, init=False)
    """Of each running mailing: when it was looked at, how many had ended, and the rate then."""

    async def report(self, mailing_id: int) -> ProgressReport | None:
        """How far a broadcast has come, and why some did not get it; None of what is none."""
        mailing = await self._mailings.find(mailing_id)
        if mailing is None or mailing.purpose is not Purpose.BROADCAST:
            return None
        report = ProgressReport(
            mailing=mailing,
            counts=await self._outbox.counts(mailing_id),
            reasons=await self._outbox.reasons(mailing_id),
            is_recalled=mailing.operation is not Operation.DELETE
            and await self._mailings.is_recalled(mailing.about or mailing_id),
            rate=0,
            now=self._clock(),
        )
        return replace(report, rate=self._rate(report))

    def _rate(self, report: ProgressReport) -> float:
        mailing, now = report.mailing, self._monotonic()
        if mailing.state is not MailingStatus.RUNNING:
            if mailing.state in {MailingStatus.FINISHED, MailingStatus.CANCELLED}:
                self._looks.pop(mailing.id, None)
            return 0
        at, ended, rate = self._looks.get(mailing.id, (now, report.ended, 0.0))
        if now - at >= 1:
            rate = (report.ended - ended) / (now - at)
        if now - at >= 1 or mailing.id not in self._looks:
            self._looks[mailing.id] = (now, report.ended, rate)
        return rate

    async def show(self) -> None:
        """Renews the messages that show mailings; a job calls this no more often than every three seconds."""
        await self._live_messages.renew(LiveMessageKind.MAILING, self._shown)

    async def _shown(self, mailing_id: int) -> ProgressReport | None:
        report = await self.report(mailing_id)
        return report if report and report.mailing.state is not MailingStatus.DRAFT else None

    async def sent_of(self, mailings: Sequence[Mailing]) -> Mapping[int, Mapping[str, int]]:
        """Of each, how many rows have which state, for a list."""
        return await self._outbox.counts_of([each.id for each in mailings])

    async def rows(self, mailing_id: int, outcome: str, page: int) -> list[Recipient]:
        """Those with an outcome, as names of places; pages of LISTED and one more are counted from 1."""
        found = await self._outbox.recipients_of(mailing_id, outcome, (page - 1) * LISTED, LISTED + 1)
        return [replace(each, place=await self._audiences.place_name(each.place)) for each in found]

    async def recipients(self, mailing_id: int, by: int) -> list[Recipient]:
        """Where the messages of a mailing went, as names of places, and what became of each; not to whom.

        At most some more than EXPORTED. The export is logged.
        """
        await self._audit.note(by, Action.DATA_EXPORTED, f"mailing {mailing_id}")
        found: list[Recipient] = []
        names: dict[str, str] = {}
        while len(found) < EXPORTED:
            page = await self._outbox.recipients(mailing_id, found[-1].id if found else 0, PAGE)
            if not page:
                break
            for place in {each.place for each in page} - names.keys():
                names[place] = await self._audiences.place_name(place)
            found += [replace(each, place=names[each.place]) for each in page]
        return found
