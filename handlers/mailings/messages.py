"""The words and buttons of what leaves in bulk, and of the message that shows how far it is."""

from __future__ import annotations

from channels import Outgoing
from channels.taps import Button, Keyboard
from handlers.chat.messages import renders
from handlers.mailings import words
from handlers.mailings.taps import (
    AskForCorrection,
    DrawReport,
    ExportReport,
    ShowBroadcast,
    ShowBroadcasts,
    Turn,
    WhyThis,
)
from services.codes import split
from services.content import Content
from services.mailings import BroadcastMessage, Mailing, MailingStatus, ProgressReport


@renders
def broadcast(content: Content, message: BroadcastMessage) -> Outgoing:
    """The text, its code, and the way to learn why one gets it; an album can bear no buttons."""
    texts, mailing = content.library.texts, message.mailing
    is_album = len(message.media) > 1
    footer = texts(
        "broadcasts-footer-album" if is_album else "broadcasts-footer",
        code=split(mailing.code),
        number=str(mailing.id),
    )
    why = WhyThis(mailing.id).button(texts.plain("broadcasts-button-why"))
    return Outgoing(
        f"{message.html}\n\n{footer}" if message.html else str(footer),
        () if is_album else [*buttons_of(mailing), [why]],
        message.media,
        message.reply_to,
        mailing.paid,
    )


def buttons_of(mailing: Mailing) -> Keyboard:
    """The buttons that staff put below it."""
    return [[Button(text, data or None, url or None)] for text, url, data in mailing.content["buttons"]]


@renders
def progress_report(content: Content, message: ProgressReport) -> Outgoing:
    return Outgoing(words.progress(message, content.library), _what_can_be_done(content, message))


def _what_can_be_done(content: Content, report: ProgressReport) -> Keyboard:
    texts, mailing = content.library.texts, report.mailing
    finished = mailing.state is MailingStatus.FINISHED
    ended = (finished or mailing.state is MailingStatus.CANCELLED) and mailing.frozen_at is not None
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
    if finished and report.failed > 0:
        rows.append([Turn(mailing.id, "failed").button(texts.plain("broadcasts-button-failed"))])
    if finished and report.count("unknown"):
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
        if report.is_recallable:
            rows.append([Turn(mailing.id, "recall").button(texts.plain("broadcasts-button-recall"))])
    last = [ShowBroadcasts().button(texts.plain("menu-button-back"))]
    if not ended:
        last.insert(0, ShowBroadcast(mailing.id).button(texts.plain("broadcasts-button-renew")))
    return [*rows, last]
