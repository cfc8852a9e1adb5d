"""Certification drives as staff see and follow them. What a person does with them stands in `my_certificates`."""

from __future__ import annotations

from telegram.constants import ChatAction
from telegram.helpers import create_deep_linked_url

from handlers.certification import taps
from handlers.certification.joining import LINK
from handlers.certification.review import ALL
from handlers.certification.words import bar, picture_caption
from handlers.chat.context import BotContext
from handlers.chat.menu import ask_first, back_to, desk_button
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.mailings import open_draft
from handlers.mailings.taps import ShowDraft
from services.certification import Drive, total
from services.mailings import Audience

BEHIND = 10
"""Bodies that are named, those furthest behind first."""


@on_tap(Right.DRIVES)
async def show_drives(context: BotContext, _tap: taps.ShowDrives) -> None:
    read = context.services.certification.read
    rows = [[context.button(taps.WriteDrive(), "drives-button-write")]]
    for drive in await read.drives.newest():
        words = context.texts.plain("drives-button", title=drive.title, state=_state(drive), due=drive.due_on)
        rows.append([taps.OpenDrive(drive.id).button(words)])
    if doubles := await read.members.doubles():
        rows.append([context.button(taps.ListDoubles(0), "drives-button-doubles", count=len(doubles))])
    if bodies := await context.services.doubled_bodies.pairs():
        rows.append([context.button(taps.ListDoubledBodies(0), "drives-button-bodies", count=len(bodies))])
    if waiting := await read.certificates.waiting():
        rows.append([context.button(taps.ListWaiting(ALL), "review-button", count=len(waiting))])
    await context.show(context.texts("drives-title"), [*rows, [desk_button(context)]])


def _state(drive: Drive) -> str:
    if drive.closed_at:
        return "closed"
    return "open" if drive.opened_at else "draft"


async def _drive(context: BotContext, number: int) -> Drive | None:
    """That drive; where there is none, the list is shown."""
    drive = await context.services.certification.read.drives.find(number)
    if drive is None:
        await show_drives(context, taps.ShowDrives())
    return drive


@on_tap(Right.DRIVES)
async def open_drive(context: BotContext, tap: taps.OpenDrive) -> None:
    drive = await _drive(context, tap.drive)
    if drive and drive.opened_at:
        await _show_running(context, drive)
    elif drive:
        await _show_draft(context, drive)


async def _show_draft(context: BotContext, drive: Drive) -> None:
    """What it asks of whom, before anybody is asked."""
    certification, is_for_anyone = context.services.certification, drive.own_place in drive.places
    html = context.texts(
        "drives-draft",
        title=drive.title,
        starts=drive.starts_on,
        due=drive.due_on,
        courses=", ".join(each.title for each in certification.drives.courses(drive)) or "–",
        bodies=sum(place != drive.own_place for place in drive.places),
        members=total(await certification.read.figures.counts(drive.id)).members,
        anyone="yes" if is_for_anyone else "no",
    )
    rows = [[context.button(taps.Turn(drive.id, "open", 0), "drives-button-open")]] if drive.places else []
    for course in context.services.content.library.courses.values():
        key = "drives-button-with" if course.id in drive.courses else "drives-button-without"
        rows.append([context.button(taps.TurnCourse(drive.id, course.id), key, course=course.title)])
    rows += [
        [
            context.button(taps.AskForStart(drive.id), "drives-button-start"),
            context.button(taps.ChooseLength(drive.id), "drives-button-deadline"),
        ],
        [context.button(taps.AskForMembers(drive.id), "drives-button-import")],
        [context.button(taps.InviteCouncils(drive.id), "drives-button-councils")],
    ]
    key = "drives-button-not-anyone" if is_for_anyone else "drives-button-anyone"
    rows.append([context.button(taps.TurnAnyone(drive.id), key)])
    await context.show(html, [*rows, [back_to(context, taps.ShowDrives())]])


async def _show_running(context: BotContext, drive: Drive) -> None:
    """How far it is, what the deadline will bring, and whether today's reminders left."""
    texts, certification = context.texts, context.services.certification
    counts = await certification.read.figures.counts(drive.id)
    whole, forecast = total(counts), await certification.progress.forecast(drive)
    lines = [
        texts("drives-page", title=drive.title, starts=drive.starts_on, due=drive.due_on, state=_state(drive)),
        bar(texts, whole.certified, whole.members),
        texts("drives-counts", bodies=len(counts), chat=whole.in_chat, exempt=whole.exempt),
        texts("drives-weeks", weeks=", ".join(map(str, forecast.by_week))),
    ]
    if forecast.percent is not None and drive.is_open:
        lines.append(texts("drives-forecast", percent=forecast.percent))
    lines += [
        texts("drives-sent", expected=each.expected, sent=each.sent)
        for each in await certification.reminders.expected()
        if each.about == drive.id
    ]
    behind = [each for each in counts if each.members > each.certified]
    behind = sorted(behind, key=lambda each: each.certified / each.members)[:BEHIND]
    if behind:
        names = [
            texts.plain(
                "drives-behind",
                place=await certification.drives.place_name(each.place),
                certified=each.certified,
                members=each.members,
            )
            for each in behind
        ]
        lines.append(texts("drives-furthest", names="; ".join(names)))
    lines.append(texts("drives-link", url=create_deep_linked_url(context.bot.username, LINK + drive.token)))
    rows = [
        [
            context.button(taps.DrawDrive(drive.id), "broadcasts-button-chart"),
            context.button(taps.ExportDrive(drive.id), "broadcasts-button-excel"),
        ],
    ]
    if drive.is_open:
        rows += [
            [context.button(taps.WriteToThem(drive.id, 0), "drives-button-write-lacking")],
            [context.button(taps.WriteToThem(drive.id, 1), "drives-button-write-certified")],
            [context.button(taps.AskForMembers(drive.id), "drives-button-import")],
            [
                context.button(taps.ChooseLength(drive.id), "drives-button-deadline"),
                context.button(taps.Turn(drive.id, "close", 0), "drives-button-close"),
            ],
        ]
    await context.show(texts.lines(lines), [*rows, [back_to(context, taps.ShowDrives())]])


@on_tap(Right.DRIVES)
async def turn(context: BotContext, tap: taps.Turn) -> None:
    drives, drive = context.services.certification.drives, await _drive(context, tap.drive)
    if drive is None:
        return
    if tap.sure == 0:
        key = "drives-ask-open" if tap.what == "open" else "drives-ask-close"
        whole = total(await context.services.certification.read.figures.counts(drive.id))
        left = whole.members - whole.certified
        numbers = context.texts("certification-turn-numbers", members=whole.members, chat=whole.in_chat, left=left)
        html = context.texts.lines([context.texts(key, title=drive.title, starts=drive.starts_on), numbers])
        sure = context.button(taps.Turn(tap.drive, tap.what, 1), "drives-button-sure")
        await ask_first(context, html, sure, taps.OpenDrive(tap.drive))
    else:
        await (drives.open if tap.what == "open" else drives.close)(drive.id, context.person_id)
        await open_drive(context, taps.OpenDrive(tap.drive))


@on_tap(Right.DRIVES)
async def draw_drive(context: BotContext, tap: taps.DrawDrive) -> None:
    drive = await context.services.certification.read.drives.find(tap.drive)
    drawn = await context.services.certification.exports.pictures(drive) if drive else []
    if drive is None or not drawn:
        await context.toast(context.texts.plain("drives-nobody"))
        return
    await context.chat.send_action(ChatAction.UPLOAD_PHOTO, message_thread_id=context.topic)
    for png, page in drawn:
        caption = picture_caption(context.texts, drive, page)
        await context.chat.send_photo(png, caption=caption, message_thread_id=context.topic)


@on_tap(Right.EXPORT)
async def export_drive(context: BotContext, tap: taps.ExportDrive) -> None:
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive:
        excel = await context.services.certification.exports.of_drive(drive, context.person_id)
        name = context.texts.plain("drives-file", number=str(drive.id))
        await context.chat.send_document(excel, filename=name, message_thread_id=context.topic)


@on_tap(Right.SEND)
async def write_to_them(context: BotContext, tap: taps.WriteToThem) -> None:
    """A draft of a broadcast to them, to be written on as any other."""
    drive = await _drive(context, tap.drive)
    if drive is None:
        return
    key = "drives-letter-certified" if tap.certified else "drives-letter-lacking"
    letter, broadcasts = context.texts(key, title=drive.title, due=drive.due_on), context.services.mailings.broadcasts
    number = await broadcasts.write(letter, context.person_id)
    await broadcasts.address(number, Audience(drive=drive.id, certified=tap.certified == 1))
    await open_draft(context, ShowDraft(number))
