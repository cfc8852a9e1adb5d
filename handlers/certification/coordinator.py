"""A coordinator's body: how far it is, who lacks what, who is exempt, and batches of certificates."""

from __future__ import annotations

from channels.taps import Button
from handlers.certification.certificates import LARGEST
from handlers.certification.taps import (
    AskForBatch,
    ExportBody,
    ListMembers,
    ListWaiting,
    SetMember,
    ShowBody,
    ShowMember,
)
from handlers.certification.words import bar
from handlers.chat.context import BotContext
from handlers.chat.prompts import Prompt
from handlers.chat.routes import asks, on_reply, on_tap
from handlers.chat.taps import ShowMyCertificates
from services.certification import MemberState

BATCH = Prompt("coordinator-prompt-batch", "coordinator-batch-placeholder")
PAGE = 8


asks(AskForBatch, BATCH)


async def body_buttons(context: BotContext) -> list[list[Button]]:
    """The bodies that a person coordinates, a row for each drive that they take part in."""
    services, rows = context.services, []
    for place in await services.certification.members.coordinated_by(context.person_id):
        name = await services.certification.drives.place_name(place)
        for drive in await services.certification.read.drives.at(place):
            words = context.texts.plain("coordinator-button", place=name, title=drive.title)
            rows.append([ShowBody(drive.id, place, 0).button(words)])
    return rows


async def _coordinates(context: BotContext, place: str) -> bool:
    """Whether that place is hers; the presser is told where it is not."""
    if place in await context.services.certification.members.coordinated_by(context.person_id):
        return True
    await context.toast(context.texts.plain("coordinator-not-yours"))
    return False


@on_tap()
async def show_body(context: BotContext, tap: ShowBody) -> None:
    """How far the body is, unit by unit, and what can be done."""
    if not await _coordinates(context, tap.place):
        return
    texts, services = context.texts, context.services
    drive = await services.certification.read.drives.find(tap.drive)
    if drive is None or tap.place not in drive.places:
        await context.show(texts("my_certificates-drive-closed"), [[_courses(context)]])
        return
    counts = await services.certification.read.figures.counts(drive.id, tap.place)
    members, certified = sum(each.members for each in counts), sum(each.certified for each in counts)
    lines = [
        texts(
            "coordinator-title",
            place=await services.certification.drives.place_name(tap.place),
            title=drive.title,
            due=drive.due_on,
        ),
        bar(texts, certified, members),
    ]
    if len(counts) > 1:
        lines += [
            texts("coordinator-line", unit=each.unit or "–", certified=each.certified, members=each.members)
            for each in counts
        ]
    exempt = sum(each.exempt for each in counts)
    waiting = await services.certification.read.certificates.waiting([tap.place])
    rows = []
    if members > certified:
        words = texts.plain("coordinator-button-lacking", count=members - certified)
        rows.append([ListMembers(drive.id, tap.place, "lacking", 0).button(words)])
    if exempt:
        words = texts.plain("coordinator-button-exempt", count=exempt)
        rows.append([ListMembers(drive.id, tap.place, "exempt", 0).button(words)])
    if waiting:
        rows.append([ListWaiting(tap.place).button(texts.plain("review-button", count=len(waiting)))])
    tenure = next(
        each for each in await services.people.posts.of_person(context.person_id) if each.post.place == tap.place
    )
    rows.append([AskForBatch(tenure.id).button(texts.plain("coordinator-button-batch"))])
    rows.append([ExportBody(tap.place).button(texts.plain("broadcasts-button-excel"))])
    await context.show(texts.lines(lines), [*rows, [_courses(context)]])


# Members


@on_tap()
async def list_members(context: BotContext, tap: ListMembers) -> None:
    if not await _coordinates(context, tap.place):
        return
    texts, read = context.texts, context.services.certification.read
    if tap.what == "exempt":
        found = [each for each in await read.members.at(tap.place) if each.state is not MemberState.ACTIVE]
    else:
        found = await read.figures.lacking(tap.drive, tap.place)
    rows = [[ShowMember(tap.drive, each.id).button(each.name)] for each in found[tap.start : tap.start + PAGE]]
    if len(found) > tap.start + PAGE:
        further = ListMembers(tap.drive, tap.place, tap.what, tap.start + PAGE)
        rows.append([further.button(texts.plain("notices-button-more"))])
    rows.append([ShowBody(tap.drive, tap.place, 0).button(texts.plain("menu-button-back"))])
    key = "coordinator-exempt" if tap.what == "exempt" else "coordinator-lacking"
    await context.show(texts(key, count=len(found)), rows)


@on_tap()
async def show_member(context: BotContext, tap: ShowMember) -> None:
    """One member: what she lacks, and whether she is exempt. Why she is, only her coordinator sees."""
    services, texts = context.services, context.texts
    member = await services.certification.members.find(
        tap.member, await services.certification.members.coordinated_by(context.person_id)
    )
    if member is None:
        await context.toast(texts.plain("coordinator-not-yours"))
        return
    html = texts(
        "coordinator-member",
        name=member.name,
        unit=member.unit or "–",
        state=member.state.value,
        chat="yes" if member.person_id is not None else "no",
    )
    states = [
        (MemberState.MOBILISED, texts.plain("coordinator-button-mobilised")),
        (MemberState.PARENTAL, texts.plain("coordinator-button-parental")),
        (MemberState.SICK, texts.plain("coordinator-button-sick")),
        (MemberState.LEFT, texts.plain("coordinator-button-left")),
        (MemberState.ACTIVE, texts.plain("coordinator-button-active")),
    ]
    buttons = [
        SetMember(tap.drive, member.id, state.value).button(words)
        for state, words in states
        if state is not member.state
    ]
    back = ShowBody(tap.drive, member.place, 0).button(texts.plain("menu-button-back"))
    await context.show(html, [buttons[:2], buttons[2:], [back]])


@on_tap()
async def set_member(context: BotContext, tap: SetMember) -> None:
    services = context.services
    if tap.state in set(MemberState):
        places = await services.certification.members.coordinated_by(context.person_id)
        await services.certification.members.set_state(tap.member, MemberState(tap.state), places, context.person_id)
    await show_member(context, ShowMember(tap.drive, tap.member))


@on_tap()
async def export_body(context: BotContext, tap: ExportBody) -> None:
    chat = context.received.effective_chat
    if not await _coordinates(context, tap.place) or chat is None:
        return
    excel = await context.services.certification.exports.of_place(tap.place, context.person_id)
    name = context.texts.plain("coordinator-file")
    await chat.send_document(excel, filename=name)


# Batches


@on_reply(BATCH, any_kind=True)
async def take_batch(context: BotContext, number: int) -> None:
    """Keeps it; a job reads it, for many files take their time."""
    texts, document = context.texts, context.message.document
    tenures = await context.services.people.posts.of_person(context.person_id)
    place = next((each.post.place for each in tenures if each.id == number), None)
    if place is None or not await _coordinates(context, place):
        await context.say(texts("coordinator-not-yours"))
    elif document is None:
        await context.say(texts("coordinator-no-batch"))
    elif (document.file_size or 0) > LARGEST:
        megabytes = round((document.file_size or 0) / 1024 / 1024)
        await context.say(texts("certificates-too-large", megabytes=megabytes))
    else:
        await context.services.certification.batches.take(
            context.person_id, place, document.file_id, context.received.update_id
        )
        await context.say(texts("coordinator-batch-taken"))


def _courses(context: BotContext) -> Button:
    return ShowMyCertificates().button(context.texts.plain("menu-button-back"))
