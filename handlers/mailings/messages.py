"""The words and buttons of what leaves in bulk, of requests to the staff, and of the message that shows progress."""

from __future__ import annotations

from channels import Outgoing
from channels.taps import Button
from handlers.chat.messages import renders
from handlers.mailings import taps
from services.codes import split
from services.content import Content
from services.mailings import BroadcastMessage, DraftView, MailingStatus, ProgressReport, SentInEmergency, words


@renders
def broadcast(content: Content, message: BroadcastMessage) -> Outgoing:
    """The text, its code, and the way to learn why one gets it; an album can bear no buttons."""
    texts, mailing = content.texts, message.mailing
    is_album = len(message.media) > 1
    key = "broadcasts-footer-album" if is_album else "broadcasts-footer"
    footer = texts(key, code=split(mailing.code), number=str(mailing.id))
    buttons = [[Button(text, data or None, url or None)] for text, url, data in mailing.content["buttons"]]
    why = taps.WhyThis(mailing.id).button(texts.plain("broadcasts-button-why"))
    return Outgoing(
        f"{message.html}\n\n{footer}" if message.html else str(footer),
        () if is_album else [*buttons, [why]],
        message.media,
        message.reply_to,
        mailing.paid,
    )


@renders
def approval_asked(content: Content, message: DraftView) -> Outgoing:
    texts, mailing = content.texts, message.mailing
    text, notes = words.Html(mailing.content["html"]), words.notes(message, content.library)
    rows = [
        [taps.ApproveBroadcast(mailing.id, message.seal).button(texts.plain("broadcasts-button-approve"))],
        [taps.AskForEmergency(mailing.id).button(texts.plain("broadcasts-button-emergency"))],
    ]
    return Outgoing(texts("broadcasts-approve", number=str(mailing.number), text=text, notes=notes), rows)


@renders
def sent_in_emergency(content: Content, message: SentInEmergency) -> Outgoing:
    texts, mailing = content.texts, message.mailing
    text = words.Html(mailing.content["html"])
    rows = [
        [taps.Turn(mailing.id, "review").button(texts.plain("broadcasts-button-review"))],
        [taps.AskToTurn(mailing.id, "stop").button(texts.plain("broadcasts-button-stop"))],
    ]
    return Outgoing(
        texts("broadcasts-emergency-note", number=str(mailing.number), reason=message.reason, text=text), rows
    )


@renders
def progress_report(content: Content, message: ProgressReport) -> Outgoing:
    """How far it is, and what can be done about it."""
    texts, mailing = content.texts, message.mailing

    def turn(what: str, key: str) -> Button:
        return taps.Turn(mailing.id, what).button(texts.plain(key))

    def again(what: str, key: str) -> Button:
        return taps.AskToTurn(mailing.id, what).button(texts.plain(key))

    def correct(operation: str, key: str) -> Button:
        return taps.AskForCorrection(mailing.id, operation).button(texts.plain(key))

    finished = mailing.state is MailingStatus.FINISHED
    ended = (finished or mailing.state is MailingStatus.CANCELLED) and mailing.frozen_at is not None
    stop = taps.AskToTurn(mailing.id, "stop").button(texts.plain("broadcasts-button-stop"))
    rows: list[list[Button]] = []
    if mailing.emergency and mailing.reviewed_by is None:
        rows.append([turn("review", "broadcasts-button-review")])
    if mailing.state is MailingStatus.HELD:
        rows.append([stop])
    elif mailing.state is MailingStatus.RUNNING:
        rows.append([turn("pause", "broadcasts-button-pause"), stop])
    elif mailing.state is MailingStatus.PAUSED:
        rows.append([turn("resume", "broadcasts-button-resume"), stop])
    if finished and message.outcomes["failed"] > 0 and not message.is_recalled:
        rows.append([again("failed", "broadcasts-button-failed")])
    if finished and message.count("unknown") and not message.is_recalled:
        rows.append([again("unknown", "broadcasts-button-unknown")])
    if ended:
        chart = taps.DrawReport(mailing.id).button(texts.plain("broadcasts-button-chart"))
        rows.append([chart, taps.ExportReport(mailing.id).button(texts.plain("broadcasts-button-excel"))])
    if ended and mailing.about is None and message.count("sent") and not message.is_recalled:
        rows += [[correct("edit", "broadcasts-button-edit")], [correct("reply", "broadcasts-button-reply")]]
        if message.is_recallable:
            recall = taps.AskToTurn(mailing.id, "recall")
            rows.append([recall.button(texts.plain("broadcasts-button-recall"))])
    last = [taps.ShowBroadcasts().button(texts.plain("menu-button-back"))]
    if not ended:
        last.insert(0, taps.ShowBroadcast(mailing.id).button(texts.plain("broadcasts-button-renew")))
    return Outgoing(words.progress(message, content.library), [*rows, last])
