"""A coordinator's body: how far it is, who lacks what, who is exempt, batches, and certificates that wait for a look.

Staff look at waiting certificates by the same pages, of all places at once (`ALL`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from telegram.ext import BaseHandler

from channels.taps import Button, Tap
from content.messages import Texts
from handlers.certificates import LARGEST
from handlers.context import BotContext
from handlers.menu import ShowCourses
from handlers.prompts import ask, on_reply
from handlers.rights import Right, may
from handlers.taps import on_tap
from services.certificates import Certificate, Doubt, ListChecking
from services.drives import ShowUnit
from services.members import Member, State
from services.services import Services

ALL = "all"
"""Stands for a place where staff look at all of them."""
AS_IS = "-"
PAGE = 8
LOOKED_AT = 12
"""Certificates in one list, each with why it is looked at: what is decided together was seen together. A message takes
no more of the longest names."""
CANDIDATES = 5
REASONS = 4
"""Ready reasons of a refusal."""


@dataclass(frozen=True, slots=True)
class ListMembers(Tap):
    """`what` is lacking or exempt; `start` is the first in the list."""

    drive: int
    place: str
    what: str
    start: int
    prefix: ClassVar[str] = "memberlist"


@dataclass(frozen=True, slots=True)
class ShowMember(Tap):
    drive: int
    member: int
    prefix: ClassVar[str] = "member"


@dataclass(frozen=True, slots=True)
class SetMember(Tap):
    """`state` is a word of the members' table."""

    drive: int
    member: int
    state: str
    prefix: ClassVar[str] = "memberset"


@dataclass(frozen=True, slots=True)
class AskForBatch(Tap):
    tenure: int
    prefix: ClassVar[str] = "batch"


@dataclass(frozen=True, slots=True)
class ExportUnit(Tap):
    place: str
    prefix: ClassVar[str] = "unitexcel"


@dataclass(frozen=True, slots=True)
class ShowChecking(Tap):
    certificate: int
    place: str
    prefix: ClassVar[str] = "check"


@dataclass(frozen=True, slots=True)
class ShowFile(Tap):
    certificate: int
    place: str
    prefix: ClassVar[str] = "checkfile"


@dataclass(frozen=True, slots=True)
class Accept(Tap):
    """One certificate; 0: all that are whole in the list in which `newest` is the highest number."""

    certificate: int
    place: str
    newest: int
    prefix: ClassVar[str] = "certaccept"


@dataclass(frozen=True, slots=True)
class ChooseReason(Tap):
    """Why one certificate, or all (0) in the list with `newest` as highest number, are refused."""

    certificate: int
    place: str
    newest: int
    prefix: ClassVar[str] = "certwhy"


@dataclass(frozen=True, slots=True)
class Refuse(Tap):
    """`reason` is the place of a ready reason."""

    certificate: int
    place: str
    newest: int
    reason: int
    prefix: ClassVar[str] = "certrefuse"


@dataclass(frozen=True, slots=True)
class AskForReason(Tap):
    """A reason in one's own words."""

    certificate: int
    prefix: ClassVar[str] = "certownwhy"


@dataclass(frozen=True, slots=True)
class Settle(Tap):
    """Whose a certificate of a batch is (`member`, 0: as it stands), and of which course (AS_IS: as it stands)."""

    certificate: int
    place: str
    member: int
    course: str
    prefix: ClassVar[str] = "certsettle"


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ShowUnit, show_unit),
        on_tap(ListMembers, list_members),
        on_tap(ShowMember, show_member),
        on_tap(SetMember, set_member),
        on_tap(AskForBatch, ask_for_batch),
        on_tap(ExportUnit, export_unit),
        on_tap(ListChecking, list_checking),
        on_tap(ShowChecking, show_checking),
        on_tap(ShowFile, show_file),
        on_tap(Accept, accept),
        on_tap(ChooseReason, choose_reason),
        on_tap(Refuse, refuse),
        on_tap(AskForReason, ask_for_reason),
        on_tap(Settle, settle),
        on_reply(services, _prompt_batch, take_batch, any_kind=True),
        on_reply(services, _prompt_reason, take_reason),
    ]


async def unit_buttons(context: BotContext) -> list[list[Button]]:
    """The bodies that a person coordinates, a row for each drive that they take part in."""
    services, rows = context.services, []
    for place in await services.members.coordinated_by(context.person_id):
        name = await services.drives.place_name(place)
        for drive in await services.drives.at(place):
            words = context.texts.plain("units-button", place=name, title=drive.title)
            rows.append([ShowUnit(drive.id, place, 0).button(words)])
    return rows


async def _coordinates(context: BotContext, place: str) -> bool:
    """Whether that place is hers; the presser is told where it is not."""
    if place in await context.services.members.coordinated_by(context.person_id):
        return True
    await context.toast(context.texts.plain("units-not-yours"))
    return False


async def show_unit(context: BotContext, tap: ShowUnit) -> None:
    """How far the body is, unit by unit, and what can be done."""
    if not await _coordinates(context, tap.place):
        return
    texts, services = context.texts, context.services
    drive = await services.drives.find(tap.drive)
    if drive is None or tap.place not in drive.places:
        await context.show(texts("courses-drive-closed"), [[_courses(context)]])
        return
    counts = await services.drives.counts(drive.id, tap.place)
    members, certified = sum(each.members for each in counts), sum(each.certified for each in counts)
    lines = [
        texts("units-title", place=await services.drives.place_name(tap.place), title=drive.title, due=drive.due_on),
        services.drives.bar(certified, members),
    ]
    if len(counts) > 1:
        lines += [
            texts("units-line", unit=each.unit or "–", certified=each.certified, members=each.members)
            for each in counts
        ]
    exempt = sum(each.exempt for each in counts)
    waiting = await services.certificates.checking([tap.place])
    rows = []
    if members > certified:
        words = texts.plain("units-button-lacking", count=members - certified)
        rows.append([ListMembers(drive.id, tap.place, "lacking", 0).button(words)])
    if exempt:
        words = texts.plain("units-button-exempt", count=exempt)
        rows.append([ListMembers(drive.id, tap.place, "exempt", 0).button(words)])
    if waiting:
        rows.append([ListChecking(tap.place).button(texts.plain("units-button-checking", count=len(waiting)))])
    tenure = next(each for each in await services.posts.of_person(context.person_id) if each.post.place == tap.place)
    rows.append([AskForBatch(tenure.id).button(texts.plain("units-button-batch"))])
    rows.append([ExportUnit(tap.place).button(texts.plain("broadcasts-button-excel"))])
    await context.show(texts.lines(lines), [*rows, [_courses(context)]])


# Members


async def list_members(context: BotContext, tap: ListMembers) -> None:
    if not await _coordinates(context, tap.place):
        return
    texts, services = context.texts, context.services
    if tap.what == "exempt":
        found = [each for each in await services.members.at(tap.place) if each.state is not State.ACTIVE]
    else:
        found = await services.drives.lacking(tap.drive, tap.place)
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
    member = await services.members.find(tap.member, await services.members.coordinated_by(context.person_id))
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
        places = await services.members.coordinated_by(context.person_id)
        await services.members.set_state(tap.member, State(tap.state), places, context.person_id)
    await show_member(context, ShowMember(tap.drive, tap.member))


async def export_unit(context: BotContext, tap: ExportUnit) -> None:
    chat = context.received.effective_chat
    if not await _coordinates(context, tap.place) or chat is None:
        return
    excel = await context.services.certificates.of_place(tap.place, context.person_id)
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
    tenures = await context.services.posts.of_person(context.person_id)
    place = next((each.post.place for each in tenures if each.id == number), None)
    if place is None or not await _coordinates(context, place):
        await context.say(texts("units-not-yours"))
    elif document is None:
        await context.say(texts("units-no-batch"))
    elif (document.file_size or 0) > LARGEST:
        megabytes = round((document.file_size or 0) / 1024 / 1024)
        await context.say(texts("certificates-too-large", megabytes=megabytes))
    else:
        await context.services.batches.take(context.person_id, place, document.file_id, context.received.update_id)
        await context.say(texts("units-batch-taken"))


# Certificates that wait for a look


async def _places(context: BotContext, place: str) -> Collection[str] | bool | None:
    """Where the presser may decide: None for staff, who may everywhere; False for nobody's business."""
    if place == ALL:
        return None if await may(context, Right.DRIVES) else False
    return [place] if place in await context.services.members.coordinated_by(context.person_id) else False


async def _waiting(context: BotContext, place: str) -> list[Certificate] | None:
    """What waits there; None, and the presser is told, where it is none of her business."""
    places = await _places(context, place)
    if isinstance(places, bool):
        await context.toast(context.texts.plain("units-not-yours"))
        return None
    return await context.services.certificates.checking(places)


async def list_checking(context: BotContext, tap: ListChecking) -> None:
    waiting = await _waiting(context, tap.place)
    if waiting is None:
        return
    texts, certificates = context.texts, context.services.certificates
    lines, rows, listed = [texts("units-checking", count=len(waiting))], [], waiting[:LOOKED_AT]
    for each in listed:
        name, course = each.handed.name or "–", certificates.course_name(each.handed.course)
        lines.append(
            texts("units-check", number=str(each.id), name=name, code=each.handed.code, why=certificates.doubts(each))
        )
        words = texts.plain("units-button-check", number=str(each.id), name=name, course=course)
        rows.append([ShowChecking(each.id, tap.place).button(words)])
    if listed:
        newest = max(each.id for each in listed)
        rows.append(
            [
                Accept(0, tap.place, newest).button(texts.plain("units-button-accept-all", count=len(listed))),
                ChooseReason(0, tap.place, newest).button(texts.plain("units-button-refuse-all", count=len(listed))),
            ]
        )
    rows.append([await _back(context, tap.place)])
    await context.show(texts.lines(lines), rows)


async def _back(context: BotContext, place: str) -> Button:
    texts = context.texts
    if place != ALL:
        drives = await context.services.drives.at(place)
        if drives:
            return ShowUnit(drives[0].id, place, 0).button(texts.plain("menu-button-back"))
    return _courses(context)


async def _at(context: BotContext, number: int, place: str) -> Certificate | None:
    waiting = await _waiting(context, place)
    if waiting is None:
        return None
    found = next((each for each in waiting if each.id == number), None)
    if found is None:
        await list_checking(context, ListChecking(place))
    return found


async def show_checking(context: BotContext, tap: ShowChecking) -> None:
    certificate = await _at(context, tap.certificate, tap.place)
    if certificate is None:
        return
    texts, certificates = context.texts, context.services.certificates
    owner = await certificates.owner(certificate)
    rows: list[list[Button]] = []
    if Doubt.NOBODY in certificate.handed.doubts:
        rows += [
            [Settle(certificate.id, tap.place, member.id, AS_IS).button(_named(texts, member))]
            for member in (await certificates.candidates(certificate))[:CANDIDATES]
        ]
    if Doubt.COURSE in certificate.handed.doubts:
        rows += [
            [Settle(certificate.id, tap.place, 0, course.id).button(course.title)]
            for course in certificates.courses.values()
        ]
    if certificate.handed.file_id:
        rows.append([ShowFile(certificate.id, tap.place).button(texts.plain("units-button-file"))])
    rows.append(
        [
            Accept(certificate.id, tap.place, 0).button(texts.plain("units-button-accept")),
            ChooseReason(certificate.id, tap.place, 0).button(texts.plain("units-button-refuse")),
        ]
    )
    rows.append([ListChecking(tap.place).button(texts.plain("menu-button-back"))])
    await context.show(certificates.describe(certificate, owner), rows)


def _named(texts: Texts, member: Member) -> str:
    return texts.plain("units-button-is", name=member.name, unit=member.unit or "–")


async def show_file(context: BotContext, tap: ShowFile) -> None:
    certificate, chat = await _at(context, tap.certificate, tap.place), context.received.effective_chat
    if certificate is None or chat is None:
        return
    if certificate.handed.kind == "photo":
        await chat.send_photo(certificate.handed.file_id, message_thread_id=context.topic)
    else:
        await chat.send_document(certificate.handed.file_id, message_thread_id=context.topic)


async def settle(context: BotContext, tap: Settle) -> None:
    certificate = await _at(context, tap.certificate, tap.place)
    if certificate is None:
        return
    certificates = context.services.certificates
    candidates = {each.id for each in await certificates.candidates(certificate)}
    member = tap.member if tap.member in candidates else certificate.handed.member or 0
    course = tap.course if tap.course in certificates.courses else certificate.handed.course
    await certificates.belongs(certificate, member, course)
    await show_checking(context, ShowChecking(tap.certificate, tap.place))


async def accept(context: BotContext, tap: Accept) -> None:
    await _decide(context, tap, accepted=True)


async def choose_reason(context: BotContext, tap: ChooseReason) -> None:
    if isinstance(await _places(context, tap.place), bool):
        await context.toast(context.texts.plain("units-not-yours"))
        return
    rows = [
        [Refuse(tap.certificate, tap.place, tap.newest, place).button(words)]
        for place, words in enumerate(_reasons(context.texts))
    ]
    if tap.certificate:
        rows.append([AskForReason(tap.certificate).button(context.texts.plain("units-button-own-reason"))])
    rows.append([ListChecking(tap.place).button(context.texts.plain("menu-button-back"))])
    await context.show(context.texts("units-why"), rows)


def _reasons(texts: Texts) -> list[str]:
    return texts.plain("units-reasons").splitlines()[:REASONS]


async def refuse(context: BotContext, tap: Refuse) -> None:
    reasons = _reasons(context.texts)
    reason = reasons[min(tap.reason, len(reasons) - 1)]
    await _decide(context, tap, accepted=False, reason=reason)


async def _decide(context: BotContext, tap: Accept | Refuse, *, accepted: bool, reason: str = "") -> None:
    places = await _places(context, tap.place)
    if isinstance(places, bool):
        await context.toast(context.texts.plain("units-not-yours"))
        return
    certificates = context.services.certificates
    chosen: Sequence[int] = [tap.certificate]
    if not tap.certificate:  # what came in after the list was shown was not seen
        listed = [each.id for each in await certificates.checking(places) if each.id <= tap.newest]
        chosen = listed[:LOOKED_AT]
    decided = await certificates.decide(chosen, context.person_id, accepted=accepted, reason=reason, places=places)
    key = "units-accepted" if accepted else "units-refused"
    await context.toast(context.texts.plain(key, count=len(decided), left=len(chosen) - len(decided)))
    await list_checking(context, ListChecking(tap.place))


def _prompt_reason(texts: Texts, number: int) -> str:
    return texts.plain("units-prompt-reason", number=str(number))


async def ask_for_reason(context: BotContext, tap: AskForReason) -> None:
    await ask(context, _prompt_reason(context.texts, tap.certificate), context.texts.plain("notices-reason"))


async def take_reason(context: BotContext, number: int) -> None:
    """Staff decide anywhere, coordinators at their places."""
    services = context.services
    places = None
    if not await may(context, Right.DRIVES):
        places = await services.members.coordinated_by(context.person_id)
    reason = (context.message.text or "").strip()
    decided = await services.certificates.decide(
        [number], context.person_id, accepted=False, reason=reason, places=places
    )
    key = "units-refused" if decided else "units-decided-before"
    await context.say(context.texts(key, count=1, left=0) if decided else context.texts(key))


def _courses(context: BotContext) -> Button:
    return ShowCourses().button(context.texts.plain("menu-button-back"))
