"""Words that the chat, the pages and mails have in common. `say` is `texts` for HTML, `texts.plain` for plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from content.messages import Texts
from services.events.agenda import Entry, EntryKind
from services.events.messages import EventDraft, EventView
from services.files.calendar_file import Meeting
from storage.events import Event, EventState, RegistrationState, Session

Say = Callable[..., Any]
NEAR = timedelta(minutes=60)
"""So long before and after a session people are noted."""


def when(texts: Texts, session: Session) -> str:
    """«5 грудня 2026 року, 10:00–12:00»."""
    return texts.plain(
        "events-when",
        day=session.starts_at.date(),
        start=f"{session.starts_at:%H:%M}",
        end=f"{session.ends_at:%H:%M}",
        cancelled="yes" if session.cancelled_at else "no",
    )


def in_order(event: Event) -> list[Session]:
    """The sessions by their time: one that moved may stand behind another."""
    return sorted(event.sessions, key=lambda each: each.starts_at)


def moment(texts: Texts, at: datetime) -> str:
    return texts.plain("events-moment", day=at.date(), at=f"{at:%H:%M}")


def where(say: Say, event: Event, *, is_going: bool) -> list[str]:
    """Where it is, for whoever comes; for others that it is told later."""
    if not is_going:
        return [say("events-where-later", online="yes" if event.is_online else "no")]
    lines: list[str] = []
    if event.address:
        lines.append(say("events-where", address=event.address))
    if event.link:
        lines.append(say("events-link", link=event.link, online="yes" if event.is_online else "no"))
    return lines


def standing(say: Say, texts: Texts, view: EventView) -> list[str]:
    """How it stands between her and the event."""
    event, mine = view.event, view.registration
    if event.cancelled_at:
        return [say("events-standing-cancelled", why=event.cancelled_why or "none")]
    if view.came:
        return [say("events-standing-came")]
    if event.ends_at and event.ends_at <= view.now:
        return [say("events-standing-over")]
    if mine:
        until = mine.offered_until
        return [
            say(
                "events-standing",
                state=mine.state,
                deputy=mine.name if mine.is_deputy else "none",
                until=moment(texts, until) if until else "none",
                again="yes" if view.takes and view.is_for_her else "no",
            )
        ]
    if not view.takes:
        return [say("events-standing-closed")]
    if not view.is_for_her:
        return [say("events-standing-others")]
    lines = [say("events-standing-full" if view.is_full else "events-standing-open")]
    if event.registers_until:
        lines.append(say("events-until", until=moment(texts, event.registers_until)))
    return lines


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


def notes(say: Say, texts: Texts, view: EventDraft) -> list[str]:
    """What should be known before it opens: what clashes, what it lacks, who opens it."""
    found = [say("events-clash", day=at.date(), holiday=holiday or "none") for at, holiday in view.clashes]
    found += [beside(say, day, entry) for day, entry in view.beside[:MOST_BESIDE]]
    if len(view.beside) > MOST_BESIDE:
        found.append(say("events-beside-more", count=len(view.beside) - MOST_BESIDE))
    if view.lacks:
        lacks = ", ".join(texts.plain("events-lack", what=each) for each in view.lacks)
        found.append(say("events-lacks", lacks=lacks))
    if view.needs_second:
        found.append(say("events-needs-second"))
    if view.event.leaves_at:
        found.append(say("events-opens-at", at=f"{view.event.leaves_at:%H:%M:%S}"))
    return found


MOST_BESIDE = 6


def beside(say: Say, day: object, entry: Entry) -> str:
    """Something that falls on the same day."""
    at = f"{entry.at:%H:%M}" if entry.at and entry.kind is EntryKind.EVENT else "none"
    return str(say("events-beside", day=day, kind=entry.kind, at=at, number=str(entry.number), title=entry.title))


def meetings(event: Event) -> list[Meeting]:
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


def is_near(view: EventView) -> bool:
    """Whether a session of it takes place now, or soon."""
    return any(each.starts_at - NEAR <= view.now <= each.ends_at + NEAR for each in view.event.live)


def is_coming(view: EventView) -> bool:
    """Whether she may know where it is."""
    return bool(view.registration and view.registration.state is RegistrationState.GOING) or view.came
