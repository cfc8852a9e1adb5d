"""A certification drive is prepared: its title, its courses, when it begins and how long it lasts."""

from __future__ import annotations

from datetime import timedelta

from handlers.certification.drives import open_drive
from handlers.certification.taps import (
    AskForDeadline,
    AskForStart,
    ChooseLength,
    OpenDrive,
    SetLength,
    TurnCourse,
    WriteDrive,
)
from handlers.chat.context import BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.rights import Right
from handlers.chat.routes import asks, on_reply, on_tap
from services.certification import LONGEST_TITLE
from services.times import parse_day

TITLE = Prompt("drives-prompt-title", "drives-title-placeholder", most=LONGEST_TITLE)
START = Prompt("drives-prompt-start", "drives-day-placeholder")
DEADLINE = Prompt("drives-prompt-deadline", "drives-day-placeholder")
DEADLINES = (14, 30, 60, 90)
"""Days from the start, offered."""


asks(AskForStart, START, Right.DRIVES)
asks(AskForDeadline, DEADLINE, Right.DRIVES)


@on_tap(Right.DRIVES)
async def write_drive(context: BotContext, _tap: WriteDrive) -> None:
    await TITLE.ask(context)


@on_reply(TITLE, Right.DRIVES)
async def take_title(context: BotContext, _number: int) -> None:
    title = " ".join((context.message.text or "").split())
    if len(title) > LONGEST_TITLE:
        await context.say(context.texts("drives-too-long", most=LONGEST_TITLE))
        return
    number = await context.services.certification.drives.write(title, context.person_id)
    await open_drive(context, OpenDrive(number))


@on_tap(Right.DRIVES)
async def turn_course(context: BotContext, tap: TurnCourse) -> None:
    if not await context.services.certification.drives.turn_course(tap.drive, tap.course):
        await context.toast(context.texts.plain("drives-one-course"))
    await open_drive(context, OpenDrive(tap.drive))


@on_reply(START, Right.DRIVES)
async def take_start(context: BotContext, number: int) -> None:
    day = parse_day(context.message.text or "")
    if day is None or not await context.services.certification.drives.set_start(number, day):
        await context.say(context.texts("drives-wrong-day"))
    await open_drive(context, OpenDrive(number))


@on_tap(Right.DRIVES)
async def choose_length(context: BotContext, tap: ChooseLength) -> None:
    rows = [
        [SetLength(tap.drive, days).button(context.texts.plain("notices-button-deadline", count=days))]
        for days in DEADLINES
    ]
    rows.append([AskForDeadline(tap.drive).button(context.texts.plain("drives-button-own-deadline"))])
    rows.append([OpenDrive(tap.drive).button(context.texts.plain("menu-button-back"))])
    await context.show(context.texts("drives-how-long"), rows)


@on_tap(Right.DRIVES)
async def set_length(context: BotContext, tap: SetLength) -> None:
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive:
        until = drive.starts_on + timedelta(days=min(tap.days, max(DEADLINES)))
        await context.services.certification.drives.set_deadline(drive.id, until, context.person_id)
    await open_drive(context, OpenDrive(tap.drive))


@on_reply(DEADLINE, Right.DRIVES)
async def take_deadline(context: BotContext, number: int) -> None:
    day = parse_day(context.message.text or "")
    if day is None or not await context.services.certification.drives.set_deadline(number, day, context.person_id):
        await context.say(context.texts("drives-wrong-day"))
    await open_drive(context, OpenDrive(number))
