"""How the staff's summary of a day is worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from channels import Outgoing
from content.messages import Texts
from handlers import waiting
from handlers.chat.messages import renders
from handlers.notices.words import SHORT
from services.clock_leaps import ClockLeapt
from services.content import Content
from services.daily_summary import SHOWN, DaySummary
from services.notices import Obligation
from services.operation.backups import LastBackup
from services.operation.failures import Failure
from services.text import shorten


@renders
def clock_leapt(content: Content, message: ClockLeapt) -> Outgoing:
    return Outgoing(content.texts("clock-leapt", day=message.today, at=message.at, days=message.days))


@renders
def day_summary(content: Content, message: DaySummary) -> Outgoing:
    texts = content.texts
    lines: list[str] = [texts("daily-summary-title", day=message.today)]
    if message.new:
        names = ", ".join(f"№ {each.id}" for each in message.new[:SHOWN])
        lines.append(texts("daily-summary-new", names=names))
    for each in message.events:
        times = ", ".join(f"{one.starts_at:%H:%M}" for one in each.live if one.starts_at.date() == message.today)
        lines.append(texts("daily-summary-event", title=each.name, times=times))
    lines += _group(texts, "daily-summary-due", message.due)
    lines += _group(texts, "daily-summary-late", message.late)
    lines += waiting.lines(message.waits, texts)
    lines += _failed(texts, message.failed)
    if message.webhook:
        state = message.webhook
        at = f"{state.error_at:%H:%M}" if state.error_at else ""
        values = {"trouble": str(state.trouble), "at": at, "words": state.error, "count": state.pending}
        lines.append(texts("daily-summary-webhook", **values))
    backup = message.backup
    if len(lines) == 1 and (backup is None or (backup.ended_at and not backup.problem)):
        lines.append(texts("daily-summary-quiet"))
    if backup:
        lines.append(_backup(texts, backup))
    return Outgoing(texts.lines(lines))


def _group(texts: Texts, key: str, obligations: Sequence[Obligation]) -> list[str]:
    """How many posts owe how much, notice by notice; nothing where nobody does."""
    if not obligations:
        return []
    counted = Counter(each.notice.id for each in obligations)
    words = {each.notice.id: shorten(each.notice.text, SHORT) for each in obligations}
    return [
        texts(key, count=len(obligations)),
        *(
            texts("daily-summary-line", number=str(notice), text=words[notice], count=count)
            for notice, count in counted.most_common(SHOWN)
        ),
    ]


def _failed(texts: Texts, failures: Sequence[Failure]) -> list[str]:
    """A line for each job, and one for all rows of a kind; nothing where nothing failed."""
    lines = []
    for name, group in groupby(failures, lambda each: (each.is_job, each.name)):
        failed = list(group)
        first, called = failed[0], texts.plain("daily-summary-name", name=name[1])
        if first.is_job:
            works = "yes" if first.ended_at else "no"
            since, at = first.since_at.date(), f"{first.since_at:%H:%M}"
            values = {"count": first.times, "works": works, "day": since, "at": at}
            lines.append(texts("daily-summary-failed-job", name=called, reference=first.reference, **values))
        else:
            numbers = ", ".join(each.item for each in failed[:SHOWN])
            values = {"count": len(failed), "numbers": numbers, "more": max(0, len(failed) - SHOWN)}
            lines.append(texts("daily-summary-failed-rows", name=called, reference=first.reference, **values))
    return [texts("daily-summary-failed"), *lines] if lines else []


def _backup(texts: Texts, backup: LastBackup) -> str:
    if backup.ended_at is None:
        return texts("daily-summary-backup-missing")
    at = f"{backup.ended_at:%H:%M}"
    if backup.problem:
        return texts("daily-summary-backup-failed", at=at, problem=backup.problem)
    return texts("daily-summary-backup", at=at, rows=backup.rows)
