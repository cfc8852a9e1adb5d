"""How the bot words what this area says of its own accord: new notices, reminders, requests to the staff, boards."""

from __future__ import annotations

from collections import Counter

from markupsafe import escape

from channels import Outgoing
from channels.taps import Button, Keyboard
from content.messages import Texts
from handlers.chat.messages import renders
from handlers.notices import taps
from handlers.notices.words import (
    SHORT,
    change_lines,
    describe,
    draft,
    keyboard,
    line,
    open_button,
)
from services.content import Content
from services.notices import (
    Board,
    Decided,
    DecisionAsked,
    FieldKind,
    Form,
    ListReason,
    MailClosed,
    MailFailed,
    NewObligation,
    NoticeCorrected,
    NoticeDraft,
    NoticeEnded,
    NoticeInEmergency,
    NoticeMoved,
    ObligationList,
    ObligationStage,
    UploadedFile,
    due,
    due_day,
    ended,
    kept,
    raion,
    working_days,
)
from services.text import shorten

BEHIND = 12
"""Posts that are named in a board, with all the rest around them."""


@renders
def new_obligation(content: Content, message: NewObligation) -> Outgoing:
    texts = content.texts
    return Outgoing(describe(texts, message.view), keyboard(texts, message.view))


@renders
def obligation_list(content: Content, message: ObligationList) -> Outgoing:
    texts = content.texts
    heading = texts("notices-heading", reason=message.reason, count=len(message.views) + message.more)
    html = texts.lines([heading, "", *(line(texts, view) for view in message.views)])
    if message.more:
        html = texts.lines([html, texts("notices-more", count=message.more)])
    rows = [[open_button(texts, each)] for each in message.own]
    if message.reason is ListReason.DIGEST:
        rows.append([taps.TakeCalendar().button(texts.plain("notices-button-calendar"))])
    return Outgoing(html, rows)


@renders
def decision_asked(content: Content, message: DecisionAsked) -> Outgoing:
    texts, obligation, question = content.texts, message.view.obligation, message.question
    number, post, why = str(obligation.notice.id), message.view.post, message.why
    if message.extension is None:
        html = texts("notices-declined", number=number, post=post, why=why)
    else:
        working = working_days(texts, message.extension)
        due_on = due(texts, obligation.due_on, obligation.due_time)
        html = texts("notices-time-asked", number=number, post=post, why=why, due=due_on, working=working)
    buttons = [
        taps.Decide(obligation.number, question, int(agreed), 0).button(
            texts.plain("notices-button-decide", decision=question.decided(agreed=agreed))
        )
        for agreed in (True, False)
    ]
    return Outgoing(html, [buttons])


@renders
def decided(content: Content, message: Decided) -> Outgoing:
    texts, obligation = content.texts, message.view.obligation
    html = texts(
        "notices-told",
        decision=message.decision,
        number=str(obligation.notice.id),
        due=due(texts, obligation.due_on, obligation.due_time),
        before=message.before,
    )
    return Outgoing(html, keyboard(texts, message.view))


@renders
def second_asked(content: Content, message: NoticeDraft) -> Outgoing:
    texts, number = content.texts, message.notice.id
    rows = [
        [taps.SendNotice(number, message.seal).button(texts.plain("notices-button-send"))],
        [taps.ChooseReading(number).button(texts.plain("notices-button-look"))],
        [taps.AskForEmergency(number).button(texts.plain("broadcasts-button-emergency"))],
    ]
    return Outgoing(texts.lines([texts("notices-second-asked"), draft(texts, message)]), rows)


@renders
def notice_in_emergency(content: Content, message: NoticeInEmergency) -> Outgoing:
    texts, notice = content.texts, message.notice
    html = texts("notices-emergency", number=str(notice.id), reason=notice.emergency, text=notice.text)
    review = taps.ReviewNotice(notice.id).button(texts.plain("broadcasts-button-review"))
    return Outgoing(html, [[taps.StopNotice(notice.id).button(texts.plain("notices-button-stop"))], [review]])


@renders
def notice_corrected(content: Content, message: NoticeCorrected) -> Outgoing:
    texts, view = content.texts, message.view
    told = texts("notices-corrected", again="yes" if view.obligation.lacks_ack else "no")
    changed = change_lines(texts, message.changes) if message.changes else []
    changed += [str(escape(kept(texts, message.kept)))] if message.kept else []
    return Outgoing(texts.lines([told, *changed, "", describe(texts, view)]), keyboard(texts, view))


@renders
def notice_moved(content: Content, message: NoticeMoved) -> Outgoing:
    texts, view = content.texts, message.view
    obligation = view.obligation
    day = due_day(texts, obligation.due_on, obligation.due_time)
    html = texts("notices-moved", number=str(obligation.notice.id), post=view.post, due=day, before=message.before)
    return Outgoing(html, keyboard(texts, view))


@renders
def notice_ended(content: Content, message: NoticeEnded) -> Outgoing:
    return Outgoing(content.texts("notices-ended-told", what=ended(content.texts, message.view.obligation.notice)))


@renders
def mail_failed(content: Content, message: MailFailed) -> Outgoing:
    number, posts = str(message.notice.id), ", ".join(message.posts)
    return Outgoing(content.texts("mails-failed", number=number, posts=posts, problem=message.problem))


@renders
def mail_closed(content: Content, message: MailClosed) -> Outgoing:
    values = {"trouble": message.trouble, "waiting": message.waiting, "reference": message.reference}
    return Outgoing(content.texts("mails-closed", **values))


@renders
def uploaded_file(content: Content, message: UploadedFile) -> Outgoing:
    number, texts = str(message.notice.id), content.texts
    return Outgoing(texts("replies-uploaded", number=number, post=message.post, label=message.label))


@renders
def board(content: Content, message: Board) -> Outgoing:
    """Where the posts stand in words, raion by raion, and what staff can do."""
    texts, notice, rows = content.texts, message.notice, message.rows
    behind = [row.name for row in rows if not row.obligation.is_done]
    lines = [
        texts(
            "notices-progress",
            number=str(notice.id),
            text=shorten(notice.text, SHORT),
            due=due(texts, notice.due_on, notice.due_time),
            addressed=len(rows),
            told=sum(row.obligation.told_at is not None for row in rows),
            acknowledged=sum(row.obligation.acknowledged_at is not None for row in rows),
            asks="yes" if notice.form else "no",
            replied=sum(row.obligation.replied_at is not None for row in rows),
            late=sum(row.stage is ObligationStage.LATE for row in rows),
        )
    ]
    if notice.ending:
        lines.append(texts("notices-state-ended", what=ended(texts, notice)))
    if message.written:
        leaves_at = message.written.leaves_at
        at = f"{leaves_at:%H:%M:%S}" if leaves_at else "none"
        lines.append(texts("notices-being-corrected", at=at))
    if notice.emergency:
        reviewed = "broadcasts-emergency-reviewed" if notice.reviewed_by else "broadcasts-emergency-open"
        lines.append(texts(reviewed, reason=notice.emergency))
    for name, of_raion in message.raions().items():
        counts = Counter(row.stage for row in of_raion)
        stages = ", ".join(
            f"{texts.plain('notice-board-stage', stage=each)} {counts[each]}"
            for each in ObligationStage
            if counts[each]
        )
        lines.append(texts("notice-board-raion", raion=raion(texts, name), stages=stages))
    if behind:
        names = ", ".join(behind[:BEHIND])
        lines.append(texts("notices-behind", names=names, more=len(behind) - len(behind[:BEHIND])))
    return Outgoing(texts.lines(lines), _board_buttons(texts, message, len(behind)))


def _board_buttons(texts: Texts, board: Board, behind: int) -> Keyboard:
    notice = board.notice
    rows: list[list[Button]] = []
    if board.written and board.written.leaves_at:
        rows.append([taps.StopNotice(notice.id).button(texts.plain("notices-button-stop"))])
    if notice.emergency and notice.reviewed_by is None:
        rows.append([taps.ReviewNotice(notice.id).button(texts.plain("broadcasts-button-review"))])
    rows += [
        [
            taps.ChooseReading(notice.id).button(texts.plain("notices-button-look")),
            taps.ChangeNotice(notice.id).button(texts.plain("notices-button-change")),
        ],
        [
            taps.DrawBoard(notice.id).button(texts.plain("notices-button-board")),
            taps.ExportBoard(notice.id).button(texts.plain("broadcasts-button-excel")),
        ],
    ]
    if notice.form:
        rows.append(
            [
                taps.DrawReplies(notice.id).button(texts.plain("notices-button-replies")),
                taps.ExportReplies(notice.id).button(texts.plain("notices-button-replies-excel")),
            ]
        )
    if any(field.kind is FieldKind.FILE for field in Form.of(notice).fields):
        rows.append([taps.TakeReplyFiles(notice.id, 0).button(texts.plain("replies-button-files"))])
    if behind:
        rows.append([taps.Urge(notice.id, 0).button(texts.plain("notices-button-urge", count=behind))])
        rows.append([taps.CallPosts(notice.id, 0, 0, 0).button(texts.plain("notices-button-call"))])
    rows.append([taps.SaveTemplate(notice.id, 0).button(texts.plain("templates-button-save"))])
    rows.append([taps.ShowNotices().button(texts.plain("menu-button-back"))])
    return rows
