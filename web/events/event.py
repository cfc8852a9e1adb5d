"""One event on a page: how it stands, who comes and who waits, and all that is done with it.

What reaches many is asked first on a page that says in numbers whom.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from markupsafe import Markup
from starlette.responses import Response

from services.answers import ANYWHERE, make_pdf
from services.events import (
    CONCERNED,
    LONGEST_ADDRESS,
    LONGEST_WHY,
    Attendance,
    Event,
    EventState,
    OpenResult,
    Registration,
    RegistrationState,
    Session,
    asked,
    words,
)
from services.files.uploads import KINDS
from services.notices import words as of_forms
from services.people import Right
from web.events.events import EVENTS, event_of
from web.routes import form, page
from web.visit import NotThere, Visit

ON_PAGE = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORDER = (
    RegistrationState.GOING,
    RegistrationState.OFFERED,
    RegistrationState.WAITING,
    RegistrationState.DECLINED,
    RegistrationState.WITHDRAWN,
    RegistrationState.LAPSED,
)
Noted = Mapping[tuple[int, int], Attendance]
RUNNING = {EventState.OPEN, EventState.CLOSED}


@page(f"{EVENTS}/{{event:int}}", Right.EVENTS, rail="events")
async def one_event(visit: Visit) -> Response:
    event, services, texts, now = await event_of(visit), visit.services.events, visit.texts, visit.now()
    state = words.state_of(event, now)
    counts = await services.registrations.counts(event.id)
    people = sorted(
        await services.registrations.of_event(event.id), key=lambda each: (ORDER.index(each.state), each.turn, each.id)
    )
    pages = max(1, -(-len(people) // ON_PAGE))
    at = min(max(visit.asked_number("page"), 1), pages)
    view = await services.events.view(event)
    series = await services.events.of_series(event)
    mails, came = await services.mails.states(event.id), await services.attendance.of_event(event.id)
    bubble = services.render(services.registrations.sample(event))
    return await visit.show(
        "events/event.html",
        event=event,
        state=state,
        state_words=texts.plain("web-events-state", state=state),
        kind=texts.plain("events-kind-plain", kind=event.kind),
        times=[
            (each.number, words.when(texts, each), each in event.live and each.ends_at > now)
            for each in words.in_order(event)
        ],
        where=words.where(texts.plain, event, is_going=True),
        places=words.places(texts, event),
        questions="; ".join(each.label for each in asked(event)),
        until=words.moment(texts, event.registers_until) if event.registers_until else "",
        is_running=event.state in RUNNING and state != "over",
        is_over=state in {"over", "held"},
        may_open=event.state is EventState.DRAFT and not view.lacks,
        view=view,
        notes=words.notes(texts.plain, texts, view) if not event.opened_at and not event.held_at else [],
        series=[(each.id, each.starts_at, each.state is EventState.DRAFT) for each in series],
        series_seal=services.events.series_seal([each for each in series if each.state is EventState.DRAFT]),
        counts=[(texts.plain("web-events-count", state=each), counts[each]) for each in ORDER if counts.get(each)],
        headings=_headings(visit, event),
        rows=[await _row(visit, event, each, came) for each in people[(at - 1) * ON_PAGE : at * ON_PAGE]],
        count=len(people),
        at=at,
        pages=pages,
        unsent=[
            await visit.services.people.posts.name(post)
            for post in event.addressed
            if "failed" in mails.get(post.id, ()) and "sent" not in mails.get(post.id, ())
        ],
        bubble=Markup(bubble.html),  # noqa: S704 - our own words, in which others' are escaped
        buttons=[button.text for row in bubble.keyboard for button in row],
        link=visit.services.department.in_telegram(f"e_{event.id}"),
        accept=",".join(KINDS),
        report=await services.afterwards.report(event.id) if state in {"over", "held"} else None,
        rating=lambda each: texts.plain("events-rating", rating=each),
        where_typed="\n".join(filter(None, (event.address, event.link))),
        places_typed=", ".join(str(each) for each in (event.places, event.quota) if each is not None),
    )


def _headings(visit: Visit, event: Event) -> list[str]:
    return [
        *visit.texts.plain("web-events-guest-headings").split(" | "),
        *(each.label for each in asked(event)),
        *(f"{each.starts_at:%d.%m}" for each in words.in_order(event)),
    ]


async def _row(visit: Visit, event: Event, mine: Registration, came: Noted) -> list[str]:
    texts = visit.texts
    name = mine.name or await visit.services.events.registrations.place_name(mine)
    if mine.is_deputy and not mine.is_by_mail:
        name = texts.plain("web-events-deputy", name=name)
    by_mail = texts.plain("web-events-by-mail") if mine.is_by_mail else ""
    return [
        name,
        await visit.services.events.registrations.place_name(mine) or "–",
        " · ".join(filter(None, (texts.plain("events-registration", state=mine.state), by_mail))),
        *(
            of_forms.short_answer(texts, field, value) if (value := mine.answered.get(field.key)) else "–"
            for field in asked(event)
        ),
        *(_noted(visit, came.get((mine.id, each.number))) for each in words.in_order(event)),
    ]


def _noted(visit: Visit, attendance: Attendance | None) -> str:
    if attendance is None:
        return "–"
    part = visit.texts.plain("events-part", part=attendance.part)
    via = visit.texts.plain("web-events-via", via=attendance.via)
    return f"{part} ({via}, {attendance.noted_at:%H:%M})"


def _to(event: Event) -> str:
    return f"{EVENTS}/{event.id}"


# Opening


@form(f"{EVENTS}/{{event:int}}/open", Right.EVENTS, rail="events", fresh=True)
async def approve(visit: Visit) -> Response:
    """It opens after a minute, in which it can be stopped; a series at once."""
    event, events = await event_of(visit), visit.services.events.events
    act = events.approve_series if visit.typed("series") else events.approve
    result: OpenResult = await act(event.id, visit.typed("seal"), visit.person_id)
    return visit.go(_to(event), said=visit.texts.plain("events-approved", result=result.replace(" ", "-")))


@form(f"{EVENTS}/{{event:int}}/stop", Right.EVENTS, rail="events")
async def stop(visit: Visit) -> Response:
    event = await event_of(visit)
    stopped = await visit.services.events.events.stop(event.id, visit.person_id)
    return visit.go(_to(event), said=visit.texts.plain("events-stopped" if stopped else "events-not-stopped"))


# While people register


@form(f"{EVENTS}/{{event:int}}/turn", Right.EVENTS, rail="events")
async def turn(visit: Visit) -> Response:
    """Closes the registration, or opens it again."""
    event, events = await event_of(visit), visit.services.events.events
    is_open = event.state is EventState.OPEN
    done = await (events.close if is_open else events.reopen)(event.id, visit.person_id)
    key = "web-events-closed" if is_open else "web-events-reopened"
    return visit.go(_to(event), said=visit.texts.plain(key) if done else "")


@form(f"{EVENTS}/{{event:int}}/places", Right.EVENTS, rail="events")
async def set_places(visit: Visit) -> Response:
    event, texts = await event_of(visit), visit.texts
    done = await visit.services.events.events.set_places(event.id, visit.typed("places"))
    if done is None:
        return visit.go(_to(event), said=texts.plain("events-wrong-places"))
    if done:
        await visit.services.events.registrations.move_up(event.id)
    return visit.go(_to(event), said=texts.plain("web-events-kept" if done else "events-not-kept"))


ACTS = ("move", "skip", "where", "cancel", "held", "drop")


@page(f"{EVENTS}/{{event:int}}/ask", Right.EVENTS, rail="events")
async def ask_first(visit: Visit) -> Response:
    """What it comes to, in numbers, before it is done."""
    return await _ask(visit, await event_of(visit), visit.asked("act"), visit.asked("session"))


async def _ask(visit: Visit, event: Event, act: str, session: str, error: str = "") -> Response:
    texts = visit.texts
    chosen = _session(visit, event, session)
    if act not in ACTS or (act in {"move", "skip"} and chosen is None):
        raise NotThere
    counts = await visit.services.events.registrations.counts(event.id)
    report = await visit.services.events.afterwards.report(event.id)
    typed = visit.typed("words") or ("\n".join(filter(None, (event.address, event.link))) if act == "where" else "")
    return await visit.show(
        "events/ask.html",
        status=422 if error else 200,
        errors={"words": error} if error else {},
        event=event,
        act=act,
        session=session,
        when=words.when(texts, chosen) if chosen else "",
        told=sum(counts.get(each, 0) for each in CONCERNED),
        going=report.going,
        came=report.came,
        field=texts.plain("web-events-ask-field", act=act) if act in {"move", "where", "cancel"} else "",
        typed_words=typed,
        rows=3 if act == "where" else 1,
    )


def _session(visit: Visit, event: Event, number: str) -> Session | None:
    """A session that can be moved or cancelled."""
    found = event.session(int(number)) if number.isascii() and number.isdecimal() and len(number) < 4 else None
    return found if found in event.live and found.ends_at > visit.now() else None


@form(f"{EVENTS}/{{event:int}}/ask", Right.EVENTS, rail="events")
async def act(visit: Visit) -> Response:
    """What was asked before is done."""
    event, events, texts, by = await event_of(visit), visit.services.events.events, visit.texts, visit.person_id
    what, session, typed = visit.typed("act"), visit.typed("session"), visit.typed("words")
    if what in {"move", "skip"} and _session(visit, event, session) is None:
        raise NotThere
    match what:
        case "move":
            moved = await events.move(event.id, int(session), typed, by)
            if moved is None:
                return await _ask(visit, event, what, session, texts.plain("events-wrong-sessions", line=typed or "–"))
            said = texts.plain("events-moved-staff" if moved else "events-not-moved")
        case "skip":
            done = await events.cancel_session(event.id, int(session), by)
            said = texts.plain("events-skipped" if done else "events-not-skipped")
        case "where":
            kept = await events.set_where(event.id, typed, by)
            if kept is None:
                wrong = texts.plain("events-wrong-where", most=LONGEST_ADDRESS)
                return await _ask(visit, event, what, session, wrong)
            said = texts.plain("web-events-kept" if kept else "events-not-kept")
        case "cancel" | "drop":
            if what == "cancel" and (not typed or len(typed) > LONGEST_WHY):
                key = "events-too-long" if typed else "web-events-no-words"
                return await _ask(visit, event, what, session, texts.plain(key, most=LONGEST_WHY))
            done = await events.cancel(event.id, typed, by)
            said = texts.plain(
                ("events-cancelled-staff" if event.opened_at else "events-dropped") if done else "events-not-cancelled"
            )
        case "held":
            done = await events.held(event.id, by)
            said = texts.plain("events-held" if done else "events-not-held")
        case _:
            raise NotThere
    return visit.go(EVENTS if not event.opened_at and what in {"cancel", "drop"} else _to(event), said=said)


# To take along


@form(f"{EVENTS}/{{event:int}}/excel", Right.EXPORT, rail="events", fresh=True)
async def as_excel(visit: Visit) -> Response:
    event = await event_of(visit)
    content = await visit.services.events.afterwards.as_excel(event.id, visit.person_id)
    if content is None:
        raise NotThere
    return await visit.file(content, visit.texts.plain("events-file", number=str(event.id)), EXCEL, _to(event))


@form(f"{EVENTS}/{{event:int}}/poster", Right.EVENTS, rail="events")
async def poster(visit: Visit) -> Response:
    """A poster with the link as QR code."""
    event, texts = await event_of(visit), visit.texts
    if not event.opened_at or not event.live:
        raise NotThere
    text = "\n".join(words.when(texts, each) for each in event.live)
    bot, links = visit.services.department.bot, [(ANYWHERE, "")]
    pdf = await asyncio.to_thread(make_pdf, event.name, text, bot, f"e_{event.id}", links)
    return await visit.file(pdf, texts.plain("events-poster-file"), "application/pdf", _to(event))


@form(f"{EVENTS}/{{event:int}}/picture", Right.EVENTS, rail="events")
async def picture(visit: Visit) -> Response:
    """The picture for the report."""
    event = await event_of(visit)
    png = await visit.services.events.afterwards.picture(event)
    return await visit.file(
        png, visit.texts.plain("web-events-picture-file", number=str(event.id)), "image/png", _to(event)
    )
