"""/courses: what a person still owes to drives and has handed in, and when she wants to be reminded."""

from __future__ import annotations

from collections.abc import Collection

from channels.taps import Button, Keyboard, Tap
from handlers.answers.taps import OpenAnswer
from handlers.certification import taps
from handlers.certification.words import course_button
from handlers.chat.context import BotContext
from handlers.chat.menu import back_row, back_to, menu_button
from handlers.chat.routes import on_command, on_tap
from handlers.chat.taps import ShowMyCertificates
from services.certification import USUAL_HOUR, CertificateStatus, Drive, Joining, Member, course_name, status_name

SHOWN = 10
HOURS = (8, USUAL_HOUR, 13, 17, 19)
"""Offered to people; the usual one, which comes without choosing, is among them."""
WORKDAYS = 5


@on_command("courses")
async def my_certificates(context: BotContext) -> None:
    await show_my_certificates(context, ShowMyCertificates())


@on_tap()
async def show_my_certificates(context: BotContext, _tap: ShowMyCertificates) -> None:
    """Her drives with what is owed, her certificates with their dates, and the ways on."""
    texts, certification, person = context.texts, context.services.certification, context.person_id
    drives = await certification.progress.of_person(person)
    own = (await certification.read.certificates.of_person(person))[:SHOWN]
    library = context.services.content.library
    lines: list[str] = [texts("my_certificates-title")]
    lines += [
        texts("my_certificates-drive", title=drive.title, due=drive.due_on, lacking=len(owed), of=len(drive.courses))
        for drive, owed in drives
    ]
    lines += [
        texts(
            "my_certificates-certificate",
            number=str(each.id),
            course=course_name(library, each.course),
            state=status_name(texts, each.status),
            at=each.received_at.date(),
        )
        for each in own
    ]
    asides = await _asides(context, [drive.id for drive, _ in drives])
    lines += [
        texts("my_certificates-drive-aside", title=drive.title, exempt="yes" if isinstance(aside, Member) else "no")
        for drive, aside in asides
    ]
    if not drives and not own and not asides:
        lines.append(texts("my_certificates-nothing"))
    rows = [
        [context.button(taps.HandIn(), "drives-button-hand-in")],
        *(drive_row(context, drive) for drive, _ in [*drives, *asides]),
    ]
    for each in own:
        if each.status is not CertificateStatus.ACCEPTED:  # there may be something to do
            course = course_name(library, each.course)
            key = "my_certificates-button-certificate"
            rows.append([context.button(taps.ShowCertificate(each.id), key, number=str(each.id), course=course)])
    rows += await body_buttons(context)
    if drives or (await certification.read.learners.of(person)).learns:
        rows.append([context.button(taps.ShowPace(), "drives-button-pace")])
    else:
        rows.append([context.button(taps.WantToLearn(), "my_certificates-button-learn")])
    await context.show(texts.lines(lines), [*rows, [menu_button(context)]])


def drive_row(context: BotContext, drive: Drive) -> list[Button]:
    """A row that leads to what a person owes to the drive."""
    return [context.button(taps.ShowDrive(drive.id), "my_certificates-button-drive", title=drive.title)]


async def _asides(context: BotContext, own: Collection[int]) -> list[tuple[Drive, Member | Joining]]:
    """Other drives in which she is exempt, or it is not decided yet who she is."""
    certification = context.services.certification
    return [
        (drive, aside)
        for place, aside in (await certification.members.aside(context.person_id)).items()
        for drive in await certification.read.drives.at(place)
        if drive.id not in own
    ]


async def body_buttons(context: BotContext) -> list[list[Button]]:
    """The bodies that a person coordinates, a row for each drive that they take part in."""
    certification, rows = context.services.certification, []
    for place in await certification.members.coordinated_by(context.person_id):
        name = await certification.drives.place_name(place)
        for drive in await certification.read.drives.at(place):
            rows.append(
                [context.button(taps.ShowBody(drive.id, place), "coordinator-button", place=name, title=drive.title)]
            )
    return rows


@on_tap()
async def show_drive(context: BotContext, tap: taps.ShowDrive) -> None:
    """What a drive asks for, what is done, and the way to the rest."""
    if drive := await open_drive(context, tap.drive):
        await context.show(*await drive_page(context, drive))


async def open_drive(context: BotContext, drive_id: int, place: str | None = None) -> Drive | None:
    """That drive, if it is open, and to that place; otherwise she is shown that it is closed."""
    drive = await context.services.certification.read.drives.find(drive_id)
    if drive and drive.is_open and (place is None or place in drive.places):
        return drive
    await show_closed(context)
    return None


async def show_closed(context: BotContext) -> None:
    await context.show(context.texts("my_certificates-drive-closed"), [[back_button(context)]])


async def drive_page(context: BotContext, drive: Drive) -> tuple[str, Keyboard]:
    texts, certification = context.texts, context.services.certification
    own_drives, aside = await certification.progress.of_person(context.person_id), None
    owed = next((owed for each, owed in own_drives if each.id == drive.id), None)
    lines = [texts("my_certificates-about-drive", title=drive.title, due=drive.due_on)]
    rows: list[list[Button]] = []
    if owed is None:
        asides = await certification.members.aside(context.person_id)
        aside = next((asides[place] for place in drive.places if place in asides), None)
    if isinstance(aside, Member):
        lines.append(texts("my_certificates-exempt"))
        rows.append([context.button(taps.TakePart(aside.id), "my_certificates-button-take-part")])
    elif aside:
        lines.append(texts("my_certificates-unsure", name=aside.name))
    for course in certification.drives.courses(drive):
        if owed is not None and course.id not in owed:
            lines.append(texts("my_certificates-done", course=course.title, about=course.about))
            continue
        lines.append(texts("my_certificates-lacking", course=course.title, about=course.about))
        rows.append([course_button(texts, course)])
        rows.append([context.button(OpenAnswer(course.answer), "my_certificates-button-more", course=course.title)])
    if owed is not None:
        rows.append([context.button(taps.HandIn(), "drives-button-hand-in")])
    if owed is not None or isinstance(aside, Joining):
        rows.append([context.button(taps.LeaveDrive(drive.id, 0), "my_certificates-button-leave")])
    return texts.lines(lines), [*rows, [back_button(context)]]


def back_button(context: BotContext) -> Button:
    return back_to(context, ShowMyCertificates())


# Her pace


@on_tap()
async def want_to_learn(context: BotContext, _tap: taps.WantToLearn) -> None:
    days = [taps.ChooseLearningDay(weekday).button(name) for weekday, name in enumerate(_weekdays(context))]
    rows = [days[:WORKDAYS], days[WORKDAYS:], back_row(context, ShowMyCertificates())]
    await context.show(context.texts("my_certificates-learn-day"), rows)


@on_tap()
async def choose_learning_day(context: BotContext, tap: taps.ChooseLearningDay) -> None:
    hours = [_hour_button(context, taps.Learn(tap.weekday, hour), hour) for hour in HOURS]
    await context.show(context.texts("my_certificates-learn-hour"), [hours, back_row(context, taps.WantToLearn())])


@on_tap()
async def learn(context: BotContext, tap: taps.Learn) -> None:
    if tap.weekday < len(_weekdays(context)) and tap.hour in HOURS:
        await context.services.certification.learning.learn(context.person_id, weekday=tap.weekday, hour=tap.hour)
    await show_pace(context, taps.ShowPace())


@on_tap()
async def pause_learning(context: BotContext, _tap: taps.PauseLearning) -> None:
    await context.services.certification.learning.pause(context.person_id)
    await show_pace(context, taps.ShowPace())


def _weekdays(context: BotContext) -> list[str]:
    return context.texts.plain("my_certificates-weekdays").split()


def _hour_button(context: BotContext, tap: Tap, hour: int) -> Button:
    return context.button(tap, "my_certificates-button-hour", hour=str(hour))


@on_tap()
async def show_pace(context: BotContext, _tap: taps.ShowPace) -> None:
    """The day of the week and the hour at which she is reminded."""
    texts, learner = context.texts, await context.services.certification.read.learners.of(context.person_id)
    weekdays = _weekdays(context)
    html = texts(
        "my_certificates-pace",
        day=texts.plain("my_certificates-any-day") if learner.weekday is None else weekdays[learner.weekday],
        hour=learner.hour or USUAL_HOUR,
        learns="yes" if learner.learns else "no",
    )
    days = [taps.SetDay(weekday).button(name) for weekday, name in enumerate(weekdays)]
    if learner.learns:
        turn = context.button(taps.PauseLearning(), "my_certificates-button-pause")
    else:
        turn = context.button(taps.WantToLearn(), "my_certificates-button-learn")
    rows = [
        days[:WORKDAYS],
        [*days[WORKDAYS:], context.button(taps.SetDay(7), "my_certificates-button-any-day")],
        [_hour_button(context, taps.SetHour(hour), hour) for hour in HOURS],
        [turn],
        [back_button(context)],
    ]
    await context.show(html, rows)


@on_tap()
async def set_day(context: BotContext, tap: taps.SetDay) -> None:
    learner = await context.services.certification.read.learners.of(context.person_id)
    weekday = tap.weekday if 0 <= tap.weekday < 7 else None
    await context.services.certification.learning.set_pace(context.person_id, weekday=weekday, hour=learner.hour)
    await show_pace(context, taps.ShowPace())


@on_tap()
async def set_hour(context: BotContext, tap: taps.SetHour) -> None:
    learner = await context.services.certification.read.learners.of(context.person_id)
    if tap.hour in HOURS:
        await context.services.certification.learning.set_pace(
            context.person_id, weekday=learner.weekday, hour=tap.hour
        )
    await show_pace(context, taps.ShowPace())
