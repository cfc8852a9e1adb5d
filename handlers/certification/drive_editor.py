"""A certification drive is prepared: its title, its courses, when it begins and how long it lasts; who takes part."""

from __future__ import annotations

from datetime import timedelta

from content.hromadas import load_hromadas
from handlers.certification import taps
from handlers.certification.drives import open_drive
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import FILES, Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.tables import TableForm, add_form, receive
from services.certification import LONGEST_TITLE, MEMBERS
from services.people import Draft
from services.tables import DryRun, OpenTable

TITLE = Prompt("drives-prompt-title", "drives-title-placeholder", most=LONGEST_TITLE)
START = Prompt("drives-prompt-start", "drives-day-placeholder")
DEADLINE = Prompt("drives-prompt-deadline", "drives-day-placeholder")
TABLE = Prompt("drives-prompt-members", "drives-table")
DEADLINES = (14, 30, 60, 90)
"""Days from the start, offered; a drive ends on a working day."""


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


async def _look(context: BotContext, table: OpenTable, _drive: int) -> DryRun:
    return await context.services.certification.members.look_through(table)


async def _take(context: BotContext, table: OpenTable, number: int, _draft: Draft) -> None:
    taken = await context.services.certification.members.take(table, context.person_id)
    if taken is None:
        await context.toast(context.texts.plain("members-not-taken"))
    else:
        added, places = taken
        await context.services.certification.drives.invite(number, places)
        await context.toast(context.texts.plain("members-taken", count=added))
    await open_drive(context, taps.OpenDrive(number))


FORM = add_form(
    TableForm(kind=MEMBERS, right=Right.DRIVES, look=_look, take=_take, back=taps.OpenDrive, again=taps.AskForMembers)
)


@on_reply(TABLE, Right.DRIVES, takes=FILES)
async def take_table(context: BotContext, number: int) -> None:
    await receive(context, FORM, number)


@on_tap(Right.DRIVES)
async def invite_councils(context: BotContext, tap: taps.InviteCouncils) -> None:
    await context.services.certification.drives.invite(tap.drive, [each.slug for each in load_hromadas()])
    await open_drive(context, taps.OpenDrive(tap.drive))


@on_tap(Right.DRIVES)
async def turn_anyone(context: BotContext, tap: taps.TurnAnyone) -> None:
    await context.services.certification.drives.turn_anyone(tap.drive)
    await open_drive(context, taps.OpenDrive(tap.drive))
