"""How the bot words what this area says of its own accord."""

from __future__ import annotations

from channels import Outgoing
from channels.taps import Keyboard
from content.messages import Texts
from handlers.chat.messages import renders
from handlers.events import taps
from handlers.events.words import answers, describe, draft, ratings, sessions
from services.content import Content
from services.events import (
    EventCancelled,
    EventDraft,
    EventFeedback,
    EventInvitation,
    EventLapsed,
    EventMaterials,
    EventMoved,
    EventOffered,
    EventReminder,
    EventScreenCode,
    EventSessionCancelled,
    EventView,
    words,
)


@renders
def event_view(content: Content, message: EventView) -> Outgoing:
    return Outgoing(describe(content.texts, message), answers(content.texts, message))


@renders
def event_invitation(content: Content, message: EventInvitation) -> Outgoing:
    texts = content.texts
    return Outgoing(texts.lines([texts("events-invitation"), "", describe(texts, message)]), answers(texts, message))


@renders
def event_reminder(content: Content, message: EventReminder) -> Outgoing:
    """Where it is and how to come there; a week before there is time to say no."""
    texts, event = content.texts, message.event
    lines = [
        texts(
            "events-reminder",
            stage=message.stage,
            title=event.name,
            days=(message.session.starts_at.date() - message.now.date()).days,
            at=f"{message.session.starts_at:%H:%M}",
        ),
        texts("events-time", when=words.when(texts, message.session)),
        *words.where(texts, event, is_going=True),
    ]
    if event.bring:
        lines += ["", texts("events-bring", words=event.bring)]
    return Outgoing(texts.lines(lines), answers(texts, message))


@renders
def event_moved(content: Content, message: EventMoved) -> Outgoing:
    texts, event = content.texts, message.event
    lines = [
        texts("events-moved", title=event.name),
        *sessions(texts, event),
        *words.where(texts, event, is_going=words.is_coming(message)),
        *_calendar_note(texts, message),
    ]
    return Outgoing(texts.lines(lines), answers(texts, message))


def _calendar_note(texts: Texts, view: EventView) -> list[str]:
    """For whoever may have it in her calendar: who waits has not."""
    return ["", texts("events-moved-calendar")] if words.is_coming(view) else []


@renders
def event_session_cancelled(content: Content, message: EventSessionCancelled) -> Outgoing:
    texts, event = content.texts, message.event
    lines = [texts("events-session-cancelled", title=event.name), *sessions(texts, event)]
    return Outgoing(texts.lines([*lines, *_calendar_note(texts, message)]), answers(texts, message))


@renders
def event_cancelled(content: Content, message: EventCancelled) -> Outgoing:
    """The file strikes out what a calendar has."""
    texts, event = content.texts, message.event
    lines = [texts("events-cancelled", title=event.name, why=event.cancelled_why or "none"), *sessions(texts, event)]
    rows = [[taps.TakeEventCalendar(event.id).button(texts.plain("events-button-calendar-off"))]]
    return Outgoing(texts.lines(lines), rows if words.is_coming(message) else [])


@renders
def event_offered(content: Content, message: EventOffered) -> Outgoing:
    texts, event = content.texts, message.event
    lines = [
        texts(
            "events-offered",
            title=event.name,
            until=words.moment(texts, message.until),
            handed="yes" if message.is_handed else "no",
        ),
        *sessions(texts, event),
    ]
    return Outgoing(texts.lines(lines), answers(texts, message))


@renders
def event_lapsed(content: Content, message: EventLapsed) -> Outgoing:
    texts = content.texts
    return Outgoing(texts("events-lapsed", title=message.event.name), _look(texts, message))


@renders
def event_materials(content: Content, message: EventMaterials) -> Outgoing:
    texts, event = content.texts, message.event
    rows = [[taps.TakeMaterials(event.id).button(texts.plain("events-button-materials"))]]
    return Outgoing(texts("events-materials-told", title=event.name), rows)


@renders
def event_feedback(content: Content, message: EventFeedback) -> Outgoing:
    texts, event = content.texts, message.event
    certificate = taps.AskForParticipation(event.id).button(texts.plain("events-button-certificate"))
    return Outgoing(texts("events-feedback", title=event.name), [*ratings(texts, event.id), [certificate]])


@renders
def second_asked(content: Content, message: EventDraft) -> Outgoing:
    texts, event = content.texts, message.event
    rows = [
        [taps.ApproveEvent(event.id, message.seal).button(texts.plain("events-button-approve"))],
        [taps.PreviewEvent(event.id).button(texts.plain("events-button-look"))],
    ]
    return Outgoing(texts.lines([texts("events-second-asked"), "", draft(texts, message)]), rows)


@renders
def screen_code(content: Content, message: EventScreenCode) -> Outgoing:
    texts, event = content.texts, message.event
    back = [taps.ShowEvent(event.id).button(texts.plain("menu-button-back"))]
    if message.session is None:
        return Outgoing(texts("events-screen-none", title=event.name), [back])
    again = [taps.ShowScreenCode(event.id).button(texts.plain("events-button-screen-again"))]
    return Outgoing(texts("events-screen", title=event.name, code=message.code), [again, back])


def _look(texts: Texts, view: EventView) -> Keyboard:
    return [[taps.LookAtEvent(view.event.id).button(texts.plain("events-button-look-again"))]]
