"""Certificates that wait for a look: a coordinator's, of her body, and by the same pages the staff's, of all places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from telegram.ext import BaseHandler

from channels.taps import Button
from content.messages import Texts
from handlers.certification.taps import (
    Accept,
    AskForReason,
    ChooseReason,
    ListChecking,
    Refuse,
    Settle,
    ShowChecking,
    ShowDrives,
    ShowFile,
    ShowUnit,
)
from handlers.chat.context import BotContext
from handlers.chat.presses import on_tap
from handlers.chat.prompts import ask, on_reply
from handlers.chat.rights import Right, may
from handlers.chat.taps import ShowCourses
from services.certification.certificates import Certificate, Doubt
from services.certification.members import Member
from services.services import Services

ALL = "all"
"""Stands for a place where staff look at all of them."""
AS_IS = "-"
LOOKED_AT = 12
"""Certificates in one list, each with why it is looked at: what is decided together was seen together. A message takes
no more of the longest names."""
CANDIDATES = 5
REASONS = 4
"""Ready reasons of a refusal."""


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    return [
        on_tap(ListChecking, list_checking),
        on_tap(ShowChecking, show_checking),
        on_tap(ShowFile, show_file),
        on_tap(Accept, accept),
        on_tap(ChooseReason, choose_reason),
        on_tap(Refuse, refuse),
        on_tap(AskForReason, ask_for_reason),
        on_tap(Settle, settle),
        on_reply(services, _prompt_reason, take_reason),
    ]


async def _places(context: BotContext, place: str) -> Collection[str] | bool | None:
    """Where the presser may decide: None for staff, who may everywhere; False for nobody's business."""
    if place == ALL:
        return None if await may(context, Right.DRIVES) else False
    return [place] if place in await context.services.certification.members.coordinated_by(context.person_id) else False


async def _waiting(context: BotContext, place: str) -> list[Certificate] | None:
    """What waits there; None, and the presser is told, where it is none of her business."""
    places = await _places(context, place)
    if isinstance(places, bool):
        await context.toast(context.texts.plain("units-not-yours"))
        return None
    return await context.services.certification.certificates.checking(places)


async def list_checking(context: BotContext, tap: ListChecking) -> None:
    waiting = await _waiting(context, tap.place)
    if waiting is None:
        return
    texts, certificates = context.texts, context.services.certification.certificates
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
    """To where the list was opened."""
    words = context.texts.plain("menu-button-back")
    if place == ALL:
        return ShowDrives().button(words)
    drives = await context.services.certification.drives.at(place)
    return (ShowUnit(drives[0].id, place, 0) if drives else ShowCourses()).button(words)


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
    texts, certificates = context.texts, context.services.certification.certificates
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
    certificates = context.services.certification.certificates
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
    certificates = context.services.certification.certificates
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
        places = await services.certification.members.coordinated_by(context.person_id)
    reason = (context.message.text or "").strip()
    decided = await services.certification.certificates.decide(
        [number], context.person_id, accepted=False, reason=reason, places=places
    )
    key = "units-refused" if decided else "units-decided-before"
    await context.say(context.texts(key, count=1, left=0) if decided else context.texts(key))
