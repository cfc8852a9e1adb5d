"""A coordinator's body: how far it is, who lacks what, who is exempt, and batches of certificates."""

from __future__ import annotations

from channels.taps import Button
from handlers.certification import taps
from handlers.certification.certificates import too_large
from handlers.certification.messages import joining_unsure
from handlers.certification.my_certificates import back_button, show_closed
from handlers.certification.words import bar
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import back_to
from handlers.chat.prompts import FILES, Prompt, asks, on_reply
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.chat.tables import TableForm, add_form, receive
from handlers.chat.taps import ShowMyCertificates
from services.certification import BATCH as BATCH_TABLE
from services.certification import Joining, MemberState, total
from services.files.archives import is_archive
from services.people import Draft
from services.tables import DryRun, OpenTable, layouts_text

BATCH = Prompt("coordinator-prompt-batch")
PAGE = 8
STATES = (MemberState.EXEMPT, MemberState.ACTIVE)


asks(taps.AskForBatch, BATCH)


async def _coordinates(context: BotContext, place: str) -> bool:
    """Whether that place is hers; the presser is told where it is not."""
    if place in await context.services.certification.members.coordinated_by(context.person_id):
        return True
    await context.toast(context.texts.plain("coordinator-not-yours"))
    return False


@on_tap()
async def show_body(context: BotContext, tap: taps.ShowBody) -> None:
    """How far the body is, unit by unit, and what can be done."""
    if not await _coordinates(context, tap.place):
        return
    texts, certification = context.texts, context.services.certification
    drive = await certification.read.drives.find(tap.drive)
    if drive is None or tap.place not in drive.places:
        await show_closed(context)
        return
    units = await certification.read.figures.counts(drive.id, tap.place)
    body = total(units)
    place_name = await certification.drives.place_name(tap.place)
    lines = [
        texts("coordinator-title", place=place_name, title=drive.title, due=drive.due_on),
        bar(texts, body.certified, body.members),
    ]
    if len(units) > 1:
        lines += [
            texts("coordinator-line", unit=each.unit or "–", certified=each.certified, members=each.members)
            for each in units
        ]
    rows: list[list[Button]] = []
    if lacking := body.members - body.certified:
        list_lacking = taps.ListMembers(drive.id, tap.place, "lacking", 0)
        rows.append([context.button(list_lacking, "coordinator-button-lacking", count=lacking)])
    if body.exempt:
        list_exempt = taps.ListMembers(drive.id, tap.place, "exempt", 0)
        rows.append([context.button(list_exempt, "coordinator-button-exempt", count=body.exempt)])
    rows += [
        [context.button(taps.ShowJoining(each.id), "coordinator-button-joining", name=each.name)]
        for each in (await certification.read.members.joinings_at(tap.place))[:PAGE]
    ]
    if waiting := await certification.read.certificates.waiting([tap.place]):
        rows.append([context.button(taps.ListWaiting(tap.place), "review-button", count=len(waiting))])
    tenures = await context.services.people.posts.of_person(context.person_id)
    tenure = next(each for each in tenures if each.post.place == tap.place)
    rows.append([context.button(taps.AskForBatch(tenure.id), "coordinator-button-batch")])
    rows.append([context.button(taps.ExportBody(tap.place), "broadcasts-button-excel")])
    await context.show(texts.lines(lines), [*rows, [back_button(context)]])


# Members


@on_tap()
async def list_members(context: BotContext, tap: taps.ListMembers) -> None:
    if not await _coordinates(context, tap.place):
        return
    read = context.services.certification.read
    if tap.what == "exempt":
        found = [each for each in await read.members.at(tap.place) if each.state is not MemberState.ACTIVE]
    else:
        found = await read.figures.lacking(tap.drive, tap.place)
    end = tap.start + PAGE
    rows = [[taps.ShowMember(tap.drive, each.id).button(each.name)] for each in found[tap.start : end]]
    if len(found) > end:
        rows.append([context.button(taps.ListMembers(tap.drive, tap.place, tap.what, end), "notices-button-more")])
    rows.append([back_to(context, taps.ShowBody(tap.drive, tap.place))])
    key = "coordinator-exempt" if tap.what == "exempt" else "coordinator-lacking"
    await context.show(context.texts(key, count=len(found)), rows)


@on_tap()
async def show_member(context: BotContext, tap: taps.ShowMember) -> None:
    """One member: what she lacks, and whether she is exempt. Why she is, only her coordinator sees."""
    members = context.services.certification.members
    member = await members.find(tap.member, await members.coordinated_by(context.person_id))
    if member is None:
        await context.toast(context.texts.plain("coordinator-not-yours"))
        return
    html = context.texts(
        "coordinator-member",
        name=member.name,
        unit=member.unit or "–",
        state=member.state.value,
        chat="yes" if member.person_id is not None else "no",
    )
    buttons = [
        context.button(taps.SetMember(tap.drive, member.id, state.value), "coordinator-button-state", state=state.value)
        for state in STATES
        if state is not member.state
    ]
    await context.show(html, [buttons[:2], buttons[2:], [back_to(context, taps.ShowBody(tap.drive, member.place))]])


@on_tap()
async def set_member(context: BotContext, tap: taps.SetMember) -> None:
    members = context.services.certification.members
    if tap.state in set(MemberState):
        places = await members.coordinated_by(context.person_id)
        await members.set_state(tap.member, MemberState(tap.state), places, context.person_id)
    await show_member(context, taps.ShowMember(tap.drive, tap.member))


# Who joins


async def _joining(context: BotContext, number: int) -> Joining | None:
    """Who joins, if the presser may say who she is: the coordinator of that body, or staff. Otherwise she is told."""
    joining = await context.services.certification.read.members.joining(number)
    if joining is None:
        await context.toast(context.texts.plain("coordinator-joining-decided"))
        return None
    is_staff = await may(context, Right.DRIVES)
    return joining if is_staff or await _coordinates(context, joining.place) else None


@on_tap()
async def show_joining(context: BotContext, tap: taps.ShowJoining) -> None:
    if joining := await _joining(context, tap.joining):
        page = joining_unsure(context.services.content, await context.services.certification.members.unsure(joining))
        await context.show(page.html, page.keyboard)


@on_tap()
async def is_member(context: BotContext, tap: taps.IsMember) -> None:
    joining, members = await _joining(context, tap.joining), context.services.certification.members
    if joining is None:
        return
    if tap.member:
        decided = await members.is_member(joining, tap.member, context.person_id)
    else:
        decided = await members.is_new(joining, context.person_id)
    await _show_decided(context, joining, decided, "coordinator-joining-is")


@on_tap()
async def is_nobody(context: BotContext, tap: taps.IsNobody) -> None:
    if joining := await _joining(context, tap.joining):
        decided = await context.services.certification.members.is_nobody(joining, context.person_id)
        await _show_decided(context, joining, decided, "coordinator-joining-is-nobody")


async def _show_decided(context: BotContext, joining: Joining, decided: bool, key: str) -> None:
    """What was decided; where it could not be, how it stands now."""
    if decided:
        await context.show(context.texts(key, name=joining.name))
        return
    await context.toast(context.texts.plain("coordinator-joining-taken"))
    await show_joining(context, taps.ShowJoining(joining.id))


@on_tap()
async def export_body(context: BotContext, tap: taps.ExportBody) -> None:
    if await _coordinates(context, tap.place):
        excel = await context.services.certification.exports.of_place(tap.place, context.person_id)
        await context.chat.send_document(excel, filename=context.texts.plain("coordinator-file"))


# Batches


async def _place(context: BotContext, tenure: int) -> str | None:
    """The place of that tenure, if it is hers and she coordinates there."""
    tenures = await context.services.people.posts.of_person(context.person_id)
    place = next((each.post.place for each in tenures if each.id == tenure), None)
    return place if place and await _coordinates(context, place) else None


async def _look(context: BotContext, table: OpenTable, tenure: int) -> DryRun:
    place = await _place(context, tenure)
    return await context.services.certification.batches.look_through(table, place) if place else DryRun()


async def _take(context: BotContext, table: OpenTable, tenure: int, draft: Draft) -> None:
    """Keeps it; a job hands in row by row."""
    if place := await _place(context, tenure):
        await _keep_batch(context, place, draft.answers["file"], int(draft.answers["number"]), table)


LIST = add_form(
    TableForm(
        kind=BATCH_TABLE,
        right=None,
        look=_look,
        take=_take,
        back=lambda _tenure: ShowMyCertificates(),
        again=taps.AskForBatch,
    )
)


@on_reply(BATCH, takes=FILES)
async def take_batch(context: BotContext, number: int) -> None:
    """Keeps an archive, which a job reads, for many files take their time; a table is looked through first."""
    texts, document = context.texts, context.message.document
    place = await _place(context, number)
    if place is None:
        await context.say(texts("coordinator-not-yours"))
    elif document is None:
        raise Wrong(texts("coordinator-no-batch"))
    elif wrong := too_large(texts, document.file_size):
        raise Wrong(wrong)
    elif is_archive(await context.download(document.file_id)):
        await _keep_batch(context, place, document.file_id, context.received.update_id)
    else:
        await receive(context, LIST, number)


async def _keep_batch(
    context: BotContext, place: str, file_id: str, update_id: int, table: OpenTable | None = None
) -> None:
    layouts = layouts_text(table.layouts) if table else ""
    await context.services.certification.batches.take(context.person_id, place, file_id, update_id, layouts)
    await context.show(context.texts("coordinator-batch-taken"))
