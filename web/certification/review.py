"""Certificates that wait for a look: the picture beside the fields, and one key to accept, to refuse, to go on."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from services.certification import (
    LONGEST_REASON,
    Certificate,
    Doubt,
    course_name,
    level_name,
)
from services.files.reading.addresses import allowed
from services.people import Right
from web.certification.drives import DRIVES
from web.routes import form, page
from web.visit import NotThere, Visit

QUEUE = f"{DRIVES}/review"
LISTED, CANDIDATES = 100, 20


def _doubts(visit: Visit, certificate: Certificate) -> str:
    return ", ".join(visit.texts.plain("certificates-doubt", doubt=each.value) for each in certificate.doubts)


async def _waiting(visit: Visit) -> list[Certificate]:
    return await visit.services.certification.read.certificates.waiting()


@page("/desk/certification/review", Right.DRIVES, rail="certification")
async def queue(visit: Visit) -> Response:
    waiting, library = await _waiting(visit), visit.services.content.library
    return await visit.show(
        "certification/queue.html",
        count=len(waiting),
        undo=visit.asked_number("undo"),
        rows=[
            {
                "id": each.id,
                "name": each.name or visit.texts.plain("certification-no-name"),
                "course": course_name(library, each.course),
                "why": _doubts(visit, each),
                "since": each.received_at,
            }
            for each in waiting[:LISTED]
        ],
    )


async def _certificate(visit: Visit) -> Certificate:
    """One that waits. Raises NotThere."""
    found = next((each for each in await _waiting(visit) if each.id == visit.number("certificate")), None)
    if found is None:
        raise NotThere
    return found


@page("/desk/certification/review/{certificate:int}", Right.DRIVES, rail="certification")
async def look(visit: Visit) -> Response:
    if visit.number("certificate") not in {each.id for each in await _waiting(visit)}:
        return visit.go(QUEUE, said=visit.texts.plain("review-decided-before"))
    return await _show(visit, await _certificate(visit))


async def _show(visit: Visit, certificate: Certificate, errors: Mapping[str, str] | None = None) -> Response:
    texts, library = visit.texts, visit.services.content.library
    review, waiting = visit.services.certification.review, await _waiting(visit)
    owner = await review.owner(certificate)
    facts = [
        (texts.plain("certification-owner"), owner or texts.plain("certification-nobody")),
        (texts.plain("certificates-column-name"), certificate.name or "–"),
        (texts.plain("certificates-column-course"), course_name(library, certificate.course)),
        (texts.plain("certificates-column-code"), certificate.code or "–"),
        (
            texts.plain("certificates-column-issued"),
            f"{certificate.issued_on:%d.%m.%Y}" if certificate.issued_on else "–",
        ),
        (texts.plain("certificates-column-level"), level_name(texts, certificate.level) or "–"),
        (texts.plain("certificates-column-score"), "–" if certificate.score is None else str(certificate.score)),
        (texts.plain("certification-received"), f"{certificate.received_at:%d.%m.%Y %H:%M}"),
    ]
    candidates = (await review.candidates(certificate))[:CANDIDATES] if Doubt.NOBODY in certificate.doubts else []
    after = [each.id for each in waiting if each.id != certificate.id]
    return await visit.show(
        "certification/look.html",
        status=422 if errors else 200,
        errors=errors or {},
        typed=visit.all_typed if errors else {},
        certificate=certificate,
        facts=facts,
        address=certificate.address if allowed(certificate.address) else "",
        why=_doubts(visit, certificate),
        asks_owner=Doubt.NOBODY in certificate.doubts,
        members=[
            (0, texts.plain("certification-choose")),
            *((each.id, _member(each.name, each.unit)) for each in candidates),
        ],
        asks_course=Doubt.COURSE in certificate.doubts or not certificate.course,
        courses=[
            ("", texts.plain("certification-choose")),
            *((each.id, each.title) for each in library.courses.values()),
        ],
        may_accept=bool(await review.acceptable([certificate], visit.person_id)),
        reasons=[(each, each) for each in texts.plain("review-reasons").splitlines()],
        next=_next(certificate.id, after),
        left=len(after),
        undo=visit.asked_number("undo"),
        most=LONGEST_REASON,
    )


def _member(name: str, unit: str) -> str:
    return f"{name}, {unit}" if unit else name


def _next(at: int, others: list[int]) -> int:
    """The one behind it in the queue, else the first; 0: none."""
    later = [each for each in others if each > at]
    return min(later) if later else min(others, default=0)


@page("/desk/certification/review/{certificate:int}/picture", Right.DRIVES)
async def picture(visit: Visit) -> Response:
    """Decoded in the bounded child: the file itself reaches no browser."""
    content = await visit.services.certification.review.picture(await _certificate(visit))
    if content is None:
        raise NotThere
    return Response(content, media_type="image/jpeg", headers={"Content-Disposition": "inline"})


@form("/desk/certification/review/{certificate:int}/file", Right.DRIVES)
async def send_file(visit: Visit) -> Response:
    """Into her own chat: all pages of it."""
    certificate = await _certificate(visit)
    given = await visit.services.certification.review.give(certificate, visit.person_id)
    said = visit.texts.plain("desk-file-sent" if given else "certification-file-gone")
    return visit.go(f"{QUEUE}/{certificate.id}", said=said)


@form("/desk/certification/review/{certificate:int}/settle", Right.DRIVES, rail="certification")
async def settle(visit: Visit) -> Response:
    """Whose it is, of those who bear such a name there, and of which course."""
    certificate, review = await _certificate(visit), visit.services.certification.review
    candidates = {str(each.id): each.id for each in await review.candidates(certificate)}
    courses = visit.services.content.library.courses
    member = candidates.get(visit.typed("member"), certificate.member or 0)
    course = visit.typed("course") if visit.typed("course") in courses else certificate.course
    await review.belongs(certificate, member, course)
    return visit.go(f"{QUEUE}/{certificate.id}", said=visit.texts.plain("certification-settled"))


async def _go_on(visit: Visit, number: int, said: str) -> Response:
    """To the next in the queue, where what was decided can be taken back for a minute."""
    following = _next(number, [each.id for each in await _waiting(visit) if each.id != number])
    return visit.go(f"{QUEUE}/{following}" if following else QUEUE, said=said, undo=number)


@form("/desk/certification/review/{certificate:int}/accept", Right.DRIVES, rail="certification")
async def accept(visit: Visit) -> Response:
    certificate, texts = await _certificate(visit), visit.texts
    review = visit.services.certification.review
    if not await review.decide([certificate.id], visit.person_id, accepted=True, held=True):
        return visit.go(f"{QUEUE}/{certificate.id}", said=texts.plain("certification-not-whole"))
    return await _go_on(visit, certificate.id, texts.plain("certification-accepted", number=str(certificate.id)))


@form("/desk/certification/review/{certificate:int}/refuse", Right.DRIVES, rail="certification")
async def refuse(visit: Visit) -> Response:
    """One of the ready reasons, or her own words in their place."""
    certificate, texts = await _certificate(visit), visit.texts
    reason = visit.typed("own") or visit.typed("reason")
    if not reason or len(reason) > LONGEST_REASON:
        return await _show(visit, certificate, {"own": texts.plain("certification-no-reason", most=LONGEST_REASON)})
    review = visit.services.certification.review
    await review.decide([certificate.id], visit.person_id, accepted=False, reason=reason, held=True)
    return await _go_on(visit, certificate.id, texts.plain("certification-refused", number=str(certificate.id)))


@form("/desk/certification/review/{certificate:int}/undo", Right.DRIVES, rail="certification")
async def undo(visit: Visit) -> Response:
    number = visit.number("certificate")
    done = await visit.services.certification.review.take_back(number, visit.person_id)
    said = visit.texts.plain("review-undone" if done else "review-too-late")
    return visit.go(f"{QUEUE}/{number}" if done else QUEUE, said=said)
