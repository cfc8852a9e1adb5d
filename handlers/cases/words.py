"""A case and its history as people and staff read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from markupsafe import Markup

from handlers.cases.questions import Shown, questions
from services.cases import EMPTY, Case, CaseEvent, CaseStatus, EventKind, words
from services.content import Content

NEWEST_EVENTS = 15
_EVENTS = {
    EventKind.SUBMITTED: "cases-event-submitted",
    EventKind.TAKEN: "cases-event-taken",
    EventKind.ADDED: "cases-event-added",
    EventKind.TAKEN_BACK: "cases-event-taken-back",
    EventKind.ANSWERED: "cases-event-answered",
    EventKind.CLOSED: "cases-event-closed",
    EventKind.REOPENED: "cases-event-reopened",
    EventKind.MERGED: "cases-event-merged",
    EventKind.JOINED: "cases-event-joined",
    EventKind.FORWARDED: "cases-event-forwarded",
}
"""What only staff see is not among them."""


def event_words(content: Content, event: CaseEvent) -> Markup | None:
    """A line of the history; None for what only staff see."""
    key = _EVENTS.get(event.kind)
    return content.library.texts(key, text=event.text) if key else None


def event_lines(content: Content, events: Sequence[CaseEvent]) -> list[Markup]:
    return [line for event in events if (line := event_words(content, event))]


def case_for_person(
    content: Content, case: Case, events: Sequence[CaseEvent], zone: tzinfo | None, *, is_own: bool
) -> Markup:
    """The case with its history. Who only joined it reads none of the other person's answers."""
    texts = content.library.texts
    answers = [line for each in questions(Shown.PERSON) if is_own and (line := each.line(content, case.details))]
    history = [
        texts("cases-history-line", at=f"{event.at.astimezone(zone):%d.%m.%Y %H:%M}", words=line)
        for event in events
        if (line := event_words(content, event))
    ]
    return texts(
        "cases-case",
        number=case.number or "",
        status=words.status(content, case),
        **words.scene(content, case),
        lines=texts.lines([*answers, *history[-NEWEST_EVENTS:]]),
    )


def case_for_staff(content: Content, case: Case, zone: tzinfo | None) -> Markup:
    """The case as it stands in the staff chat. What is private stands there once somebody is responsible."""
    texts = content.library.texts
    lines = [
        texts("casework-heading", number=case.number or "", status=words.status(content, case)),
        texts("casework-scene", **words.scene(content, case)),
    ]
    lines += _answers(content, case, zone, private=False)
    if case.status is CaseStatus.NEW:
        lines.append(texts("casework-hidden"))
    else:
        lines += _answers(content, case, zone, private=True)
        if case.details.latitude is not None and case.details.longitude is not None:
            point = f"mlat={case.details.latitude:.5f}&mlon={case.details.longitude:.5f}"
            lines.append(texts("casework-map", url=f"https://www.openstreetmap.org/?{point}"))
    if case.joined:
        lines.append(texts("casework-joined", count=case.joined))
    if case.assignee_name:
        lines.append(texts("casework-assignee", name=case.assignee_name))
    if case.status is CaseStatus.CLOSED:
        lines.append(texts("casework-reason", reason=case.outcome_reason))
    return texts.lines(lines)


def _answers(content: Content, case: Case, zone: tzinfo | None, *, private: bool) -> list[Markup]:
    asked = [each for each in questions(Shown.STAFF) if (each.field in EMPTY) is private]
    return [line for each in asked if (line := each.staff_line(content, case, zone))]
