"""The editor of an event: all that is written of it on one page, beside it how people will read it.

What is right is kept, whatever else is wrong. Whoever comes second to a change of somebody else is shown it first.
"""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response

from content.hromadas import raions
from services.events import (
    LONGEST_ABOUT,
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    Event,
    EventState,
    Uploaded,
    WrongSessions,
    asked,
    words,
)
from services.files.uploads import KINDS, LARGEST
from services.notices import Form, WrongForm
from services.people import Post, Right, Title
from web.events.events import EVENTS, event_of
from web.routes import form, page
from web.visit import NotThere, Visit

GROUPS = {"cdto": Title.CDTO, "coordinator": Title.COORDINATOR, "maternity": Title.MATERNITY}
WRITTEN = {EventState.DRAFT, EventState.PROPOSED}


async def _draft(visit: Visit) -> Event:
    event = await event_of(visit)
    if event.state not in WRITTEN:
        raise NotThere
    return event


@page(f"{EVENTS}/{{event:int}}/edit", Right.EVENTS, rail="events")
async def edit(visit: Visit) -> Response:
    event = await event_of(visit)
    return await _show(visit, event) if event.state in WRITTEN else visit.go(f"{EVENTS}/{event.id}")


async def _show(visit: Visit, event: Event, errors: dict[str, str] | None = None, *, changed: bool = False) -> Response:
    services, texts = visit.services.events, visit.texts
    view = await services.events.view(event)
    typed = visit.all_typed if errors or changed else _as_written(visit, event)
    bubble = services.render(services.registrations.sample(event))
    return await visit.show(
        "events/edit.html",
        status=409 if changed else 422 if errors else 200,
        event=event,
        errors=errors or {},
        typed=typed,
        changed=changed,
        seen=view.seal,
        guests=texts.plain(
            "events-guests", posts=len(event.addressed), reached=view.reached, anyone="yes" if event.anyone else "no"
        ),
        heads=[
            (f"raion-{number}", texts.plain("fields-raion-of", name=name))
            for number, name in enumerate(raions(), start=1)
        ],
        groups=[(each, texts.plain("events-button-posts", title=title)) for each, title in GROUPS.items()],
        ticked=set(visit.ticked("groups")) if changed else (),
        invited=[(post.id, name) for post, name in await services.events.invited(event)],
        out=set(visit.ticked("out")) if changed else (),
        notes=words.notes(texts.plain, texts, view),
        bubble=Markup(bubble.html),  # noqa: S704 - our own words, in which others' are escaped
        buttons=[button.text for row in bubble.keyboard for button in row],
        files=event.files,
        accept=",".join(KINDS),
        most_title=LONGEST_TITLE,
        most_about=LONGEST_ABOUT,
    )


def _as_written(visit: Visit, event: Event) -> dict[str, str]:
    """The fields as staff would type them."""
    until = event.registers_until
    places = "" if event.places is None else str(event.places)
    return {
        "title": event.title,
        "sessions": "\n".join(
            f"{each.starts_at:%d.%m.%Y} {each.starts_at:%H:%M}–{each.ends_at:%H:%M}" for each in words.in_order(event)
        ),
        "where": "\n".join(filter(None, (event.address, event.link))),
        "places": f"{places}, {event.quota}" if event.quota is not None else places,
        "until": f"{until:%d.%m.%Y %H:%M}" if until else "",
        "about": event.about,
        "bring": event.bring,
        "questions": Form.read(event.form).written(visit.texts) if asked(event) else "",
        "anyone": "1" if event.anyone else "",
    }


@form(f"{EVENTS}/{{event:int}}/edit", Right.EVENTS, rail="events")
async def keep(visit: Visit) -> Response:
    event, services, texts = await _draft(visit), visit.services.events, visit.texts
    if visit.typed("seen") != (await services.events.view(event)).seal:
        return await _show(visit, event, changed=True)
    errors = await _keep(visit, event)
    if errors:
        return await _show(visit, await event_of(visit), errors)
    to = EVENTS if visit.typed("what") == "later" else f"{EVENTS}/{event.id}"
    return visit.go(to, said=texts.plain("web-events-kept"))


async def _keep(visit: Visit, event: Event) -> dict[str, str]:
    """Keeps what is right; by field what is wrong."""
    events, texts, errors = visit.services.events.events, visit.texts, dict[str, str]()
    number, by, before = event.id, visit.person_id, _as_written(visit, event)

    def is_new(name: str) -> bool:
        return visit.typed(name) != before[name]

    if await events.set_title(number, visit.typed("title")) is None:
        errors["title"] = texts.plain("web-events-no-title")
    for name, change in (("about", events.set_about), ("bring", events.set_bring)):
        if await change(number, visit.typed(name)) is None:
            errors[name] = texts.plain("events-too-long", most=LONGEST_ABOUT)
    if visit.typed("sessions") and is_new("sessions"):
        try:
            await events.set_sessions(number, visit.typed("sessions"))
        except WrongSessions as wrong:
            errors["sessions"] = texts.plain("events-wrong-sessions", line=wrong.line or "–")
    if is_new("where") and await events.set_where(number, visit.typed("where"), by) is None:
        errors["where"] = texts.plain("events-wrong-where", most=LONGEST_ADDRESS)
    if is_new("places"):
        without = texts.plain("events-no-limit-words").split(" | ")[0]
        if await events.set_places(number, visit.typed("places") or without) is None:
            errors["places"] = texts.plain("events-wrong-places")
    if is_new("until") and await events.set_until(number, visit.typed("until")) is None:
        errors["until"] = texts.plain("events-wrong-until")
    try:
        if is_new("questions"):
            await visit.services.events.questions.ask(number, visit.typed("questions"))
    except WrongForm as wrong:
        errors["questions"] = texts.plain("events-wrong-form", number=wrong.number, line=wrong.line)
    return errors | await _keep_guests(visit, event)


async def _keep_guests(visit: Visit, event: Event) -> dict[str, str]:
    """Who is invited: what is ticked comes to those who are invited already, single ones are left out."""
    events, errors, ticked = visit.services.events.events, dict[str, str](), set(visit.ticked("groups"))
    await events.let_anyone(event.id, wanted=bool(visit.typed("anyone")))
    if visit.typed("nobody"):
        await events.address_nobody(event.id)
    posts = events.heads(0) if "heads" in ticked else []
    for number in range(1, len(raions()) + 1):
        if f"raion-{number}" in ticked:
            posts += events.heads(number)
    for name, title in GROUPS.items():
        if name in ticked:
            posts += await events.titled(title)
    if names := visit.typed("hromadas"):
        found, unknown = visit.services.mailings.audiences.look_up(names)
        if unknown or not found:
            errors["hromadas"] = visit.texts.plain("notices-unknown-hromadas", names=", ".join(unknown))
        posts += [Post(each.slug, Title.HEAD) for each in found]
    out = set(visit.ticked("out"))
    without = [each for each in event.addressed if each.id in out and each not in posts]
    if posts or without:
        await events.address(event.id, posts, without)
    return errors


# Files


@form(f"{EVENTS}/{{event:int}}/files", Right.EVENTS, rail="events")
async def add_file(visit: Visit) -> Response:
    """A file for those who may come, or, once it is over, materials for those who came."""
    event, texts, file = await event_of(visit), visit.texts, visit.form.get("file")
    is_over = words.state_of(event, visit.now()) in {"over", EventState.HELD}
    back = f"{EVENTS}/{event.id}" if event.state not in WRITTEN else f"{EVENTS}/{event.id}/edit"
    if file is None or isinstance(file, str) or not file.filename:
        return visit.go(back, said=texts.plain("web-events-no-file"))
    content = await file.read()
    done = await visit.services.events.files.take(event, file.filename, content, for_those_who_came=is_over)
    if done is Uploaded.WRONG_FILE:
        return visit.go(back, said=texts.plain("pages-wrong-file", most=LARGEST >> 20))
    return visit.go(back, said=texts.plain("web-events-file-taken" if done is Uploaded.KEPT else "web-events-no-file"))


@form(f"{EVENTS}/{{event:int}}/files/drop", Right.EVENTS, rail="events")
async def drop_file(visit: Visit) -> Response:
    event = await event_of(visit)
    dropped = await visit.services.events.events.drop_file(event.id, visit.typed("file"))
    back = f"{EVENTS}/{event.id}" if event.state not in WRITTEN else f"{EVENTS}/{event.id}/edit"
    return visit.go(back, said=visit.texts.plain("web-events-file-dropped") if dropped else "")


# A series


@form(f"{EVENTS}/{{event:int}}/series", Right.EVENTS, rail="events")
async def repeat(visit: Visit) -> Response:
    event, texts = await _draft(visit), visit.texts
    days, times = visit.typed("days"), visit.typed("times")
    numbers = [int(each) if each.isascii() and each.isdecimal() and len(each) < 4 else 0 for each in (days, times)]
    made = await visit.services.events.events.repeat(event.id, numbers[0], numbers[1], visit.person_id)
    said = texts.plain("events-repeated" if made else "events-not-repeated", count=len(made) + 1)
    return visit.go(f"{EVENTS}/{event.id}", said=said)
