"""The events of the department: what lies ahead and what is over, the calendar, and the load of each hromada."""

from __future__ import annotations

from starlette.responses import Response

from services.events import Event, EventKind, EventState, RegistrationState, read_title, words
from services.people import Right
from web.routes import form, page
from web.visit import NotThere, Visit

EVENTS = "/desk/events"
TABS = ("ahead", "drafts", "over")
KINDS = tuple(EventKind)


async def event_of(visit: Visit) -> Event:
    """The event of the address. Raises NotThere."""
    event = await visit.services.events.events.find(visit.number("event"))
    if event is None or (event.cancelled_at and not event.opened_at):
        raise NotThere
    return event


@page(EVENTS, Right.EVENTS, rail="events")
async def events(visit: Visit) -> Response:
    """The nearest first; of what is over, the newest."""
    tab = visit.asked("tab") if visit.asked("tab") in TABS else TABS[0]
    now, found = visit.now(), await visit.services.events.events.newest()
    by_tab: dict[str, list[Event]] = {each: [] for each in TABS}
    for event in found:
        by_tab[_tab(event, words.state_of(event, now))].append(event)
    by_tab["ahead"].sort(key=lambda each: each.starts_at or each.made_at)
    return await visit.show(
        "events/list.html",
        tab=tab,
        tabs=[(each, visit.texts.plain("web-events-tab", tab=each, count=len(by_tab[each]))) for each in TABS],
        rows=[await _row(visit, each) for each in by_tab[tab]],
    )


def _tab(event: Event, state: str) -> str:
    if state in {EventState.DRAFT, EventState.PROPOSED, EventState.LEAVING}:
        return "drafts"
    return "ahead" if state in {EventState.OPEN, EventState.CLOSED} else "over"


async def _row(visit: Visit, event: Event) -> dict[str, object]:
    counts = await visit.services.events.registrations.counts(event.id)
    going = counts.get(RegistrationState.GOING, 0) + counts.get(RegistrationState.OFFERED, 0)
    return {
        "number": event.id,
        "title": event.name,
        "kind": visit.texts.plain("events-kind-plain", kind=event.kind),
        "at": event.starts_at or next((each.starts_at for each in event.sessions), None),
        "state": visit.texts.plain("web-events-state", state=words.state_of(event, visit.now())),
        "going": going,
        "places": event.places,
        "waiting": counts.get(RegistrationState.WAITING, 0),
        "is_open": event.opened_at is not None,
    }


@page(f"{EVENTS}/calendar", Right.EVENTS, rail="events")
async def calendar(visit: Visit) -> Response:
    """The days of the next ninety on which something falls, and where it clashes."""
    days = await visit.services.events.agenda.days()
    return await visit.show("events/calendar.html", days=days, line=_line(visit))


def _line(visit: Visit) -> object:
    texts = visit.texts

    def say(entry: object) -> str:
        at = getattr(entry, "at", None)
        return texts.plain(
            "events-agenda-line",
            kind=getattr(entry, "kind", ""),
            at=f"{at:%H:%M}" if at else "none",
            number=str(getattr(entry, "number", "")),
            title=getattr(entry, "title", ""),
        ).removeprefix("– ")

    return say


@page(f"{EVENTS}/load", Right.EVENTS, rail="events")
async def load(visit: Visit) -> Response:
    """How much each hromada has before it, whoever has most first."""
    texts, found = visit.texts, await visit.services.events.agenda.load()
    return await visit.show(
        "events/load.html",
        headings=texts.plain("web-events-load-headings").split(" | "),
        rows=[
            [each.name, len(each.events), ", ".join(each.events) or "–", each.going, each.notices, each.late]
            for each in found
        ],
    )


@page(f"{EVENTS}/new", Right.EVENTS, rail="events")
async def ask_for_new(visit: Visit) -> Response:
    return await _show_new(visit)


async def _show_new(visit: Visit, error: str = "") -> Response:
    return await visit.show(
        "events/new.html",
        status=422 if error else 200,
        errors={"title": error} if error else {},
        typed=visit.all_typed,
        kinds=[(each.value, visit.texts.plain("events-kind-plain", kind=each)) for each in KINDS],
    )


@form(f"{EVENTS}/new", Right.EVENTS, rail="events")
async def begin(visit: Visit) -> Response:
    """Begins a draft; the editor is the next page."""
    title, kind = read_title(visit.typed("title")), visit.typed("kind")
    if title is None or kind not in set(EventKind):
        return await _show_new(visit, visit.texts.plain("web-events-no-title"))
    number = await visit.services.events.events.write(EventKind(kind), title, visit.person_id)
    return visit.go(f"{EVENTS}/{number}/edit")
