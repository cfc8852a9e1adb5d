"""The page of whoever takes part in an event: a head's behind the doors, and the page of a mail, one way for both.

To open it changes nothing, for scanners open every link of a mail; to press a button does, and may be sent twice.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from services.codes import split
from services.events import (
    Event,
    EventView,
    Joined,
    RegistrationState,
    asked,
    guest_of,
    read_name,
    words,
)
from services.files.calendar_file import make_ics
from services.notices import Field, FieldKind
from services.notices import words as of_forms
from services.people import Post
from web.notices.by_mail import OTHERS, Act
from web.visit import NotThere, Visit

PDF, ICS, SVG = "application/pdf", "text/calendar; charset=utf-8", "image/svg+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Whose page it is: a person's, or that of a post that answers by mail."""

    path: str
    person_id: int
    """That of registrations: below zero of a post."""
    post: Post | None = None
    name: str = ""

    async def view(self, visit: Visit, event: int) -> EventView:
        """Raises NotThere."""
        registrations = visit.services.events.registrations
        if self.post:
            found = await visit.services.events.events.find(event)
            view = await registrations.view_of_post(found, self.post) if found and found.opened_at else None
        else:
            view = await registrations.view(event, self.person_id)
        if view is None:
            raise NotThere
        return view


async def by_mail(visit: Visit, token: str, path: str) -> Act | None:
    """The page behind the link of a mail about an event."""
    found = await visit.services.events.mails.open(token)
    if found is None:
        return None
    event, post = found
    guest = Guest(path=path, person_id=guest_of(post.id), post=post)

    async def act() -> Response:
        return await (take if visit.request.method == "POST" else show)(visit, event.id, guest)

    return act


OTHERS.append(by_mail)


# What is shown


async def show(
    visit: Visit,
    event_id: int,
    guest: Guest,
    told: str = "",
    *,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """The page, or one of the files that hang on it."""
    view = await guest.view(visit, event_id)
    if visit.request.method == "GET" and (file := await _file(visit, view, guest)):
        return file
    event, mine, texts = view.event, view.registration, visit.texts
    is_over = event.cancelled_at is not None or bool(event.ends_at and event.ends_at <= view.now)
    state = mine.state if mine else None
    answered = mine.answered if mine else {}
    fields = () if is_over else asked(event)
    return await visit.show(
        "events/guest.html",
        status=422 if errors else 200,
        errors=errors or {},
        typed=visit.all_typed if errors else {},
        told_now=told,
        guest=guest,
        view=view,
        event=event,
        kind=texts.plain("events-kind-plain", kind=event.kind),
        times=[words.when(texts, each) for each in words.in_order(event)],
        where=words.where(texts.plain, event, is_going=words.is_coming(view)),
        map=event.link if words.is_coming(view) and event.link.startswith("https://") else "",
        standing=words.standing(texts.plain, texts, view),
        is_over=is_over,
        may_go=not is_over and view.takes and view.is_for_her and state in {None, *_AGAIN},
        is_going=state is RegistrationState.GOING,
        is_offered=state is RegistrationState.OFFERED,
        may_leave=not is_over and not view.came and state in {None, *_IN} and view.is_for_her,
        may_send=not is_over
        and view.takes
        and bool(event.addressed)
        and view.is_for_her
        and state is not RegistrationState.OFFERED,
        state=state.value if state else "",
        leave=texts.plain(_LEAVE.get(state, "events-button-no") if state else "events-button-no"),
        fields=[_shown(visit, each, answered.get(each.key, "")) for each in fields],
        files=[
            (number, each.name or texts.plain("web-events-file", number=number + 1))
            for number, each in enumerate(event.files)
        ],
        materials=[
            (number, each.name or texts.plain("web-events-file", number=number + 1))
            for number, each in enumerate(event.materials if view.came or mine else ())
        ],
        ticket=split(mine.ticket) if mine and state is RegistrationState.GOING and not is_over else "",
        certificate=bool(mine and mine.certificate),
        rated=mine.satisfaction if mine else None,
        ratings=[(each, texts.plain("events-rating", rating=each)) for each in (3, 2, 1)],
    )


_LEAVE = {
    RegistrationState.GOING: "events-button-cancel",
    RegistrationState.WAITING: "events-button-cancel-waiting",
}
_IN = (RegistrationState.GOING, RegistrationState.WAITING, RegistrationState.OFFERED)
_AGAIN = (RegistrationState.DECLINED, RegistrationState.WITHDRAWN, RegistrationState.LAPSED)


def _shown(visit: Visit, field: Field, value: str) -> dict[str, object]:
    """A question as the page shows it."""
    texts = visit.texts
    options: list[tuple[str, str]] = []
    if field.kind is FieldKind.YES_NO:
        options = [("yes", texts.plain("replies-yes")), ("no", texts.plain("replies-no"))]
    elif field.options:
        options = [(each, each) for each in field.options]
    return {
        "name": f"f{field.key}",
        "label": f"{field.label} {texts.plain('pages-optional')}" if field.optional else field.label,
        "help": of_forms.hint(texts, field),
        "kind": "choice"
        if options
        else "lines"
        if field.kind in {FieldKind.TEXT, FieldKind.PLACES}
        else "date"
        if field.kind is FieldKind.DATE
        else "text",
        "options": [("", texts.plain("pages-choose")), *options],
        "value": value,
    }


async def _file(visit: Visit, view: EventView, guest: Guest) -> Response | None:
    """Calendar, code for the door, files and the certificate, each under the address of the page."""
    event, mine, texts = view.event, view.registration, visit.texts
    what, number = visit.asked("get"), visit.asked("number")
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    bot = visit.services.department.bot
    if what == "calendar" and mine and (mine.state is RegistrationState.GOING or event.cancelled_at):
        content = make_ics(words.meetings(event), bot, view.now)
        return await _given(visit, content, texts.plain("events-calendar-file"), ICS, guest)
    if what == "code" and mine and mine.state is RegistrationState.GOING:
        svg = await asyncio.to_thread(_qr, f"https://t.me/{bot}?start=t_{mine.ticket}")
        return Response(svg, media_type=SVG)
    files = (
        event.files if what == "file" and view.is_for_her else event.materials if what == "material" and mine else ()
    )
    if at < len(files):
        loaded = await visit.services.events.files.content(files[at])
        if loaded is None:
            raise NotThere
        name = files[at].name or texts.plain("web-events-file", number=at + 1)
        return await _given(visit, loaded, name, "application/octet-stream", guest)
    if what == "certificate" and mine and mine.certificate:
        pdf = await visit.services.events.afterwards.certificate(event.id, guest.person_id, bot)
        if pdf:
            return await _given(visit, pdf, texts.plain("events-certificate-file"), PDF, guest)
    return None


async def _given(visit: Visit, content: bytes, name: str, kind: str, guest: Guest) -> Response:
    return await visit.file(content, name, kind, guest.path)


def _qr(url: str) -> bytes:
    import segno  # when somebody shows her ticket

    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="svg", border=4, scale=6, light="#fff")
    return picture.getvalue()


# What is sent


async def take(visit: Visit, event_id: int, guest: Guest) -> Response:
    """An answer by the page. Each may come twice and says the same."""
    view, texts = await guest.view(visit, event_id), visit.texts
    match visit.typed("what"):
        case "go":
            return await _go(visit, view, guest)
        case "no":
            left = await _leave(visit, view.event, guest)
            said = texts.plain("events-left" if left else "events-not-left")
        case "accept":
            registrations = visit.services.events.registrations
            taken = await (
                registrations.accept_for(event_id, guest.post)
                if guest.post
                else registrations.accept(event_id, guest.person_id)
            )
            said = texts.plain("events-accepted" if taken else "events-too-late")
        case "deputy":
            sent = await visit.services.events.registrations.send_deputy(event_id, guest.person_id, guest.name)
            said = texts.plain("events-deputy-sent" if sent else "events-no-deputy")
        case "answers":
            errors = await _answer(visit, view.event, guest)
            if errors:
                return await show(visit, event_id, guest, errors=errors)
            said = texts.plain("events-answered")
        case "rate":
            said = await _rate(visit, event_id, guest)
        case "certificate":
            return await _certify(visit, view, guest)
        case _:
            said = ""
    return await _said(visit, event_id, guest, said)


async def _said(visit: Visit, event_id: int, guest: Guest, said: str) -> Response:
    if visit.session:
        return visit.go(guest.path, said=said)
    return await show(visit, event_id, guest, said)


async def _go(visit: Visit, view: EventView, guest: Guest) -> Response:
    """She comes, or sends somebody whom she names; what is asked is answered by the same press."""
    texts, event, name = visit.texts, view.event, visit.typed("name")
    if (guest.post or name) and read_name(name) is None:
        return await show(visit, event.id, guest, errors={"name": texts.plain("events-wrong-name")})
    answers, errors = _read(visit, event)
    if errors:
        return await show(visit, event.id, guest, errors=errors)
    registrations = visit.services.events.registrations
    if guest.post:
        joined = await registrations.join_for(event.id, guest.post, name)
    else:
        joined = await registrations.join(event.id, guest.person_id, name or guest.name, is_deputy=bool(name))
    if answers and joined in {Joined.GOING, Joined.WAITING, Joined.ALREADY}:
        await visit.services.events.questions.answer(event.id, guest.person_id, answers)
    key = "events-no-hromada" if joined is Joined.NO_HROMADA else "events-joined"
    return await _said(visit, event.id, guest, texts.plain(key, result=joined))


async def _leave(visit: Visit, event: Event, guest: Guest) -> bool:
    registrations = visit.services.events.registrations
    if guest.post:
        return await registrations.leave_for(event.id, guest.post)
    return await registrations.leave(event.id, guest.person_id, guest.name)


def _read(visit: Visit, event: Event) -> tuple[dict[str, str], dict[str, str]]:
    """The answers by field, and by the name of the field what is wrong."""
    answers, errors = dict[str, str](), dict[str, str]()
    for field in asked(event):
        name = f"f{field.key}"
        typed = visit.typed(name)
        value = visit.services.events.questions.read(field, typed) if typed else ""
        if value is None:
            errors[name] = visit.texts.plain("pages-wrong", hint=of_forms.hint(visit.texts, field))
        elif not value and not field.optional:
            errors[name] = visit.texts.plain("pages-missing")
        else:
            answers[field.key] = value
    return answers, errors


async def _answer(visit: Visit, event: Event, guest: Guest) -> dict[str, str]:
    answers, errors = _read(visit, event)
    if not errors:
        await visit.services.events.questions.answer(event.id, guest.person_id, answers)
    return errors


async def _rate(visit: Visit, event_id: int, guest: Guest) -> str:
    afterwards, rating = visit.services.events.afterwards, visit.typed("rating")
    is_rated = rating in {"1", "2", "3"} and await afterwards.rate(event_id, guest.person_id, int(rating))
    if is_rated and (word := visit.typed("word")):
        await afterwards.say(event_id, guest.person_id, word)
    return visit.texts.plain("events-rated" if is_rated else "events-did-not-come")


async def _certify(visit: Visit, view: EventView, guest: Guest) -> Response:
    """The name is on the page before it stands on a document; what is given keeps it."""
    event, mine, texts, name = view.event, view.registration, visit.texts, visit.typed("certified")
    if not view.came or mine is None:
        return await _said(visit, event.id, guest, texts.plain("events-did-not-come"))
    if not mine.certificate:
        if read_name(name) is None:
            return await show(visit, event.id, guest, errors={"certified": texts.plain("events-wrong-name")})
        await visit.services.events.registrations.rename(event.id, guest.person_id, name)
    pdf = await visit.services.events.afterwards.certificate(event.id, guest.person_id, visit.services.department.bot)
    if pdf is None:
        return await _said(visit, event.id, guest, texts.plain("events-did-not-come"))
    return await _given(visit, pdf, texts.plain("events-certificate-file"), PDF, guest)
