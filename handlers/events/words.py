"""How events are worded: for people and for staff, in pages and in messages."""

from __future__ import annotations

from channels.taps import Button
from content.messages import Texts
from handlers.events import taps
from services.events import Event, EventDraft, EventView, RegistrationState, asked, words
from services.text import shorten

SHORT = 32
"""Characters of a title on a button."""
SHOWN_SESSIONS = 12


def sessions(texts: Texts, event: Event) -> list[str]:
    lines: list[str] = [words.when(texts, each) for each in words.in_order(event)[:SHOWN_SESSIONS]]
    if not lines:
        return []
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
    event = view.event
    lines = [texts("events-title", kind=event.kind, title=event.name), "", *sessions(texts, event)]
    lines += words.where(texts, event, is_going=words.is_coming(view))
    if event.about:
        lines += ["", texts("events-about", words=event.about)]
    if event.bring:
        lines += ["", texts("events-bring", words=event.bring)]
    lines += ["", *words.standing(texts, texts, view)]
    if view.questions:
        lines.append(texts("events-questions-left", count=view.questions))
    return texts.lines(lines)


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
    if view.questions:
        rows.append([taps.AnswerEvent(number).button(texts.plain("events-button-answer", count=view.questions))])
    if event.files and view.is_for_her:
        rows.append([taps.TakeEventFiles(number).button(texts.plain("events-button-files", count=len(event.files)))])
    if state is RegistrationState.GOING:
        first = [taps.TakeEventCalendar(number).button(texts.plain("events-button-calendar"))]
        if event.is_online:
            first.append(taps.TypeScreenCode(number).button(texts.plain("events-button-here")))
        else:
            first.append(taps.ShowTicket(number).button(texts.plain("events-button-ticket")))
        rows.append(first)
        if not event.is_online and words.is_near(view):
            rows.append([taps.TypeScreenCode(number).button(texts.plain("events-button-here"))])
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
    if view.takes and event.anyone:
        rows.append([Button(texts.plain("events-button-share"), share=event.name)])
    if view.takes and event.addressed and view.is_for_her and state is not RegistrationState.OFFERED:
        rows.append([taps.SendDeputy(number).button(texts.plain("events-button-deputy"))])
    return rows


def ratings(texts: Texts, event: int) -> list[list[Button]]:
    return [[taps.RateEvent(event, rating).button(texts.plain("events-rating", rating=rating)) for rating in (3, 2, 1)]]


# For staff


def draft(texts: Texts, view: EventDraft) -> str:
    """All that is known of what is being written, and what should be before it opens."""
    event = view.event
    lines = [texts("events-draft", kind=event.kind, title=event.name, state=event.state), ""]
    lines += sessions(texts, event) if event.sessions else []
    lines += words.where(texts, event, is_going=True)
    lines.append(words.places(texts, event))
    lines.append(
        texts(
            "events-guests",
            posts=len(event.addressed),
            reached=view.reached,
            anyone="yes" if event.anyone else "no",
        )
    )
    if event.registers_until:
        lines.append(texts("events-until", until=words.moment(texts, event.registers_until)))
    if event.about:
        lines += ["", texts("events-about", words=event.about)]
    if event.bring:
        lines += ["", texts("events-bring", words=event.bring)]
    if event.form or event.files:
        lines.append(texts("events-asks", questions=len(asked(event)), files=len(event.files)))
    notes = words.notes(texts, texts, view)
    return texts.lines([*lines, "", *notes] if notes else lines)


def link_of(bot: str, event: Event) -> str:
    return f"https://t.me/{bot}?start=e_{event.id}"
