"""A certification drive is prepared: its title, its courses, when it begins and how long it lasts; who takes part."""

from __future__ import annotations

from datetime import timedelta

from content.hromadas import load_hromadas
from content.messages import Texts
from handlers.certification import taps
from handlers.certification.drives import open_drive
from handlers.chat.context import LARGEST, BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import FILES, Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from services.certification import LONGEST_BODY, LONGEST_NAME, LONGEST_TITLE, LONGEST_UNIT, MembersColumn, MembersImport
from services.files.tables import BadTable

TITLE = Prompt("drives-prompt-title", "drives-title-placeholder", most=LONGEST_TITLE)
START = Prompt("drives-prompt-start", "drives-day-placeholder")
DEADLINE = Prompt("drives-prompt-deadline", "drives-day-placeholder")
TABLE = Prompt("drives-prompt-members", "drives-table")
DEADLINES = (14, 30, 60, 90)
"""Days from the start, offered; a drive ends on a working day."""
IMPORT = "members"
SHOWN = 15
"""Mistakes that are named at once: who mends them sends the table again."""


asks(taps.WriteDrive, TITLE, Right.DRIVES)
asks(taps.AskForStart, START, Right.DRIVES)
asks(taps.AskForDeadline, DEADLINE, Right.DRIVES)
asks(taps.AskForMembers, TABLE, Right.DRIVES)


@on_reply(TITLE, Right.DRIVES)
async def take_title(context: BotContext, _number: int) -> None:
    title = " ".join(context.words.split())
    if len(title) > LONGEST_TITLE:
        raise Wrong(context.texts("drives-too-long", most=LONGEST_TITLE))
    number = await context.services.certification.drives.write(title, context.person_id)
    await open_drive(context, taps.OpenDrive(number))


@on_tap(Right.DRIVES)
async def turn_course(context: BotContext, tap: taps.TurnCourse) -> None:
    if not await context.services.certification.drives.turn_course(tap.drive, tap.course):
        await context.toast(context.texts.plain("drives-one-course"))
    await open_drive(context, taps.OpenDrive(tap.drive))


@on_reply(START, Right.DRIVES)
async def take_start(context: BotContext, number: int) -> None:
    day = context.read_day(context.words, ahead=True)
    if day is None or not await context.services.certification.drives.set_start(number, day):
        raise Wrong(context.texts("drives-wrong-day"))
    await open_drive(context, taps.OpenDrive(number))


@on_tap(Right.DRIVES)
async def choose_length(context: BotContext, tap: taps.ChooseLength) -> None:
    rows = [
        [context.button(taps.SetLength(tap.drive, days), "notices-button-deadline", count=days)] for days in DEADLINES
    ]
    rows.append([context.button(taps.AskForDeadline(tap.drive), "drives-button-own-deadline")])
    rows.append([back_to(context, taps.OpenDrive(tap.drive))])
    await context.show(context.texts("drives-how-long"), rows)


@on_tap(Right.DRIVES)
async def set_length(context: BotContext, tap: taps.SetLength) -> None:
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive:
        until = context.services.content.library.calendar.working(
            drive.starts_on + timedelta(days=min(tap.days, max(DEADLINES)))
        )
        await context.services.certification.drives.set_deadline(drive.id, until, context.person_id)
    await open_drive(context, taps.OpenDrive(tap.drive))


@on_reply(DEADLINE, Right.DRIVES)
async def take_deadline(context: BotContext, number: int) -> None:
    day = context.read_day(context.words, ahead=True)
    if day is None or not await context.services.certification.drives.set_deadline(number, day, context.person_id):
        raise Wrong(context.texts("drives-wrong-day"))
    await open_drive(context, taps.OpenDrive(number))


# Who takes part


@on_reply(TABLE, Right.DRIVES, takes=FILES)
async def take_table(context: BotContext, number: int) -> None:
    """Looks through it; nothing is kept before the one who sent it has seen what it comes to."""
    texts, services, document = context.texts, context.services, context.message.document
    if document is None or (document.file_size or 0) > LARGEST:
        raise Wrong(texts("drives-no-table"))
    try:
        found = await services.certification.members.look_through(await context.download(document.file_id))
    except BadTable as error:
        raise Wrong(texts("batches-unreadable", reason=error.fault.value)) from error
    rows = [[context.button(taps.OpenDrive(number), "privacy-button-cancel")]]
    if found.is_whole:
        await services.people.drafts.keep(
            context.person_id, IMPORT, "sure", {"file": document.file_id}, context.received.update_id
        )
        rows.insert(0, [context.button(taps.TakeMembers(number), "drives-button-take")])
    await context.say(_looked_through(texts, found), rows)


def _looked_through(texts: Texts, found: MembersImport) -> str:
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
        twice = [texts.plain("members-twice", row=str(row), name=name) for row, name in found.twice[:SHOWN]]
        lines.append(texts("members-doubles", names="; ".join(twice)))
    if mistakes := _mistakes(texts, found):
        lines.append(texts("members-mistakes", count=len(mistakes)))
        lines += [texts("members-line", what=each) for each in mistakes[:SHOWN]]
        lines.append(texts("members-mend", more=max(len(mistakes) - SHOWN, 0)))
    return texts.lines(lines)


def _mistakes(texts: Texts, found: MembersImport) -> list[str]:
    """Why nothing of the table can be taken, by row and column."""
    columns = {each: texts.plain("members-column", column=each.value) for each in MembersColumn}
    if found.no_columns:
        return [texts.plain("members-no-column", names=", ".join(columns[each] for each in found.no_columns))]
    if not found.rows:
        return [texts.plain("members-empty")]
    most = {MembersColumn.NAME: LONGEST_NAME, MembersColumn.BODY: LONGEST_BODY, MembersColumn.UNIT: LONGEST_UNIT}
    lines = []
    for row, column in found.mistakes:
        wanted = texts.plain("members-wrong", column=column.value, most=most.get(column, 0))
        lines.append(texts.plain("members-mistake", row=str(row), column=columns[column], what=wanted))
    return lines


@on_tap(Right.DRIVES)
async def take_members(context: BotContext, tap: taps.TakeMembers) -> None:
    texts, services = context.texts, context.services
    draft = await services.people.drafts.of(context.person_id, IMPORT)
    if draft is None:
        await open_drive(context, taps.OpenDrive(tap.drive))
        return
    table = await context.download(draft.answers["file"])
    taken = await services.certification.members.take(table, context.person_id)
    await services.people.drafts.end(context.person_id, IMPORT)
    if taken is None:
        await context.toast(texts.plain("members-not-taken"))
    else:
        added, places = taken
        await services.certification.drives.invite(tap.drive, places)
        await context.toast(texts.plain("members-taken", count=added))
    await open_drive(context, taps.OpenDrive(tap.drive))


@on_tap(Right.DRIVES)
async def invite_councils(context: BotContext, tap: taps.InviteCouncils) -> None:
    await context.services.certification.drives.invite(tap.drive, [each.slug for each in load_hromadas()])
    await open_drive(context, taps.OpenDrive(tap.drive))


@on_tap(Right.DRIVES)
async def turn_anyone(context: BotContext, tap: taps.TurnAnyone) -> None:
    await context.services.certification.drives.turn_anyone(tap.drive)
    await open_drive(context, taps.OpenDrive(tap.drive))
