"""The words of broadcasts: who is meant, what a draft comes to, how far it is, why a message did not arrive."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from content.hromadas import load_hromadas, raions
from content.library import Library
from content.messages import Texts
from services.mailings import ALONE, BLOCKED, STARS, Audience, DraftView, Mailing, MailingStatus, ProgressReport

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
    return texts.plain("broadcasts-what", what=mailing.operation, about=str(mailing.about or ""))


def moment(at: datetime) -> str:
    """A time as people read it."""
    return f"{at:%d.%m.%Y %H:%M}"


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


def _who(meant: Audience, library: Library) -> str:
    texts = library.texts
    if meant.theme:
        theme = next((each.title for each in library.themes if each.id == meant.theme), "")
        return texts.plain("audiences-theme", theme=theme)
    if meant.drive:
        key = "audiences-certified" if meant.certified else "audiences-not-certified"
        return texts.plain(key, number=str(meant.drive))
    if meant.title:
        return texts.plain("audiences-title", title=meant.title)
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


# A draft


def draft(view: DraftView, library: Library) -> Markup:
    """All of it as it will leave, and what should be known before."""
    texts, mailing = library.texts, view.mailing
    kinds = [texts.plain("broadcasts-media-kind", kind=kind) for kind, _ in mailing.content["media"]]
    shown = [texts("broadcasts-media", kinds=", ".join(kinds))] if kinds else []
    return texts(
        "broadcasts-draft",
        number=str(mailing.id),
        what=operation(mailing, texts),
        text=Html("\n".join([*shown, mailing.content["html"]])),
        notes=notes(view, library),
    )


def notes(view: DraftView, library: Library) -> Markup:
    """Whom it reaches and when, and what should be known before it leaves."""
    texts, mailing = library.texts, view.mailing
    lines = [texts("broadcasts-note-audience", audience=audience(mailing.audience, library))]
    lines.append(texts("broadcasts-note-count", count=view.count))
    if view.sample:
        sample = [each or texts.plain("audiences-no-place") for each in view.sample]
        lines.append(texts("broadcasts-note-sample", sample="; ".join(sample)))
    if view.unfilled:
        lines.append(texts("broadcasts-note-fields", count=view.unfilled))
    if view.unknown_fields:
        known = ", ".join(f"{{{name}}}" for name in view.known_fields)
        lines.append(texts("broadcasts-note-unknown-fields", names=", ".join(view.unknown_fields), known=known))
    lines.append(texts("broadcasts-note-when", when=_when(view, texts)))
    if view.load and max(view.load.values()):
        lines.append(_load(view.load, texts))
    if mailing.content["buttons"]:
        names = ", ".join(text for text, _url, _data in mailing.content["buttons"])
        lines.append(texts("broadcasts-note-buttons", names=names))
    if mailing.paid:
        lines.append(texts("broadcasts-note-paid", stars=stars(view.count)))
    if view.count > ALONE:
        second = texts("broadcasts-note-second", most=ALONE)
        lines.append(texts("broadcasts-note-training") if view.training else second)
    return texts.lines(lines)


def _when(view: DraftView, texts: Texts) -> str:
    if view.mailing.starts_at is None:
        return texts.plain("broadcasts-note-now")
    how = texts.plain("broadcasts-repeat", how=view.mailing.repeats)
    return " ".join(filter(None, [moment(view.mailing.starts_at), how]))


def _load(load: Mapping[str, int], texts: Texts) -> Markup:
    most, least = max(load.values()), min(load.values())
    name = next(name for name, count in load.items() if count == most)
    key = "broadcasts-note-load-same" if most == least else "broadcasts-note-load"
    return texts(key, least=least, most=most, name=name)


def stars(count: int) -> int:
    """The most it can cost."""
    return -(-count // round(1 / STARS))


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
            state=texts.plain("broadcasts-state", state=mailing.state),
        ),
        texts("broadcasts-report-to", audience=audience(mailing.audience, library)),
    ]
    if mailing.state is MailingStatus.HELD and mailing.starts_at:
        lines.append(texts("broadcasts-report-starts", at=moment(mailing.starts_at)))
    if mailing.frozen_at:
        lines.append(texts("broadcasts-report-bar", bar="▓" * full + "░" * (10 - full), percent=int(share * 100)))
        lines.append(_counts(report, texts))
    if report.rate > 0:
        minutes = math.ceil(report.outcomes["waiting"] / report.rate / 60)
        lines.append(texts("broadcasts-report-pace", rate=round(report.rate, 1), minutes=minutes))
    if mailing.emergency:
        key = "broadcasts-emergency-reviewed" if mailing.reviewed_by else "broadcasts-emergency-open"
        lines.append(texts(key, reason=mailing.emergency))
    if mailing.reason:
        lines.append(texts("broadcasts-paused-why", reason=reason_words(mailing.reason, texts)))
    return str(texts.lines([*lines, *reasons]))


def _counts(report: ProgressReport, texts: Texts) -> Markup:
    """How many have it, and what became of the others; what nobody met is not named."""
    sent = texts("broadcasts-report", planned=report.mailing.planned, sent=report.count("sent"))
    others = [(outcome, count) for outcome, count in report.outcomes.items() if count and outcome != "sent"]
    return Markup(" ").join([sent, *(texts("broadcasts-report-part", outcome=each, count=n) for each, n in others)])


def reason_words(reason: str, texts: Texts) -> str:
    """Why a message did not arrive; what the bot has no words for is said as Telegram said it."""
    key = "broadcasts-why-network" if reason.startswith("aiohttp.") else _REASONS.get(reason)
    return texts.plain(key) if key else reason


_REASONS = {
    BLOCKED: "broadcasts-why-blocked",
    "crash": "broadcasts-why-crash",
    "too late": "broadcasts-why-late",
    "Timed out": "broadcasts-why-no-answer",
    "Invalid server response": "broadcasts-why-no-answer",
    "unsubscribed": "broadcasts-why-unsubscribed",
}
