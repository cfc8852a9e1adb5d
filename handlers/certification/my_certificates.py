"""/courses: what a person still owes to drives and has handed in."""

from __future__ import annotations

from channels.taps import Button, Keyboard
from handlers.answers.taps import OpenAnswer
from handlers.certification.coordinator import body_buttons
from handlers.certification.taps import HandIn, Learn, LeaveDrive, ShowCertificate, ShowDrive, ShowPace
from handlers.chat.context import BotContext
from handlers.chat.menu import menu_button
from handlers.chat.routes import on_command, on_tap
from handlers.chat.taps import ShowMyCertificates
from services.certification import CertificateStatus, Drive, course_name, status_name

SHOWN = 10


@on_command("courses")
async def my_certificates(context: BotContext) -> None:
    await show_my_certificates(context, ShowMyCertificates())


@on_tap()
async def show_my_certificates(context: BotContext, _tap: ShowMyCertificates) -> None:
    """Her drives with what is owed, her certificates with their dates, and the ways on."""
    texts, services, person = context.texts, context.services, context.person_id
    drives = await services.certification.progress.of_person(person)
    own = await services.certification.read.certificates.of_person(person)
    lines: list[str] = [texts("my_certificates-title")]
    for drive, owed in drives:
        lines.append(
            texts(
                "my_certificates-drive", title=drive.title, due=drive.due_on, lacking=len(owed), of=len(drive.courses)
            )
        )
    lines += [
        texts(
            "my_certificates-certificate",
            number=str(each.id),
            course=course_name(services.content.library, each.course),
            state=status_name(texts, each.status),
            at=context.local(each.received_at).date(),
        )
        for each in own[:SHOWN]
    ]
    if not drives and not own:
        lines.append(texts("my_certificates-nothing"))
    learner = await services.certification.read.learners.of(person)
    rows: Keyboard = [
        [HandIn().button(texts.plain("drives-button-hand-in"))],
        *(
            [ShowDrive(drive.id).button(texts.plain("my_certificates-button-drive", title=drive.title))]
            for drive, _ in drives
        ),
        *await _own_buttons(context),
        *await body_buttons(context),
        [ShowPace().button(texts.plain("drives-button-pace"))]
        if learner.learns or drives
        else [Learn(1).button(texts.plain("my_certificates-button-learn"))],
        [menu_button(context)],
    ]
    await context.show(texts.lines(lines), rows)


async def _own_buttons(context: BotContext) -> list[list[Button]]:
    """Certificates that are refused or looked at can be opened: there may be something to do."""
    own = await context.services.certification.read.certificates.of_person(context.person_id)
    rows = []
    for each in own[:SHOWN]:
        if each.status is not CertificateStatus.ACCEPTED:
            course = course_name(context.services.content.library, each.course)
            words = context.texts.plain("my_certificates-button-certificate", number=str(each.id), course=course)
            rows.append([ShowCertificate(each.id).button(words)])
    return rows


@on_tap()
async def show_drive(context: BotContext, tap: ShowDrive) -> None:
    """What a drive asks for, what is done, and the way to the rest."""
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive is None or not drive.is_open:
        await context.show(context.texts("my_certificates-drive-closed"), [[back_button(context)]])
        return
    await context.show(*await drive_page(context, drive))


async def drive_page(context: BotContext, drive: Drive) -> tuple[str, Keyboard]:
    texts, services = context.texts, context.services
    taking_part = any(
        each.id == drive.id for each, _ in await services.certification.progress.of_person(context.person_id)
    )
    owed = await services.certification.read.figures.owed(drive.id, context.person_id)
    lines = [texts("my_certificates-about-drive", title=drive.title, due=drive.due_on)]
    courses = services.certification.drives.courses(drive)
    for course in courses:
        key = "my_certificates-lacking" if course.id in owed or not taking_part else "my_certificates-done"
        lines.append(texts(key, course=course.title, about=course.about))
    rows: list[list[Button]] = []
    for course in courses:
        if course.id in owed or not taking_part:
            rows.append([Button(texts.plain("drives-button-course", course=course.title), url=course.url)])
            rows.append(
                [OpenAnswer(course.answer).button(texts.plain("my_certificates-button-more", course=course.title))]
            )
    if taking_part:
        rows.append([HandIn().button(texts.plain("drives-button-hand-in"))])
        rows.append([LeaveDrive(drive.id, 0).button(texts.plain("my_certificates-button-leave"))])
    return texts.lines(lines), [*rows, [back_button(context)]]


def back_button(context: BotContext) -> Button:
    return ShowMyCertificates().button(context.texts.plain("menu-button-back"))
