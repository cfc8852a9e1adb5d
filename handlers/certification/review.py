"""Certificates that wait for a look: a coordinator's, of her body, and by the same pages the staff's, of all places."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from channels.taps import Button, Tap
from content.messages import Texts
from handlers.certification import taps
from handlers.certification.words import describe, doubts
from handlers.chat.context import BotContext
from handlers.chat.menu import ask_first, back_to
from handlers.chat.prompts import Prompt, asks, left, on_reply
from handlers.chat.rights import Right, may
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowMyCertificates
from services.certification import Certificate, Doubt, course_name

REASON = Prompt("review-prompt-reason", "notices-reason")
ALL = "all"
"""Stands for a place where staff look at all of them."""
AS_IS = "-"
LOOKED_AT = 12
"""Certificates in one list, each with why it is looked at: what is decided together was seen together. A message takes
no more of the longest names."""
CANDIDATES = 5
REASONS = 4
"""Ready reasons of a refusal."""


asks(taps.AskForReason, REASON)


async def _places(context: BotContext, place: str) -> Collection[str] | bool | None:
    """Where the presser may decide: None for staff, who may everywhere; False, and she is told, for nobody."""
    if place == ALL and await may(context, Right.DRIVES):
        return None
    if place in await context.services.certification.members.coordinated_by(context.person_id):
        return [place]
    await context.toast(context.texts.plain("coordinator-not-yours"))
    return False


async def _waiting(context: BotContext, place: str) -> list[Certificate] | None:
    """What waits there; None where it is none of the presser's business."""
    places = await _places(context, place)
    if isinstance(places, bool):
        return None
    return await context.services.certification.read.certificates.waiting(places)


@on_tap()
async def list_waiting(context: BotContext, tap: taps.ListWaiting) -> None:
    await _show_list(context, tap)


async def _show_list(context: BotContext, tap: taps.ListWaiting, decided: int = 0) -> None:
    """`decided`: the certificate on which she has just decided: that can be undone for a minute."""
    waiting = await _waiting(context, tap.place)
    if waiting is None:
        return
    texts, library = context.texts, context.services.content.library
    lines, rows, listed = [texts("review-title", count=len(waiting))], list[list[Button]](), waiting[:LOOKED_AT]
    if decided:
        lines.append(texts("review-held", number=str(decided)))
        undo = taps.TakeDecisionBack(decided, tap.place)
        rows.append([context.button(undo, "review-button-undo")])
    for each in listed:
        name, course = each.name or "–", course_name(library, each.course)
        lines.append(texts("review-line", number=str(each.id), name=name, code=each.code, why=doubts(texts, each)))
        words = texts.plain("review-button-one", number=str(each.id), name=name, course=course)
        rows.append([taps.ShowWaiting(each.id, tap.place).button(words)])
    if listed:
        newest = max(each.id for each in listed)
        accept_all, refuse_all = taps.Accept(0, tap.place, newest, 0), taps.ChooseReason(0, tap.place, newest)
        rows.append(
            [
                context.button(accept_all, "review-button-accept-all", count=len(listed)),
                context.button(refuse_all, "review-button-refuse-all", count=len(listed)),
            ]
        )
    back: Tap = taps.ShowDrives()
    if tap.place != ALL:
        drives = await context.services.certification.read.drives.at(tap.place)
        back = taps.ShowBody(drives[0].id, tap.place) if drives else ShowMyCertificates()
    await context.show(texts.lines(lines), [*rows, [back_to(context, back)]])


async def _at(context: BotContext, number: int, place: str) -> Certificate | None:
    """That certificate, if it waits there; otherwise the presser is shown what does."""
    waiting = await _waiting(context, place)
    if waiting is None:
        return None
    found = next((each for each in waiting if each.id == number), None)
    if found is None:
        await list_waiting(context, taps.ListWaiting(place))
    return found


@on_tap()
async def show_waiting(context: BotContext, tap: taps.ShowWaiting) -> None:
    certificate = await _at(context, tap.certificate, tap.place)
    if certificate is None:
        return
    library, review = context.services.content.library, context.services.certification.review
    owner = await review.owner(certificate)
    rows: list[list[Button]] = []
    if Doubt.NOBODY in certificate.doubts:
        for member in (await review.candidates(certificate))[:CANDIDATES]:
            settle_owner = taps.Settle(certificate.id, tap.place, member.id, AS_IS)
            rows.append([context.button(settle_owner, "review-button-is", name=member.name, unit=member.unit or "–")])
    if Doubt.COURSE in certificate.doubts:
        rows += [
            [taps.Settle(certificate.id, tap.place, 0, course.id).button(course.title)]
            for course in library.courses.values()
        ]
    if certificate.file_id:
        rows.append([context.button(taps.ShowFile(certificate.id, tap.place), "review-button-file")])
    rows.append(
        [
            context.button(taps.Accept(certificate.id, tap.place, 0, 1), "review-button-accept"),
            context.button(taps.ChooseReason(certificate.id, tap.place, 0), "review-button-refuse"),
        ]
    )
    rows.append([back_to(context, taps.ListWaiting(tap.place))])
    await context.show(describe(library, certificate, owner), rows)


@on_tap()
async def show_file(context: BotContext, tap: taps.ShowFile) -> None:
    certificate = await _at(context, tap.certificate, tap.place)
    if certificate:
        await context.pass_on(certificate.kind, certificate.file_id)


@on_tap()
async def settle(context: BotContext, tap: taps.Settle) -> None:
    certificate = await _at(context, tap.certificate, tap.place)
    if certificate is None:
        return
    review, courses = context.services.certification.review, context.services.content.library.courses
    candidates = {each.id for each in await review.candidates(certificate)}
    member = tap.member if tap.member in candidates else certificate.member or 0
    course = tap.course if tap.course in courses else certificate.course
    await review.belongs(certificate, member, course)
    await show_waiting(context, taps.ShowWaiting(tap.certificate, tap.place))


@on_tap()
async def accept(context: BotContext, tap: taps.Accept) -> None:
    """All of a list only by who is sure: what is accepted counts from then on, and its owners are told."""
    if tap.certificate or tap.sure:
        await _decide(context, tap, accepted=True)
        return
    places = await _places(context, tap.place)
    if isinstance(places, bool):
        return
    listed = await _listed(context, places, tap.newest)
    whole = await context.services.certification.review.acceptable(listed, context.person_id)
    html = context.texts("review-accept-ask", count=len(whole), left=len(listed) - len(whole))
    sure = taps.Accept(0, tap.place, tap.newest, 1)
    button = context.button(sure, "review-button-accept-sure", count=len(whole))
    await ask_first(context, html, button, taps.ListWaiting(tap.place))


async def _listed(context: BotContext, places: Collection[str] | None, newest: int) -> list[Certificate]:
    """What was shown together: what came in after the list was shown was not seen."""
    waiting = await context.services.certification.read.certificates.waiting(places)
    return [each for each in waiting if each.id <= newest][:LOOKED_AT]


@on_tap()
async def choose_reason(context: BotContext, tap: taps.ChooseReason) -> None:
    if isinstance(await _places(context, tap.place), bool):
        return
    rows = [
        [taps.Refuse(tap.certificate, tap.place, tap.newest, place).button(words)]
        for place, words in enumerate(_reasons(context.texts))
    ]
    if tap.certificate:
        rows.append([context.button(taps.AskForReason(tap.certificate), "review-button-own-reason")])
    rows.append([back_to(context, taps.ListWaiting(tap.place))])
    await context.show(context.texts("review-why"), rows)


def _reasons(texts: Texts) -> list[str]:
    return texts.plain("review-reasons").splitlines()[:REASONS]


@on_tap()
async def refuse(context: BotContext, tap: taps.Refuse) -> None:
    reasons = _reasons(context.texts)
    reason = reasons[min(tap.reason, len(reasons) - 1)]
    await _decide(context, tap, accepted=False, reason=reason)


async def _decide(context: BotContext, tap: taps.Accept | taps.Refuse, *, accepted: bool, reason: str = "") -> None:
    places = await _places(context, tap.place)
    if isinstance(places, bool):
        return
    certification = context.services.certification
    chosen: Sequence[int] = [tap.certificate]
    if not tap.certificate:
        chosen = [each.id for each in await _listed(context, places, tap.newest)]
    is_one = bool(tap.certificate)
    decided = await certification.review.decide(
        chosen, context.person_id, accepted=accepted, reason=reason, places=places, held=is_one
    )
    key = "review-accepted" if accepted else "review-refused"
    await context.toast(context.texts.plain(key, count=len(decided), left=len(chosen) - len(decided)))
    await _show_list(context, taps.ListWaiting(tap.place), tap.certificate if is_one and decided else 0)


@on_tap()
async def take_decision_back(context: BotContext, tap: taps.TakeDecisionBack) -> None:
    done = await context.services.certification.review.take_back(tap.certificate, context.person_id)
    await context.toast(context.texts.plain("review-undone" if done else "review-too-late"))
    if done:
        await show_waiting(context, taps.ShowWaiting(tap.certificate, tap.place))


@on_reply(REASON, undo=left)
async def take_reason(context: BotContext, number: int) -> None:
    """Staff decide anywhere, coordinators at their places."""
    certification, places = context.services.certification, None
    if not await may(context, Right.DRIVES):
        places = await certification.members.coordinated_by(context.person_id)
    reason = context.words.strip()
    decided = await certification.review.decide(
        [number], context.person_id, accepted=False, reason=reason, places=places, held=True
    )
    if decided:
        undo = context.button(taps.TakeDecisionBack(number, next(iter(places or ()), ALL)), "review-button-undo")
        await context.say(context.texts("review-refused", count=1, left=0), [[undo]])
    else:
        await context.say(context.texts("review-decided-before"))
