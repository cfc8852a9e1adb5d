"""The words of broadcasts: who is meant, what a draft comes to, how far it is, why a message did not arrive."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from content.hromadas import load_hromadas, raions
from content.library import Library
from content.messages import Texts
from services.codes import split
from services.mailings.broadcasts import ALONE, STARS
from services.mailings.messages import DraftView
from services.mailings.progress import ProgressReport
from services.text import shorten
from storage.mailings import BLOCKED, Audience, Mailing, MailingStatus, Recipient

NAMED = 4
"""Hromadas that are named; of more the number is said."""
REASONS = 5
SUBJECT = 60
"""Characters of its text that stand in the list."""


class Html(str):
    """Text that is Telegram HTML already: Telegram itself gave it, from a message of the staff."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


# A mailing


def operation(mailing: Mailing, texts: Texts) -> str:
    """What kind of thing it is, and about which other one."""
    return texts.plain("broadcasts-what", what=mailing.operation, about=str(mailing.about_number or ""))


def subject(mailing: Mailing, texts: Texts) -> str:
    """The beginning of its text; of one without words the kinds of its files."""
    text = texts.lines([Html(mailing.content["html"])]).striptags()
    return shorten(text, SUBJECT) or ", ".join(kinds(mailing, texts))


def code(mailing: Mailing) -> str:
    """By which /verify finds it, as it is read best."""
    return split(mailing.code) if mailing.code else ""


def kinds(mailing: Mailing, texts: Texts) -> list[str]:
    return [texts.plain("broadcasts-media-kind", kind=kind) for kind, _ in mailing.content["media"]]


def in_list(mailing: Mailing, library: Library) -> Markup:
    """What it says, to whom, when, and where it stands."""
    texts, says = library.texts, subject(mailing, library.texts)
    title = texts(
        "broadcasts-listed",
        number=str(mailing.number),
        what=operation(mailing, texts),
        state=texts.plain("broadcasts-state", state=mailing.state),
        at=moment(mailing.starts_at or mailing.made_at),
    )
    lines = [texts("broadcasts-report-subject", subject=says)] if says else []
    return texts.lines([title, *lines, texts("broadcasts-report-to", audience=audience(mailing.audience, library))])


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
    return texts(
        "broadcasts-draft",
        number=str(mailing.number),
        what=operation(mailing, texts),
        text=whole(mailing, texts),
        notes=notes(view, library),
    )


def whole(mailing: Mailing, texts: Texts) -> Html:
    """All that it says, with the kinds of its files."""
    files = kinds(mailing, texts)
    shown = [texts("broadcasts-media", kinds=", ".join(files))] if files else []
    return Html("\n".join([*shown, mailing.content["html"]]))


def notes(view: DraftView, library: Library) -> Markup:
    """Whom it reaches and when, and what should be known before it leaves."""
    return library.texts.lines(note_lines(view, library))


def note_lines(view: DraftView, library: Library) -> list[Markup]:
    """The same, line by line."""
    texts, mailing = library.texts, view.mailing
    lines = [texts("broadcasts-note-audience", audience=audience(mailing.audience, library))]
    lines.append(texts("broadcasts-note-count", count=view.count))
    if view.sample:
        sample = [each or texts.plain("audiences-no-place") for each in view.sample]
        lines.append(texts("broadcasts-note-sample", sample="; ".join(sample)))
    if view.missing:
        more = max(0, len(view.missing) - NAMED)
        lines.append(texts("broadcasts-note-missing", names=", ".join(view.missing[:NAMED]), more=more))
    if view.fields:
        lines.append(texts("broadcasts-note-fields", fields="; ".join(view.fields)))
    if view.unfilled:
        lines.append(texts("broadcasts-note-unfilled", count=view.unfilled, fields="; ".join(view.fields_of_none)))
    if view.unknown_fields:
        lines.append(texts("broadcasts-note-unknown-fields", names=", ".join(view.unknown_fields)))
    lines.append(texts("broadcasts-note-when", when=_when(view, texts)))
    if view.leaves_at:
        lines.append(texts("broadcasts-note-heads", at=moment(view.leaves_at)))
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
    return lines


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
    counted = Counter[str]()
    for reason, count in report.reasons.items():
        counted[reason_words(reason, texts)] += count if reason != BLOCKED else 0
    reasons = [texts("broadcasts-reason", reason=each, count=n) for each, n in counted.most_common(REASONS) if n]
    lines: list[str] = [
        texts(
            "broadcasts-report-title",
            number=str(mailing.number),
            what=operation(mailing, texts),
            state=texts.plain("broadcasts-state", state=mailing.state),
        ),
        texts("broadcasts-report-to", audience=audience(mailing.audience, library)),
    ]
    if mailing.state is MailingStatus.HELD and mailing.starts_at:
        lines.insert(1, whole(mailing, texts))
        lines.append(texts("broadcasts-report-starts", at=moment(mailing.starts_at)))
    elif mailing.content["html"] or mailing.content["media"]:
        lines.insert(1, texts("broadcasts-report-subject", subject=subject(mailing, texts)))
    if report.is_recalled:
        lines.append(texts("broadcasts-report-recalled"))
    if mailing.frozen_at:
        lines.append(texts("broadcasts-report-bar", bar="▓" * full + "░" * (10 - full), percent=int(share * 100)))
        lines.append(_counts(report, texts))
    if report.rate > 0:
        lines.append(texts("broadcasts-report-pace", rate=round(report.rate, 1), minutes=minutes_left(report)))
    if mailing.emergency:
        key = "broadcasts-emergency-reviewed" if mailing.reviewed_by else "broadcasts-emergency-open"
        lines.append(texts(key, reason=mailing.emergency))
    if mailing.reason:
        lines.append(texts("broadcasts-paused-why", reason=reason_words(mailing.reason, texts)))
    return str(texts.lines([*lines, *reasons]))


def minutes_left(report: ProgressReport) -> int:
    """How long it goes on at its pace; 0 where that is not known."""
    return math.ceil(report.outcomes["waiting"] / report.rate / 60) if report.rate > 0 else 0


def sheet(recipients: Sequence[Recipient], texts: Texts) -> list[list[object]]:
    """A row for each recipient, as Excel shows it: where, what became of it, why, when; not who."""
    return [
        [
            number,
            each.place,
            texts.plain("broadcasts-outcome", outcome=each.state),
            reason_words(each.reason, texts) if each.reason else "",
            each.done_at,
        ]
        for number, each in enumerate(recipients, 1)
    ]


def _counts(report: ProgressReport, texts: Texts) -> Markup:
    """How many have it, and what became of the others; what nobody met is not named."""
    sent = texts("broadcasts-report", planned=report.mailing.planned, sent=report.count("sent"))
    others = [(outcome, count) for outcome, count in report.outcomes.items() if count and outcome != "sent"]
    return Markup(" ").join([sent, *(texts("broadcasts-report-part", outcome=each, count=n) for each, n in others)])


def reason_words(reason: str, texts: Texts) -> str:
    """Why a message did not arrive."""
    why = "network" if reason.startswith("aiohttp.") else reason.lower().replace(" ", "-")
    return texts.plain("broadcasts-reason-why", why=why)
