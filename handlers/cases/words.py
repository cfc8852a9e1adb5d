"""A case and its history as people and staff read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from handlers.cases.questions import Shown, questions
from services.cases import EMPTY, Case, CaseEvent, CaseStatus, EventKind, words
from services.content import Content
from services.people import Note
from services.text import shorten

NEWEST_EVENTS = 15
NEWEST_ON_CARD, SHOWN_ON_CARD = 5, 160
"""How much of the history stands on the staff's card: lines, and characters of each."""
_ON_CARD = {EventKind.ADDED, EventKind.ANSWERED, EventKind.FORWARDED}


def where(content: Content, case: Case) -> str:
    """Where it happened, in a few words."""
    return words.place(content, case)


def event_words(content: Content, event: CaseEvent, *, for_staff: bool = False) -> Markup | None:
    """A line of the history; None for what only staff see."""
    key = words.event_key(event, for_staff=for_staff)
    return content.library.texts(key, text=event.text) if key else None


def event_lines(content: Content, events: Sequence[CaseEvent], *, for_staff: bool = False) -> list[Markup]:
    return [line for event in events if (line := event_words(content, event, for_staff=for_staff))]


def history_lines(content: Content, history: Sequence[CaseEvent | Note]) -> list[Markup]:
    """What happened and was noted, as the staff read it: when, who, what."""
    texts, lines = content.library.texts, []
    for each in history:
        if isinstance(each, Note):
            words: Markup | None = texts("casework-event-note", text=each.text)
        else:
            words = event_words(content, each, for_staff=True)
        if words:
            at = f"{each.at:%d.%m %H:%M}"
            is_hers = isinstance(each, CaseEvent) and not each.by_staff
            name = each.by_name or texts.plain("casework-by-person" if is_hers else "casework-by-staff")
            lines.append(texts("casework-history-line", at=at, name=name, words=words))
    return lines


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


def case_for_staff(
    content: Content, case: Case, linked: Sequence[Case], history: Sequence[CaseEvent | Note] = ()
) -> Markup:
    """The case as it stands in the staff chat. What is private stands there once somebody is responsible, and with it
    what was said and noted last."""
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
    newest = NEWEST_EVENTS if case.status is CaseStatus.CLOSED else NEWEST_ON_CARD  # nothing else shows it then
    said = [each for each in history if isinstance(each, Note) or each.kind in _ON_CARD][-newest:]
    if said and case.status is not CaseStatus.NEW:
        short = [replace(each, text=shorten(each.text, SHOWN_ON_CARD)) for each in said]
        lines += [Markup(), *history_lines(content, short)]
    return texts.lines(lines)


def _answers(content: Content, case: Case, *, private: bool) -> list[Markup]:
    asked = [each for each in questions(Shown.STAFF) if (each.field in EMPTY) is private]
    return [line for each in asked if (line := each.staff_line(content, case))]
