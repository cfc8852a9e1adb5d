"""Certification drives as staff prepare, open and follow them; what a person does with them stands in `courses`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from telegram import InputFile
from telegram.constants import ChatAction
from telegram.ext import BaseHandler
from telegram.helpers import create_deep_linked_url

from channels.taps import Button
from content.hromadas import load_hromadas
from content.messages import Texts
from handlers.certification.certificates import LARGEST
from handlers.certification.review import ALL
from handlers.certification.taps import (
    AskForDeadline,
    AskForMembers,
    AskForStart,
    ChooseLength,
    DrawDrive,
    ExportDrive,
    InviteCouncils,
    ListChecking,
    OpenDrive,
    SetLength,
    ShowDrives,
    TakeMembers,
    Turn,
    TurnAnyone,
    TurnCourse,
    WriteDrive,
    WriteToThem,
)
from handlers.chat.context import BotContext
from handlers.chat.menu import desk_button
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right
from handlers.mailings import open_draft
from handlers.mailings.taps import ShowDraft
from services.certification.drives import LINK, LONGEST_TITLE, Drive
from services.certification.members import SHOWN, Import
from services.files.tables import BadTable
from services.mailings.audience import Audience
from services.services import Services
from services.times import parse_day

DEADLINES = (14, 30, 60, 90)
"""Days from the start, offered."""
BEHIND = 10
"""Bodies that are named, those furthest behind first."""
IMPORT = "members"


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowDrives, show_drives, Right.DRIVES),
        on_tap(WriteDrive, write_drive, Right.DRIVES),
        on_tap(OpenDrive, open_drive, Right.DRIVES),
        on_tap(TurnCourse, turn_course, Right.DRIVES),
        on_tap(AskForStart, ask_for_start, Right.DRIVES),
        on_tap(ChooseLength, choose_length, Right.DRIVES),
        on_tap(SetLength, set_length, Right.DRIVES),
        on_tap(AskForDeadline, ask_for_deadline, Right.DRIVES),
        on_tap(AskForMembers, ask_for_members, Right.DRIVES),
        on_tap(TakeMembers, take_members, Right.DRIVES),
        on_tap(InviteCouncils, invite_councils, Right.DRIVES),
        on_tap(TurnAnyone, turn_anyone, Right.DRIVES),
        on_tap(Turn, turn, Right.DRIVES),
        on_tap(DrawDrive, draw_drive, Right.DRIVES),
        on_tap(ExportDrive, export_drive, Right.EXPORT),
        on_tap(WriteToThem, write_to_them, Right.SEND),
        on_reply(services, _prompt_title, take_title, Right.DRIVES),
        on_reply(services, _prompt_start, take_start, Right.DRIVES),
        on_reply(services, _prompt_deadline, take_deadline, Right.DRIVES),
        on_reply(services, _prompt_members, take_table, Right.DRIVES, any_kind=True),
    ]


async def show_drives(context: BotContext, _tap: ShowDrives) -> None:
    texts, services = context.texts, context.services
    rows = [[WriteDrive().button(texts.plain("drives-button-write"))]]
    for drive in await services.certification.drives.newest():
        words = texts.plain("drives-button", title=drive.title, state=_state(drive), due=drive.due_on)
        rows.append([OpenDrive(drive.id).button(words)])
    waiting = await services.certification.certificates.checking()
    if waiting:
        rows.append([ListChecking(ALL).button(texts.plain("units-button-checking", count=len(waiting)))])
    await context.show(texts("drives-title"), [*rows, [desk_button(context)]])


def _state(drive: Drive) -> str:
    if drive.closed_at:
        return "closed"
    return "open" if drive.opened_at else "draft"


# Preparing


def _prompt_title(texts: Texts, _number: int) -> str:
    return texts.plain("drives-prompt-title", most=LONGEST_TITLE)


async def write_drive(context: BotContext, _tap: WriteDrive) -> None:
    await ask(context, _prompt_title(context.texts, 0), context.texts.plain("drives-title-placeholder"))


async def take_title(context: BotContext, _number: int) -> None:
    title = " ".join((context.message.text or "").split())
    if len(title) > LONGEST_TITLE:
        await context.say(context.texts("drives-too-long", most=LONGEST_TITLE))
        return
    number = await context.services.certification.drives.write(title, context.person_id)
    await open_drive(context, OpenDrive(number))


async def open_drive(context: BotContext, tap: OpenDrive) -> None:
    drive = await context.services.certification.drives.find(tap.drive)
    if drive is None:
        await show_drives(context, ShowDrives())
    elif drive.opened_at is None:
        await _show_draft(context, drive)
    else:
        await _show_running(context, drive)


async def _show_draft(context: BotContext, drive: Drive) -> None:
    """What it asks of whom, before anybody is asked."""
    texts, services = context.texts, context.services
    counts = await services.certification.drives.counts(drive.id)
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


async def turn_course(context: BotContext, tap: TurnCourse) -> None:
    if not await context.services.certification.drives.turn_course(tap.drive, tap.course):
        await context.toast(context.texts.plain("drives-one-course"))
    await open_drive(context, OpenDrive(tap.drive))


def _prompt_start(texts: Texts, number: int) -> str:
    return texts.plain("drives-prompt-start", number=str(number))


async def ask_for_start(context: BotContext, tap: AskForStart) -> None:
    await ask(context, _prompt_start(context.texts, tap.drive), context.texts.plain("drives-day-placeholder"))


async def take_start(context: BotContext, number: int) -> None:
    day = parse_day(context.message.text or "")
    if day is None or not await context.services.certification.drives.set_start(number, day):
        await context.say(context.texts("drives-wrong-day"))
    await open_drive(context, OpenDrive(number))


async def choose_length(context: BotContext, tap: ChooseLength) -> None:
    rows = [
        [SetLength(tap.drive, days).button(context.texts.plain("notices-button-deadline", count=days))]
        for days in DEADLINES
    ]
    rows.append([AskForDeadline(tap.drive).button(context.texts.plain("drives-button-own-deadline"))])
    rows.append([OpenDrive(tap.drive).button(context.texts.plain("menu-button-back"))])
    await context.show(context.texts("drives-how-long"), rows)


async def set_length(context: BotContext, tap: SetLength) -> None:
    drive = await context.services.certification.drives.find(tap.drive)
    if drive:
        until = drive.starts_on + timedelta(days=min(tap.days, max(DEADLINES)))
        await context.services.certification.drives.set_deadline(drive.id, until, context.person_id)
    await open_drive(context, OpenDrive(tap.drive))


def _prompt_deadline(texts: Texts, number: int) -> str:
    return texts.plain("drives-prompt-deadline", number=str(number))


async def ask_for_deadline(context: BotContext, tap: AskForDeadline) -> None:
    await ask(context, _prompt_deadline(context.texts, tap.drive), context.texts.plain("drives-day-placeholder"))


async def take_deadline(context: BotContext, number: int) -> None:
    day = parse_day(context.message.text or "")
    if day is None or not await context.services.certification.drives.set_deadline(number, day, context.person_id):
        await context.say(context.texts("drives-wrong-day"))
    await open_drive(context, OpenDrive(number))


# Who takes part


def _prompt_members(texts: Texts, number: int) -> str:
    return texts.plain("drives-prompt-members", number=str(number))


async def ask_for_members(context: BotContext, tap: AskForMembers) -> None:
    await ask(context, _prompt_members(context.texts, tap.drive), context.texts.plain("drives-table"))


async def take_table(context: BotContext, number: int) -> None:
    """Looks through it; nothing is kept before the one who sent it has seen what it comes to."""
    texts, services, document = context.texts, context.services, context.message.document
    if document is None or (document.file_size or 0) > LARGEST:
        await context.say(texts("drives-no-table"))
        return
    try:
        found = await services.certification.members.look_through(await _load(context, document.file_id))
    except BadTable as error:
        await context.say(texts("batches-unreadable", reason=error.fault.value))
        return
    rows = [[OpenDrive(number).button(texts.plain("privacy-button-cancel"))]]
    if not found.mistakes:
        await services.people.drafts.keep(
            context.person_id, IMPORT, "sure", {"file": document.file_id}, context.received.update_id
        )
        rows.insert(0, [TakeMembers(number).button(texts.plain("drives-button-take"))])
    await context.say(_looked_through(texts, found), rows)


def _looked_through(texts: Texts, found: Import) -> str:
    """What the table comes to, in words."""
    lines = [
        texts(
            "members-dry-run",
            rows=found.rows,
            new=len(found.entries) - found.known,
            known=found.known,
            twice=len(found.twice),
            bodies=len(found.new_bodies),
        )
    ]
    if found.new_bodies:
        lines.append(texts("members-new-bodies", names=", ".join(found.new_bodies[:SHOWN])))
    if found.twice:
        lines.append(texts("members-doubles", names="; ".join(found.twice[:SHOWN])))
    if found.mistakes:
        more = max(len(found.mistakes) - SHOWN, 0)
        lines.append(texts("members-mistakes", count=len(found.mistakes)))
        lines += [texts("members-line", what=each) for each in found.mistakes[:SHOWN]]
        lines.append(texts("members-mend", more=more))
    return texts.lines(lines)


async def take_members(context: BotContext, tap: TakeMembers) -> None:
    texts, services = context.texts, context.services
    draft = await services.people.drafts.of(context.person_id)
    if draft is None or draft.form != IMPORT:
        await open_drive(context, OpenDrive(tap.drive))
        return
    taken = await services.certification.members.take(await _load(context, draft.answers["file"]), context.person_id)
    await services.people.drafts.end(context.person_id)
    if taken is None:
        await context.toast(texts.plain("members-not-taken"))
    else:
        added, places = taken
        await services.certification.drives.invite(tap.drive, places)
        await context.toast(texts.plain("members-taken", count=added))
    await open_drive(context, OpenDrive(tap.drive))


async def _load(context: BotContext, file_id: str) -> bytes:
    file = await context.bot.get_file(file_id)
    return bytes(await file.download_as_bytearray())


async def invite_councils(context: BotContext, tap: InviteCouncils) -> None:
    await context.services.certification.drives.invite(tap.drive, [each.slug for each in load_hromadas()])
    await open_drive(context, OpenDrive(tap.drive))


async def turn_anyone(context: BotContext, tap: TurnAnyone) -> None:
    await context.services.certification.drives.turn_anyone(tap.drive)
    await open_drive(context, OpenDrive(tap.drive))


# Running


async def turn(context: BotContext, tap: Turn) -> None:
    texts, drives = context.texts, context.services.certification.drives
    drive = await drives.find(tap.drive)
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


async def _show_running(context: BotContext, drive: Drive) -> None:
    """How far it is, what the deadline will bring, and whether today's reminders left."""
    texts, services = context.texts, context.services
    counts = await services.certification.drives.counts(drive.id)
    members, certified = sum(each.members for each in counts), sum(each.certified for each in counts)
    forecast = await services.certification.drives.forecast(drive)
    lines = [
        texts("drives-page", title=drive.title, starts=drive.starts_on, due=drive.due_on, state=_state(drive)),
        services.certification.drives.bar(certified, members),
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
    for each in await services.certification.drives.expected():
        if each.drive == drive.id:
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


async def draw_drive(context: BotContext, tap: DrawDrive) -> None:
    drive, chat = await context.services.certification.drives.find(tap.drive), context.received.effective_chat
    drawn = await context.services.certification.drives.pictures(drive) if drive else []
    if not drawn or chat is None:
        await context.toast(context.texts.plain("drives-nobody"))
        return
    await chat.send_action(ChatAction.UPLOAD_PHOTO, message_thread_id=context.topic)
    for png, caption in drawn:
        await chat.send_photo(png, caption=caption, message_thread_id=context.topic)


async def export_drive(context: BotContext, tap: ExportDrive) -> None:
    drive, chat = await context.services.certification.drives.find(tap.drive), context.received.effective_chat
    if drive and chat:
        excel = await context.services.certification.drives.as_excel(drive, context.person_id)
        name = context.texts.plain("drives-file", number=str(drive.id))
        await chat.send_document(InputFile(excel, name), message_thread_id=context.topic)


async def write_to_them(context: BotContext, tap: WriteToThem) -> None:
    """A draft of a broadcast to them, to be written on as any other."""
    texts, services = context.texts, context.services
    drive = await services.certification.drives.find(tap.drive)
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
