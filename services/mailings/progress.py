"""How far a mailing has come: in words with a bar while it runs, as a picture and an Excel file afterwards."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

import storage.mailings.mailings
from channels.taps import Button, Keyboard
from handlers.mailings.taps import AskForCorrection, DrawReport, ExportReport, ShowBroadcast, ShowBroadcasts, Turn
from services.content import Content
from services.figures import draw
from services.files.excel import make_excel
from services.mailings.audiences import Audiences
from services.mailings.live_messages import Live, LiveMessageKind
from services.people.audit import Action, Audit
from storage.mailings.mailings import Mailing, MailingStatus, Operation, Repeat
from storage.mailings.outbox import BLOCKED, Outbox

__all__ = ["Progress", "ProgressReport", "Turn"]

REASONS = 5
PAGE = 5000
EXPORTED = 100_000
"""Rows of one Excel file: a sheet takes a million, a phone far less."""
RECALLABLE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """How far a mailing has come."""

    mailing: Mailing
    counts: dict[str, int]
    reasons: dict[str, int]

    def count(self, *states: str) -> int:
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def ended(self) -> int:
        """Rows that have an outcome."""
        return self.count("sent", "failed", "skipped", "unknown")

    @property
    def waiting(self) -> int:
        return self.count("planned", "retry", "claimed")


class Progress:
    """Reports, and the messages that show them while a mailing runs."""

    def __init__(
        self,
        content: Content,
        mailings: storage.mailings.mailings.Mailings,
        outbox: Outbox,
        audiences: Audiences,
        audit: Audit,
        live: Live,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._content = content
        self._mailings = mailings
        self._outbox = outbox
        self._audiences = audiences
        self._audit = audit
        self._live = live
        self._clock = clock
        self._monotonic = monotonic
        self._looks: dict[int, tuple[float, int, float]] = {}
        """Of each running mailing: when it was looked at, how many had ended, and the rate then."""

    async def report(self, mailing_id: int) -> ProgressReport | None:
        """How far it has come, and why some did not get it."""
        mailing = await self._mailings.find(mailing_id)
        if mailing is None:
            return None
        return ProgressReport(mailing, await self._outbox.counts(mailing_id), await self._outbox.reasons(mailing_id))

    async def show(self) -> None:
        """Renews the messages that show mailings; a job calls this no more often than every three seconds."""
        await self._live.renew(LiveMessageKind.MAILING, self._drawn)

    async def _drawn(self, mailing_id: int) -> tuple[str, Keyboard] | None:
        report = await self.report(mailing_id)
        if report is None or report.mailing.state is MailingStatus.DRAFT:
            return None
        drawn = self.words(report), self.keyboard(report)
        if report.mailing.state in {MailingStatus.FINISHED, MailingStatus.CANCELLED}:
            self._looks.pop(mailing_id, None)
        return drawn

    def words(self, report: ProgressReport) -> str:
        """How far it has come, in words and a bar."""
        texts, mailing = self._content.library.texts, report.mailing
        share = report.ended / mailing.planned if mailing.planned else 0.0
        full = int(share * 10)
        reasons = [
            texts("broadcasts-reason", reason=self._reason(reason), count=count)
            for reason, count in list(report.reasons.items())[:REASONS]
            if reason != BLOCKED
        ]
        lines = [
            texts(
                "broadcasts-report-title", number=str(mailing.id), what=self.what(mailing), state=self.state(mailing)
            ),
            texts("broadcasts-report-to", audience=self._audiences.words(mailing.audience)),
        ]
        if mailing.state is MailingStatus.HELD and mailing.starts_at:
            lines.append(texts("broadcasts-report-starts", at=self.moment(mailing.starts_at)))
        if mailing.frozen_at:
            lines.append(texts("broadcasts-report-bar", bar="▓" * full + "░" * (10 - full), percent=int(share * 100)))
            lines.append(self._counts(report))
        if mailing.state is MailingStatus.RUNNING:
            lines.append(self._pace(report))
        if mailing.emergency:
            key = "broadcasts-emergency-reviewed" if mailing.reviewed_by else "broadcasts-emergency-open"
            lines.append(texts(key, reason=mailing.emergency))
        if mailing.reason:
            lines.append(texts("broadcasts-paused-why", reason=self._reason(mailing.reason)))
        return str(texts.lines(filter(None, [*lines, *reasons])))

    def _counts(self, report: ProgressReport) -> Markup:
        """How many have it, and what became of the others; what nobody met is not named."""
        texts, blocked = self._content.library.texts, report.reasons.get(BLOCKED, 0)
        others = {
            "broadcasts-report-blocked": blocked,
            "broadcasts-report-failed": report.count("failed") - blocked,
            "broadcasts-report-skipped": report.count("skipped"),
            "broadcasts-report-unknown": report.count("unknown"),
            "broadcasts-report-waiting": report.waiting,
        }
        sent = texts("broadcasts-report", planned=report.mailing.planned, sent=report.count("sent"))
        return Markup(" ").join([sent, *(texts(key, count=count) for key, count in others.items() if count)])

    def _pace(self, report: ProgressReport) -> Markup:
        """The rate since the last look, and when it will have ended; nothing before there are two looks."""
        texts, now = self._content.library.texts, self._monotonic()
        at, ended, rate = self._looks.get(report.mailing.id, (now, report.ended, 0.0))
        if now - at >= 1:
            rate = (report.ended - ended) / (now - at)
        if now - at >= 1 or report.mailing.id not in self._looks:
            self._looks[report.mailing.id] = (now, report.ended, rate)
        if rate <= 0:
            return Markup()
        minutes = math.ceil(report.waiting / rate / 60)
        return texts("broadcasts-report-pace", rate=round(rate, 1), minutes=minutes)

    def keyboard(self, report: ProgressReport) -> Keyboard:
        """What staff can do with it now."""
        texts, mailing = self._content.library.texts, report.mailing
        ended = mailing.state in {MailingStatus.FINISHED, MailingStatus.CANCELLED} and mailing.frozen_at is not None
        stop = Turn(mailing.id, "stop").button(texts.plain("broadcasts-button-stop"))
        rows: list[list[Button]] = []
        if mailing.emergency and mailing.reviewed_by is None:
            rows.append([Turn(mailing.id, "review").button(texts.plain("broadcasts-button-review"))])
        if mailing.state is MailingStatus.HELD:
            rows.append([stop])
        elif mailing.state is MailingStatus.RUNNING:
            rows.append([Turn(mailing.id, "pause").button(texts.plain("broadcasts-button-pause")), stop])
        elif mailing.state is MailingStatus.PAUSED:
            rows.append([Turn(mailing.id, "resume").button(texts.plain("broadcasts-button-resume")), stop])
        if mailing.state is MailingStatus.FINISHED and report.count("failed") > report.reasons.get(BLOCKED, 0):
            rows.append([Turn(mailing.id, "failed").button(texts.plain("broadcasts-button-failed"))])
        if mailing.state is MailingStatus.FINISHED and report.count("unknown"):
            rows.append([Turn(mailing.id, "unknown").button(texts.plain("broadcasts-button-unknown"))])
        if ended:
            rows.append(
                [
                    DrawReport(mailing.id).button(texts.plain("broadcasts-button-chart")),
                    ExportReport(mailing.id).button(texts.plain("broadcasts-button-excel")),
                ]
            )
        if ended and mailing.about is None and report.count("sent"):
            rows.append([AskForCorrection(mailing.id, "edit").button(texts.plain("broadcasts-button-edit"))])
            rows.append([AskForCorrection(mailing.id, "reply").button(texts.plain("broadcasts-button-reply"))])
            if mailing.frozen_at and self._clock() - mailing.frozen_at < RECALLABLE:
                rows.append([Turn(mailing.id, "recall").button(texts.plain("broadcasts-button-recall"))])
        last = [ShowBroadcasts().button(texts.plain("menu-button-back"))]
        if not ended:
            last.insert(0, ShowBroadcast(mailing.id).button(texts.plain("broadcasts-button-renew")))
        return [*rows, last]

    def what(self, mailing: Mailing) -> str:
        """What kind of thing it is, and about which other one."""
        return self._content.library.texts.plain(_DEEDS[mailing.operation], about=str(mailing.about or ""))

    def state(self, mailing: Mailing) -> str:
        return self._content.library.texts.plain(_STATES[mailing.state])

    def repeats(self, mailing: Mailing) -> str:
        """How often it leaves; empty for once."""
        return self._content.library.texts.plain(_REPEATS[mailing.repeats]) if mailing.repeats else ""

    def moment(self, at: datetime) -> str:
        """A time as people in Kyiv read it."""
        return f"{at.astimezone(self._clock().tzinfo):%d.%m.%Y %H:%M}"

    def _reason(self, reason: str) -> str:
        key = "broadcasts-why-network" if reason.startswith("aiohttp.") else _REASONS.get(reason)
        return self._content.library.texts.plain(key) if key else reason

    async def chart(self, mailing_id: int) -> tuple[bytes, str] | None:
        """The outcomes as a PNG, and the same in words for those who do not see it."""
        report = await self.report(mailing_id)
        if report is None:
            return None
        texts = self._content.library.texts
        blocked = report.reasons.get(BLOCKED, 0)
        outcomes = Counter(
            {
                texts.plain("broadcasts-outcome-sent"): report.count("sent"),
                texts.plain("broadcasts-outcome-blocked"): blocked,
                texts.plain("broadcasts-outcome-failed"): report.count("failed") - blocked,
                texts.plain("broadcasts-outcome-skipped"): report.count("skipped"),
                texts.plain("broadcasts-outcome-unknown"): report.count("unknown"),
                texts.plain("broadcasts-outcome-waiting"): report.waiting,
            }
        )
        reasons = Counter({self._reason(reason): count for reason, count in report.reasons.items()})
        title = texts.plain("broadcasts-chart", number=str(mailing_id), planned=report.mailing.planned)
        groups = [
            (texts.plain("broadcasts-chart-outcomes"), outcomes),
            (texts.plain("broadcasts-chart-reasons"), reasons),
        ]
        return await asyncio.to_thread(draw, title, groups), self.words(report)

    async def as_excel(self, mailing_id: int, by: int) -> bytes:
        """A row per recipient: where, outcome, reason, time; not who. The export is logged."""
        await self._audit.note(by, Action.DATA_EXPORTED, f"mailing {mailing_id}")
        texts, zone = self._content.library.texts, self._clock().tzinfo
        headings = [
            texts.plain("broadcasts-column-number"),
            texts.plain("broadcasts-column-place"),
            texts.plain("broadcasts-column-outcome"),
            texts.plain("broadcasts-column-reason"),
            texts.plain("broadcasts-column-at"),
        ]
        rows: list[list[object]] = []
        places: dict[str, str] = {}
        after = 0
        while len(rows) < EXPORTED and (page := await self._outbox.recipients(mailing_id, after, PAGE)):
            for each in page:
                if each.place not in places:
                    places[each.place] = await self._audiences.place_name(each.place)
                outcome = texts.plain(_OUTCOMES[each.state])
                reason = self._reason(each.reason) if each.reason else ""
                at = each.done_at.astimezone(zone) if each.done_at else None
                rows.append([len(rows) + 1, places[each.place], outcome, reason, at])
            after = page[-1].id
        return await asyncio.to_thread(make_excel, headings, rows)


_DEEDS = {
    Operation.SEND: "broadcasts-what-send",
    Operation.REPLY: "broadcasts-what-reply",
    Operation.EDIT: "broadcasts-what-edit",
    Operation.DELETE: "broadcasts-what-delete",
}
_STATES = {
    MailingStatus.DRAFT: "broadcasts-state-draft",
    MailingStatus.HELD: "broadcasts-state-held",
    MailingStatus.RUNNING: "broadcasts-state-running",
    MailingStatus.PAUSED: "broadcasts-state-paused",
    MailingStatus.FINISHED: "broadcasts-state-finished",
    MailingStatus.CANCELLED: "broadcasts-state-cancelled",
}
_REPEATS = {
    Repeat.WEEK: "broadcasts-repeat-week",
    Repeat.MONTH: "broadcasts-repeat-month",
    Repeat.QUARTER: "broadcasts-repeat-quarter",
}
_REASONS = {
    BLOCKED: "broadcasts-why-blocked",
    "crash": "broadcasts-why-crash",
    "too late": "broadcasts-why-late",
    "Timed out": "broadcasts-why-no-answer",
    "Invalid server response": "broadcasts-why-no-answer",
    "unsubscribed": "broadcasts-why-unsubscribed",
}
_OUTCOMES = {
    "sent": "broadcasts-outcome-sent",
    "failed": "broadcasts-outcome-failed",
    "skipped": "broadcasts-outcome-skipped",
    "unknown": "broadcasts-outcome-unknown",
    "planned": "broadcasts-outcome-waiting",
    "retry": "broadcasts-outcome-waiting",
    "claimed": "broadcasts-outcome-waiting",
}
