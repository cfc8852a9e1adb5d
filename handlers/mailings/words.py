"""The words of the screens of broadcasts: who is meant, when it leaves, how far it is, why it did not arrive."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, tzinfo

from markupsafe import Markup

from content.hromadas import load_hromadas, raions
from content.library import Library
from content.messages import Texts
from services.mailings import BLOCKED, Audience, Mailing, MailingStatus, Operation, ProgressReport, Repeat
from services.people import Title

NAMED = 4
"""Hromadas that are named; of more the number is said."""
REASONS = 5


class Html(str):
    """Text that is Telegram HTML already: Telegram itself gave it, from a message of the staff."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


# A mailing


def operation(mailing: Mailing, texts: Texts) -> str:
    """What kind of thing it is, and about which other one."""
    return texts.plain(_OPERATIONS[mailing.operation], about=str(mailing.about or ""))


def status(mailing: Mailing, texts: Texts) -> str:
    return texts.plain(_STATUSES[mailing.state])


def repeats(mailing: Mailing, texts: Texts) -> str:
    """How often it leaves; empty for once."""
    return texts.plain(_REPEATS[mailing.repeats]) if mailing.repeats else ""


def moment(at: datetime, zone: tzinfo | None) -> str:
    """A time as people of that zone read it."""
    return f"{at.astimezone(zone):%d.%m.%Y %H:%M}"


# Who is meant


def audience(meant: Audience, library: Library) -> str:
    """Who is meant, in one line."""
    texts = library.texts
    parts = [_who(meant, library), _where(meant.places, texts.plain("audiences-everywhere"), texts)]
    if meant.excluded:
        parts.append(texts.plain("audiences-excluded", names=_where(meant.excluded, "", texts)))
    if meant.active_days:
        parts.append(texts.plain("audiences-active", days=meant.active_days))
    if meant.notice:
        key = "audiences-acknowledged" if meant.acknowledged else "audiences-not-acknowledged"
        parts.append(texts.plain(key, number=str(meant.notice)))
    return ", ".join(parts)


def title(meant: Title, texts: Texts) -> str:
    """Those who hold such posts, in the plural."""
    return texts.plain(_TITLES[meant])


def _who(meant: Audience, library: Library) -> str:
    texts = library.texts
    if meant.theme:
        theme = next((each.title for each in library.themes if each.id == meant.theme), "")
        return texts.plain("audiences-theme", theme=theme)
    if meant.drive:
        key = "audiences-certified" if meant.certified else "audiences-not-certified"
        return texts.plain(key, number=str(meant.drive))
    if meant.title:
        return title(Title(meant.title), texts)
    return texts.plain("audiences-staff" if meant.staff else "audiences-nobody")


def _where(places: Sequence[str], everywhere: str, texts: Texts) -> str:
    if not places:
        return everywhere
    chosen = [each for each in load_hromadas() if each.katottg in places]
    for raion in raions():
        if chosen == [each for each in load_hromadas() if each.raion == raion]:
            return texts.plain("fields-raion-of", name=raion)
    if len(chosen) > NAMED:
        return texts.plain("audiences-hromadas", count=len(chosen))
    return ", ".join(texts.plain("posts-hromada", name=each.name) for each in chosen)


# How far it is


def progress(report: ProgressReport, library: Library) -> str:
    """How far it has come, in words and a bar."""
    texts, mailing = library.texts, report.mailing
    share = report.ended / mailing.planned if mailing.planned else 0.0
    full = int(share * 10)
    reasons = [
        texts("broadcasts-reason", reason=reason_words(reason, texts), count=count)
        for reason, count in list(report.reasons.items())[:REASONS]
        if reason != BLOCKED
    ]
    lines = [
        texts(
            "broadcasts-report-title",
            number=str(mailing.id),
            what=operation(mailing, texts),
            state=status(mailing, texts),
        ),
        texts("broadcasts-report-to", audience=audience(mailing.audience, library)),
    ]
    if mailing.state is MailingStatus.HELD and mailing.starts_at:
        lines.append(texts("broadcasts-report-starts", at=moment(mailing.starts_at, report.now.tzinfo)))
    if mailing.frozen_at:
        lines.append(texts("broadcasts-report-bar", bar="▓" * full + "░" * (10 - full), percent=int(share * 100)))
        lines.append(_counts(report, texts))
    if report.rate > 0:
        minutes = math.ceil(report.waiting / report.rate / 60)
        lines.append(texts("broadcasts-report-pace", rate=round(report.rate, 1), minutes=minutes))
    if mailing.emergency:
        key = "broadcasts-emergency-reviewed" if mailing.reviewed_by else "broadcasts-emergency-open"
        lines.append(texts(key, reason=mailing.emergency))
    if mailing.reason:
        lines.append(texts("broadcasts-paused-why", reason=reason_words(mailing.reason, texts)))
    return str(texts.lines([*lines, *reasons]))


def _counts(report: ProgressReport, texts: Texts) -> Markup:
    """How many have it, and what became of the others; what nobody met is not named."""
    others = {
        "broadcasts-report-blocked": report.blocked,
        "broadcasts-report-failed": report.failed,
        "broadcasts-report-skipped": report.count("skipped"),
        "broadcasts-report-unknown": report.count("unknown"),
        "broadcasts-report-waiting": report.waiting,
    }
    sent = texts("broadcasts-report", planned=report.mailing.planned, sent=report.count("sent"))
    return Markup(" ").join([sent, *(texts(key, count=count) for key, count in others.items() if count)])


def reason_words(reason: str, texts: Texts) -> str:
    """Why a message did not arrive; what the bot has no words for is said as Telegram said it."""
    key = "broadcasts-why-network" if reason.startswith("aiohttp.") else _REASONS.get(reason)
    return texts.plain(key) if key else reason


def outcome(state: str, texts: Texts) -> str:
    """What became of one message."""
    return texts.plain(_OUTCOMES[state])


_OPERATIONS = {
    Operation.SEND: "broadcasts-what-send",
    Operation.REPLY: "broadcasts-what-reply",
    Operation.EDIT: "broadcasts-what-edit",
    Operation.DELETE: "broadcasts-what-delete",
}
_STATUSES = {
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
_TITLES = {
    Title.HEAD: "audiences-head",
    Title.CDTO: "audiences-cdto",
    Title.COORDINATOR: "audiences-coordinator",
    Title.MATERNITY: "audiences-maternity",
}
