"""A certification drive is prepared: its title, its courses, when it begins and how long it lasts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from telegram.ext import BaseHandler

from content.messages import Texts
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
from handlers.chat.presses import on_tap
from handlers.chat.prompts import Prompt, ask, on_reply
from handlers.chat.rights import Right
from services.certification.drives import LONGEST_TITLE
from services.services import Services
from services.times import parse_day

START = Prompt("drives-prompt-start", "drives-day-placeholder")
DEADLINE = Prompt("drives-prompt-deadline", "drives-day-placeholder")
DEADLINES = (14, 30, 60, 90)
"""Days from the start, offered."""


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(WriteDrive, write_drive, Right.DRIVES),
        on_tap(TurnCourse, turn_course, Right.DRIVES),
        on_tap(AskForStart, START.ask_about, Right.DRIVES),
        on_tap(ChooseLength, choose_length, Right.DRIVES),
        on_tap(SetLength, set_length, Right.DRIVES),
        on_tap(AskForDeadline, DEADLINE.ask_about, Right.DRIVES),
        on_reply(services, _prompt_title, take_title, Right.DRIVES),
        on_reply(services, START, take_start, Right.DRIVES),
        on_reply(services, DEADLINE, take_deadline, Right.DRIVES),
    ]


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


async def turn_course(context: BotContext, tap: TurnCourse) -> None:
    if not await context.services.certification.drives.turn_course(tap.drive, tap.course):
        await context.toast(context.texts.plain("drives-one-course"))
    await open_drive(context, OpenDrive(tap.drive))


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
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive:
        until = drive.starts_on + timedelta(days=min(tap.days, max(DEADLINES)))
        await context.services.certification.drives.set_deadline(drive.id, until, context.person_id)
    await open_drive(context, OpenDrive(tap.drive))


async def take_deadline(context: BotContext, number: int) -> None:
    day = parse_day(context.message.text or "")
    if day is None or not await context.services.certification.drives.set_deadline(number, day, context.person_id):
        await context.say(context.texts("drives-wrong-day"))
    await open_drive(context, OpenDrive(number))
