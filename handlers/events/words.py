"""How events are worded: for people and for staff, in pages and in messages."""

from __future__ import annotations

from datetime import datetime

from channels.taps import Button
from content.messages import Texts
from handlers.events import taps
from services.events import (
    Event,
    EventDraft,
    EventState,
    EventView,
    RegistrationState,
    Session,
)
from services.files.calendar_file import Meeting
from services.text import shorten

SHORT = 32
"""Characters of a title on a button."""
SHOWN_SESSIONS = 12


def when(texts: Texts, session: Session) -> str:
    """«5 грудня 2026 року, 10:00–12:00»."""
    return texts.plain(
        "events-when",
        day=session.starts_at.date(),
        start=f"{session.starts_at:%H:%M}",
        end=f"{session.ends_at:%H:%M}",
        cancelled="yes" if session.cancelled_at else "no",
    )


def sessions(texts: Texts, event: Event) -> list[str]:
    in_order = sorted(event.sessions, key=lambda each: each.starts_at)  # one that moved may stand behind another
    lines: list[str] = [when(texts, each) for each in in_order[:SHOWN_SESSIONS]]
    if len(lines) == 1:
        return [texts("events-time", when=lines[0])]
    return [texts("events-times"), *(texts("events-time-line", when=each) for each in lines)]


def label(texts: Texts, event: Event) -> str:
    """On a button: the day and the title."""
    starts_at = event.starts_at or (event.sessions[0].starts_at if event.sessions else None)
    day = f"{starts_at:%d.%m}" if starts_at else "none"
    return texts.plain("events-button-open", day=day, title=shorten(event.name, SHORT))


def describe(texts: Texts, view: EventView) -> str:
    """What a person reads of an event: where it is only if she takes part."""
    event, mine = view.event, view.registration
    state = mine.state if mine else None
    lines = [texts("events-title", kind=event.kind, title=event.name), "", *sessions(texts, event)]
    lines += where(texts, event, is_going=state is RegistrationState.GOING or view.came)
    if event.about:
        lines += ["", texts("events-about", words=event.about)]
    if event.bring:
        lines += ["", texts("events-bring", words=event.bring)]
    lines += ["", standing(texts, view)]
    return texts.lines(lines)


def where(texts: Texts, event: Event, *, is_going: bool) -> list[str]:
    if not is_going:
        return [texts("events-where-later", online="yes" if event.is_online else "no")]
    lines: list[str] = []
    if event.address:
        lines.append(texts("events-where", address=event.address))
    if event.link:
        lines.append(texts("events-link", link=event.link, online="yes" if event.is_online else "no"))
    return lines


def standing(texts: Texts, view: EventView) -> str:
    """How it stands between her and the event."""
    event, mine = view.event, view.registration
    if event.cancelled_at:
        return texts("events-standing-cancelled", why=event.cancelled_why or "none")
    state = mine.state if mine else None
    if view.came:
        return texts("events-standing-came")
    if event.ends_at and event.ends_at <= view.now:
        return texts("events-standing-over")
    if mine and state in _STANDING:
        until = mine.offered_until
        return texts(
            "events-standing",
            state=state,
            deputy=mine.name if mine.is_deputy else "none",
            until=moment(texts, until) if until else "none",
        )
    if not view.takes:
        return texts("events-standing-closed")
    if not view.is_for_her:
        return texts("events-standing-others")
    lines = [texts("events-standing-full" if view.is_full else "events-standing-open")]
    if event.registers_until:
        lines.append(texts("events-until", until=moment(texts, event.registers_until)))
    return texts.lines(lines)


_STANDING = {
    RegistrationState.GOING,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.LAPSED,
    RegistrationState.DECLINED,
    RegistrationState.WITHDRAWN,
}


def moment(texts: Texts, at: datetime) -> str:
    return texts.plain("events-moment", day=at.date(), at=f"{at:%H:%M}")


def answers(texts: Texts, view: EventView) -> list[list[Button]]:
    """What she can do with it now."""
    event, mine, number = view.event, view.registration, view.event.id
    if event.cancelled_at:
        return []
    state, is_over = mine.state if mine else None, bool(event.ends_at and event.ends_at <= view.now)
    rows: list[list[Button]] = []
    if view.came:
        rows.append([taps.AskForParticipation(number).button(texts.plain("events-button-certificate"))])
        if mine and mine.satisfaction is None:
            rows += ratings(texts, number)
        else:
            rows.append([taps.SayOfEvent(number).button(texts.plain("events-button-say"))])
    if event.materials and (view.came or mine):
        rows.append([taps.TakeMaterials(number).button(texts.plain("events-button-materials"))])
    if is_over:
        return rows
    if state is RegistrationState.GOING:
        first = [taps.TakeEventCalendar(number).button(texts.plain("events-button-calendar"))]
        if event.is_online:
            first.append(taps.TypeScreenCode(number).button(texts.plain("events-button-here")))
        else:
            first.append(taps.ShowTicket(number).button(texts.plain("events-button-ticket")))
        rows.append(first)
        if not view.came:
            rows.append([taps.LeaveEvent(number).button(texts.plain("events-button-cancel"))])
    elif state is RegistrationState.OFFERED:
        rows.append([taps.AcceptPlace(number).button(texts.plain("events-button-accept"))])
        rows.append([taps.LeaveEvent(number).button(texts.plain("events-button-no"))])
    elif state is RegistrationState.WAITING:
        rows.append([taps.LeaveEvent(number).button(texts.plain("events-button-cancel-waiting"))])
    elif view.takes and view.is_for_her:
        go = "events-button-wait" if view.is_full else "events-button-go"
        rows.append([taps.JoinEvent(number).button(texts.plain(go))])
        if state is None:
            rows[-1].append(taps.LeaveEvent(number).button(texts.plain("events-button-no")))
    if view.takes and event.addressed and view.is_for_her and state is not RegistrationState.OFFERED:
        rows.append([taps.SendDeputy(number).button(texts.plain("events-button-deputy"))])
    return rows


def ratings(texts: Texts, event: int) -> list[list[Button]]:
    return [[taps.RateEvent(event, rating).button(texts.plain("events-rating", rating=rating)) for rating in (3, 2, 1)]]


def meetings(texts: Texts, event: Event) -> list[Meeting]:
    """For a calendar: a meeting for each session, which stays the same one when it moves."""
    return [
        Meeting(
            name=f"event-{event.id}-{each.number}",
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            title=event.name,
            where=event.address,
            link=event.link,
            revision=event.revision,
            is_over=bool(event.cancelled_at or each.cancelled_at),
        )
        for each in event.sessions
    ]


# For staff


def state_of(event: Event, now: datetime) -> str:
    """The state with what the clock adds."""
    if event.state in {EventState.OPEN, EventState.CLOSED} and event.ends_at and event.ends_at <= now:
        return "over"
    return event.state.value


def places(texts: Texts, event: Event) -> str:
    return texts.plain(
        "events-places",
        places=str(event.places) if event.places is not None else "none",
        quota=str(event.quota) if event.quota is not None else "none",
    )


def draft(texts: Texts, view: EventDraft) -> str:
    """All that is known of what is being written, and what should be before it opens."""
    event = view.event
    lines = [texts("events-draft", kind=event.kind, title=event.name, state=event.state), ""]
    lines += sessions(texts, event) if event.sessions else []
    lines += where(texts, event, is_going=True)
    lines.append(places(texts, event))
    lines.append(
        texts(
            "events-guests",
            posts=len(event.addressed),
            reached=view.reached,
            anyone="yes" if event.anyone else "no",
        )
    )
    if event.registers_until:
        lines.append(texts("events-until", until=moment(texts, event.registers_until)))
    if event.about:
        lines += ["", texts("events-about", words=event.about)]
    if event.bring:
        lines += ["", texts("events-bring", words=event.bring)]
    notes = [texts("events-clash", day=at.date(), holiday=holiday or "none") for at, holiday in view.clashes]
    if view.lacks:
        lacks = ", ".join(texts.plain("events-lack", what=each) for each in view.lacks)
        notes.append(texts("events-lacks", lacks=lacks))
    if view.needs_second:
        notes.append(texts("events-needs-second"))
    if event.leaves_at:
        notes.append(texts("events-opens-at", at=f"{event.leaves_at:%H:%M:%S}"))
    return texts.lines([*lines, "", *notes] if notes else lines)


def link_of(bot: str, event: Event) -> str:
    return f"https://t.me/{bot}?start=e_{event.id}"
