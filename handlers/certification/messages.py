"""The words and buttons of what the bot says of drives, certificates and batches of its own accord."""

from __future__ import annotations

from channels import Outgoing
from channels.taps import Button
from content.messages import Texts
from handlers.certification.taps import HandIn, IsMember, IsNobody, ListWaiting, ShowBody, ShowPace, TakePart
from handlers.certification.words import bar, course_button
from handlers.chat.messages import renders
from handlers.chat.taps import ShowMyCertificates
from services.certification import (
    BatchReport,
    CertificateDecided,
    CodeHandedInTwice,
    CoordinatorList,
    CourseReminder,
    JoiningDecided,
    JoiningUnsure,
    LeftOutOfBatch,
    MemberState,
    OwedToDrive,
    RemindersMissing,
    course_name,
)
from services.content import Content

NAMED = 15
"""Members in one list on a phone."""
LIKELY = 5
"""Members as whom somebody may be known who joins."""
LEFT_OUT = 10
"""Files and rows of a batch that are named."""


@renders
def remind_of_courses(content: Content, message: CourseReminder) -> Outgoing:
    texts = content.library.texts
    parts: list[str] = []
    rows: list[list[Button]] = []
    hand_in = [HandIn().button(texts.plain("drives-button-hand-in"))]
    if course := message.next_course:
        parts.append(texts("drives-learn", course=course.title, about=course.about))
        rows.append([course_button(texts, course)])
        rows += [hand_in, [ShowPace().button(texts.plain("drives-button-pace"))]]
    for owed in message.drives:
        parts.append(_owed(texts, owed))
        rows += [*([course_button(texts, each)] for each in owed.courses), hand_in]
    return Outgoing(texts.lines(parts), rows)


def _owed(texts: Texts, owed: OwedToDrive) -> str:
    title, due_on = owed.drive.title, owed.drive.due_on
    names = ", ".join(f"«{each.title}»" for each in owed.courses)
    if owed.just_begun:
        return texts("drives-start", title=title, due=due_on, courses=names)
    if owed.days_left < 0:
        return texts("drives-late", title=title, due=due_on, courses=names)
    return texts("drives-reminder", title=title, due=due_on, left=owed.days_left, courses=names)


@renders
def list_for_coordinator(content: Content, message: CoordinatorList) -> Outgoing:
    texts = content.library.texts
    parts = [
        texts(
            "drives-list",
            title=each.drive.title,
            place=each.place_name,
            due=each.drive.due_on,
            bar=bar(texts, each.certified, each.members),
            names=", ".join(each.names[:NAMED]),
            more=max(len(each.names) - NAMED, 0),
        )
        for each in message.places
    ]
    open_list = texts.plain("drives-button-unit")
    rows = [[ShowBody(each.drive.id, each.place).button(open_list)] for each in message.places]
    return Outgoing(texts.lines(parts), rows)


@renders
def warn_of_missing_reminders(content: Content, message: RemindersMissing) -> Outgoing:
    texts = content.library.texts
    not_sent = [
        texts("drives-not-sent", drive=str(each.about), expected=each.expected, sent=each.sent)
        for each in message.not_sent
    ]
    not_planned = [texts("drives-not-planned", drive=str(number), title=title) for number, title in message.not_planned]
    return Outgoing(texts.lines([texts("drives-alarm"), *not_sent, *not_planned]))


@renders
def warn_of_same_code(content: Content, message: CodeHandedInTwice) -> Outgoing:
    return Outgoing(content.library.texts("certificates-twice", number=str(message.certificate)))


@renders
def tell_decision(content: Content, message: CertificateDecided) -> Outgoing:
    texts, number = content.library.texts, str(message.certificate)
    course = course_name(content.library, message.course)
    if message.accepted:
        return Outgoing(texts("certificates-told-accepted", number=number, course=course))
    return Outgoing(texts("certificates-told-refused", number=number, course=course, reason=message.reason))


@renders
def joining_unsure(content: Content, message: JoiningUnsure) -> Outgoing:
    """Members whom somebody else is already are named, and are no choice."""
    texts, number = content.library.texts, message.joining.id
    likely = message.likely[:LIKELY]
    lines = [texts("coordinator-joining", name=message.joining.name, place=message.place, likely=len(likely))]
    lines += [
        texts(
            "coordinator-joining-line",
            name=each.name,
            unit=each.unit or "–",
            state=each.state.value,
            taken="no" if each.person_id is None else "yes",
        )
        for each in likely
    ]
    rows = [
        [IsMember(number, each.id).button(texts.plain("review-button-is", name=each.name, unit=each.unit or "–"))]
        for each in likely
        if each.person_id is None
    ]
    rows.append([IsMember(number, 0).button(texts.plain("coordinator-button-is-new"))])
    rows.append([IsNobody(number).button(texts.plain("coordinator-button-is-nobody"))])
    return Outgoing(texts.lines(lines), rows)


@renders
def tell_joining(content: Content, message: JoiningDecided) -> Outgoing:
    texts, rows = content.library.texts, list[list[Button]]()
    member = message.member
    if member and member.state is MemberState.EXEMPT:
        rows.append([TakePart(member.id).button(texts.plain("my_certificates-button-take-part"))])
    state = member.state.value if member else "nobody"
    rows.append([ShowMyCertificates().button(texts.plain("my_certificates-button"))])
    return Outgoing(texts("my_certificates-decided", place=message.place, state=state), rows)


@renders
def report_batch(content: Content, message: BatchReport) -> Outgoing:
    texts, rows = content.library.texts, list[list[Button]]()
    if message.waiting:
        rows = [[ListWaiting(message.place).button(texts.plain("review-button", count=message.waiting))]]
    if message.gone:
        return Outgoing(texts("batches-gone"), rows)
    if message.fault:
        return Outgoing(texts("batches-unreadable", reason=message.fault), rows)
    lines = [
        texts(
            "batches-report",
            accepted=message.accepted,
            checking=message.checking,
            again=message.again,
            others=message.others,
        )
    ]
    left_out = [_left_out(texts, each) for each in message.left_out]
    if left_out:
        more = max(len(left_out) - LEFT_OUT, 0)
        lines.append(texts("batches-left-out", names="; ".join(left_out[:LEFT_OUT]), more=more))
    return Outgoing(texts.lines(lines), rows)


def _left_out(texts: Texts, left_out: LeftOutOfBatch) -> str:
    if left_out.row:
        what = texts.plain("tables-wrong", fault=left_out.reason, value=left_out.value, like="")
        row = texts.plain("batches-row", row=str(left_out.row), what=what)
        return f"{left_out.file}, {row}" if left_out.file else row
    return texts.plain("batches-file", name=left_out.file, reason=left_out.reason)
