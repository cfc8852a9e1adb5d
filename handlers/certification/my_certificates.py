"""/courses: what a person still owes and has handed in, learning at her own pace, and joining a drive by its link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz, process, utils
from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from channels.taps import Button, Keyboard
from handlers.answers.taps import OpenAnswer
from handlers.certification.coordinator import unit_buttons
from handlers.certification.taps import (
    HandIn,
    JoinAlone,
    JoinBody,
    Learn,
    LeaveDrive,
    SendJoin,
    SetDay,
    SetHour,
    ShowCertificate,
    ShowDrive,
    ShowPace,
)
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS, Answers, Form, Option, Step, Wrong, take_words
from handlers.chat.menu import menu_button
from handlers.chat.presses import on_tap
from handlers.chat.taps import ShowCourses
from services.certification.certificates import State
from services.certification.drives import HOURS, LINK, Drive
from services.certification.members import LONGEST_NAME

__all__ = ["LINK"]

JOIN = "join"
OFFERED = 10
"""Bodies that are offered as buttons; of more one is asked to type the name."""
FOUND, LIKE = 6, 60.0
"""Bodies that a typed name may mean: so many, and so like (of 100)."""
SHOWN = 10
WORKDAYS = 5


def handlers() -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        CommandHandler("courses", my_courses, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
        on_tap(ShowCourses, show_courses),
        on_tap(ShowDrive, show_drive),
        on_tap(JoinAlone, join_alone),
        on_tap(JoinBody, join_body),
        on_tap(SendJoin, send_join),
        on_tap(LeaveDrive, leave_drive),
        on_tap(Learn, learn),
        on_tap(ShowPace, show_pace),
        on_tap(SetDay, set_day),
        on_tap(SetHour, set_hour),
    ]


async def my_courses(update: Update, context: BotContext) -> None:
    await show_courses(context, ShowCourses())


async def show_courses(context: BotContext, _tap: ShowCourses) -> None:
    """Her drives with what is owed, her certificates with their dates, and the ways on."""
    texts, services, person = context.texts, context.services, context.person_id
    drives = await services.certification.drives.of_person(person)
    own = await services.certification.certificates.of_person(person)
    lines: list[str] = [texts("courses-title")]
    for drive, lacking in drives:
        lines.append(
            texts("courses-drive", title=drive.title, due=drive.due_on, lacking=len(lacking), of=len(drive.courses))
        )
    lines += [
        texts(
            "courses-certificate",
            number=str(each.id),
            course=services.certification.certificates.course_name(each.handed.course),
            state=_state(context, each.state),
            at=each.received_at.astimezone(services.people.people.now().tzinfo).date(),
        )
        for each in own[:SHOWN]
    ]
    if not drives and not own:
        lines.append(texts("courses-nothing"))
    learner = await services.certification.drives.pace(person)
    rows: Keyboard = [
        [HandIn().button(texts.plain("drives-button-hand-in"))],
        *([ShowDrive(drive.id).button(texts.plain("courses-button-drive", title=drive.title))] for drive, _ in drives),
        *await _own_buttons(context),
        *await unit_buttons(context),
        [ShowPace().button(texts.plain("drives-button-pace"))]
        if learner.learns or drives
        else [Learn(1).button(texts.plain("courses-button-learn"))],
        [menu_button(context)],
    ]
    await context.show(texts.lines(lines), rows)


async def _own_buttons(context: BotContext) -> list[list[Button]]:
    """Certificates that are refused or looked at can be opened: there may be something to do."""
    certificates = context.services.certification.certificates
    return [
        [
            ShowCertificate(each.id).button(
                context.texts.plain(
                    "courses-button-certificate",
                    number=str(each.id),
                    course=certificates.course_name(each.handed.course),
                )
            )
        ]
        for each in (await certificates.of_person(context.person_id))[:SHOWN]
        if each.state is not State.ACCEPTED
    ]


def _state(context: BotContext, state: State) -> str:
    texts = context.texts
    return {
        State.ACCEPTED: texts.plain("certificates-state-accepted"),
        State.CHECKING: texts.plain("certificates-state-checking"),
        State.REFUSED: texts.plain("certificates-state-refused"),
    }[state]


async def show_drive(context: BotContext, tap: ShowDrive) -> None:
    """What a drive asks for, what is done, and the way to the rest."""
    drive = await context.services.certification.drives.find(tap.drive)
    if drive is None or not drive.is_open:
        await context.show(context.texts("courses-drive-closed"), [[_back(context)]])
        return
    await context.show(*await _drive_page(context, drive))


async def _drive_page(context: BotContext, drive: Drive) -> tuple[str, Keyboard]:
    texts, services = context.texts, context.services
    taking_part = any(
        each.id == drive.id for each, _ in await services.certification.drives.of_person(context.person_id)
    )
    lacking = await services.certification.drives.lacks(drive.id, context.person_id)
    lines = [texts("courses-about-drive", title=drive.title, due=drive.due_on)]
    courses = services.certification.drives.courses(drive)
    for course in courses:
        key = "courses-lacking" if course.id in lacking or not taking_part else "courses-done"
        lines.append(texts(key, course=course.title, about=course.about))
    rows: list[list[Button]] = []
    for course in courses:
        if course.id in lacking or not taking_part:
            rows.append([Button(texts.plain("drives-button-course", course=course.title), url=course.url)])
            rows.append([OpenAnswer(course.answer).button(texts.plain("courses-button-more", course=course.title))])
    if taking_part:
        rows.append([HandIn().button(texts.plain("drives-button-hand-in"))])
        rows.append([LeaveDrive(drive.id, 0).button(texts.plain("courses-button-leave"))])
    return texts.lines(lines), [*rows, [_back(context)]]


# Joining by the link


async def offer_drive(context: BotContext, token: str) -> None:
    """What the drive is, and how one takes part; who does already sees where she stands."""
    texts, services = context.texts, context.services
    drive = await services.certification.drives.by_token(token)
    if drive is None or not drive.is_open:
        await context.say(texts("courses-drive-closed"), [[menu_button(context)]])
        return
    html, rows = await _drive_page(context, drive)
    if any(each.place in drive.places for each in await services.certification.members.of_person(context.person_id)):
        await context.say(html, rows)
        return
    ways: list[list[Button]] = []
    if any(place != drive.own_place for place in drive.places):
        ways.append([JoinBody(drive.id).button(texts.plain("courses-button-join-body"))])
    if drive.own_place in drive.places:
        ways.append([JoinAlone(drive.id).button(texts.plain("courses-button-join-alone"))])
    await context.say(texts.lines([html, texts("courses-how-to-join")]), [*ways, *rows])


async def join_alone(context: BotContext, tap: JoinAlone) -> None:
    drive = await context.services.certification.drives.find(tap.drive)
    if drive is None or not drive.is_open or drive.own_place not in drive.places:
        await context.show(context.texts("courses-drive-closed"), [[_back(context)]])
        return
    await context.services.certification.members.join_alone(drive.own_place, context.person_id)
    await _welcome(context, drive)


async def join_body(context: BotContext, tap: JoinBody) -> None:
    drive = await context.services.certification.drives.find(tap.drive)
    if drive is None or not drive.is_open:
        await context.show(context.texts("courses-drive-closed"), [[_back(context)]])
        return
    answers = {"drive": str(drive.id)}
    names = await _bodies(context, drive)
    answers["_found"] = " ".join(names) if len(names) <= OFFERED else ""
    answers["_names"] = "\n".join(f"{place} {name}" for place, name in names.items())
    if len(names) == 1:
        answers["place"] = next(iter(names))
    await FORMS.begin(context, JOIN, answers)


async def _bodies(context: BotContext, drive: Drive) -> dict[str, str]:
    """The bodies of a drive by their marks."""
    return {
        place: await context.services.certification.drives.place_name(place)
        for place in drive.places
        if place != drive.own_place
    }


def _named(answers: Answers) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in answers.get("_names", "").splitlines())


def _options(_context: BotContext, answers: Answers) -> Sequence[Option]:
    names = _named(answers)
    return [Option(place, names[place]) for place in answers.get("_found", "").split() if place in names]


async def _take_body(context: BotContext, answers: Answers) -> Answers | None:
    """What was typed may be one body; where it may be several they are offered."""
    typed, names = await take_words(context, LONGEST_NAME), _named(answers)
    found = process.extract(
        typed, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=FOUND, score_cutoff=LIKE
    )
    if not found:
        raise Wrong(context.texts("courses-no-body"))
    marks = " ".join(place for _name, _score, place in found)
    draft = await context.services.people.drafts.of(context.person_id)
    assert draft  # noqa: S101 - the form is being filled in
    kept = {**draft.answers, "_found": marks}
    await context.services.people.drafts.change(draft, "place", kept, context.received.update_id, by_message=True)
    await FORMS.go_on(context)
    return None


async def _take_name(context: BotContext, _answers: Answers) -> Answers:
    name = await take_words(context, LONGEST_NAME)
    if context.services.certification.members.name_is_wrong(name):
        raise Wrong(context.texts("courses-wrong-name"))
    return {"name": name}


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    return [[SendJoin(int(answers["drive"])).button(context.texts.plain("courses-button-join"))]]


async def _cancelled(context: BotContext, _answers: Answers) -> None:
    await show_courses(context, ShowCourses())


FORMS.add(
    Form(
        JOIN,
        steps=(
            Step(
                "place",
                prompt=lambda context, _: context.texts("courses-ask-body"),
                title=lambda context: context.texts.plain("members-column-body"),
                options=_options,
                take=_take_body,
                shown=lambda _context, answers: _named(answers).get(answers.get("place", ""), ""),
            ),
            Step(
                "name",
                prompt=lambda context, _: context.texts("courses-ask-name"),
                title=lambda context: context.texts.plain("members-column-name"),
                take=_take_name,
                shown=lambda _context, answers: answers.get("name", ""),
            ),
        ),
        heading=lambda context, _: context.texts("courses-review"),
        endings=_endings,
        cancelled=_cancelled,
    )
)


async def send_join(context: BotContext, tap: SendJoin) -> None:
    services = context.services
    draft = await services.people.drafts.of(context.person_id)
    drive = await services.certification.drives.find(tap.drive)
    if draft is None or draft.form != JOIN or not draft.answers.get("name") or not draft.answers.get("place"):
        await show_courses(context, ShowCourses())
        return
    await services.people.drafts.end(context.person_id)
    place = draft.answers["place"]
    if drive is None or not drive.is_open or place not in drive.places:
        await context.show(context.texts("courses-drive-closed"), [[_back(context)]])
        return
    await services.certification.members.join(place, draft.answers["name"], context.person_id)
    await _welcome(context, drive)


async def _welcome(context: BotContext, drive: Drive) -> None:
    """She takes part: what comes next."""
    html, rows = await _drive_page(context, drive)
    await context.show(context.texts.lines([context.texts("courses-joined"), html]), rows)


async def leave_drive(context: BotContext, tap: LeaveDrive) -> None:
    texts, services = context.texts, context.services
    drive = await services.certification.drives.find(tap.drive)
    if drive is None:
        await show_courses(context, ShowCourses())
        return
    if not tap.sure:
        rows = [
            [LeaveDrive(drive.id, 1).button(texts.plain("courses-button-leave-sure"))],
            [ShowDrive(drive.id).button(texts.plain("menu-button-back"))],
        ]
        await context.show(texts("courses-leave", title=drive.title), rows)
        return
    for member in await services.certification.members.of_person(context.person_id):
        if member.place in drive.places:
            await services.certification.members.leave(member.id, context.person_id)
    await context.show(texts("courses-left", title=drive.title), [[_back(context)]])


# A pace of one's own


async def learn(context: BotContext, tap: Learn) -> None:
    await context.services.certification.drives.learn(context.person_id, on=tap.on == 1)
    await show_pace(context, ShowPace())


async def show_pace(context: BotContext, _tap: ShowPace) -> None:
    """The day of the week and the hour at which she is reminded."""
    texts, learner = context.texts, await context.services.certification.drives.pace(context.person_id)
    day = texts.plain("courses-any-day") if learner.weekday is None else _day(context, learner.weekday)
    html = texts("courses-pace", day=day, hour=learner.hour or 9, learns="yes" if learner.learns else "no")
    days = [SetDay(weekday).button(_day(context, weekday)) for weekday in range(7)]
    rows: Keyboard = [
        days[:WORKDAYS],
        [*days[WORKDAYS:], SetDay(7).button(texts.plain("courses-button-any-day"))],
        [SetHour(hour).button(texts.plain("courses-button-hour", hour=str(hour))) for hour in HOURS],
        [
            Learn(0).button(texts.plain("courses-button-pause"))
            if learner.learns
            else Learn(1).button(texts.plain("courses-button-learn"))
        ],
        [_back(context)],
    ]
    await context.show(html, rows)


def _day(context: BotContext, weekday: int) -> str:
    return context.texts.plain("courses-weekdays").split()[weekday]


async def set_day(context: BotContext, tap: SetDay) -> None:
    learner = await context.services.certification.drives.pace(context.person_id)
    weekday = tap.weekday if 0 <= tap.weekday < 7 else None
    await context.services.certification.drives.set_pace(context.person_id, weekday=weekday, hour=learner.hour)
    await show_pace(context, ShowPace())


async def set_hour(context: BotContext, tap: SetHour) -> None:
    learner = await context.services.certification.drives.pace(context.person_id)
    if tap.hour in HOURS:
        await context.services.certification.drives.set_pace(context.person_id, weekday=learner.weekday, hour=tap.hour)
    await show_pace(context, ShowPace())


def _back(context: BotContext) -> Button:
    return ShowCourses().button(context.texts.plain("menu-button-back"))
