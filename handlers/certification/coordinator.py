"""A coordinator's body: how far it is, who lacks what, who is exempt, and batches of certificates."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from channels.taps import Button
from content.messages import Texts
from handlers.certification.certificates import LARGEST
from handlers.certification.taps import (
    AskForBatch,
    ExportUnit,
    ListChecking,
    ListMembers,
    SetMember,
    ShowMember,
    ShowUnit,
)
from handlers.chat.context import BotContext
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.taps import ShowCourses
from services.certification.members import State
from services.services import Services

PAGE = 8


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowUnit, show_unit),
        on_tap(ListMembers, list_members),
        on_tap(ShowMember, show_member),
        on_tap(SetMember, set_member),
        on_tap(AskForBatch, ask_for_batch),
        on_tap(ExportUnit, export_unit),
        on_reply(services, _prompt_batch, take_batch, any_kind=True),
    ]


async def unit_buttons(context: BotContext) -> list[list[Button]]:
    """The bodies that a person coordinates, a row for each drive that they take part in."""
    services, rows = context.services, []
    for place in await services.certification.members.coordinated_by(context.person_id):
        name = await services.certification.drives.place_name(place)
        for drive in await services.certification.drives.at(place):
            words = context.texts.plain("units-button", place=name, title=drive.title)
            rows.append([ShowUnit(drive.id, place, 0).button(words)])
    return rows


async def _coordinates(context: BotContext, place: str) -> bool:
    """Whether that place is hers; the presser is told where it is not."""
    if place in await context.services.certification.members.coordinated_by(context.person_id):
        return True
    await context.toast(context.texts.plain("units-not-yours"))
    return False


async def show_unit(context: BotContext, tap: ShowUnit) -> None:
    """How far the body is, unit by unit, and what can be done."""
    if not await _coordinates(context, tap.place):
        return
    texts, services = context.texts, context.services
    drive = await services.certification.drives.find(tap.drive)
    if drive is None or tap.place not in drive.places:
        await context.show(texts("courses-drive-closed"), [[_courses(context)]])
        return
    counts = await services.certification.drives.counts(drive.id, tap.place)
    members, certified = sum(each.members for each in counts), sum(each.certified for each in counts)
    lines = [
        texts(
            "units-title",
            place=await services.certification.drives.place_name(tap.place),
            title=drive.title,
            due=drive.due_on,
        ),
        services.certification.drives.bar(certified, members),
    ]
    if len(counts) > 1:
        lines += [
            texts("units-line", unit=each.unit or "–", certified=each.certified, members=each.members)
            for each in counts
        ]
    exempt = sum(each.exempt for each in counts)
    waiting = await services.certification.certificates.checking([tap.place])
    rows = []
    if members > certified:
        words = texts.plain("units-button-lacking", count=members - certified)
        rows.append([ListMembers(drive.id, tap.place, "lacking", 0).button(words)])
    if exempt:
        words = texts.plain("units-button-exempt", count=exempt)
        rows.append([ListMembers(drive.id, tap.place, "exempt", 0).button(words)])
    if waiting:
        rows.append([ListChecking(tap.place).button(texts.plain("units-button-checking", count=len(waiting)))])
    tenure = next(
        each for each in await services.people.posts.of_person(context.person_id) if each.post.place == tap.place
    )
    rows.append([AskForBatch(tenure.id).button(texts.plain("units-button-batch"))])
    rows.append([ExportUnit(tap.place).button(texts.plain("broadcasts-button-excel"))])
    await context.show(texts.lines(lines), [*rows, [_courses(context)]])


# Members


async def list_members(context: BotContext, tap: ListMembers) -> None:
    if not await _coordinates(context, tap.place):
        return
    texts, services = context.texts, context.services
    if tap.what == "exempt":
        found = [each for each in await services.certification.members.at(tap.place) if each.state is not State.ACTIVE]
    else:
        found = await services.certification.drives.lacking(tap.drive, tap.place)
    rows = [[ShowMember(tap.drive, each.id).button(each.name)] for each in found[tap.start : tap.start + PAGE]]
    if len(found) > tap.start + PAGE:
        further = ListMembers(tap.drive, tap.place, tap.what, tap.start + PAGE)
        rows.append([further.button(texts.plain("notices-button-more"))])
    rows.append([ShowUnit(tap.drive, tap.place, 0).button(texts.plain("menu-button-back"))])
    key = "units-exempt" if tap.what == "exempt" else "units-lacking"
    await context.show(texts(key, count=len(found)), rows)


async def show_member(context: BotContext, tap: ShowMember) -> None:
    """One member: what she lacks, and whether she is exempt. Why she is, only her coordinator sees."""
    services, texts = context.services, context.texts
    member = await services.certification.members.find(
        tap.member, await services.certification.members.coordinated_by(context.person_id)
    )
    if member is None:
        await context.toast(texts.plain("units-not-yours"))
        return
    html = texts(
        "units-member",
        name=member.name,
        unit=member.unit or "–",
        state=member.state.value,
        chat="yes" if member.person_id is not None else "no",
    )
    states = [
        (State.MOBILISED, texts.plain("units-button-mobilised")),
        (State.PARENTAL, texts.plain("units-button-parental")),
        (State.SICK, texts.plain("units-button-sick")),
        (State.LEFT, texts.plain("units-button-left")),
        (State.ACTIVE, texts.plain("units-button-active")),
    ]
    buttons = [
        SetMember(tap.drive, member.id, state.value).button(words)
        for state, words in states
        if state is not member.state
    ]
    back = ShowUnit(tap.drive, member.place, 0).button(texts.plain("menu-button-back"))
    await context.show(html, [buttons[:2], buttons[2:], [back]])


async def set_member(context: BotContext, tap: SetMember) -> None:
    services = context.services
    if tap.state in set(State):
        places = await services.certification.members.coordinated_by(context.person_id)
        await services.certification.members.set_state(tap.member, State(tap.state), places, context.person_id)
    await show_member(context, ShowMember(tap.drive, tap.member))


async def export_unit(context: BotContext, tap: ExportUnit) -> None:
    chat = context.received.effective_chat
    if not await _coordinates(context, tap.place) or chat is None:
        return
    excel = await context.services.certification.certificates.of_place(tap.place, context.person_id)
    name = context.texts.plain("units-file")
    await chat.send_document(excel, filename=name)


# Batches


def _prompt_batch(texts: Texts, number: int) -> str:
    return texts.plain("units-prompt-batch", number=str(number))


async def ask_for_batch(context: BotContext, tap: AskForBatch) -> None:
    await ask(context, _prompt_batch(context.texts, tap.tenure), context.texts.plain("units-batch-placeholder"))


async def take_batch(context: BotContext, number: int) -> None:
    """Keeps it; a job reads it, for many files take their time."""
    texts, document = context.texts, context.message.document
    tenures = await context.services.people.posts.of_person(context.person_id)
    place = next((each.post.place for each in tenures if each.id == number), None)
    if place is None or not await _coordinates(context, place):
        await context.say(texts("units-not-yours"))
    elif document is None:
        await context.say(texts("units-no-batch"))
    elif (document.file_size or 0) > LARGEST:
        megabytes = round((document.file_size or 0) / 1024 / 1024)
        await context.say(texts("certificates-too-large", megabytes=megabytes))
    else:
        await context.services.certification.batches.take(
            context.person_id, place, document.file_id, context.received.update_id
        )
        await context.say(texts("units-batch-taken"))


def _courses(context: BotContext) -> Button:
    return ShowCourses().button(context.texts.plain("menu-button-back"))
