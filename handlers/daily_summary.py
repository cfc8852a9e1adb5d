"""How the staff's summary of a day is worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from channels import Outgoing
from content.messages import Texts
from handlers.chat.messages import renders
from handlers.notices.words import SHORT
from services.content import Content
from services.daily_summary import SHOWN, DaySummary
from services.notices import Obligation
from services.operation.backups import LastBackup
from services.text import shorten


@renders
def day_summary(content: Content, message: DaySummary) -> Outgoing:
    texts = content.texts
    lines: list[str] = [texts("daily-summary-title", day=message.today)]
    if message.new:
        names = ", ".join(f"№ {each.id}" for each in message.new[:SHOWN])
        lines.append(texts("daily-summary-new", names=names))
    lines += _group(texts, "daily-summary-due", message.due)
    lines += _group(texts, "daily-summary-late", message.late)
    if message.undecided:
        lines.append(texts("daily-summary-undecided", count=message.undecided))
    if message.unsent_notices or message.unsent_broadcasts:
        notices, broadcasts = message.unsent_notices, message.unsent_broadcasts
        lines.append(texts("daily-summary-unsent", notices=notices, broadcasts=broadcasts))
    if message.certificates:
        lines.append(texts("daily-summary-certificates", count=message.certificates))
    if message.unreviewed:
        lines.append(texts("daily-summary-unreviewed", count=message.unreviewed))
    if message.failed:
        worst = Counter(message.failed).most_common(SHOWN)
        lines.append(texts("daily-summary-failed", names=", ".join(f"{name} × {count}" for name, count in worst)))
    if len(lines) == 1:
        lines.append(texts("daily-summary-quiet"))
    if message.backup:
        lines.append(_backup(texts, message.backup))
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


def _backup(texts: Texts, backup: LastBackup) -> str:
    if backup.ended_at is None:
        return texts("daily-summary-backup-missing")
    at = f"{backup.ended_at:%H:%M}"
    if backup.problem:
        return texts("daily-summary-backup-failed", at=at, problem=backup.problem)
    return texts("daily-summary-backup", at=at, rows=backup.rows)
