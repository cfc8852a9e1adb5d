"""A case and its history as people and staff read them."""

from __future__ import annotations

from collections.abc import Sequence

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
    EventKind.SOLVED: "cases-event-solved",
    EventKind.WITHDRAWN: "cases-event-withdrawn",
    EventKind.REOPENED: "cases-event-reopened",
    EventKind.FORWARDED: "cases-event-forwarded",
}
"""What only staff see is not among them."""
_EVENTS_FOR_STAFF = {
    **_EVENTS,
    EventKind.SOLVED: "casework-event-solved",
    EventKind.WITHDRAWN: "casework-event-withdrawn",
    EventKind.LINKED: "casework-event-linked",
}


def where(content: Content, case: Case) -> str:
    """Where it happened, in a few words."""
    return words.place(content, case)


def event_words(content: Content, event: CaseEvent, *, for_staff: bool = False) -> Markup | None:
    """A line of the history; None for what only staff see."""
    key = (_EVENTS_FOR_STAFF if for_staff else _EVENTS).get(event.kind)
    if event.kind is EventKind.ANSWERED and not event.text:
        key = "cases-event-answered-by-file"
    return content.library.texts(key, text=event.text) if key else None


def event_lines(content: Content, events: Sequence[CaseEvent], *, for_staff: bool = False) -> list[Markup]:
    return [line for event in events if (line := event_words(content, event, for_staff=for_staff))]


def case_for_person(content: Content, case: Case, events: Sequence[CaseEvent], link: str) -> Markup:
    """Her case with its history, and the link for others to whom the same happened."""
    texts = content.library.texts
    answers = [line for each in questions(Shown.PERSON) if (line := each.line(content, case.details))]
    history = [
        texts("cases-history-line", at=f"{event.at:%d.%m.%Y %H:%M}", words=line)
        for event in events
        if (line := event_words(content, event))
    ]
    return texts(
        "cases-case",
        number=case.number or "",
        status=words.status(content, case, for_her=True),
        **words.scene(content, case),
        lines=texts.lines([*answers, *history[-NEWEST_EVENTS:]]),
        url=link,
    )


def case_for_staff(content: Content, case: Case, linked: Sequence[Case]) -> Markup:
    """The case as it stands in the staff chat. What is private stands there once somebody is responsible."""
    texts = content.library.texts
    lines = [
        texts("casework-heading", number=case.number or "", status=words.status(content, case)),
        texts("casework-scene", **words.scene(content, case)),
    ]
    lines += _answers(content, case, private=False)
    if case.status is CaseStatus.NEW:
        lines.append(texts("casework-hidden"))
    else:
        lines += _answers(content, case, private=True)
        if case.details.latitude is not None and case.details.longitude is not None:
            point = f"mlat={case.details.latitude:.5f}&mlon={case.details.longitude:.5f}"
            lines.append(texts("casework-map", url=f"https://www.openstreetmap.org/?{point}"))
    if linked:
        numbers = ", ".join(each.number or "" for each in linked)
        lines.append(texts("casework-linked", numbers=numbers, count=1 + len(linked)))
    if case.assignee_name:
        lines.append(texts("casework-assignee", name=case.assignee_name))
    if case.status is CaseStatus.CLOSED and case.outcome_reason:
        lines.append(texts("casework-reason", reason=case.outcome_reason))
    return texts.lines(lines)


def _answers(content: Content, case: Case, *, private: bool) -> list[Markup]:
    asked = [each for each in questions(Shown.STAFF) if (each.field in EMPTY) is private]
    return [line for each in asked if (line := each.staff_line(content, case))]
