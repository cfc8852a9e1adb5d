"""Certification drives as staff see and follow them. What a person does with them stands in `my_certificates`."""

from __future__ import annotations

from telegram import InputFile
from telegram.constants import ChatAction
from telegram.helpers import create_deep_linked_url

from channels.taps import Button
from handlers.certification.joining import LINK
from handlers.certification.review import ALL
from handlers.certification.taps import (
    AskForMembers,
    AskForStart,
    ChooseLength,
    DrawDrive,
    ExportDrive,
    InviteCouncils,
    ListWaiting,
    OpenDrive,
    ShowDrives,
    Turn,
    TurnAnyone,
    TurnCourse,
    WriteDrive,
    WriteToThem,
)
from handlers.certification.words import bar, picture_caption
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.mailings import open_draft
from handlers.mailings.taps import ShowDraft
from services.certification import Drive
from services.mailings import Audience

BEHIND = 10
"""Bodies that are named, those furthest behind first."""


@on_tap(Right.DRIVES)
async def show_drives(context: BotContext, _tap: ShowDrives) -> None:
    texts, services = context.texts, context.services
    rows = [[WriteDrive().button(texts.plain("drives-button-write"))]]
    for drive in await services.certification.read.drives.newest():
        words = texts.plain("drives-button", title=drive.title, state=_state(drive), due=drive.due_on)
        rows.append([OpenDrive(drive.id).button(words)])
    waiting = await services.certification.read.certificates.waiting()
    if waiting:
        rows.append([ListWaiting(ALL).button(texts.plain("review-button", count=len(waiting)))])
    await context.show(texts("drives-title"), [*rows, [desk_button(context)]])


def _state(drive: Drive) -> str:
    if drive.closed_at:
        return "closed"
    return "open" if drive.opened_at else "draft"


@on_tap(Right.DRIVES)
async def open_drive(context: BotContext, tap: OpenDrive) -> None:
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive is None:
        await show_drives(context, ShowDrives())
    elif drive.opened_at is None:
        await _show_draft(context, drive)
    else:
        await _show_running(context, drive)


async def _show_draft(context: BotContext, drive: Drive) -> None:
    """What it asks of whom, before anybody is asked."""
    texts, services = context.texts, context.services
    counts = await services.certification.read.figures.counts(drive.id)
    html = texts(
        "drives-draft",
        title=drive.title,
        starts=drive.starts_on,
        due=drive.due_on,
        courses=", ".join(each.title for each in services.certification.drives.courses(drive)) or "–",
        bodies=len([place for place in drive.places if place != drive.own_place]),
        members=sum(each.members for each in counts),
        anyone="yes" if drive.own_place in drive.places else "no",
    )
    library = services.content.library
    toggles = [
        [
            TurnCourse(drive.id, course.id).button(
                texts.plain(
                    "drives-button-with" if course.id in drive.courses else "drives-button-without", course=course.title
                )
            )
        ]
        for course in library.courses.values()
    ]
    rows = [
        *([[Turn(drive.id, "open", 0).button(texts.plain("drives-button-open"))]] if drive.places else []),
        *toggles,
        [
            AskForStart(drive.id).button(texts.plain("drives-button-start")),
            ChooseLength(drive.id).button(texts.plain("drives-button-deadline")),
        ],
        [AskForMembers(drive.id).button(texts.plain("drives-button-import"))],
        [InviteCouncils(drive.id).button(texts.plain("drives-button-councils"))],
        [
            TurnAnyone(drive.id).button(
                texts.plain("drives-button-not-anyone" if drive.own_place in drive.places else "drives-button-anyone")
            )
        ],
        [_back(context)],
    ]
    await context.show(html, rows)


async def _show_running(context: BotContext, drive: Drive) -> None:
    """How far it is, what the deadline will bring, and whether today's reminders left."""
    texts, services = context.texts, context.services
    counts = await services.certification.read.figures.counts(drive.id)
    members, certified = sum(each.members for each in counts), sum(each.certified for each in counts)
    forecast = await services.certification.progress.forecast(drive)
    lines = [
        texts("drives-page", title=drive.title, starts=drive.starts_on, due=drive.due_on, state=_state(drive)),
        bar(texts, certified, members),
        texts(
            "drives-counts",
            bodies=len(counts),
            chat=sum(each.in_chat for each in counts),
            exempt=sum(each.exempt for each in counts),
        ),
        texts("drives-weeks", weeks=", ".join(map(str, forecast.by_week))),
    ]
    if forecast.percent is not None and drive.is_open:
        lines.append(texts("drives-forecast", percent=forecast.percent))
    for each in await services.certification.reminders.expected():
        if each.about == drive.id:
            lines.append(texts("drives-sent", expected=each.expected, sent=each.sent))
    behind = sorted(
        (each for each in counts if each.members > each.certified), key=lambda each: each.certified / each.members
    )
    if behind:
        names = [
            texts.plain(
                "drives-behind",
                place=await services.certification.drives.place_name(each.place),
                certified=each.certified,
                members=each.members,
            )
            for each in behind[:BEHIND]
        ]
        lines.append(texts("drives-furthest", names="; ".join(names)))
    lines.append(texts("drives-link", url=create_deep_linked_url(context.bot.username, LINK + drive.token)))
    rows: list[list[Button]] = [
        [
            DrawDrive(drive.id).button(texts.plain("broadcasts-button-chart")),
            ExportDrive(drive.id).button(texts.plain("broadcasts-button-excel")),
        ],
    ]
    if drive.is_open:
        rows += [
            [WriteToThem(drive.id, 0).button(texts.plain("drives-button-write-lacking"))],
            [WriteToThem(drive.id, 1).button(texts.plain("drives-button-write-certified"))],
            [AskForMembers(drive.id).button(texts.plain("drives-button-import"))],
            [
                ChooseLength(drive.id).button(texts.plain("drives-button-deadline")),
                Turn(drive.id, "close", 0).button(texts.plain("drives-button-close")),
            ],
        ]
    await context.show(texts.lines(lines), [*rows, [_back(context)]])


@on_tap(Right.DRIVES)
async def turn(context: BotContext, tap: Turn) -> None:
    texts, drives = context.texts, context.services.certification.drives
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive is None:
        await show_drives(context, ShowDrives())
    elif tap.sure == 0:
        key = "drives-ask-open" if tap.what == "open" else "drives-ask-close"
        rows = [
            [Turn(tap.drive, tap.what, 1).button(texts.plain("drives-button-sure"))],
            [OpenDrive(tap.drive).button(texts.plain("menu-button-back"))],
        ]
        await context.show(texts(key, title=drive.title, starts=drive.starts_on), rows)
    else:
        await (drives.open if tap.what == "open" else drives.close)(drive.id, context.person_id)
        await open_drive(context, OpenDrive(tap.drive))


@on_tap(Right.DRIVES)
async def draw_drive(context: BotContext, tap: DrawDrive) -> None:
    drive, chat = await context.services.certification.read.drives.find(tap.drive), context.received.effective_chat
    drawn = await context.services.certification.exports.pictures(drive) if drive else []
    if drive is None or not drawn or chat is None:
        await context.toast(context.texts.plain("drives-nobody"))
        return
    await chat.send_action(ChatAction.UPLOAD_PHOTO, message_thread_id=context.topic)
    for png, page in drawn:
        caption = picture_caption(context.texts, drive, page)
        await chat.send_photo(png, caption=caption, message_thread_id=context.topic)


@on_tap(Right.EXPORT)
async def export_drive(context: BotContext, tap: ExportDrive) -> None:
    drive, chat = await context.services.certification.read.drives.find(tap.drive), context.received.effective_chat
    if drive and chat:
        excel = await context.services.certification.exports.of_drive(drive, context.person_id)
        name = context.texts.plain("drives-file", number=str(drive.id))
        await chat.send_document(InputFile(excel, name), message_thread_id=context.topic)


@on_tap(Right.SEND)
async def write_to_them(context: BotContext, tap: WriteToThem) -> None:
    """A draft of a broadcast to them, to be written on as any other."""
    texts, services = context.texts, context.services
    drive = await services.certification.read.drives.find(tap.drive)
    if drive is None:
        await show_drives(context, ShowDrives())
        return
    key = "drives-letter-certified" if tap.certified else "drives-letter-lacking"
    number = await services.mailings.broadcasts.write(
        texts(key, title=drive.title, due=drive.due_on), context.person_id
    )
    await services.mailings.broadcasts.address(number, Audience(drive=drive.id, certified=tap.certified == 1))
    await open_draft(context, ShowDraft(number))


def _back(context: BotContext) -> Button:
    return ShowDrives().button(context.texts.plain("menu-button-back"))
